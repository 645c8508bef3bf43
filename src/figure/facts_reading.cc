// Every field on its own, so that a refusal can name it.
#include "figure/facts_reading.h"

#include <charconv>
#include <utility>

#include "base/japanese_text.h"
#include "base/text_front.h"

namespace figure {
namespace {

// The digits of 3,200 or 3200; nullopt when commas do not stand in threes.
std::optional<std::string> digits_of(std::string_view text) {
  std::string digits;
  bool grouped = false;
  std::size_t run = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
      ++run;
    } else if (c == ',' && (grouped ? run == 3 : run >= 1 && run <= 3)) {
      grouped = true;
      run = 0;
    } else {
      return std::nullopt;
    }
  }
  if (run == 0 || (grouped && run != 3)) return std::nullopt;
  return digits;
}

template <class Out, class Read>
base::Result<void> take(std::string_view text, Out& out, Read read) {
  if (text.empty()) return {};
  auto value = read(text);
  if (!value) return std::unexpected(value.error());
  out = std::move(*value);
  return {};
}

base::Result<record::AttributeValue> attribute_of(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
    return base::refuse(attribute_unreadable, {{"value", std::string(text)}});
  return record::AttributeValue{std::string(text.substr(0, equals)),
                                std::string(text.substr(equals + 1))};
}

base::Result<base::FiscalYear> year_of(std::string_view text) {
  const std::string folded = base::folded_without_spaces(text);
  int number = 0;
  const char* const end = folded.data() + folded.size();
  const auto read = std::from_chars(folded.data(), end, number);
  if (folded.size() == 4 && read.ec == std::errc() && read.ptr == end)
    return base::FiscalYear::of(number);
  const auto year = base::parse_fiscal_year(text);
  if (!year) {
    return base::refuse(year_unreadable, {{"field", "fiscal_year"}, {"value", std::string(text)}});
  }
  return year->year;
}

base::Result<void> take_numbers(const FactsText& text, record::Facts& facts) {
  const auto number = [](std::string_view field) {
    return [field](std::string_view value) { return whole_number(field, value); };
  };
  base::Result<void> taken = take(text.count, facts.count, number("count"));
  if (taken) taken = take(text.people, facts.people, number("people"));
  if (taken) taken = take(text.yen, facts.yen, number("yen"));
  if (taken) taken = take(text.business, facts.business, number("business"));
  if (taken) taken = take(text.case_file, facts.case_file, number("case"));
  if (taken) taken = take(text.entry, facts.entry, number("entry"));
  return taken;
}

// ---- JSON

template <class Value>
void put(const base::JsonNode& node, const base::Result<Value>& value, auto& out) {
  if (value)
    out = *value;
  else
    node.mistake(value.error().code, value.error().facts);
}

std::optional<std::int64_t> maybe_integer(base::JsonObject& object, std::string_view key) {
  const base::JsonNode node = object.optional(key);
  return node.present() ? std::optional(node.integer()) : std::nullopt;
}

std::optional<std::int64_t> maybe_number_text(base::JsonObject& object, std::string_view key) {
  const base::JsonNode node = object.optional(key);
  std::optional<std::int64_t> number;
  if (node.present()) put(node, whole_number(key, node.text()), number);
  return number;
}

}  // namespace

base::Result<std::int64_t> whole_number(std::string_view field, std::string_view text) {
  const std::string folded = base::folded_without_spaces(text);
  std::string_view rest = folded;
  const bool negative = base::take(rest, "-");
  std::int64_t number = 0;
  const std::vector<base::Fact> facts = {{"field", std::string(field)},
                                         {"value", std::string(text)}};
  const auto digits = digits_of(rest);
  if (!digits) return base::refuse(number_unreadable, facts);
  const char* const end = digits->data() + digits->size();
  if (std::from_chars(digits->data(), end, number).ec != std::errc())
    return base::refuse(number_out_of_range, facts);
  return negative ? -number : number;
}

base::Result<record::RecordId> record_number(std::string_view text) {
  const auto number = whole_number("record", text);
  if (!number) return std::unexpected(number.error());
  return record::RecordId{*number};
}

base::Result<bool> is_yes(std::string_view field, std::string_view text) {
  if (text == "yes") return true;
  if (text == "no") return false;
  return base::refuse(yes_or_no, {{"field", std::string(field)}, {"value", std::string(text)}});
}

base::Result<record::Facts> read_facts(const FactsText& text) {
  record::Facts facts;
  facts.programme = text.programme;
  facts.kind = text.kind;
  facts.summary = text.summary;
  facts.note = text.note;
  const auto day = base::parse_date(text.on);
  if (!day) return std::unexpected(day.error());
  facts.occurred_on = *day;
  base::Result<void> taken = take(text.year, facts.stated_year, year_of);
  if (taken) taken = take_numbers(text, facts);
  if (taken) {
    taken = take(text.in_town, facts.in_town,
                 [](std::string_view value) { return is_yes("in_town", value); });
  }
  if (!taken) return std::unexpected(taken.error());
  for (const std::string& attribute : text.attributes) {
    auto read = attribute_of(attribute);
    if (!read) return std::unexpected(read.error());
    facts.attributes.push_back(std::move(*read));
  }
  return facts;
}

record::Facts facts_from_json(base::JsonObject& object) {
  record::Facts facts;
  facts.programme = object.text("programme");
  facts.kind = object.text("kind");
  const base::JsonNode day = object.required("occurred_on");
  if (day.present()) put(day, base::parse_date(day.text()), facts.occurred_on);
  if (const base::JsonNode year = object.optional("fiscal_year"); year.present())
    put(year, base::FiscalYear::of(year.integer_in(1873, 2199)), facts.stated_year);
  facts.count = maybe_integer(object, "count").value_or(1);
  facts.people = maybe_integer(object, "people");
  facts.yen = maybe_integer(object, "yen");
  if (const base::JsonNode in_town = object.optional("in_town"); in_town.present())
    facts.in_town = in_town.flag();
  if (const base::JsonNode attributes = object.optional("attributes"); attributes.present()) {
    attributes.object().each_member([&](std::string_view name, const base::JsonNode& value) {
      facts.attributes.push_back(
          {std::string(name), value.is_integer() ? std::to_string(value.integer()) : value.text()});
    });
  }
  facts.business = maybe_number_text(object, "business");
  facts.case_file = maybe_number_text(object, "case");
  facts.entry = maybe_number_text(object, "entry");
  facts.summary = object.flag_or("summary", false);
  facts.note = object.maybe_text("note").value_or("");
  return facts;
}

}  // namespace figure
