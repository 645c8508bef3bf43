// OpenSSL's EVP alone; what it refuses on our own keys is a fault, on what comes in a nullopt.
#include "edition/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <stdexcept>

#include "base/base64.h"
#include "base/sha256.h"

namespace edition {
namespace {

constexpr std::size_t kIdDigits = 16;
constexpr std::size_t kSignatureBytes = 64;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

std::shared_ptr<void> held(EVP_PKEY* key) {
  return {key, [](void* one) { EVP_PKEY_free(static_cast<EVP_PKEY*>(one)); }};
}
EVP_PKEY* raw(const std::shared_ptr<void>& key) {
  return static_cast<EVP_PKEY*>(key.get());
}

Bio reading(std::string_view text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
}

// A key never asks anybody for a password.
int no_password(char*, int, int, void*) {
  return 0;
}

void expect(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

template <class Write>
std::string written(Write write) {
  const Bio out(BIO_new(BIO_s_mem()), &BIO_free);
  expect(out && write(out.get()) == 1, "OpenSSL does not write the key");
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::shared_ptr<void> public_half(std::string_view pem) {
  const Bio in = reading(pem);
  auto key = held(PEM_read_bio_PUBKEY(in.get(), nullptr, &no_password, nullptr));
  if (!key || EVP_PKEY_get_id(raw(key)) != EVP_PKEY_ED25519) return nullptr;
  return key;
}

PublicKey described(EVP_PKEY* key) {
  PublicKey shown;
  const std::string der = written([&](BIO* out) { return i2d_PUBKEY_bio(out, key); });
  shown.id = base::sha256_hex(der).substr(0, kIdDigits);
  shown.pem = written([&](BIO* out) { return PEM_write_bio_PUBKEY(out, key); });
  return shown;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::optional<PublicKey> read_public_key(std::string_view pem) {
  const auto key = public_half(pem);
  if (!key) return std::nullopt;
  return described(raw(key));
}

PrivateKey PrivateKey::make() {
  EVP_PKEY* made = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  expect(made != nullptr, "OpenSSL makes no Ed25519 key");
  return PrivateKey(held(made));
}

std::optional<PrivateKey> PrivateKey::read(std::string_view pem) {
  const Bio in = reading(pem);
  auto key = held(PEM_read_bio_PrivateKey(in.get(), nullptr, &no_password, nullptr));
  if (!key || EVP_PKEY_get_id(raw(key)) != EVP_PKEY_ED25519) return std::nullopt;
  return PrivateKey(std::move(key));
}

PublicKey PrivateKey::public_key() const {
  return described(raw(key_));
}

std::string PrivateKey::pem() const {
  return written([&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, raw(key_), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string PrivateKey::sign(std::string_view bytes) const {
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  expect(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, raw(key_)) == 1 &&
             EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                            &size, bytes_of(bytes), bytes.size()) == 1 &&
             size == kSignatureBytes,
         "OpenSSL does not sign");
  return base::to_base64(signature);
}

bool is_signed_by(const PublicKey& key, std::string_view bytes, std::string_view signature) {
  const auto raw_signature = base::from_base64(signature);
  const auto half = public_half(key.pem);
  if (!half || !raw_signature || raw_signature->size() != kSignatureBytes) return false;
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, raw(half)) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(*raw_signature), raw_signature->size(),
                          bytes_of(bytes), bytes.size()) == 1;
}

}  // namespace edition
