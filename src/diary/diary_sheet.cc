// Numbers as digits, codes as words, days as ISO: what a spreadsheet reads without asking.
#include "diary/diary_sheet.h"

namespace diary {
namespace {

std::string number(std::optional<std::int64_t> value) {
  return value ? std::to_string(*value) : std::string();
}

std::string attributes_words(base::Language language, const record::Record& record) {
  std::string text;
  for (const auto& one : record.attributes) {
    const std::string code = "record.code_" + one.value;
    text += (text.empty() ? "" : " ") +
            std::string(base::words(language, "record.attribute_" + one.name)) + "=" +
            (base::has_words(code) ? std::string(base::words(language, code)) : one.value);
  }
  return text;
}

}  // namespace

output::Sheet entries_sheet(base::Language language, const std::vector<Entry>& entries,
                            const std::map<std::string, std::string>& names) {
  output::Sheet sheet;
  for (const std::string_view header :
       {"diary_pages.column_entry", "diary_pages.column_programme", "diary_pages.column_day",
        "diary_pages.column_kind", "diary_pages.column_attributes", "diary_pages.column_in_town",
        "diary_pages.column_count", "diary_pages.column_people", "diary_pages.column_yen",
        "diary_pages.column_place", "diary_pages.column_co_organisers", "diary_pages.column_note",
        "diary_pages.column_state", "diary_pages.column_record"})
    sheet.headers.emplace_back(base::words(language, header));
  const auto words = [&](std::string_view key) { return std::string(base::words(language, key)); };
  for (const Entry& entry : entries) {
    const auto name = names.find(entry.programme);
    for (const record::Record& record : entry.records)
      sheet.rows.push_back(
          {std::to_string(entry.entry), name == names.end() ? entry.programme : name->second,
           base::iso(record.occurred_on), words("record.kind_" + record.kind),
           attributes_words(language, record),
           record.in_town ? words(*record.in_town ? "diary.in_town_yes" : "diary.in_town_no")
                          : std::string(),
           std::to_string(record.count), number(record.people), number(record.yen),
           entry.texts.place, entry.texts.co_organisers, entry.texts.note,
           words(record.confirmed_at ? "diary_pages.confirmed" : "diary_pages.unconfirmed"),
           std::to_string(record.id.value)});
  }
  return sheet;
}

}  // namespace diary
