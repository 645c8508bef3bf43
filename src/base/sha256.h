// SHA-256 as lower-case hexadecimal: names of stored files, hashes of plan files and of letters.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace base {

std::string sha256_hex(std::string_view bytes);

// For what arrives in pieces (uploads). hex() ends it; nothing may be added afterwards.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace base
