// 256 bits in letters that a URL, a header and a cookie carry as they are.
#include "base/secret.h"

#include <openssl/rand.h>

#include <array>
#include <bit>
#include <stdexcept>

namespace base {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string in_letters(std::span<const unsigned char> bytes, std::string_view letters) {
  const int letter_bits = std::countr_zero(letters.size());
  const auto mask = static_cast<unsigned>(letters.size() - 1);
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const unsigned char byte : bytes) {
    bits = bits << 8 | byte;
    held += 8;
    for (; held >= letter_bits; held -= letter_bits)
      text += letters[bits >> (held - letter_bits) & mask];
  }
  if (held > 0) text += letters[bits << (letter_bits - held) & mask];
  return text;
}

void fill_random(std::span<unsigned char> bytes) {
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("the machine gives no random numbers");
}

std::string new_secret(std::string_view prefix) {
  std::array<unsigned char, kSecretBytes> bytes;
  fill_random(bytes);
  return std::string(prefix) + in_letters(bytes, kBase64Url);
}

}  // namespace base
