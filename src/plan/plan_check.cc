// The rules between the parts of a plan, each mistake told with its place. Order: the plan itself,
// tree, columns, rows, cells, merged cells, ratings, relations.
#include <algorithm>
#include <set>

#include "base/fiscal_year.h"
#include "plan/plan_file.h"
#include "programme/programme.h"

namespace plan {

namespace {

class Checker {
 public:
  Checker(const Plan& plan, base::Mistakes& mistakes) : plan_(plan), mistakes_(mistakes) {}

  void check_all() {
    check_plan();
    check_keys();
    check_nodes();
    check_columns();
    for (const auto& scale : plan_.rating_scales) check_scale(scale);
    for (const auto& row : plan_.rows) check_row(row);
    const auto all_leaves = leaves(plan_);
    for (const auto* leaf : all_leaves) {
      leaf_keys_.push_back(leaf->key);
      check_cells(*leaf);
    }
    for (const auto& row : plan_.rows) {
      const bool leaf = std::find(all_leaves.begin(), all_leaves.end(), &row) != all_leaves.end();
      if (!leaf && !row.cells.empty()) mistake("rows." + row.key, "plan.cells_above_leaves");
    }
    for (const auto& merged : plan_.merged_cells) check_merged(merged);
    for (const auto& relation : plan_.relations) check_rows_named(relation.rows, "relations");
  }

 private:
  void mistake(std::string path, std::string_view code, std::vector<base::Fact> facts = {}) {
    mistakes_.add(std::move(path), code, std::move(facts));
  }

  void check_plan() {
    if (!programme::is_key(plan_.slug)) mistake("slug", "plan.bad_slug", {{"slug", plan_.slug}});
    if (!programme::is_municipality_code(plan_.municipality)) {
      mistake("municipality", "programme.bad_municipality_code", {{"code", plan_.municipality}});
    }
    if (plan_.title.empty()) mistake("title", "plan.empty_text");
    if (plan_.period.to != 0 && plan_.period.from > plan_.period.to) {
      mistake(
          "period", "programme.years_reversed",
          {{"from", std::to_string(plan_.period.from)}, {"to", std::to_string(plan_.period.to)}});
    }
  }

  template <class List>
  void check_unique(const List& list, const std::string& path) {
    std::set<std::string> keys;
    for (const auto& element : list) {
      if (!keys.insert(element.key).second) {
        mistake(path, "programme.key_twice", {{"key", element.key}});
      }
    }
  }

  // Keys stand in addresses and in lists separated by spaces.
  static bool is_part_key(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_';
    });
  }

  template <class List>
  void check_part_keys(const List& list, const std::string& path) {
    check_unique(list, path);
    for (const auto& element : list) {
      if (!is_part_key(element.key)) {
        mistake(path + "." + element.key, "plan.bad_key", {{"key", element.key}});
      }
    }
  }

  void check_keys() {
    check_part_keys(plan_.sources, "sources");
    check_part_keys(plan_.levels, "levels");
    check_part_keys(plan_.columns, "columns");
    check_part_keys(plan_.nodes, "nodes");
    check_part_keys(plan_.rating_scales, "rating_scales");
    check_part_keys(plan_.merged_cells, "merged_cells");
    check_unique(plan_.rows, "rows");
  }

  bool has_level(std::string_view key) const {
    return std::any_of(plan_.levels.begin(), plan_.levels.end(),
                       [&](const Level& level) { return level.key == key; });
  }

  // A parent stands before its children, so the tree has no circle.
  void check_nodes() {
    std::set<std::string> before;
    for (const auto& node : plan_.nodes) {
      const std::string path = "nodes." + node.key;
      if (!has_level(node.level)) mistake(path, "plan.unknown_level", {{"level", node.level}});
      if (node.parent && !before.contains(*node.parent)) {
        mistake(path, "plan.unknown_node", {{"node", *node.parent}});
      }
      if (!node.code && !node.name && !node.direction) mistake(path, "plan.empty_text");
      check_certainty(node.certainty, path);
      before.insert(node.key);
    }
  }

