// Writing is simple; reading tells every mistake and never guesses: a number that cannot be read
// stays a text or is refused, it does not become another number.
#include "planning/line_fields.h"

#include <algorithm>
#include <charconv>

#include "base/fiscal_year.h"
#include "base/japanese_text.h"
#include "base/joined.h"
#include "base/yen.h"
#include "planning/tree.h"

namespace planning {
namespace {

constexpr std::size_t kEntriesMax = 50;

std::string trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> entries_of(std::string_view text) {
  std::vector<std::string> entries;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (std::string entry = trimmed(text.substr(0, end)); !entry.empty())
      entries.push_back(std::move(entry));
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return entries;
}

std::string slot(std::string_view noun, int number, std::string_view part) {
  return std::string(noun) + "_" + std::to_string(number) + "_" + std::string(part);
}

std::vector<std::string_view> parts_of(std::string_view field) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= field.size();) {
    const auto end = std::min(field.find('_', at), field.size());
    parts.push_back(field.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

int whole(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : 0;
}

// The numbers n of the fields <noun>_<n>_… that say something.
std::set<int> slots(const LineFields& fields, std::string_view noun) {
  std::set<int> numbers;
  for (const auto& [name, text] : fields) {
    if (text.empty() || !name.starts_with(std::string(noun) + "_")) continue;
    if (const int number = slot_of(name); number > 0) numbers.insert(number);
  }
  return numbers;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || c == ',' || c == '.';
  });
}

template <class Enum>
std::optional<Enum> choice(std::string_view text, std::initializer_list<Enum> all) {
  for (const Enum one : all)
    if (plan::in_db(one) == text) return one;
  return std::nullopt;
}

class Reading {
 public:
  Reading(const Draft& draft, const Line& line, const LineFields& typed, const Known& known)
      : draft_(draft), typed_(typed), known_(known), read_{.line = line, .wrong = {}} {}

  ReadLine all() {
    read_name();
    Line& line = read_.line;
    line.description = text("description", base::Lines::many, kTextCharactersMax);
    line.direction = text("direction", base::Lines::one, kTitleCharactersMax);
    read_years();
    line.departments = list("departments");
    line.legal_basis = list("legal_basis");
    line.funding = list("funding");
    line.related = list("related");
    read_programmes();
    read_owners();
    read_indicators();
    read_targets();
    read_money();
    return std::move(read_);
  }

 private:
  void note(std::string field, const base::RefusalKind& kind, std::vector<base::Fact> facts = {}) {
    read_.wrong.push_back({std::move(field), {kind.code, kind.http_status, std::move(facts)}});
  }

  std::string typed(std::string_view name) const { return trimmed(field_of(typed_, name)); }

  std::string text(const std::string& name, base::Lines lines, std::size_t characters_max) {
    std::string said = typed(name);
    std::erase(said, '\r');
    if (const auto fit = base::check_text(said, lines, characters_max); !fit)
      read_.wrong.push_back({name, fit.error()});
    return said;
  }

  std::vector<std::string> list(const std::string& name) {
    std::vector<std::string> entries = entries_of(field_of(typed_, name));
    if (entries.size() > kEntriesMax)
      note(name, text_too_long, {{"max", std::to_string(kEntriesMax)}});
    for (const auto& entry : entries)
      if (const auto fit = base::check_text(entry, base::Lines::one, kTitleCharactersMax); !fit)
        read_.wrong.push_back({name, fit.error()});
    return entries;
  }

  void read_name() {
    const std::string title = typed("title");
    const std::string number = typed("number");
    const auto given = number.empty() ? std::nullopt : std::optional(number);
    if (const auto named = check_name(draft_, read_.line.line, title, given); !named) {
      const bool of_number = named.error().code == number_taken.code ||
                             named.error().code == number_for_life.code ||
                             (given && base::character_count(number) > kNumberCharactersMax);
      read_.wrong.push_back({of_number ? "number" : "title", named.error()});
    }
    read_.line.title = title;
    read_.line.number = given;
  }

  bool is_inside(int year) const { return draft_.head.from <= year && year <= draft_.head.to; }

