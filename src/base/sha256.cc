// SHA-256 through OpenSSL's EVP. A failure of the library is a fault, not an answer.
#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace base {
namespace {

void must(int answer) {
  if (answer != 1) throw std::runtime_error("OpenSSL refused to compute SHA-256");
}

std::string hex_of(EVP_MD_CTX& context) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  must(EVP_DigestFinal_ex(&context, digest.data(), &length));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(2 * std::size_t{length}, '0');
  for (std::size_t i = 0; i < length; ++i) {
    text[2 * i] = kDigits[digest[i] >> 4];
    text[2 * i + 1] = kDigits[digest[i] & 15];
  }
  return text;
}

}  // namespace

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                  &EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  must(state_->context ? 1 : 0);
  must(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  must(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex() {
  return hex_of(*state_->context);
}

// Records are sealed and verified by the million: the algorithm is looked up once and each thread
// keeps its context, which makes a short text several times as fast.
std::string sha256_hex(std::string_view bytes) {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{
      EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  must(algorithm && context ? 1 : 0);
  must(EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr));
  must(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()));
  return hex_of(*context);
}

}  // namespace base