  void check_columns() {
    for (const auto& column : plan_.columns) {
      const std::string path = "columns." + column.key;
      if (column.kind == ColumnKind::year && column.fiscal_years.size() != 1) {
        mistake(path, "plan.year_column_needs_one_year");
      }
      if (column.header.empty()) mistake(path, "plan.empty_text");
    }
  }

  // A mark is a sign, kept as "A=Ａ" on a line of its own.
  void check_scale(const RatingScale& scale) {
    const std::string path = "rating_scales." + scale.key;
    std::set<std::string> marks;
    for (const auto& mark : scale.marks) {
      const bool sign = !mark.mark.empty() && mark.mark.find_first_of("=\n") == std::string::npos &&
                        mark.printed.find('\n') == std::string::npos;
      if (!sign) mistake(path, "plan.bad_mark", {{"mark", mark.mark}});
      if (!marks.insert(mark.mark).second)
        mistake(path, "programme.key_twice", {{"key", mark.mark}});
    }
  }

  void check_row(const Row& row) {
    const std::string path = "rows." + row.key;
    if (!is_row_key(row.key)) mistake(path, "plan.bad_row_key", {{"key", row.key}});
    if (row.title.empty()) mistake(path, "plan.empty_text");
    if (!has_level(row.level)) mistake(path, "plan.unknown_level", {{"level", row.level}});
    const Row* parent = row.parent ? find_row(plan_, *row.parent) : nullptr;
    if (parent != nullptr && parent->parent) mistake(path, "plan.sub_activity_below_sub_activity");
    if (row.node && find_node(plan_, *row.node) == nullptr) {
      mistake(path, "plan.unknown_node", {{"node", *row.node}});
    }
    check_years(row.years, path + ".years");
    const bool source_known =
        std::any_of(plan_.sources.begin(), plan_.sources.end(),
                    [&](const Source& source) { return source.key == row.provenance.source; });
    if (!source_known) mistake(path, "plan.unknown_source", {{"source", row.provenance.source}});
    check_certainty(row.node_certainty, path);
    check_certainty(row.provenance.certainty, path);
    if (row.rating) check_rating(row, path + ".rating");
    for (const auto& related : row.related) check_rows_named({related.row}, path + ".related");
  }

  // What is printed (Ｈ23、26) and the years the file reads from it have to agree.
  void check_years(const Years& years, const std::string& path) {
    if (!years.printed) return;
    const auto read = base::parse_fiscal_years(*years.printed);
    std::vector<int> numbers;
    if (read) {
      for (const auto& year : read->years) numbers.push_back(year.number());
    }
    if (numbers != years.fiscal_years) {
      mistake(path, "plan.years_differ", {{"printed", *years.printed}});
    }
  }

  // Letters, digits and hyphens: the key is part of the row's address.
  static bool is_row_key(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
  }

  void check_certainty(const Certainty& certainty, const std::string& path) {
    if (certainty.confidence != Confidence::high && !certainty.reason) {
      mistake(path, "plan.doubt_without_reason");
    }
  }

  void check_cells(const Row& leaf) {
    const std::string path = "rows." + leaf.key + ".cells";
    for (const auto& column : plan_.columns) {
      const Cell* cell = find_cell(leaf, column.key);
      if (cell == nullptr) {
        mistake(path, "plan.cell_missing", {{"column", column.key}});
        continue;
      }
      const Reading& reading = cell->readings.front();
      const std::string cell_path = path + "." + column.key;
      check_certainty(reading.certainty, cell_path);
      if (reading.merged) check_merged_part(leaf, column, *reading.merged, cell_path);
      if (reading.meaning.row) check_rows_named({*reading.meaning.row}, cell_path);
    }
  }