  void note_outside(const std::string& field, const std::string& year) {
    note(field, year_outside,
         {{"year", year},
          {"from", std::to_string(draft_.head.from)},
          {"to", std::to_string(draft_.head.to)}});
  }

  void read_years() {
    read_.line.years = text("years", base::Lines::one, kTitleCharactersMax);
    if (read_.line.years.empty()) return;
    const auto years = base::parse_fiscal_years(read_.line.years);
    if (!years) {
      read_.wrong.push_back({"years", years.error()});
      return;
    }
    for (const base::FiscalYear year : years->years)
      if (!is_inside(year.number())) note_outside("years", std::to_string(year.number()));
  }

  // nullopt: not said, or wrong and noted.
  std::optional<int> year(const std::string& field) {
    const std::string said = typed(field);
    if (said.empty()) return std::nullopt;
    const auto read = base::parse_fiscal_year(said);
    if (!read) {
      read_.wrong.push_back({field, read.error()});
      return std::nullopt;
    }
    if (!is_inside(read->year.number())) {
      note_outside(field, said);
      return std::nullopt;
    }
    return read->year.number();
  }

  void read_programmes() {
    read_.line.programmes = list("programmes");
    for (const auto& programme : read_.line.programmes)
      if (!known_.programmes.contains(programme))
        note("programmes", unknown_programme, {{"programme", programme}});
  }

  void read_owner(int number) {
    programme::Owner owner;
    const std::size_t before = read_.wrong.size();
    const auto from = year(slot("owner", number, "from"));
    owner.to = year(slot("owner", number, "to"));
    owner.body = typed(slot("owner", number, "body"));
    if (auto department =
            text(slot("owner", number, "department"), base::Lines::one, kTitleCharactersMax);
        !department.empty())
      owner.department = std::move(department);
    if (owner.body.empty() && !from && !owner.department) return;
    if (!known_.bodies.contains(owner.body))
      note(slot("owner", number, "body"), owner_body_missing);
    if (read_.wrong.size() != before) return;
    owner.from = from.value_or(draft_.head.from);
    if (owner.to && *owner.to < owner.from) note(slot("owner", number, "to"), years_reversed);
    for (const auto& other : read_.line.owners) {
      const bool apart =
          (other.to && *other.to < owner.from) || (owner.to && *owner.to < other.from);
      if (!apart) note(slot("owner", number, "from"), owners_overlap);
    }
    read_.line.owners.push_back(std::move(owner));
  }

  void read_owners() {
    const std::vector<programme::Owner> known = read_.line.owners;
    read_.line.owners.clear();
    for (const int number : slots(typed_, "owner")) read_owner(number);
    std::ranges::sort(read_.line.owners, {}, &programme::Owner::from);
    // Where it was read stays with an owner that stays.
    for (auto& owner : read_.line.owners)
      for (const auto& before : known)
        if (before.body == owner.body && before.department == owner.department &&
            before.from == owner.from)
          owner.basis = before.basis;
  }

  std::optional<base::Number> number(const std::string& field, const std::string& unit) {
    const std::string said = typed(field);
    if (said.empty()) return std::nullopt;
    const auto read = number_in(said, unit);
    if (!read) note(field, number_unreadable, {{"text", said}});
    return read;
  }

  template <class Enum>
  Enum chosen(const std::string& field, Enum otherwise, std::initializer_list<Enum> all) {
    const std::string said = typed(field);
    if (said.empty()) return otherwise;
    const auto one = choice(said, all);
    if (!one) note(field, unknown_choice, {{"text", said}});
    return one.value_or(otherwise);
  }

