// Choosing the lines of the progress table and measuring its merged cells.
#include "plan/table.h"

#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"
#include "plan/overview.h"

namespace plan {

namespace {

bool stands_under(const Plan& plan, const Row& leaf, const std::string& node_key) {
  const auto places = place_of(plan, leaf);
  return std::any_of(places.begin(), places.end(),
                     [&](const Node* node) { return node->key == node_key; });
}

bool has_mark(const Plan& plan, const Row& leaf, const std::string& mark) {
  const Row* holder = rating_holder(plan, leaf);
  return holder != nullptr && holder->rating->mark == mark;
}

bool mentions(const Plan& plan, const Row& leaf, const std::string& key) {
  const Row& programme = programme_row(plan, leaf);
  std::string text = number_and_title(programme) + " " + leaf.title;
  if (programme.description) text += " " + programme.description->text;
  for (const auto& cell : leaf.cells) {
    const Reading* reading = shown(cell);
    if (reading != nullptr && reading->text) text += " " + *reading->text;
  }
  return base::search_key(text).find(key) != std::string::npos;
}

bool knows_mark(const Plan& plan, const std::string& mark) {
  const auto counts = mark_counts(plan);
  return std::any_of(counts.begin(), counts.end(), [&](const auto& c) { return c.first == mark; });
}

base::Result<std::optional<int>> year_of(const Plan& plan, const std::string& text) {
  if (text.empty()) return std::nullopt;
  int year = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || year < plan.period.from || year > plan.period.to) {
    return base::refuse(year_outside, {{"year", text},
                                       {"from", std::to_string(plan.period.from)},
                                       {"to", std::to_string(plan.period.to)}});
  }
  return year;
}

}  // namespace

namespace {

bool is_of(const Plan& plan, const Row& leaf, const std::string& department) {
  const auto names = [&](const Row& row) {
    return std::find(row.departments.begin(), row.departments.end(), department) !=
           row.departments.end();
  };
  return names(leaf) || names(programme_row(plan, leaf));
}

// Lines without a mark stand behind all marks.
std::size_t mark_order(const Plan& plan, const Row& leaf) {
  const auto counts = mark_counts(plan);
  const Row* holder = rating_holder(plan, leaf);
  if (holder == nullptr) return counts.size();
  const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& count) {
    return count.first == holder->rating->mark;
  });
  return static_cast<std::size_t>(found - counts.begin());
}

// Greatest growth and greatest loss alike come first; lines that cannot be compared come last.
std::int64_t change_order(const Plan& plan, const Row& leaf) {
  const auto change = change_of(plan, leaf);
  if (!change || !change->percent) return 1;
  return *change->percent > 0 ? -*change->percent : *change->percent;
}

template <class Key>
void sort_by(std::vector<const Row*>& lines, Key key) {
  using Value = decltype(key(*lines.front()));
  std::vector<std::pair<Value, const Row*>> keyed;
  keyed.reserve(lines.size());
  for (const auto* line : lines) keyed.emplace_back(key(*line), line);
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = keyed[i].second;
}

void sort(const Plan& plan, std::string_view order, std::vector<const Row*>& lines) {
  if (order == kSortTitle) {
    sort_by(lines,
            [&](const Row& leaf) { return base::search_key(programme_row(plan, leaf).title); });
  } else if (order == kSortMark) {
    sort_by(lines, [&](const Row& leaf) { return mark_order(plan, leaf); });
  } else if (order == kSortChange) {
    sort_by(lines, [&](const Row& leaf) { return change_order(plan, leaf); });
  }
}

bool knows_sort(std::string_view order) {
  return order.empty() ||
         std::find(std::begin(kSorts), std::end(kSorts), order) != std::end(kSorts);
}

}  // namespace

std::vector<std::string> departments_of(const Plan& plan) {
  std::vector<std::string> once;
  for (const auto& row : plan.rows) {
    for (const auto& department : row.departments) {
      if (std::find(once.begin(), once.end(), department) == once.end()) once.push_back(department);
    }
  }
  return once;
}

base::Result<std::vector<const Row*>> choose(const Plan& plan, const TableChoice& choice) {
  if (!choice.objective.empty() && find_node(plan, choice.objective) == nullptr) {
    return base::refuse(unknown_filter, {{"field", "objective"}, {"value", choice.objective}});
  }
  if (!choice.mark.empty() && !knows_mark(plan, choice.mark)) {
    return base::refuse(unknown_filter, {{"field", "rating"}, {"value", choice.mark}});
  }
  const auto departments = departments_of(plan);
  if (!choice.department.empty() &&
      std::find(departments.begin(), departments.end(), choice.department) == departments.end()) {
    return base::refuse(unknown_filter, {{"field", "department"}, {"value", choice.department}});
  }
  if (!knows_sort(choice.sort)) {
    return base::refuse(unknown_filter, {{"field", "sort"}, {"value", choice.sort}});
  }
  const auto year = year_of(plan, choice.year);
  if (!year) return std::unexpected(year.error());
  const std::string key = base::search_key(choice.text);
  std::vector<const Row*> chosen;
  for (const auto* leaf : leaves(plan)) {
    if (!choice.objective.empty() && !stands_under(plan, *leaf, choice.objective)) continue;
    if (!choice.mark.empty() && !has_mark(plan, *leaf, choice.mark)) continue;
    if (!choice.department.empty() && !is_of(plan, *leaf, choice.department)) continue;
    const auto& years = leaf->years.fiscal_years;
    if (*year && std::find(years.begin(), years.end(), **year) == years.end()) continue;
    if (!key.empty() && !mentions(plan, *leaf, key)) continue;
    chosen.push_back(leaf);
  }
  if (!chosen.empty()) sort(plan, choice.sort, chosen);
  return chosen;
}

const std::optional<std::string>& merged_at(const Plan& plan, const Row& leaf, std::size_t column) {
  static const std::optional<std::string> none;
  const Cell* cell = find_cell(leaf, plan.columns[column].key);
  const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
  return reading == nullptr ? none : reading->merged;
}

const Row* rating_holder(const Plan& plan, const Row& leaf) {
  if (leaf.rating) return &leaf;
  for (const auto& row : plan.rows) {
    if (!row.rating || row.rating->scope != RatingScope::programme) continue;
    const auto& over = row.rating->over_rows;
    if (std::find(over.begin(), over.end(), leaf.key) != over.end()) return &row;
  }
  return nullptr;
}

Stretch stretch_of(const Plan& plan, const std::vector<const Row*>& lines, std::size_t line,
                   std::size_t column) {
  const auto& merged = merged_at(plan, *lines[line], column);
  if (!merged) return {};
  const auto same = [&](std::size_t at_line, std::size_t at_column) {
    return merged_at(plan, *lines[at_line], at_column) == merged;
  };
  if ((line > 0 && same(line - 1, column)) || (column > 0 && same(line, column - 1))) return {0, 0};
  std::size_t end_line = line + 1;
  while (end_line < lines.size() && same(end_line, column)) ++end_line;
  std::size_t end_column = column + 1;
  while (end_column < plan.columns.size() && same(line, end_column)) ++end_column;
  return {static_cast<int>(end_line - line), static_cast<int>(end_column - column)};
}

}  // namespace plan
