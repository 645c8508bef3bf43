// Definitions against their plan, in the order: head, rows, columns, leaves, register.
#include "plan/figure_check.h"

#include <algorithm>
#include <set>

#include "figure/figure_text.h"

namespace plan {

namespace {

using figure::ColumnDefinition;
using figure::ColumnRule;
using figure::DefinitionSet;
using figure::RowDefinition;

class Checker {
 public:
  Checker(DefinitionSet& set, const Plan& plan, base::Mistakes& mistakes)
      : set_(set), plan_(plan), mistakes_(mistakes) {
    for (const auto* leaf : leaves(plan)) leaves_.insert(leaf->key);
  }

  void check_all() {
    check_head();
    for (auto& row : set_.rows) check_row(row);
    for (const auto& leaf : leaves_in_order()) {
      if (!defined_.contains(leaf)) mistake(leaf, "plan.figures_leaf_missing", {{"row", leaf}});
    }
  }

 private:
  void mistake(std::string path, std::string_view code, std::vector<base::Fact> facts) {
    mistakes_.add(std::move(path), code, std::move(facts));
  }

  std::vector<std::string> leaves_in_order() const {
    std::vector<std::string> keys;
    for (const auto* leaf : leaves(plan_)) keys.push_back(leaf->key);
    return keys;
  }

  void check_head() {
    if (set_.plan != plan_.slug) {
      mistake("plan", "plan.figures_other_plan", {{"named", set_.plan}, {"expected", plan_.slug}});
    }
    if (set_.municipality != plan_.municipality) {
      mistake("municipality", "plan.figures_other_plan",
              {{"named", set_.municipality}, {"expected", plan_.municipality}});
    }
  }

  void check_row(RowDefinition& row) {
    if (!check_row_key(row.row, row.row)) return;
    defined_.insert(row.row);
    if (row.done_elsewhere_row) {
      check_row_key(row.row + ".done_elsewhere_row", *row.done_elsewhere_row);
    }
    for (auto& column : row.columns) fill_years(row, column);
    if (row.reason) return;
    for (const auto& column : plan_.columns) check_column(row, column);
  }

  bool check_row_key(const std::string& path, const std::string& key) {
    if (leaves_.contains(key)) return true;
    const bool above_leaves = find_row(plan_, key) != nullptr;
    mistake(path, above_leaves ? "plan.figures_above_leaves" : "plan.unknown_row_named",
            {{"row", key}});
    return false;
  }

  void fill_years(const RowDefinition& row, ColumnDefinition& column) {
    if (column.column.empty()) return;
    const Column* known = find_column(plan_, column.column);
    if (known == nullptr) {
      mistake(path_of(row, column.column), "plan.unknown_column", {{"column", column.column}});
      return;
    }
    column.fiscal_years = known->fiscal_years;
  }

  void check_column(const RowDefinition& row, const Column& column) {
    const auto* rule = figure::rule_of(row, column.key);
    if (rule == nullptr) {
      mistake(path_of(row, column.key), "plan.figures_column_missing", {{"column", column.key}});
    } else if (!years_suit(rule->rule, column.fiscal_years.size())) {
      mistake(path_of(row, column.key), "plan.figures_years_unsuited",
              {{"column", column.key},
               {"rule", std::string(figure::in_db(rule->rule))},
               {"years", std::to_string(column.fiscal_years.size())}});
    }
  }

  static bool years_suit(ColumnRule rule, std::size_t years) {
    switch (rule) {
      case ColumnRule::year:
        return years == 1;
      case ColumnRule::up_to:
      case ColumnRule::latest_of:
      case ColumnRule::sum_of:
        return years >= 1;
      case ColumnRule::not_computed:
        return true;
    }
    return false;
  }

  static std::string path_of(const RowDefinition& row, const std::string& column) {
    return row.row + ".columns." + column;
  }

  DefinitionSet& set_;
  const Plan& plan_;
  base::Mistakes& mistakes_;
  std::set<std::string, std::less<>> leaves_;
  std::set<std::string, std::less<>> defined_;
};

}  // namespace

void check_figures(DefinitionSet& set, const Plan& plan, base::Mistakes& mistakes) {
  Checker(set, plan, mistakes).check_all();
}

std::vector<NamedProgramme> programmes_named(const DefinitionSet& set) {
  std::vector<NamedProgramme> named;
  for (const auto& row : set.rows) {
    for (const auto& definition : row.figures) {
      for (const auto& selection : definition.records) {
        for (const auto& programme : selection.programmes) {
          named.push_back({row.row, definition.key, programme});
        }
      }
    }
  }
  return named;
}

void check_register(const DefinitionSet& set, const programme::Register& reg,
                    base::Mistakes& mistakes) {
  std::set<std::string, std::less<>> programmes;
  for (const auto& programme : reg.programmes) programmes.insert(programme.key);
  std::set<std::string> told;
  for (const auto& [row, definition, programme] : programmes_named(set)) {
    const std::string path = row + "." + definition + ".programmes";
    if (programmes.contains(programme) || !told.insert(path + programme).second) continue;
    mistakes.add(path, "plan.figures_programme_missing", {{"programme", programme}});
  }
  for (const auto& row : set.rows) {
    if (!row.shown_while_owned_by) continue;
    const bool known = std::ranges::any_of(reg.bodies, [&](const programme::Body& body) {
      return body.key == *row.shown_while_owned_by;
    });
    if (known) continue;
    mistakes.add(row.row + ".shown_while_owned_by", "plan.figures_body_missing",
                 {{"body", *row.shown_while_owned_by}});
  }
}

}  // namespace plan
