// Lines come from selections; a field is asked when the kind carries it and nothing has fixed it.
#include "diary/diary.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "base/text_front.h"

namespace diary {
namespace {

using record::AttributeType;
using record::Carries;
using record::RecordKind;

// What a figure fixes about the records it counts.
struct Fixed {
  std::vector<record::AttributeValue> attributes = {};
  std::optional<bool> in_town = {};
  bool operator==(const Fixed&) const = default;
};

bool names(const figure::Selection& selection, std::string_view programme) {
  return std::ranges::find(selection.programmes, programme) != selection.programmes.end();
}

// One for each code of the first condition that names codes.
std::vector<Fixed> fixed_by(const figure::Selection& selection) {
  std::vector<Fixed> all;
  for (const figure::Condition& condition : selection.where) {
    if (condition.test != figure::Test::one_of) continue;
    for (const std::string& code : condition.values)
      all.push_back({{{condition.attribute, code}}, selection.in_town});
    break;
  }
  if (all.empty()) all.push_back({{}, selection.in_town});
  return all;
}

std::string key_of(const RecordKind& kind, const Fixed& fixed) {
  std::string key(kind.code);
  for (const auto& one : fixed.attributes) key += "-" + one.value;
  if (fixed.in_town) key += *fixed.in_town ? "-in_town" : "-out_of_town";
  return key;
}

void add_line(std::vector<Line>& lines, const RecordKind& kind, const Fixed& fixed) {
  std::string key = key_of(kind, fixed);
  if (is_in(lines, key, &Line::key)) return;
  lines.push_back({std::move(key), &kind, fixed.attributes, fixed.in_town, {}});
}

// A kind that has to say whether it is in town has a line for each.
void add_lines(std::vector<Line>& lines, const RecordKind& kind, const Fixed& fixed) {
  if (kind.in_town != Carries::required && !fixed.in_town) return add_line(lines, kind, fixed);
  add_line(lines, kind, {fixed.attributes, true});
  add_line(lines, kind, {fixed.attributes, false});
}

bool is_fixed(const Line& line, std::string_view attribute) {
  return is_in(line.fixed, attribute, &record::AttributeValue::name);
}

Asks asks_for(const figure::Definition& definition) {
  switch (definition.measure) {
    case figure::Measure::people:
      return Asks::people;
    case figure::Measure::yen:
      return Asks::yen;
    case figure::Measure::attribute:
    case figure::Measure::ratio:
      return Asks::number;
    case figure::Measure::distinct_businesses:
      return Asks::business;
    case figure::Measure::count:
    case figure::Measure::milestone:
    case figure::Measure::carried_out:
      return Asks::count;
  }
  return Asks::count;
}

// The figure that counts this line and nothing else names its field; one that counts a part of it,
// those of known businesses, does not.
bool is_over(const Line& line, const figure::Selection& selection, std::string_view programme) {
  if (!names(selection, programme) || selection.kind != line.kind->code) return false;
  if (selection.in_town && selection.in_town != line.in_town) return false;
  const auto fixed = fixed_by(selection);
  return std::ranges::any_of(fixed, [&](const Fixed& one) { return one.attributes == line.fixed; });
}

void name_field(const Line& line, Field& field, std::string_view programme,
                std::span<const Measured> measured) {
  for (const Measured& one : measured) {
    const figure::Definition& definition = *one.definition;
    if (definition.measure == figure::Measure::milestone ||
        definition.measure == figure::Measure::carried_out ||
        definition.measure == figure::Measure::ratio || definition.scale != 1 ||
        asks_for(definition) != field.asks)
      continue;
    if (field.asks == Asks::number && definition.attribute != field.name) continue;
    if (!std::ranges::any_of(definition.records, [&](const figure::Selection& selection) {
          return !selection.with_business && is_over(line, selection, programme);
        }))
      continue;
    field.label = definition.label;
    field.unit = definition.unit;
    return;
  }
}

// Codes that a row has words for, in its order, then the others.
void order_codes(Field& field, std::span<const Measured> measured) {
  std::vector<std::string> first;
  for (const Measured& one : measured) {
    if (one.row == nullptr) continue;
    for (const figure::Wording& wording : one.row->words)
      if (is_in(field.codes, wording.code) && !is_in(first, wording.code))
        first.push_back(wording.code);
  }
  std::ranges::stable_partition(field.codes,
                                [&](const std::string& code) { return is_in(first, code); });
}

bool counts_businesses(const Line& line, std::string_view programme,
                       std::span<const Measured> measured) {
  return std::ranges::any_of(measured, [&](const Measured& one) {
    return one.definition->measure == figure::Measure::distinct_businesses &&
           std::ranges::any_of(one.definition->records, [&](const figure::Selection& selection) {
             return is_over(line, selection, programme);
           });
  });
}

void add_fields(Line& line, std::string_view programme, std::span<const Measured> measured) {
  const RecordKind& kind = *line.kind;
  const auto add = [&](std::string_view name, Asks asks, bool required) -> Field& {
    line.fields.push_back({std::string(name), asks, required, {}, {}, {}});
    Field& field = line.fields.back();
    if (asks != Asks::code && asks != Asks::in_town && asks != Asks::business)
      name_field(line, field, programme, measured);
    return field;
  };
  // A milestone is reached once; a count of places that reached it is asked where it is fixed.
  const bool asks_milestone =
      record::find_attribute(kind, "milestone") != nullptr && !is_fixed(line, "milestone");
  if (!asks_milestone) add("count", Asks::count, false);
  if (kind.people != Carries::none) add("people", Asks::people, kind.people == Carries::required);
  if (kind.yen != record::YenBasis::none) add("yen", Asks::yen, true);
  // Whose it was is asked where a figure counts every business once.
  if (kind.business != Carries::none && counts_businesses(line, programme, measured))
    add("business", Asks::business, false);
  for (const record::Attribute& attribute : kind.attributes) {
    if (is_fixed(line, attribute.name)) continue;
    const bool is_code = attribute.type == AttributeType::code;
    Field& field = add(attribute.name, is_code ? Asks::code : Asks::number, attribute.required);
    for (const std::string_view code : attribute.codes) field.codes.emplace_back(code);
    if (is_code) order_codes(field, measured);
  }
  if (kind.in_town == Carries::optional && !line.in_town) add("in_town", Asks::in_town, false);
  // What the plan counts comes first: at a fair, the visitors.
  std::stable_partition(line.fields.begin(), line.fields.end(),
                        [](const Field& field) { return !field.label.empty(); });
}

}  // namespace

const Field* Line::find(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

std::vector<Line> lines_of(const programme::Programme& programme,
                           std::span<const Measured> measured) {
  std::vector<Line> lines;
  std::vector<Measured> over;
  for (const Measured& one : measured) {
    bool is_over_programme = false;
    for (const figure::Selection& selection : one.definition->records) {
      const RecordKind* kind = record::find_kind(selection.kind);
      if (kind == nullptr || !names(selection, programme.key)) continue;
      is_over_programme = true;
      for (const Fixed& fixed : fixed_by(selection)) add_lines(lines, *kind, fixed);
    }
    if (is_over_programme) over.push_back(one);
  }
  if (lines.empty()) {
    for (const RecordKind& kind : record::kinds())
      if (kind.type == programme.type || is_in(programme.also, kind.type))
        add_lines(lines, kind, {});
  }
  for (Line& line : lines) add_fields(line, programme.key, over);
  return lines;
}

const Line* line_of(std::span<const Line> lines, const record::Record& record) {
  const Line* best = nullptr;
  for (const Line& line : lines) {
    if (line.kind->code != record.kind || (line.in_town && line.in_town != record.in_town))
      continue;
    const bool fits = std::ranges::all_of(line.fixed, [&](const auto& fixed) {
      const std::string* value = record::attribute(record, fixed.name);
      return value != nullptr && *value == fixed.value;
    });
    if (fits && (best == nullptr || line.fixed.size() > best->fixed.size())) best = &line;
  }
  return best;
}

// ---- reading

base::Result<std::int64_t> read_number(std::string_view text, std::string_view unit) {
  const std::string folded = base::folded_without_spaces(text);
  std::string_view rest = folded;
  const std::string unit_folded = base::folded_without_spaces(unit);
  if (!unit_folded.empty() && rest.ends_with(unit_folded)) rest.remove_suffix(unit_folded.size());
  const bool negative = base::take(rest, "-");
  const std::vector<base::Fact> facts = {{"value", std::string(text)}};
  std::int64_t number = 0;
  std::size_t run = 0;
  bool grouped = false;
  for (const char c : rest) {
    if (c == ',' && (grouped ? run == 3 : run >= 1 && run <= 3)) {
      grouped = true;
      run = 0;
    } else if (c >= '0' && c <= '9' && number < 1'000'000'000'000'000) {
      number = number * 10 + (c - '0');
      ++run;
    } else {
      return base::refuse(number_unreadable, facts);
    }
  }
  if (run == 0 || (grouped && run != 3)) return base::refuse(number_unreadable, facts);
  if (negative) return base::refuse(number_negative, facts);
  return number;
}

base::Result<void> check_days(const Days& days) {
  if (days.last < days.first)
    return base::refuse(days_reversed,
                        {{"first", base::iso(days.first)}, {"last", base::iso(days.last)}});
  if (days.count() > kDaysMax)
    return base::refuse(too_many_days, {{"count", std::to_string(days.count())},
                                        {"max", std::to_string(kDaysMax)}});
  return {};
}

namespace {

// The parts of a field's text, one for each day, or one for all.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  const std::string folded = base::fold_width(text);
  std::string part;
  for (const char c : folded + ' ') {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  return parts;
}

class LineReader {
 public:
  LineReader(const Line& line, const Days& days, const Reading& reading, std::vector<Wrong>& wrong)
      : line_(line), days_(days), reading_(reading), wrong_(wrong) {}

  // By day; the last day alone for totals. nullopt: nothing was typed on that day.
  std::vector<std::optional<record::Facts>> read(const std::map<std::string, std::string>& typed) {
    const auto days = static_cast<std::size_t>(days_.count());
    const std::size_t before = wrong_.size();
    split(typed);
    std::vector<std::optional<record::Facts>> facts(days);
    if (wrong_.size() != before) return facts;
    for (std::size_t day = 0; day < days; ++day) {
      const bool has_own = is_daily_ || day + 1 == days;
      if (has_own) facts[day] = facts_on(day);
    }
    return facts;
  }

 private:
  void split(const std::map<std::string, std::string>& typed) {
    const auto days = static_cast<std::size_t>(days_.count());
    for (const Field& field : line_.fields) {
      const auto text = typed.find(field.name);
      if (text == typed.end()) continue;
      const bool is_code = field.asks == Asks::code || field.asks == Asks::in_town;
      std::vector<std::string> parts =
          is_code ? std::vector<std::string>{text->second} : parts_of(text->second);
      if (parts.empty() || parts.front().empty()) continue;
      if (parts.size() > 1 && parts.size() != days) {
        say(field, {numbers_and_days.code,
                    numbers_and_days.http_status,
                    {{"count", std::to_string(parts.size())}, {"days", std::to_string(days)}}});
        continue;
      }
      is_daily_ = is_daily_ || (parts.size() > 1 && days > 1);
      parts_.emplace(field.name, std::move(parts));
    }
  }

  std::string_view part(const Field& field, std::size_t day) const {
    const auto found = parts_.find(field.name);
    if (found == parts_.end()) return {};
    const auto& parts = found->second;
    if (parts.size() > 1) return parts[day] == "-" ? std::string_view() : parts[day];
    // One number beside daily ones belongs to no day in particular; a code, to every day.
    const bool is_code = field.asks == Asks::code || field.asks == Asks::in_town;
    return is_code || !is_daily_ ? std::string_view(parts.front()) : std::string_view();
  }

  std::optional<record::Facts> facts_on(std::size_t day) {
    record::Facts facts;
    facts.programme = reading_.programme;
    facts.kind = line_.kind->code;
    facts.occurred_on = base::add_days(days_.first, static_cast<int>(day));
    facts.stated_year = reading_.stated_year;
    facts.in_town = line_.in_town;
    facts.attributes = line_.fixed;
    bool is_anything = false;
    const std::size_t before = wrong_.size();
    for (const Field& field : line_.fields) {
      const std::string_view text = part(field, day);
      if (text.empty()) continue;
      is_anything = true;
      if (const auto put = take(field, text, facts); !put) say(field, put.error());
    }
    if (!is_anything) return std::nullopt;
    for (const Field& field : line_.fields)
      if (field.required && part(field, day).empty())
        say(field, {field_missing.code, field_missing.http_status, {}});
    if (wrong_.size() != before) return std::nullopt;
    std::ranges::sort(facts.attributes);
    facts.summary = facts.count > 1 || (!is_daily_ && days_.count() > 1);
    return facts;
  }

  base::Result<void> take(const Field& field, std::string_view text, record::Facts& facts) {
    if (field.asks == Asks::code || field.asks == Asks::in_town) {
      const std::string code = code_of(field, text);
      if (code.empty()) return base::refuse(choice_unknown, {{"value", std::string(text)}});
      if (field.asks == Asks::in_town)
        facts.in_town = code == "yes";
      else
        facts.attributes.push_back({field.name, code});
      return {};
    }
    const auto number = read_number(text, field.unit);
    if (!number) return std::unexpected(number.error());
    switch (field.asks) {
      case Asks::count:
        if (*number == 0) return base::refuse(count_zero);
        facts.count = *number;
        break;
      case Asks::people:
        facts.people = *number;
        break;
      case Asks::yen:
        facts.yen = *number;
        break;
      case Asks::number:
        facts.attributes.push_back({field.name, std::to_string(*number)});
        break;
      case Asks::business:
        facts.business = *number;
        break;
      case Asks::code:
      case Asks::in_town:
        break;
    }
    return {};
  }

  std::string code_of(const Field& field, std::string_view text) const {
    std::string code(text);
    if (reading_.words != nullptr) {
      const auto word = reading_.words->find(base::search_key(text));
      if (word != reading_.words->end()) code = word->second;
    }
    if (field.asks == Asks::in_town) return code == "yes" || code == "no" ? code : std::string();
    return is_in(field.codes, code) ? code : std::string();
  }

  void say(const Field& field, base::Refusal refusal) {
    const bool is_known = std::ranges::any_of(wrong_, [&](const Wrong& one) {
      return one.line == line_.key && one.field == field.name && one.refusal.code == refusal.code;
    });
    if (!is_known) wrong_.push_back({line_.key, field.name, std::move(refusal)});
  }

  const Line& line_;
  const Days& days_;
  const Reading& reading_;
  std::vector<Wrong>& wrong_;
  std::map<std::string, std::vector<std::string>, std::less<>> parts_;
  bool is_daily_ = false;
};

}  // namespace

std::vector<record::Facts> read_facts(std::span<const Line> lines, const Days& days,
                                      const Typed& typed, const Reading& reading,
                                      std::vector<Wrong>& wrong) {
  std::vector<std::vector<std::optional<record::Facts>>> by_line;
  for (const Line& line : lines) {
    const auto said = typed.find(line.key);
    if (said == typed.end()) continue;
    by_line.push_back(LineReader(line, days, reading, wrong).read(said->second));
  }
  std::vector<record::Facts> facts;
  for (int day = 0; day < days.count(); ++day)
    for (auto& line : by_line)
      if (auto& one = line[static_cast<std::size_t>(day)]) facts.push_back(std::move(*one));
  if (facts.empty() && wrong.empty())
    wrong.push_back({"", "", {nothing_entered.code, nothing_entered.http_status, {}}});
  return facts;
}

std::map<std::string, std::string> typed_of(const Line& line, const record::Record& record) {
  std::map<std::string, std::string> typed;
  for (const Field& field : line.fields) {
    switch (field.asks) {
      case Asks::count:
        typed[field.name] = std::to_string(record.count);
        break;
      case Asks::people:
        if (record.people) typed[field.name] = std::to_string(*record.people);
        break;
      case Asks::yen:
        if (record.yen) typed[field.name] = std::to_string(*record.yen);
        break;
      case Asks::business:
        if (record.business) typed[field.name] = std::to_string(*record.business);
        break;
      case Asks::number:
      case Asks::code:
        if (const std::string* value = record::attribute(record, field.name))
          typed[field.name] = *value;
        break;
      case Asks::in_town:
        if (record.in_town) typed[field.name] = *record.in_town ? "yes" : "no";
        break;
    }
  }
  return typed;
}

bool says(const record::Record& record, const record::Facts& facts) {
  const auto year = facts.stated_year.value_or(base::FiscalYear::containing(facts.occurred_on));
  auto attributes = facts.attributes;
  std::ranges::sort(attributes);
  return record.kind == facts.kind && record.occurred_on == facts.occurred_on &&
         record.fiscal_year == year && record.count == facts.count &&
         record.people == facts.people && record.yen == facts.yen &&
         record.business == facts.business && record.in_town == facts.in_town &&
         record.attributes == attributes;
}

bool same_work(std::span<const record::Record> records, std::span<const record::Facts> facts) {
  if (records.size() != facts.size()) return false;
  std::vector<const record::Record*> left;
  for (const record::Record& record : records) left.push_back(&record);
  for (const record::Facts& one : facts) {
    const auto found = std::ranges::find_if(
        left, [&](const record::Record* record) { return says(*record, one); });
    if (found == left.end()) return false;
    left.erase(found);
  }
  return true;
}

}  // namespace diary
