// RFC 4226 and RFC 6238 over OpenSSL's HMAC; base32 as RFC 4648 writes it.
#include "staff/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <span>
#include <stdexcept>

#include "base/secret.h"

namespace staff {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kRecoveryLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
constexpr std::int64_t kStepMicroseconds = 30'000'000;
constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kRecoveryCodes = 10;
constexpr std::size_t kRecoveryLength = 10;
constexpr std::size_t kDigits = 6;

std::string from_base32(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int held = 0;
  for (const char letter : text) {
    const std::size_t value = kBase32.find(letter);
    if (value == std::string_view::npos) throw std::logic_error("staff: a secret is not base32");
    bits = bits << 5 | static_cast<unsigned>(value);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 255);
  }
  return bytes;
}

// Letters drawn evenly: bytes beyond the last whole multiple are drawn anew.
char draw_letter(std::string_view letters) {
  const std::size_t even = 256 / letters.size() * letters.size();
  for (;;) {
    std::array<unsigned char, 1> byte;
    base::fill_random(byte);
    if (byte[0] < even) return letters[byte[0] % letters.size()];
  }
}

// %XX for everything but letters and digits, as the label of an otpauth address wants it.
std::string in_address(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace

std::string new_totp_secret() {
  std::array<unsigned char, kSecretBytes> bytes;
  base::fill_random(bytes);
  return base::in_letters(bytes, kBase32);
}

std::int64_t totp_step(base::Instant at) {
  return at.microseconds / kStepMicroseconds;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  const std::string key = from_base32(secret);
  std::array<unsigned char, 8> counter;
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(step >> (56 - 8 * i) & 255);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac;
  unsigned int size = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(),
           mac.data(), &size) == nullptr)
    throw std::runtime_error("OpenSSL refused to compute an HMAC");
  const std::size_t offset = mac[size - 1] & 15;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | mac[offset + i];
  std::string digits = std::to_string((number & 0x7fffffff) % 1'000'000);
  return std::string(kDigits - digits.size(), '0') + digits;
}

std::optional<std::int64_t> totp_matches(std::string_view secret, std::string_view typed,
                                         base::Instant now, std::int64_t last) {
  std::string digits;
  for (const char c : typed)
    if (c != ' ') digits += c;
  const std::int64_t here = totp_step(now);
  for (const std::int64_t step : {here, here - 1, here + 1})
    if (step > last && totp_code(secret, step) == digits) return step;
  return std::nullopt;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view login) {
  return "otpauth://totp/" + in_address(issuer) + ":" + in_address(login) +
         "?secret=" + std::string(secret) + "&issuer=" + in_address(issuer);
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes(kRecoveryCodes);
  for (std::string& code : codes) {
    for (std::size_t i = 0; i < kRecoveryLength; ++i) code += draw_letter(kRecoveryLetters);
    code.insert(kRecoveryLength / 2, "-");
  }
  return codes;
}

std::string recovery_form(std::string_view typed) {
  std::string form;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    form += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return form;
}

}  // namespace staff
