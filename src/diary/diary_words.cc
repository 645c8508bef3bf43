// Words of a line come from its kind and codes; words of a field from the figure that counts it,
// and where none does, from the list of the room.
#include "diary/diary_words.h"

#include "base/yen.h"

namespace diary {
namespace {

std::string word(base::Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

}  // namespace

std::string line_title(base::Language language, const Line& line) {
  std::string title = word(language, "record.kind_" + std::string(line.kind->code));
  std::string fixed;
  const auto add = [&](const std::string& more) { fixed += (fixed.empty() ? "" : " ") + more; };
  for (const auto& one : line.fixed) add(word(language, "record.code_" + one.value));
  if (line.in_town) add(word(language, *line.in_town ? "diary.in_town_yes" : "diary.in_town_no"));
  if (!fixed.empty())
    title = base::say(language, "diary_pages.line_title", {{"kind", title}, {"of", fixed}});
  return title;
}

namespace {

// The word of a field that no figure names.
std::string label_key(const Line& line, const Field& field) {
  if (field.asks == Asks::count) return "diary_pages.count";
  if (field.asks == Asks::people) return "diary_pages.people";
  if (field.asks == Asks::in_town) return "diary_pages.in_town";
  if (field.asks == Asks::business) return "diary_pages.business";
  if (field.asks == Asks::yen)
    return "record.basis_" + std::string(record::name_of(line.kind->yen));
  return "record.attribute_" + field.name;
}

}  // namespace

std::string field_word(base::Language language, const Line& line, const Field& field) {
  return field.label.empty() ? word(language, label_key(line, field)) : field.label;
}

std::string field_label(base::Language language, const Line& line, const Field& field) {
  std::string label = field_word(language, line, field);
  if (!field.unit.empty())
    label = base::say(language, "diary_pages.field_unit", {{"field", label}, {"unit", field.unit}});
  return label;
}

std::string record_words(base::Language language, const record::Record& record) {
  std::string text = word(language, "record.kind_" + record.kind);
  const auto add = [&](const std::string& more) { text += " " + more; };
  const auto number = [&](std::int64_t value, std::string_view unit) {
    add(base::say(language, unit, {{"count", base::with_thousands(value)}}));
  };
  for (const auto& one : record.attributes) {
    const std::string code = "record.code_" + one.value;
    if (base::has_words(code))
      add(word(language, code));
    else
      add(base::say(
          language, "diary_pages.amount_of",
          {{"what", word(language, "record.attribute_" + one.name)}, {"count", one.value}}));
  }
  if (record.in_town)
    add(word(language, *record.in_town ? "diary.in_town_yes" : "diary.in_town_no"));
  number(record.count, "diary_pages.amount_count");
  if (record.people) number(*record.people, "diary_pages.amount_people");
  if (record.yen) number(*record.yen, "diary_pages.amount_yen");
  return text;
}

std::string records_words(base::Language language, const std::vector<record::Record>& records) {
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < records.size() && i < shown; ++i)
    text += (text.empty() ? "" : word(language, "diary_pages.comma")) +
            record_words(language, records[i]);
  if (records.size() > shown)
    text += base::say(language, "diary_pages.and_more",
                      {{"count", std::to_string(records.size() - shown)}});
  return text;
}

std::string facts_words(base::Language language, const std::vector<record::Facts>& facts) {
  std::vector<record::Record> records;
  for (const record::Facts& one : facts) {
    record::Record record;
    record.kind = one.kind;
    record.count = one.count;
    record.people = one.people;
    record.yen = one.yen;
    record.in_town = one.in_town;
    record.attributes = one.attributes;
    records.push_back(std::move(record));
  }
  return records_words(language, records);
}

}  // namespace diary
