// Walking through a plan: rows, places, cells, what a cell shows.
#include "plan/plan.h"

#include <algorithm>

namespace plan {

namespace {

template <class List>
auto find_by_key(const List& list, std::string_view key) -> const typename List::value_type* {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const auto& element) { return element.key == key; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::vector<const Row*> leaves(const Plan& plan) {
  std::vector<const Row*> list;
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const bool has_children =
        i + 1 < plan.rows.size() && plan.rows[i + 1].parent == plan.rows[i].key;
    if (!has_children) list.push_back(&plan.rows[i]);
  }
  return list;
}

const Row* find_row(const Plan& plan, std::string_view key) {
  return find_by_key(plan.rows, key);
}
const Node* find_node(const Plan& plan, std::string_view key) {
  return find_by_key(plan.nodes, key);
}
const Column* find_column(const Plan& plan, std::string_view key) {
  return find_by_key(plan.columns, key);
}
const Level* find_level(const Plan& plan, std::string_view key) {
  return find_by_key(plan.levels, key);
}
const Source* find_source(const Plan& plan, std::string_view key) {
  return find_by_key(plan.sources, key);
}
const RatingScale* find_scale(const Plan& plan, std::string_view key) {
  return find_by_key(plan.rating_scales, key);
}
const MergedCell* find_merged(const Plan& plan, std::string_view key) {
  return find_by_key(plan.merged_cells, key);
}

const Cell* find_cell(const Row& row, std::string_view column) {
  const auto found = std::find_if(row.cells.begin(), row.cells.end(),
                                  [&](const Cell& cell) { return cell.column == column; });
  return found == row.cells.end() ? nullptr : &*found;
}

std::vector<const Row*> sub_activities(const Plan& plan, const Row& programme_row) {
  std::vector<const Row*> list;
  for (const auto& row : plan.rows) {
    if (row.parent == programme_row.key) list.push_back(&row);
  }
  return list;
}

const Row& programme_row(const Plan& plan, const Row& leaf) {
  if (!leaf.parent) return leaf;
  const Row* parent = find_row(plan, *leaf.parent);
  return parent == nullptr ? leaf : *parent;
}

base::Result<std::vector<const Column*>> columns_of(const Plan& plan,
                                                    const std::vector<int>& years) {
  const auto is_of = [](const Column& column, int year) {
    return std::find(column.fiscal_years.begin(), column.fiscal_years.end(), year) !=
           column.fiscal_years.end();
  };
  for (const int year : years) {
    const bool known = std::any_of(plan.columns.begin(), plan.columns.end(),
                                   [&](const Column& column) { return is_of(column, year); });
    if (!known) {
      return base::refuse(year_outside, {{"year", std::to_string(year)},
                                         {"from", std::to_string(plan.period.from)},
                                         {"to", std::to_string(plan.period.to)}});
    }
  }
  std::vector<const Column*> columns;
  for (const auto& column : plan.columns) {
    const bool wanted = years.empty() || std::any_of(years.begin(), years.end(),
                                                     [&](int year) { return is_of(column, year); });
    if (wanted) columns.push_back(&column);
  }
  return columns;
}

std::string number_and_title(const Row& row) {
  return row.number ? *row.number + " " + row.title : row.title;
}

std::vector<const Node*> place_of(const Plan& plan, const Row& row) {
  std::vector<const Node*> places;
  const auto& start = programme_row(plan, row).node;
  const Node* node = start ? find_node(plan, *start) : nullptr;
  while (node != nullptr && places.size() < plan.nodes.size()) {
    places.push_back(node);
    node = node->parent ? find_node(plan, *node->parent) : nullptr;
  }
  std::reverse(places.begin(), places.end());
  return places;
}

const Reading* find_reading(const Cell& cell, ReadingSource source) {
  const auto found = std::find_if(cell.readings.begin(), cell.readings.end(),
                                  [&](const Reading& reading) { return reading.source == source; });
  return found == cell.readings.end() ? nullptr : &*found;
}

const Reading* shown(const Cell& cell) {
  if (cell.declared) return find_reading(cell, *cell.declared);
  const Reading* printed = find_reading(cell, ReadingSource::printed);
  return printed != nullptr ? printed : find_reading(cell, ReadingSource::computed);
}

std::vector<std::pair<std::string, int>> mark_counts(const Plan& plan) {
  std::vector<std::pair<std::string, int>> counts;
  for (const auto& scale : plan.rating_scales) {
    for (const auto& mark : scale.marks) counts.emplace_back(mark.mark, 0);
  }
  for (const auto& row : plan.rows) {
    if (!row.rating) continue;
    const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& count) {
      return count.first == row.rating->mark;
    });
    if (found != counts.end()) ++found->second;
  }
  return counts;
}

}  // namespace plan
