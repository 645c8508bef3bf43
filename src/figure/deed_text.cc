// Written once in one shape: verify recomputes the digest of the seals, and a repeated command is
// told by equal bytes.
#include "figure/deed_text.h"

#include "base/json_text.h"
#include "base/sha256.h"

namespace figure {
namespace {

void add_number(base::JsonWriter& json, std::string_view name,
                const std::optional<std::int64_t>& number) {
  if (number) json.field(name, *number);
}

void add_records(base::JsonWriter& json, std::span<const record::Record> records) {
  std::string seals;
  seals.reserve(records.size() * 64);
  for (const record::Record& record : records) seals += record.seal;
  json.field("records", records.size());
  json.field("first", std::to_string(records.front().id.value));
  json.field("last", std::to_string(records.back().id.value));
  json.field("seals", base::sha256_hex(seals));
}

}  // namespace

std::string deed_payload(std::span<const record::Record> records, bool confirmed) {
  base::JsonWriter json;
  json.begin_object();
  add_records(json, records);
  if (confirmed) json.field("confirmed", true);
  return json.end_object().take();
}

std::string deed_payload(const std::vector<base::Fact>& says, const record::Record& record) {
  base::JsonWriter json;
  json.begin_object();
  for (const base::Fact& one : says) json.field(one.name, one.value);
  add_records(json, {&record, 1});
  return json.end_object().take();
}

std::string command_text(std::string_view what, const record::Facts& facts) {
  base::JsonWriter json;
  json.begin_object().field("what", what).field("programme", facts.programme);
  json.field("kind", facts.kind).field("occurred_on", base::iso(facts.occurred_on));
  if (facts.stated_year) json.field("stated_year", facts.stated_year->number());
  json.field("count", facts.count);
  add_number(json, "people", facts.people);
  add_number(json, "yen", facts.yen);
  if (facts.in_town) json.field("in_town", *facts.in_town);
  json.key("attributes").begin_array();
  for (const record::AttributeValue& attribute : facts.attributes)
    json.string(attribute.name).string(attribute.value);
  json.end_array();
  add_number(json, "case_file", facts.case_file);
  add_number(json, "business", facts.business);
  add_number(json, "entry", facts.entry);
  json.field("summary", facts.summary).field("note", facts.note).end_object();
  return json.take();
}

std::string command_text(std::string_view what, record::RecordId record) {
  base::JsonWriter json;
  json.begin_object().field("what", what).field("record", std::to_string(record.value));
  json.end_object();
  return json.take();
}

}  // namespace figure