  void read_indicators() {
    read_.line.indicators.clear();
    for (const int number : slots(typed_, "indicator")) {
      plan::Indicator one{.number = number, .label = {}, .unit = {}};
      one.label = text(slot("indicator", number, "label"), base::Lines::one, kTitleCharactersMax);
      one.unit = text(slot("indicator", number, "unit"), base::Lines::one, kNumberCharactersMax);
      one.direction = chosen(slot("indicator", number, "direction"), plan::Direction::up,
                             {plan::Direction::up, plan::Direction::down, plan::Direction::maintain,
                              plan::Direction::milestone});
      one.nature = chosen(slot("indicator", number, "nature"), plan::Nature::flow,
                          {plan::Nature::flow, plan::Nature::stock, plan::Nature::cumulative});
      if (one.label.empty()) continue;
      one.tolerance = this->number(slot("indicator", number, "tolerance"), one.unit);
      one.base = this->number(slot("indicator", number, "base"), one.unit);
      if (auto at =
              text(slot("indicator", number, "base_at"), base::Lines::one, kTitleCharactersMax);
          !at.empty())
        one.base_at = std::move(at);
      read_.line.indicators_given = std::max(read_.line.indicators_given, number);
      read_.line.indicators.push_back(std::move(one));
    }
  }

  void read_targets() {
    read_.line.targets.clear();
    for (const auto& [name, said] : typed_) {
      const auto parts = parts_of(name);
      if (parts.size() != 3 || parts[0] != "target" || trimmed(said).empty()) continue;
      plan::Target target{whole(parts[1]), whole(parts[2]),
                          text(name, base::Lines::one, kTitleCharactersMax)};
      if (!is_inside(target.fiscal_year)) note_outside(name, std::string(parts[2]));
      const auto indicator =
          std::ranges::find(read_.line.indicators, target.indicator, &plan::Indicator::number);
      if (indicator == read_.line.indicators.end()) {
        note(name, target_without_indicator, {{"text", target.text}});
        continue;
      }
      if (indicator->direction != plan::Direction::milestone)
        target.value = number_in(target.text, indicator->unit);
      read_.line.targets.push_back(std::move(target));
    }
  }

  void read_sum(const std::string& name, plan::Money money) {
    const std::string said = typed(name);
    const auto yen = base::parse_yen(said);
    const auto reading = base::read_cell(said);
    if (yen) {
      money.yen = yen->count();
    } else if (reading.quantities.size() == 1 && reading.quantities.front().yen &&
               reading.unread.empty()) {
      money.yen = *reading.quantities.front().yen;
    } else {
      return note(name, money_unreadable, {{"text", said}});
    }
    if (money.yen < 0) return note(name, money_negative, {{"text", said}});
    read_.line.money.push_back(money);
  }

  void read_money() {
    std::vector<plan::Money> known = std::move(read_.line.money);
    read_.line.money.clear();
    for (const auto& [name, said] : typed_) {
      const auto parts = parts_of(name);
      if (parts.size() != 3 || parts[0] != "money" || trimmed(said).empty()) continue;
      const auto stage = choice(parts[1], {plan::MoneyStage::planned, plan::MoneyStage::budgeted,
                                           plan::MoneyStage::executed});
      const int fiscal_year = whole(parts[2]);
      if (!stage) {
        note(name, unknown_choice, {{"text", std::string(parts[1])}});
      } else if (!is_inside(fiscal_year)) {
        note_outside(name, std::string(parts[2]));
      } else {
        plan::Money money{fiscal_year, *stage};
        for (const auto& before : known)
          if (before.fiscal_year == fiscal_year && before.stage == *stage) money.note = before.note;
        read_sum(name, money);
      }
    }
  }

  const Draft& draft_;
  const LineFields& typed_;
  const Known& known_;
  ReadLine read_;
};

std::set<std::string> names_of(std::initializer_list<const LineFields*> all) {
  std::set<std::string> names;
  for (const LineFields* fields : all)
    for (const auto& [name, text] : *fields) names.insert(name);
  return names;
}

std::string same_lines(std::string text) {
  std::erase(text, '\r');
  return trimmed(text);
}

}  // namespace

std::string field_of(const LineFields& fields, std::string_view name) {
  const auto found = fields.find(std::string(name));
  return found == fields.end() ? std::string() : found->second;
}

int slot_of(std::string_view field) {
  const auto parts = parts_of(field);
  return parts.size() < 3 ? 0 : whole(parts[1]);
}

std::optional<base::Number> number_in(std::string_view text, std::string_view unit) {
  std::string said = base::fold_width(text);
  // A bare number is one of its unit; where there is none any sign makes it a quantity.
  if (is_digits(said)) said += unit.empty() ? std::string("%") : std::string(unit);
  const auto reading = base::read_cell(said);
  if (reading.quantities.size() != 1 || !reading.unread.empty()) return std::nullopt;
  const base::Quantity& quantity = reading.quantities.front();
  if (quantity.range || (!unit.empty() && quantity.unit != base::fold_width(unit)))
    return std::nullopt;
  return quantity.value;
}

