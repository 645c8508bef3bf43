// Internal numbers are texts; what was erased is not written.
#include "diary/diary_json.h"

#include <algorithm>
#include <charconv>

#include "diary/diary_words.h"
#include "figure/staff_json.h"

namespace diary {
namespace {

std::optional<base::Date> day_of(const base::JsonNode& node) {
  if (!node.present()) return std::nullopt;
  const auto day = base::parse_date(node.text());
  if (day) return *day;
  node.mistake(day.error().code, day.error().facts);
  return std::nullopt;
}

void read_accepted(base::JsonObject& object, Accepted& accepted) {
  object.each("accept", [&](const base::JsonNode& node) {
    const std::string what = node.text();
    if (what == "other_year")
      accepted.other_year = true;
    else if (what == "same")
      accepted.same = true;
    else
      node.mistake(choice_unknown.code, {{"value", what}});
  });
}

std::string joined(const auto& list, auto name) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : ", ") + std::string(name(one));
  return text;
}

base::Result<void> check_names(const Worked& worked, const Typed& numbers) {
  for (const auto& [key, fields] : numbers) {
    const auto line = std::ranges::find(worked.lines, key, &Line::key);
    if (line == worked.lines.end())
      return base::refuse(
          unknown_line, {{"line", key},
                         {"lines", joined(worked.lines, [](const Line& one) { return one.key; })}});
    for (const auto& [name, value] : fields)
      if (line->find(name) == nullptr)
        return base::refuse(
            unknown_field,
            {{"line", key}, {"field", name}, {"fields", joined(line->fields, [](const Field& one) {
                                                return one.name;
                                              })}});
  }
  return {};
}

std::string told(const std::vector<Wrong>& wrong, base::Language language) {
  return joined(wrong, [&](const Wrong& one) {
    return one.line + "." + one.field + ": " + base::say(language, one.refusal);
  });
}

base::Result<Occurrence> read_occurrence(const Worked& worked, const Asked& asked,
                                         base::Language language) {
  if (const auto fit = check_names(worked, asked.numbers); !fit)
    return std::unexpected(fit.error());
  if (const auto fit = check_days(asked.days); !fit) return std::unexpected(fit.error());
  std::vector<Wrong> wrong;
  const CodeWords words = code_words();
  Reading reading{worked.programme.key, {}, &words};
  if (asked.of_year_before)
    reading.stated_year = base::FiscalYear::containing(asked.days.last).previous();
  Occurrence occurrence{worked.programme.key, asked.days, asked.texts,
                        read_facts(worked.lines, asked.days, asked.numbers, reading, wrong),
                        asked.repeats};
  if (!wrong.empty()) return base::refuse(bad_numbers, {{"mistakes", told(wrong, language)}});
  return occurrence;
}

std::string_view name_of(Asks asks) {
  switch (asks) {
    case Asks::count:
      return "count";
    case Asks::people:
      return "people";
    case Asks::yen:
      return "yen";
    case Asks::number:
      return "number";
    case Asks::business:
      return "business";
    case Asks::code:
      return "code";
    case Asks::in_town:
      return "in_town";
  }
  return {};
}

}  // namespace

Asked asked_from_json(base::JsonObject& object) {
  Asked asked;
  asked.programme = object.text("programme");
  asked.days.first = day_of(object.required("first")).value_or(asked.days.first);
  asked.days.last = day_of(object.optional("last")).value_or(asked.days.first);
  base::JsonObject lines = object.required("numbers").object();
  lines.each_member([&](std::string_view line, const base::JsonNode& node) {
    base::JsonObject fields = node.object();
    fields.each_member([&](std::string_view field, const base::JsonNode& value) {
      asked.numbers[std::string(line)][std::string(field)] =
          value.is_integer() ? std::to_string(value.integer()) : value.text();
    });
  });
  asked.texts.place = object.maybe_text("place").value_or("");
  asked.texts.co_organisers = object.maybe_text("co_organisers").value_or("");
  asked.texts.note = object.maybe_text("note").value_or("");
  asked.of_year_before = object.flag_or("of_year_before", false);
  read_accepted(object, asked.accepted);
  const base::JsonNode repeats = object.optional("repeats");
  if (repeats.present()) {
    const std::string text = repeats.text();
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size())
      asked.repeats = number;
    else
      repeats.mistake(unknown_entry.code, {{"entry", text}});
  }
  return asked;
}

base::Result<Occurrence> occurrence_of(db::Read& tx, const base::Actor& actor, const Asked& asked,
                                       base::Language language, std::optional<std::int64_t> entry) {
  int year = base::FiscalYear::containing(asked.days.last).number();
  if (entry) {
    const auto standing = open(tx, actor, *entry);
    if (!standing) return std::unexpected(standing.error());
    if (standing->programme != asked.programme)
      return base::refuse(other_programme,
                          {{"entry", std::to_string(*entry)}, {"programme", standing->programme}});
    year = standing->fiscal_year;
  }
  const auto form = worked(tx, actor, asked.programme, year);
  if (!form) return std::unexpected(form.error());
  return read_occurrence(*form, asked, language);
}

void write_form(base::JsonWriter& json, const Worked& worked, base::Language language) {
  json.field("programme", worked.programme.key).field("name", worked.programme.name);
  json.field("body", worked.body).key("lines").begin_array();
  for (const Line& line : worked.lines) {
    json.begin_object().field("line", line.key).field("title", line_title(language, line));
    json.field("kind", line.kind->code).key("fields").begin_array();
    for (const Field& field : line.fields) {
      json.begin_object().field("field", field.name).field("asks", name_of(field.asks));
      json.field("label", field_label(language, line, field)).field("required", field.required);
      json.key("codes").begin_array();
      for (const std::string& code : field.codes) json.string(code);
      json.end_array().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_entry(base::JsonWriter& json, const Entry& entry) {
  json.field("entry", std::to_string(entry.entry)).field("version", entry.version);
  json.field("programme", entry.programme).field("body", entry.body);
  json.field("fiscal_year", entry.fiscal_year);
  json.field("first", base::iso(entry.days.first)).field("last", base::iso(entry.days.last));
  json.field("state", in_db(entry.state)).field("how", in_db(entry.how));
  json.field("place", entry.texts.place).field("co_organisers", entry.texts.co_organisers);
  json.field("note", entry.texts.note).field("erased", entry.erased);
  if (entry.repeats) json.field("repeats", std::to_string(*entry.repeats));
  json.field("deed", std::to_string(entry.deed));
  json.field("recorded_at", base::iso_japan(entry.recorded_at));
  json.field("person", std::to_string(entry.person)).key("records").begin_array();
  for (const record::Record& record : entry.records) {
    json.begin_object();
    figure::write_record(json, record);
    json.end_object();
  }
  json.end_array();
}

void write_logged(base::JsonWriter& json, const Logged& logged) {
  json.field("entry", std::to_string(logged.entry)).field("deed", std::to_string(logged.deed));
  json.field("repeated", logged.repeated);
}

}  // namespace diary
