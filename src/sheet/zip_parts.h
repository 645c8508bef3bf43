// The parts of a packed file (ZIP), unpacked one by one within a limit over all of them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace sheet {

class ZipParts {
 public:
  enum class Trouble { none, damage, excess };

  // The bytes must outlive this object.
  ZipParts(std::string_view bytes, std::size_t unpacked_max);
  ~ZipParts();
  ZipParts(const ZipParts&) = delete;
  ZipParts& operator=(const ZipParts&) = delete;

  bool opened() const { return archive_ != nullptr; }
  bool has(const std::string& name) const;
  // What the file says of itself before anything is unpacked, in MiB: more than the limit, or a
  // part above 4 MiB that unpacks to more than `ratio_max` of its size.
  std::optional<std::size_t> announced_excess(std::size_t unpacked_max,
                                              std::size_t ratio_max) const;
  // nullopt for a part that is not there; also when it cannot be read, and then trouble() says so.
  std::optional<std::string> part(const std::string& name);
  // The same piece by piece, for parts that need not be held whole, until `take` wants no more.
  // False for a part that is not there, cannot be read or was not wanted to its end.
  bool in_pieces(const std::string& name, const std::function<bool(std::string_view)>& take);
  Trouble trouble() const { return trouble_; }

 private:
  zip* archive_ = nullptr;
  std::size_t left_;
  Trouble trouble_ = Trouble::none;
};

}  // namespace sheet