std::string number_text(const base::Number& number) {
  if (number.is_fraction())
    return std::to_string(number.numerator) + "/" + std::to_string(number.denominator);
  std::string digits = std::to_string(number.numerator);
  if (number.decimals == 0) return digits;
  const auto decimals = static_cast<std::size_t>(number.decimals);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  return digits.insert(digits.size() - decimals, ".");
}

LineFields fields_of(const Line& line) {
  LineFields fields;
  const auto put = [&](std::string name, std::string text) {
    if (!text.empty()) fields.emplace(std::move(name), std::move(text));
  };
  fields.emplace("title", line.title);
  put("number", line.number.value_or(""));
  put("description", line.description);
  put("direction", line.direction);
  put("years", line.years);
  put("departments", base::joined(line.departments, "\n"));
  put("programmes", base::joined(line.programmes, "\n"));
  put("legal_basis", base::joined(line.legal_basis, "\n"));
  put("funding", base::joined(line.funding, "\n"));
  put("related", base::joined(line.related, "\n"));
  int number = 0;
  for (const auto& owner : line.owners) {
    put(slot("owner", ++number, "from"), std::to_string(owner.from));
    put(slot("owner", number, "to"), owner.to ? std::to_string(*owner.to) : "");
    put(slot("owner", number, "body"), owner.body);
    put(slot("owner", number, "department"), owner.department.value_or(""));
  }
  for (const auto& one : line.indicators) {
    put(slot("indicator", one.number, "label"), one.label);
    put(slot("indicator", one.number, "unit"), one.unit);
    put(slot("indicator", one.number, "direction"), std::string(plan::in_db(one.direction)));
    put(slot("indicator", one.number, "nature"), std::string(plan::in_db(one.nature)));
    if (one.tolerance) put(slot("indicator", one.number, "tolerance"), number_text(*one.tolerance));
    if (one.base) put(slot("indicator", one.number, "base"), number_text(*one.base));
    put(slot("indicator", one.number, "base_at"), one.base_at.value_or(""));
  }
  for (const auto& target : line.targets)
    put(slot("target", target.indicator, std::to_string(target.fiscal_year)), target.text);
  for (const auto& money : line.money)
    put("money_" + std::string(plan::in_db(money.stage)) + "_" + std::to_string(money.fiscal_year),
        std::to_string(money.yen));
  return fields;
}

ReadLine read_line(const Draft& draft, const Line& line, const LineFields& typed,
                   const Known& known) {
  return Reading(draft, line, typed, known).all();
}

std::vector<FieldDifference> differences(const LineFields& before, const LineFields& after) {
  std::vector<FieldDifference> all;
  for (const auto& name : names_of({&before, &after})) {
    FieldDifference one{name, field_of(before, name), field_of(after, name)};
    if (same_lines(one.before) != same_lines(one.after)) all.push_back(std::move(one));
  }
  return all;
}

std::vector<Meeting> meetings(const LineFields& base, const LineFields& mine,
                              const LineFields& theirs) {
  std::vector<Meeting> all;
  for (const auto& name : names_of({&base, &mine, &theirs})) {
    Meeting one{name, field_of(base, name), field_of(mine, name), field_of(theirs, name)};
    const bool is_theirs_new = same_lines(one.base) != same_lines(one.theirs);
    if (is_theirs_new && same_lines(one.mine) != same_lines(one.theirs))
      all.push_back(std::move(one));
  }
  return all;
}

LineFields merged(const LineFields& base, const LineFields& mine, const LineFields& theirs) {
  LineFields all;
  for (const auto& name : names_of({&base, &mine, &theirs})) {
    const bool is_mine_new = same_lines(field_of(base, name)) != same_lines(field_of(mine, name));
    all.emplace(name, is_mine_new ? field_of(mine, name) : field_of(theirs, name));
  }
  return all;
}

}  // namespace planning
