// Fields are digested with their lengths in front, so no two different rows give the same bytes.
#include "history/link.h"

#include <array>
#include <charconv>

#include "base/sha256.h"
#include "history/seal.h"

namespace history {
namespace {

class Canonical {
 public:
  Canonical() { bytes_.reserve(512); }

  Canonical& add(std::string_view field) {
    const Digits length(static_cast<std::int64_t>(field.size()));
    bytes_ += length.text();
    bytes_ += ':';
    bytes_ += field;
    return *this;
  }
  Canonical& add(std::int64_t number) { return add(Digits(number).text()); }
  std::string digest() const { return base::sha256_hex(bytes_); }

 private:
  class Digits {
   public:
    explicit Digits(std::int64_t number)
        : end_(std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr) {}
    std::string_view text() const { return {digits_.data(), end_}; }

   private:
    std::array<char, 20> digits_;
    const char* end_;
  };

  std::string bytes_;
};

}  // namespace

std::string digest_of(const Link& link, std::string_view previous_digest) {
  Canonical fields;
  fields.add(previous_digest).add(link.salt).add(link.municipality).add(link.deed);
  fields.add(link.writer).add(link.sequence).add(link.recorded_at).add(link.actor_kind);
  fields.add(link.actor).add(link.post).add(link.body).add(link.installation).add(link.kind);
  fields.add(link.subject_kind).add(link.subject_key).add(link.payload_digest);
  return fields.digest();
}

std::string payload_digest(const Payload& payload) {
  Canonical fields;
  fields.add(payload.salt).add(payload.retention).add(payload.reason).add(payload.payload);
  if (!payload.origin.empty() || payload.deputy_for != 0)
    fields.add(payload.origin).add(payload.deputy_for);
  return fields.digest();
}

std::string digest_of(const Seal& seal, std::string_view previous_digest) {
  Canonical fields;
  fields.add(previous_digest).add(seal.municipality).add(seal.number);
  fields.add(seal.sealed_at.microseconds).add(seal.heads).add(seal.deeds);
  return fields.digest();
}

}  // namespace history
