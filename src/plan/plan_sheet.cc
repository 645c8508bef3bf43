// Lays the nouns of a plan out as columns of text.
#include "plan/plan_sheet.h"

#include <algorithm>

#include "base/joined.h"
#include "base/quantity_json.h"

namespace plan {

namespace {

using base::words;

class TableSheet {
 public:
  TableSheet(const Plan& plan, base::Language language, const std::vector<int>& years)
      : plan_(plan), language_(language) {
    for (const auto& column : plan.columns) {
      const bool wanted = years.empty() || std::any_of(years.begin(), years.end(), [&](int year) {
                            return std::find(column.fiscal_years.begin(), column.fiscal_years.end(),
                                             year) != column.fiscal_years.end();
                          });
      if (wanted) columns_.push_back(&column);
    }
    for (const auto& level : plan.levels) {
      if (std::any_of(plan.nodes.begin(), plan.nodes.end(),
                      [&](const Node& node) { return node.level == level.key; })) {
        node_levels_.push_back(&level);
      }
    }
  }

  output::Sheet make(const std::vector<const Row*>& lines) const {
    output::Sheet sheet{.title = plan_.title, .headers = headers(), .rows = {}};
    for (const auto* leaf : lines) sheet.rows.push_back(line(*leaf));
    return sheet;
  }

 private:
  std::string header(std::string_view key) const { return std::string(words(language_, key)); }

  std::string column_header(const Column& column, std::string_view key) const {
    return base::say(language_, key, {{"column", column.header}});
  }

  std::vector<std::string> headers() const {
    std::vector<std::string> list{header("plan.sheet_number")};
    for (const auto* level : node_levels_) list.push_back(level->name);
    list.push_back(header("plan.sheet_title"));
    list.push_back(header("plan.sheet_sub_activity"));
    list.push_back(header("plan.sheet_description"));
    list.push_back(header("plan.sheet_years"));
    for (const auto* column : columns_) list.push_back(column->header);
    list.push_back(header("plan.sheet_rating"));
    list.push_back(header("plan.sheet_rating_scope"));
    for (const auto* column : columns_) {
      list.push_back(column_header(*column, "plan.sheet_column_state"));
      list.push_back(column_header(*column, "plan.sheet_column_quantities"));
    }
    list.push_back(header("plan.sheet_departments"));
    list.push_back(header("plan.sheet_notes"));
    list.push_back(header("plan.sheet_value_source"));
    list.push_back(header("plan.sheet_source"));
    return list;
  }

  std::vector<std::string> line(const Row& leaf) const {
    const Row& programme = programme_row(plan_, leaf);
    std::vector<std::string> list{programme.number.value_or("")};
    for (const auto* level : node_levels_) list.push_back(place_at(leaf, level->key));
    list.push_back(programme.title);
    list.push_back(leaf.parent ? leaf.title : "");
    list.push_back(programme.description ? programme.description->text : "");
    list.push_back(leaf.years.printed.value_or(""));
    for (const auto* column : columns_) list.push_back(cell_text(leaf, *column));
    list.push_back(leaf.rating ? leaf.rating->printed : "");
    list.push_back(rating_scope(leaf));
    for (const auto* column : columns_) {
      list.push_back(cell_state(leaf, *column));
      list.push_back(cell_quantities(leaf, *column));
    }
    list.push_back(base::joined(programme.departments, " / "));
    list.push_back(notes(programme, leaf));
    list.push_back(header("plan.source_printed"));
    list.push_back(source(leaf));
    return list;
  }

  std::string place_at(const Row& leaf, std::string_view level) const {
    for (const auto* node : place_of(plan_, leaf)) {
      if (node->level == level) return place_name(*node);
    }
    return {};
  }

  static const Reading* reading_at(const Row& leaf, const Column& column) {
    const Cell* cell = find_cell(leaf, column.key);
    return cell == nullptr ? nullptr : shown(*cell);
  }

  std::string cell_text(const Row& leaf, const Column& column) const {
    const Reading* reading = reading_at(leaf, column);
    return reading == nullptr ? "" : reading->text.value_or("");
  }

  std::string cell_state(const Row& leaf, const Column& column) const {
    const Reading* reading = reading_at(leaf, column);
    if (reading == nullptr) return {};
    return header("plan.state_" + std::string(in_db(reading->meaning.state)));
  }

  std::string cell_quantities(const Row& leaf, const Column& column) const {
    const Reading* reading = reading_at(leaf, column);
    if (reading == nullptr) return {};
    std::string text;
    for (const auto& quantity : reading->quantities) {
      if (!text.empty()) text += "; ";
      if (!quantity.label.empty()) text += quantity.label + "=";
      text += base::number_text(quantity.value) + quantity.unit;
    }
    return text;
  }

  std::string rating_scope(const Row& leaf) const {
    if (!leaf.rating) return {};
    if (leaf.rating->scope == RatingScope::row) return header("plan.scope_row");
    return base::say(language_, "plan.scope_programme",
                     {{"rows", std::to_string(leaf.rating->over_rows.size())}});
  }

  std::string notes(const Row& programme, const Row& leaf) const {
    std::vector<std::string> list = leaf.notes;
    if (&programme != &leaf)
      list.insert(list.end(), programme.notes.begin(), programme.notes.end());
    for (const auto& merged : plan_.merged_cells) {
      const bool over =
          std::find(merged.rows.begin(), merged.rows.end(), leaf.key) != merged.rows.end();
      if (over) {
        list.push_back(base::say(language_, "plan.sheet_merged", {{"text", merged_text(merged)}}));
      }
    }
    return base::joined(list, " / ");
  }

  std::string source(const Row& leaf) const {
    const auto* found = find_source(plan_, leaf.provenance.source);
    std::string text = found == nullptr ? "" : found->file;
    if (leaf.provenance.page) {
      text += base::say(language_, "plan.sheet_page",
                        {{"page", std::to_string(*leaf.provenance.page)}});
    }
    return text;
  }

  const Plan& plan_;
  base::Language language_;
  std::vector<const Column*> columns_;
  std::vector<const Level*> node_levels_;
};

}  // namespace

output::Sheet table_sheet(const Plan& plan, base::Language language,
                          const std::vector<const Row*>& lines, const std::vector<int>& years) {
  return TableSheet(plan, language, years).make(lines);
}

std::string merged_text(const MergedCell& merged) {
  std::string text;
  for (const auto& part : merged.texts) {
    if (!text.empty()) text += " / ";
    text += part;
  }
  return text;
}

std::string place_name(const Node& node) {
  std::string name;
  for (const auto& part : {node.code, node.name, node.direction}) {
    if (!part) continue;
    if (!name.empty()) name += ' ';
    name += *part;
  }
  return name;
}

}  // namespace plan
