// 署名: Ed25519, so that whoever holds an edition sees whether it was altered (改ざん検知). It says
// that the holder of the key signed these bytes, and no more: it is neither an official seal nor a
// qualified electronic signature, and nothing here calls it so.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace edition {

// Public half of a key: its id is the SHA-256 of its DER form, of which the first 16 digits name
// it.
struct PublicKey {
  std::string id;
  std::string pem;
};

// nullopt: no Ed25519 public key in PEM.
std::optional<PublicKey> read_public_key(std::string_view pem);

// The secret half. It is written to its file and nowhere else.
class PrivateKey {
 public:
  static PrivateKey make();
  // nullopt: no Ed25519 private key in PEM.
  static std::optional<PrivateKey> read(std::string_view pem);

  PublicKey public_key() const;
  std::string pem() const;
  // 64 bytes as base64.
  std::string sign(std::string_view bytes) const;

 private:
  explicit PrivateKey(std::shared_ptr<void> key) : key_(std::move(key)) {}
  std::shared_ptr<void> key_;  // EVP_PKEY
};

// Whether this signature (base64) is the key's over these bytes.
bool is_signed_by(const PublicKey& key, std::string_view bytes, std::string_view signature);

}  // namespace edition
