// The seal of a record: SHA-256 over its fields in the order of the table's columns, the salt last.
// Whoever has the row can compute it: docs/formats/records.md.
#include <array>
#include <charconv>

#include "base/sha256.h"
#include "record/record.h"

namespace record {
namespace {

constexpr std::string_view kSealFormat = "record-1";

// The bytes under a seal: every field behind its length, absent ones a hyphen, so that no two
// different records give the same bytes.
class SealedBytes {
 public:
  SealedBytes() { bytes_.reserve(512); }

  void add(std::string_view field) {
    append(static_cast<std::int64_t>(field.size()));
    bytes_ += ':';
    bytes_ += field;
  }
  void add(std::int64_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    add(std::string_view(digits.data(), end));
  }
  void add(const std::optional<std::int64_t>& number) {
    if (number) {
      add(*number);
    } else {
      bytes_ += '-';
    }
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void append(std::int64_t number) {
    std::array<char, 20> digits;
    bytes_.append(digits.data(),
                  std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  }

  std::string bytes_;
};

std::optional<std::int64_t> as_number(std::optional<bool> flag) {
  return flag ? std::optional<std::int64_t>(*flag ? 1 : 0) : std::nullopt;
}

}  // namespace

std::string seal_of(const Record& record) {
  SealedBytes sealed;
  sealed.add(kSealFormat);
  sealed.add(record.municipality);
  sealed.add(record.id.value);
  sealed.add(record.programme);
  sealed.add(record.kind);
  sealed.add(std::int64_t{record.fiscal_year.number()});
  sealed.add(base::iso(record.occurred_on));
  sealed.add(record.recorded_at.microseconds);
  sealed.add(record.count);
  sealed.add(record.people);
  sealed.add(record.yen);
  sealed.add(as_number(record.in_town));
  sealed.add(attributes_json(record.attributes));
  sealed.add(record.case_file);
  sealed.add(record.business);
  sealed.add(record.entry);
  sealed.add(std::int64_t{record.summary ? 1 : 0});
  sealed.add(in_db(record.year_stated));
  sealed.add(record.reverses ? std::optional(record.reverses->value) : std::nullopt);
  sealed.add(record.deed);
  sealed.add(record.salt);
  return base::sha256_hex(sealed.bytes());
}

}  // namespace record
