// Random bytes are drawn by the page, for each thread, because the generator takes longer to ask
// than to answer. What has been handed out is wiped.
#include "base/salt.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace base {
namespace {

constexpr std::size_t kSaltBytes = 16;

class Pool {
 public:
  std::span<unsigned char> draw() {
    if (next_ == bytes_.size()) {
      if (RAND_bytes(bytes_.data(), static_cast<int>(bytes_.size())) != 1) {
        throw std::runtime_error("the machine gives no random numbers");
      }
      next_ = 0;
    }
    next_ += kSaltBytes;
    return std::span(bytes_).subspan(next_ - kSaltBytes, kSaltBytes);
  }

 private:
  std::array<unsigned char, 256 * kSaltBytes> bytes_{};
  std::size_t next_ = bytes_.size();
};

}  // namespace

std::string new_salt() {
  thread_local Pool pool;
  static constexpr char kDigits[] = "0123456789abcdef";
  const auto bytes = pool.draw();
  std::string text;
  text.reserve(2 * kSaltBytes);
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  std::ranges::fill(bytes, static_cast<unsigned char>(0));
  return text;
}

}  // namespace base
