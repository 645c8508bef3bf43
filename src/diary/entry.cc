// A correction keeps the kind and codes of the record it replaces where it can, so that the
// difference is told as a correction of that number.
#include "diary/entry.h"

#include <algorithm>
#include <stdexcept>

#include "base/japanese_text.h"

namespace diary {

std::string_view in_db(State state) {
  switch (state) {
    case State::standing:
      return "standing";
    case State::taken_back:
      return "taken_back";
  }
  return {};
}

std::string_view in_db(How how) {
  switch (how) {
    case How::form:
      return "form";
    case How::month:
      return "month";
    case How::paste:
      return "paste";
  }
  return {};
}

State state_from_db(std::string_view code) {
  for (const State state : {State::standing, State::taken_back})
    if (in_db(state) == code) return state;
  throw std::logic_error("diary: unknown state");
}

How how_from_db(std::string_view code) {
  for (const How how : {How::form, How::month, How::paste})
    if (in_db(how) == code) return how;
  throw std::logic_error("diary: unknown way of entering");
}

base::Result<void> check_texts(const Texts& texts, std::string& field) {
  field = "place";
  auto fit = base::check_text(texts.place, base::Lines::one, kPlaceCharactersMax);
  if (!fit) return fit;
  field = "co_organisers";
  fit = base::check_text(texts.co_organisers, base::Lines::one, kPlaceCharactersMax);
  if (!fit) return fit;
  field = "note";
  return base::check_text(texts.note, base::Lines::many, kNoteCharactersMax);
}

bool Entry::unconfirmed() const {
  return std::ranges::any_of(records,
                             [](const record::Record& record) { return !record.confirmed_at; });
}

namespace {

// The codes of a record or of facts, without its numbers.
std::vector<record::AttributeValue> codes_of(const std::vector<record::AttributeValue>& all) {
  std::vector<record::AttributeValue> codes;
  for (const auto& one : all)
    if (one.value.empty() || one.value.front() > '9') codes.push_back(one);
  std::ranges::sort(codes);
  return codes;
}

bool is_alike(const record::Record& record, const record::Facts& facts) {
  return record.kind == facts.kind && record.in_town == facts.in_town &&
         codes_of(record.attributes) == codes_of(facts.attributes);
}

}  // namespace

Changes changes_between(std::span<const record::Record> records,
                        std::span<const record::Facts> wanted) {
  Changes changes;
  std::vector<std::size_t> left;
  std::vector<bool> said(wanted.size(), false);
  const auto first_fact = [&](auto fits) {
    std::size_t i = 0;
    while (i < wanted.size() && (said[i] || !fits(wanted[i]))) ++i;
    if (i < wanted.size()) said[i] = true;
    return i;
  };
  for (std::size_t i = 0; i < records.size(); ++i) {
    const bool stays =
        first_fact([&](const record::Facts& one) { return says(records[i], one); }) < said.size();
    (stays ? changes.kept : left).push_back(i);
  }
  const auto pair_up = [&](auto fits) {
    std::erase_if(left, [&](std::size_t i) {
      const auto fact = first_fact([&](const auto& one) { return fits(records[i], one); });
      if (fact < wanted.size()) changes.corrections.push_back({i, fact});
      return fact < wanted.size();
    });
  };
  pair_up([](const record::Record& record, const record::Facts& facts) {
    return record.occurred_on == facts.occurred_on && is_alike(record, facts);
  });
  pair_up(is_alike);
  pair_up([](const record::Record& record, const record::Facts& facts) {
    return record.kind == facts.kind;
  });
  changes.reversals = std::move(left);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!said[i]) changes.additions.push_back(i);
  return changes;
}

std::vector<Expected> expected(std::span<const MonthCount> last_year,
                               std::span<const MonthCount> this_year,
                               std::span<const MonthCount> repeated, base::Date today) {
  std::vector<Expected> all;
  for (const MonthCount& then : last_year) {
    const base::Date month(then.year + 1, then.month, 1);
    if (month > today) continue;
    const bool is_there = std::ranges::any_of(this_year, [&](const MonthCount& now) {
      return now.programme == then.programme && now.year == then.year + 1 &&
             now.month == then.month;
    });
    const bool is_repeated = std::ranges::any_of(repeated, [&](const MonthCount& one) {
      return one.programme == then.programme && one.year == then.year && one.month == then.month;
    });
    if (!is_there && !is_repeated) all.push_back({then, base::month_end(month) < today});
  }
  return all;
}

namespace {

using OfDays = std::map<int, std::map<std::string, std::string>>;  // by day of the entry

std::string typed_of_days(const Field& field, const OfDays& days, int count) {
  const bool is_code = field.asks == Asks::code || field.asks == Asks::in_town;
  std::string text;
  bool is_anything = false;
  for (int day = 0; day < count; ++day) {
    const auto of_day = days.find(day);
    const auto value = of_day == days.end()                  ? std::string()
                       : of_day->second.contains(field.name) ? of_day->second.at(field.name)
                                                             : std::string();
    is_anything = is_anything || !value.empty();
    if (is_code && !value.empty()) text = value;
    if (!is_code) text += (day == 0 ? "" : " ") + (value.empty() ? "-" : value);
  }
  return is_anything ? text : std::string();
}

}  // namespace

Typed typed_of(std::span<const Line> lines, const Entry& entry) {
  std::map<std::string, OfDays> daily;
  for (const record::Record& record : entry.records) {
    const Line* line = line_of(lines, record);
    if (line == nullptr) continue;
    daily[line->key][base::days_between(entry.days.first, record.occurred_on)] =
        typed_of(*line, record);
  }
  Typed typed;
  for (const Line& line : lines) {
    const auto days = daily.find(line.key);
    if (days == daily.end()) continue;
    const bool is_total =
        days->second.size() == 1 && days->second.begin()->first == entry.days.count() - 1;
    if (is_total) {
      typed[line.key] = days->second.begin()->second;
      continue;
    }
    for (const Field& field : line.fields)
      if (std::string text = typed_of_days(field, days->second, entry.days.count()); !text.empty())
        typed[line.key][field.name] = std::move(text);
  }
  return typed;
}

base::Date a_year_on(base::Date day) {
  const base::Date month(day.year() + 1, day.month(), 1);
  const unsigned last = base::month_end(month).day();
  return {month.year(), month.month(), std::min(day.day(), last)};
}

Typed typed_again(std::span<const Line> lines, const Entry& earlier) {
  Typed again;
  for (const record::Record& record : earlier.records) {
    const Line* line = line_of(lines, record);
    if (line == nullptr) continue;
    auto typed = typed_of(*line, record);
    for (const Field& field : line->fields)
      if (field.asks != Asks::code && field.asks != Asks::in_town && field.asks != Asks::count)
        typed.erase(field.name);
    again[line->key] = std::move(typed);
  }
  return again;
}

}  // namespace diary
