// One link of a chain: the fields of a deed as they are digested. Written and verified by the same
// function, so the two cannot drift apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace history {

struct Link {
  std::string municipality;
  std::int64_t deed = 0;
  std::int64_t writer = 0;
  std::int64_t sequence = 0;
  std::int64_t recorded_at = 0;
  std::string actor_kind;
  std::int64_t actor = 0;
  std::string post;
  std::string body;
  std::int64_t installation = 0;
  std::string kind;
  std::string subject_kind;
  std::string subject_key;
  std::string payload_digest;
  std::string salt;
};

// The digest of a link behind the digest before it (empty for the first).
std::string digest_of(const Link& link, std::string_view previous_digest);

// What stands beside a link and may be erased. Salted, so that a short payload cannot be guessed
// from its digest once it is erased.
struct Payload {
  std::string retention;
  std::string reason;
  std::string payload;
  std::string salt;
  std::string origin = {};
  std::int64_t deputy_for = 0;
};
// Origin and deputy are digested where either is given: deeds of before they were kept verify.
std::string payload_digest(const Payload& payload);

}  // namespace history
