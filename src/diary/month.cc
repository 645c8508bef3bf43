// The state of a month is put together from its entries; what is typed is laid over it.
#include "diary/month.h"

#include <algorithm>

#include "base/sha256.h"

namespace diary {
namespace {

bool is_number(const Field& field) {
  return field.asks != Asks::code && field.asks != Asks::in_town && field.asks != Asks::business;
}

// 0: a kind must have it; 1: counts; 2: other numbers; 3: codes that may be left out.
int rank(const Field& field) {
  if (field.required) return 0;
  if (field.asks == Asks::count) return 1;
  return is_number(field) ? 2 : 3;
}

// Each record has a line of its own, so that a row can show and change all of it.
bool fits_row(std::span<const Line> lines, const Entry& entry) {
  std::vector<const Line*> seen;
  for (const record::Record& record : entry.records) {
    const Line* line = line_of(lines, record);
    if (line == nullptr || is_in(seen, line) || record.occurred_on != entry.days.first)
      return false;
    seen.push_back(line);
  }
  return entry.days.first == entry.days.last;
}

void add_up(std::span<const Line> lines, const record::Record& record, Typed& typed) {
  const Line* line = line_of(lines, record);
  if (line == nullptr) return;
  for (const auto& [name, text] : typed_of(*line, record)) {
    std::string& cell = typed[line->key][name];
    const Field* field = line->find(name);
    const auto so_far = read_number(cell, {});
    const auto more = read_number(text, {});
    const bool adds = field != nullptr && is_number(*field) && so_far && more;
    cell = adds ? std::to_string(*so_far + *more) : text;
  }
}

}  // namespace

std::vector<Column> columns_of(std::span<const Line> lines) {
  std::vector<Column> columns;
  for (const Line& line : lines)
    for (const Field& field : line.fields) columns.push_back({&line, &field});
  for (int worst = 3; worst > 0 && columns.size() > kColumnsMax; --worst)
    for (std::size_t i = columns.size(); i-- > 0 && columns.size() > kColumnsMax;)
      if (rank(*columns[i].field) == worst)
        columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
  if (columns.size() > kColumnsMax)
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(kColumnsMax), columns.end());
  return columns;
}

std::optional<Month> month_from(std::string_view text) {
  if (text.size() != 6) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  const auto day = base::Date::of(number / 100, static_cast<unsigned>(number % 100), 1);
  if (!day || !base::FiscalYear::of(number / 100 - 1)) return std::nullopt;
  return Month{number / 100, static_cast<unsigned>(number % 100)};
}

Month next(const Month& month) {
  return month.month == 12 ? Month{month.year + 1, 1} : Month{month.year, month.month + 1};
}

Month previous(const Month& month) {
  return month.month == 1 ? Month{month.year - 1, 12} : Month{month.year, month.month - 1};
}

std::vector<DayState> month_state(std::span<const Line> lines, const Month& month,
                                  std::span<const Entry> entries) {
  std::vector<DayState> days;
  for (base::Date day = month.first(); day <= month.last(); day = base::add_days(day, 1)) {
    DayState state;
    state.day = day;
    std::vector<const Entry*> of_day;
    for (const Entry& entry : entries)
      if (entry.stands() && entry.days.first <= day && day <= entry.days.last)
        of_day.push_back(&entry);
    state.entries = static_cast<int>(of_day.size());
    if (of_day.size() == 1 && fits_row(lines, *of_day.front())) state.entry = *of_day.front();
    state.is_fixed = !of_day.empty() && !state.entry;
    for (const Entry* entry : of_day)
      for (const record::Record& record : entry->records)
        if (record.occurred_on == day) add_up(lines, record, state.typed);
    days.push_back(std::move(state));
  }
  return days;
}

Typed wanted(std::span<const Column> columns, const DayState& state, const Typed& cells) {
  Typed typed = state.typed;
  std::map<std::string, bool> is_filled;
  for (const Column& column : columns) {
    const auto line = cells.find(column.line->key);
    std::string text;
    if (line != cells.end())
      if (const auto cell = line->second.find(column.field->name); cell != line->second.end())
        text = cell->second;
    is_filled[column.line->key] |= !text.empty();
    if (text.empty())
      typed[column.line->key].erase(column.field->name);
    else
      typed[column.line->key][column.field->name] = std::move(text);
  }
  for (const auto& [line, filled] : is_filled)
    if (!filled) typed.erase(line);
  return typed;
}

std::vector<std::optional<std::int64_t>> sums(std::span<const Column> columns,
                                              std::span<const DayState> days) {
  std::vector<std::optional<std::int64_t>> all;
  for (const Column& column : columns) {
    std::optional<std::int64_t> sum;
    for (const DayState& day : days) {
      const auto line = day.typed.find(column.line->key);
      if (line == day.typed.end() || !is_number(*column.field)) continue;
      const auto cell = line->second.find(column.field->name);
      if (cell == line->second.end()) continue;
      if (const auto number = read_number(cell->second, {})) sum = sum.value_or(0) + *number;
    }
    all.push_back(sum);
  }
  return all;
}

std::string seen(std::span<const Entry> entries) {
  std::string text;
  for (const Entry& entry : entries)
    text += std::to_string(entry.entry) + ":" + std::to_string(entry.version) + " ";
  return "seen-" + base::sha256_hex(text).substr(0, 16);
}

}  // namespace diary
