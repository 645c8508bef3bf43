// 256 bits in letters that a URL, a header and a cookie carry as they are.
#include "base/secret.h"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace base {
namespace {

constexpr std::size_t kSecretBytes = 32;

}  // namespace

std::string base64url(std::span<const unsigned char> bytes) {
  static constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const unsigned char byte : bytes) {
    bits = bits << 8 | byte;
    held += 8;
    for (; held >= 6; held -= 6) text += kLetters[bits >> (held - 6) & 63];
  }
  if (held > 0) text += kLetters[bits << (6 - held) & 63];
  return text;
}

void fill_random(std::span<unsigned char> bytes) {
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("the machine gives no random numbers");
}

std::string new_secret(std::string_view prefix) {
  std::array<unsigned char, kSecretBytes> bytes;
  fill_random(bytes);
  return std::string(prefix) + base64url(bytes);
}

}  // namespace base
