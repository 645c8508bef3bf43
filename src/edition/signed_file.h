// The signed file of an edition or an erratum: JSON in three lines, of which the second is exactly
// the text that was hashed and signed, so that a shell and openssl are enough to check it:
//
//   {"content":
//   {"format":"nigiwai-edition-1", …}
//   ,"sha256":"…","key":"…","algorithm":"Ed25519","signature":"…"}
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "edition/signature.h"

namespace edition {

struct Signed {
  std::string content;
  std::string sha256;
  std::string key;
  std::string signature;
  bool operator==(const Signed&) const = default;
};

Signed sign(std::string content, const PrivateKey& key);
std::string write_file(const Signed& one);

// What a check may find wrong, in the order in which it looks.
inline constexpr base::RefusalKind not_a_signed_file{"edition.not_a_signed_file", 400};
inline constexpr base::RefusalKind part_missing{"edition.part_missing", 400};
inline constexpr base::RefusalKind content_altered{"edition.content_altered", 409};
inline constexpr base::RefusalKind content_unreadable{"edition.content_unreadable", 409};
inline constexpr base::RefusalKind no_such_public_key{"edition.no_such_public_key", 409};
inline constexpr base::RefusalKind signature_of_another{"edition.signature_of_another", 409};
inline constexpr base::RefusalKind no_keys_in_file{"edition.no_keys_in_file", 400};
inline constexpr const base::RefusalKind* kCheckRefusals[] = {
    &not_a_signed_file,  &part_missing,         &content_altered, &content_unreadable,
    &no_such_public_key, &signature_of_another, &no_keys_in_file};

inline constexpr std::size_t kFileBytesMax = 16 * 1024 * 1024;

// Refusals: not_a_signed_file, part_missing.
base::Result<Signed> read_file(std::string_view file);

// A key that may have signed; `retired_at`: nothing was signed with it later (ISO, Japan time).
struct KnownKey {
  PublicKey key;
  std::optional<std::string> retired_at = {};
};

// A sound file, and what it says of itself.
struct Checked {
  bool is_erratum = false;
  std::string publisher;
  std::string plan;
  std::string plan_title;  // empty in an erratum
  int number = 0;
  int erratum = 0;
  std::string title;
  std::string released_at;  // an erratum: issued_at
  std::string sha256;
  std::string key;
  std::optional<std::string> key_retired_at = {};
  std::size_t lines = 0;
};
// Needs no database and no network. Refusals: kCheckRefusals.
base::Result<Checked> check_file(std::string_view file, std::span<const KnownKey> keys);

// The public keys in a text of PEM blocks.
std::vector<KnownKey> read_keys(std::string_view pem);

}  // namespace edition