  void check_merged_part(const Row& leaf, const Column& column, const std::string& key,
                         const std::string& path) {
    const MergedCell* merged = find_merged(plan_, key);
    const bool covered =
        merged != nullptr &&
        std::find(merged->rows.begin(), merged->rows.end(), leaf.key) != merged->rows.end() &&
        std::find(merged->columns.begin(), merged->columns.end(), column.key) !=
            merged->columns.end();
    if (!covered) mistake(path, "plan.not_in_merged_cell", {{"merged", key}});
  }

  // The keys from the first named one to the last in printed order, and those that are not printed
  // at all.
  static std::vector<std::string> stretch(const std::vector<std::string>& printed,
                                          const std::vector<std::string>& named) {
    std::vector<std::string> keys;
    std::size_t first = printed.size(), last = 0;
    for (const auto& key : named) {
      const auto at = static_cast<std::size_t>(std::find(printed.begin(), printed.end(), key) -
                                               printed.begin());
      if (at == printed.size()) {
        keys.push_back(key);
        continue;
      }
      first = std::min(first, at);
      last = std::max(last, at);
    }
    for (std::size_t i = first; i <= last && i < printed.size(); ++i) keys.push_back(printed[i]);
    return keys;
  }

  // Every cell of the rectangle says that it is part of it; neither rows nor columns leave gaps.
  void check_merged(const MergedCell& merged) {
    const std::string path = "merged_cells." + merged.key;
    if (merged.texts.empty()) mistake(path, "plan.empty_text");
    for (const auto& text : merged.texts) {
      if (text.find('\n') != std::string::npos) mistake(path, "plan.line_break", {{"text", text}});
    }
    if (merged.rows.empty() || merged.columns.empty())
      return mistake(path, "plan.empty_merged_cell");
    check_certainty(merged.certainty, path);
    check_rows_named(merged.rows, path);
    std::vector<std::string> column_keys;
    for (const auto& column : plan_.columns) column_keys.push_back(column.key);
    for (const auto& row_key : stretch(leaf_keys_, merged.rows)) {
      const Row* row = find_row(plan_, row_key);
      for (const auto& column : stretch(column_keys, merged.columns)) {
        const Cell* cell = row == nullptr ? nullptr : find_cell(*row, column);
        if (cell == nullptr || cell->readings.front().merged != merged.key) {
          mistake(path, "plan.merged_cell_torn", {{"row", row_key}, {"column", column}});
        } else if (!says_the_same(cell->readings.front(), merged)) {
          mistake(path, "plan.merged_text_differs", {{"row", row_key}, {"column", column}});
        }
      }
    }
  }

  // The one text of a merged cell stands in each of its cells; texts that belong to no cell stand
  // in none.
  static bool says_the_same(const Reading& reading, const MergedCell& merged) {
    if (merged.unassigned) return !reading.text;
    return merged.texts.size() == 1 && reading.text == merged.texts.front();
  }

  void check_rating(const Row& row, const std::string& path) {
    const Rating& rating = *row.rating;
    const auto* scale = find_scale(plan_, rating.scale);
    if (scale == nullptr) {
      return mistake(path, "plan.unknown_scale", {{"scale", rating.scale}});
    }
    const bool on_scale = std::any_of(scale->marks.begin(), scale->marks.end(),
                                      [&](const Mark& m) { return m.mark == rating.mark; });
    if (!on_scale) mistake(path, "plan.mark_not_on_scale", {{"mark", rating.mark}});
    if (rating.scope == RatingScope::programme && rating.over_rows.empty()) {
      mistake(path, "plan.mark_over_no_rows");
    }
    check_rows_named(rating.over_rows, path);
    check_certainty(rating.certainty, path);
  }

  void check_rows_named(const std::vector<std::string>& rows, const std::string& path) {
    for (const auto& row : rows) {
      if (find_row(plan_, row) == nullptr) mistake(path, "plan.unknown_row_named", {{"row", row}});
    }
  }

  const Plan& plan_;
  base::Mistakes& mistakes_;
  std::vector<std::string> leaf_keys_;  // in printed order
};

}  // namespace

void check(const Plan& plan, base::Mistakes& mistakes) {
  Checker(plan, mistakes).check_all();
}

}  // namespace plan
