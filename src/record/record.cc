// The rules of a record: what may be said about one fact of the work, which fiscal year it belongs
// to, how it is taken back. Facts are looked at in the order of the refusals
// in record.h; the first thing that is wrong is told with its field, its value and what is allowed.
#include "record/record.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/japanese_text.h"

namespace record {
namespace {

constexpr std::uint64_t kWholeNumberMax = 999'999'999;

template <class Names>
std::string listed(const Names& names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

std::vector<std::string_view> kind_codes() {
  std::vector<std::string_view> codes;
  for (const RecordKind& kind : kinds()) codes.push_back(kind.code);
  return codes;
}

std::vector<std::string_view> attribute_names(const RecordKind& kind) {
  std::vector<std::string_view> names;
  for (const Attribute& attribute : kind.attributes) names.push_back(attribute.name);
  return names;
}

std::string allowed_values(const Attribute& attribute) {
  if (attribute.type == AttributeType::whole_number) {
    return "0-" + std::to_string(kWholeNumberMax);
  }
  return listed(attribute.codes);
}

std::string year_text(base::FiscalYear year) {
  return std::to_string(year.number());
}

// A number that a kind may, must or cannot carry, with the range it has to lie in.
struct Number {
  std::string_view field;
  std::optional<std::int64_t> value;
  Carries carries = Carries::none;
  std::int64_t min = 0;
  std::int64_t max = 0;
  const base::RefusalKind* missing = nullptr;
  const base::RefusalKind* not_carried = nullptr;
  const base::RefusalKind* out_of_range = nullptr;
};

base::Result<void> check_number(const RecordKind& kind, const Number& number) {
  const std::string field(number.field);
  const std::string code(kind.code);
  if (!number.value) {
    if (number.carries != Carries::required) return {};
    return base::refuse(*number.missing, {{"field", field}, {"kind", code}});
  }
  const std::string value = std::to_string(*number.value);
  if (number.carries == Carries::none) {
    return base::refuse(*number.not_carried, {{"field", field}, {"value", value}, {"kind", code}});
  }
  if (*number.value >= number.min && *number.value <= number.max) return {};
  return base::refuse(*number.out_of_range, {{"field", field},
                                             {"value", value},
                                             {"min", base::with_thousands(number.min)},
                                             {"max", base::with_thousands(number.max)}});
}

base::Result<void> check_work(const Facts& facts, const Situation& situation) {
  if (!situation.programmes || !situation.programmes->contains(facts.programme)) {
    return base::refuse(unknown_programme, {{"field", "programme"}, {"value", facts.programme}});
  }
  if (facts.occurred_on > situation.today) {
    return base::refuse(in_the_future, {{"field", "occurred_on"},
                                        {"value", base::iso(facts.occurred_on)},
                                        {"today", base::iso(situation.today)}});
  }
  return {};
}

base::Result<void> check_numbers(const RecordKind& kind, const Facts& facts) {
  const Carries carries_yen = kind.yen == YenBasis::none ? Carries::none : Carries::required;
  const Number numbers[] = {{"count", facts.count, Carries::required, 1, kCountMax, nullptr,
                             nullptr, &count_out_of_range},
                            {"people", facts.people, kind.people, 0, kPeopleMax, &people_missing,
                             &people_not_carried, &people_out_of_range},
                            {"yen", facts.yen, carries_yen, 0, kYenMax, &yen_missing,
                             &yen_not_carried, &yen_out_of_range}};
  for (const Number& number : numbers) {
    if (auto checked = check_number(kind, number); !checked) return checked;
  }
  return {};
}

base::Result<void> check_in_town(const RecordKind& kind, std::optional<bool> in_town) {
  const std::string code(kind.code);
  if (!in_town && kind.in_town == Carries::required) {
    return base::refuse(in_town_missing, {{"field", "in_town"}, {"kind", code}});
  }
  if (in_town && kind.in_town == Carries::none) {
    return base::refuse(in_town_not_carried, {{"field", "in_town"}, {"kind", code}});
  }
  return {};
}

base::Result<void> check_links(const RecordKind& kind, const Facts& facts) {
  if (facts.business && kind.business == Carries::none) {
    return base::refuse(business_not_carried, {{"field", "business"},
                                               {"value", std::to_string(*facts.business)},
                                               {"kind", std::string(kind.code)}});
  }
  const std::pair<std::string_view, std::optional<std::int64_t>> links[] = {
      {"case_file", facts.case_file}, {"business", facts.business}, {"entry", facts.entry}};
  for (const auto& [field, number] : links) {
    if (!number || *number > 0) continue;
    return base::refuse(number_not_positive,
                        {{"field", std::string(field)}, {"value", std::to_string(*number)}});
  }
  return {};
}

// The value as it is kept: a code of the list, or a number without leading zeros.
std::optional<std::string> kept_value(const Attribute& attribute, std::string_view value) {
  if (attribute.type == AttributeType::code) {
    if (std::ranges::find(attribute.codes, value) == attribute.codes.end()) return std::nullopt;
    return std::string(value);
  }
  std::uint64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number > kWholeNumberMax) return std::nullopt;
  return std::to_string(number);
}

base::Result<void> check_names(const RecordKind& kind, const std::vector<AttributeValue>& sorted) {
  const std::string code(kind.code);
  for (const AttributeValue& said : sorted) {
    if (find_attribute(kind, said.name)) continue;
    if (kind.attributes.empty())
      return base::refuse(no_attributes, {{"field", said.name}, {"kind", code}});
    return base::refuse(unknown_attribute, {{"field", said.name},
                                            {"value", said.value},
                                            {"kind", code},
                                            {"allowed", listed(attribute_names(kind))}});
  }
  const auto twice = std::ranges::adjacent_find(sorted, {}, &AttributeValue::name);
  if (twice != sorted.end()) {
    return base::refuse(
        attribute_twice,
        {{"field", twice->name}, {"value", twice->value + ", " + std::next(twice)->value}});
  }
  for (const Attribute& attribute : kind.attributes) {
    if (!attribute.required) continue;
    if (std::ranges::find(sorted, attribute.name, &AttributeValue::name) != sorted.end()) continue;
    return base::refuse(attribute_missing, {{"field", std::string(attribute.name)},
                                            {"kind", code},
                                            {"allowed", allowed_values(attribute)}});
  }
  return {};
}

base::Result<std::vector<AttributeValue>> check_attributes(const RecordKind& kind,
                                                           std::vector<AttributeValue> said) {
  std::ranges::sort(said);
  if (auto checked = check_names(kind, said); !checked) return std::unexpected(checked.error());
  for (AttributeValue& value : said) {
    const Attribute& attribute = *find_attribute(kind, value.name);
    auto kept = kept_value(attribute, value.value);
    if (!kept) {
      return base::refuse(
          attribute_value_unknown,
          {{"field", value.name}, {"value", value.value}, {"allowed", allowed_values(attribute)}});
    }
    value.value = std::move(*kept);
  }
  return said;
}

base::Result<void> check_note(std::string_view note) {
  auto checked = base::check_text(note, base::Lines::many, kNoteCharactersMax);
  if (checked || checked.error().code != base::text_too_long.code) return checked;
  return base::refuse(note_too_long, {{"field", "note"},
                                      {"value", std::to_string(base::character_count(note))},
                                      {"max", base::with_thousands(kNoteCharactersMax)}});
}

base::Result<void> check_open(base::FiscalYear year, const Situation& situation) {
  if (!situation.closed_years || !situation.closed_years->contains(year.number())) return {};
  return base::refuse(year_closed, {{"field", "fiscal_year"}, {"year", year_text(year)}});
}

base::Result<base::FiscalYear> year_by_date(base::Date day) {
  return base::FiscalYear::of(day.month() < 4 ? day.year() - 1 : day.year());
}

// How `stated` may be said of a day of the year `by_date`.
base::Result<YearStated> statement(base::Date day, base::FiscalYear by_date,
                                   base::FiscalYear stated, const Situation& situation) {
  if (stated == by_date) return YearStated::by_date;
  if (stated.number() != by_date.number() - 1) {
    return base::refuse(year_not_by_date, {{"field", "fiscal_year"},
                                           {"value", year_text(stated)},
                                           {"date", base::iso(day)},
                                           {"year", year_text(by_date)}});
  }
  const base::Date last_day_alone(by_date.number(), 5, 31);
  if (day <= last_day_alone && situation.today <= last_day_alone) return YearStated::stated;
  if (situation.two_persons) return YearStated::by_two;
  return base::refuse(year_needs_two, {{"field", "fiscal_year"},
                                       {"date", base::iso(day)},
                                       {"year", year_text(stated)},
                                       {"until", base::iso(last_day_alone)}});
}

}  // namespace

base::Result<Attribution> attribution(base::Date occurred_on,
                                      std::optional<base::FiscalYear> stated,
                                      const Situation& situation) {
  const auto by_date = year_by_date(occurred_on);
  if (!by_date) return std::unexpected(by_date.error());
  const base::FiscalYear year = stated.value_or(*by_date);
  const auto how = statement(occurred_on, *by_date, year, situation);
  if (!how) return std::unexpected(how.error());
  if (auto open = check_open(year, situation); !open) return std::unexpected(open.error());
  return Attribution{year, *how};
}

base::Result<Record> check(const Facts& facts, const Situation& situation) {
  const RecordKind* kind = find_kind(facts.kind);
  if (!kind) {
    return base::refuse(
        unknown_kind,
        {{"field", "kind"}, {"value", facts.kind}, {"allowed", listed(kind_codes())}});
  }
  base::Result<void> checked = check_work(facts, situation);
  if (checked) checked = check_numbers(*kind, facts);
  if (checked) checked = check_in_town(*kind, facts.in_town);
  if (checked) checked = check_links(*kind, facts);
  if (!checked) return std::unexpected(checked.error());
  auto attributes = check_attributes(*kind, facts.attributes);
  if (!attributes) return std::unexpected(attributes.error());
  const auto year = attribution(facts.occurred_on, facts.stated_year, situation);
  if (!year) return std::unexpected(year.error());
  if (auto note = check_note(facts.note); !note) return std::unexpected(note.error());

  Record record;
  record.programme = facts.programme;
  record.kind = facts.kind;
  record.fiscal_year = year->year;
  record.occurred_on = facts.occurred_on;
  record.count = facts.count;
  record.people = facts.people;
  record.yen = facts.yen;
  record.in_town = facts.in_town;
  record.attributes = std::move(*attributes);
  record.case_file = facts.case_file;
  record.business = facts.business;
  record.entry = facts.entry;
  record.summary = facts.summary;
  record.year_stated = year->stated;
  return record;
}

base::Result<Record> reversal_of(const Record& first, const Situation& situation) {
  if (auto open = check_open(first.fiscal_year, situation); !open) {
    return std::unexpected(open.error());
  }
  if (first.reverses) {
    return base::refuse(is_a_reversal, {{"record", std::to_string(first.id.value)},
                                        {"first", std::to_string(first.reverses->value)}});
  }
  Record reversal = first;
  reversal.id = {};
  reversal.recorded_at = {};
  reversal.count = -first.count;
  if (first.people) reversal.people = -*first.people;
  if (first.yen) reversal.yen = -*first.yen;
  reversal.reverses = first.id;
  reversal.deed = 0;
  reversal.salt.clear();
  reversal.seal.clear();
  reversal.confirmed_at.reset();
  return reversal;
}

std::string_view name_of(Warning warning) {
  switch (warning) {
    case Warning::before_programme:
      return "before_programme";
    case Warning::yen_declared:
      return "yen_declared";
    case Warning::several_in_one:
      return "several_in_one";
  }
  return {};
}

std::string_view in_db(YearStated stated) {
  switch (stated) {
    case YearStated::by_date:
      return "by_date";
    case YearStated::stated:
      return "stated";
    case YearStated::by_two:
      return "by_two";
  }
  return {};
}

YearStated year_stated_from_db(std::string_view code) {
  if (code == "stated") return YearStated::stated;
  return code == "by_two" ? YearStated::by_two : YearStated::by_date;
}

}  // namespace record
