// The parts of a packed file (ZIP), unpacked one by one within a limit over all of them.
#pragma once

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
  // nullopt for a part that is not there; also when it cannot be read, and then trouble() says so.
  std::optional<std::string> part(const std::string& name);
  Trouble trouble() const { return trouble_; }

 private:
  zip* archive_ = nullptr;
  std::size_t left_;
  Trouble trouble_ = Trouble::none;
};

}  // namespace sheet
