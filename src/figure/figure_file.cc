// Reads figures.toml from the top downwards; one figure is read in figure_file_definition.cc.
// Mistakes are told by the names an officer sees in the file: 13.loans.kind, not by the place in a
// list.
#include "figure/figure_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "figure/figure_file_definition.h"
#include "figure/figure_toml.h"
#include "figure/pattern.h"
#include "programme/programme.h"

namespace figure {
namespace {

using base::JsonNode;
using base::JsonObject;

constexpr std::string_view kFormat = "nigiwai-figures/1";
constexpr std::size_t kRowsMax = 2000;
constexpr std::size_t kColumnsMax = 100;
constexpr std::size_t kTotalsMax = 100;
constexpr std::size_t kMembersMax = 500;

// Names in place of numbers: row[12].figures[0] becomes 13.loans.
class Names {
 public:
  void name(const JsonNode& node, std::string name) { names_[node.path()] = std::move(name); }

  std::string named(const std::string& path) const {
    for (std::size_t length = path.size(); length > 0; --length) {
      const bool ends = length == path.size() || path[length] == '.' || path[length] == '[';
      if (!ends) continue;
      const auto found = names_.find(path.substr(0, length));
      if (found != names_.end()) return found->second + path.substr(length);
    }
    return path;
  }

 private:
  std::map<std::string, std::string> names_;
};

bool is_address(std::string_view key) {
  constexpr std::size_t characters_max = 64;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !key.empty() && key.size() <= characters_max && std::ranges::all_of(key, allowed);
}

const Definition* find_figure(const RowDefinition& row, std::string_view key) {
  const auto found = std::ranges::find(row.figures, key, &Definition::key);
  return found == row.figures.end() ? nullptr : &*found;
}

std::optional<std::string> maybe_text(JsonObject& object, std::string_view key) {
  const auto node = object.optional(key);
  if (!node.present()) return std::nullopt;
  return read_text(node);
}

// ---- what a cell says
// ----------------------------------------------------------------------------

bool has_day(const Definition& definition) {
  return definition.measure == Measure::milestone;
}

void check_piece(const PatternPiece& piece, const RowDefinition& row, bool when_none,
                 const JsonNode& node) {
  if (!piece.is_figure) return;
  const std::string key(piece.text);
  const auto* figure = find_figure(row, key);
  if (!figure) return node.mistake("figure.pattern_unknown_figure", {{"figure", key}});
  if (when_none && has_day(*figure)) {
    return node.mistake("figure.none_names_milestone", {{"figure", key}});
  }
  if (piece.format.empty()) return;
  if (piece.format != kMonth && piece.format != kDate) {
    node.mistake("figure.pattern_unknown_format", {{"format", std::string(piece.format)}});
  } else if (!has_day(*figure)) {
    node.mistake("figure.format_needs_milestone", {{"figure", key}});
  }
}

std::string read_pattern(const JsonNode& node, const RowDefinition& row, bool when_none) {
  if (!node.present()) return {};
  const std::string text = read_text(node);
  const auto pieces = cut_pattern(text);
  if (!pieces) {
    node.mistake("figure.brace_unclosed");
    return text;
  }
  for (const auto& piece : *pieces) check_piece(piece, row, when_none, node);
  return text;
}

ColumnRule read_rule(const JsonNode& node, ColumnRule otherwise) {
  if (!node.present()) return otherwise;
  const std::string code = node.text();
  const auto rule = rule_from(code);
  if (!rule) node.mistake("figure.unknown_rule", {{"rule", code}});
  return rule.value_or(otherwise);
}

// Years can be added for sums; a business counted in two years would count twice.
void check_sum_of(const ColumnDefinition& column, const RowDefinition& row, const JsonNode& node) {
  if (column.rule != ColumnRule::sum_of) return;
  const auto pieces = cut_pattern(column.text);
  if (!pieces) return;
  for (const auto& piece : *pieces) {
    const auto* figure = piece.is_figure ? find_figure(row, piece.text) : nullptr;
    if (figure && !is_sum(figure->measure)) {
      return node.mistake("figure.years_cannot_be_added", {{"figure", figure->key}});
    }
  }
}

void check_reason(const ColumnDefinition& column, bool has_text, const JsonNode& node) {
  const bool computed = column.rule != ColumnRule::not_computed;
  if (computed && column.reason) node.mistake("figure.reason_without_rule");
  if (!computed && !column.reason) node.mistake("figure.reason_missing");
  if (!computed && has_text) node.mistake("figure.reason_and_text");
}

// rule, text, none, reason, as the row says them for all its columns or an entry for some.
ColumnDefinition read_column(JsonObject& object, const RowDefinition& row,
                             const ColumnDefinition* general) {
  ColumnDefinition column;
  column.rule = read_rule(
      object.optional("rule"),
      general && general->rule != ColumnRule::not_computed ? general->rule : ColumnRule::year);
  const auto text = object.optional("text");
  const auto none = object.optional("none");
  column.text = read_pattern(text, row, false);
  column.none = read_pattern(none, row, true);
  column.reason = maybe_text(object, "reason");
  check_reason(column, text.present() || none.present(), object.node());
  if (column.rule == ColumnRule::not_computed) return column;
  if (general && !text.present()) column.text = general->text;
  if (general && !none.present()) column.none = general->none;
  if (column.text.empty() && !text.present()) object.node().mistake("figure.text_missing");
  check_sum_of(column, row, object.node());
  return column;
}

bool add_column(RowDefinition& row, const ColumnDefinition& column, const JsonNode& node) {
  const std::string key = node.text();
  if (!is_address(key)) {
    node.mistake("figure.bad_column_key", {{"column", key}});
    return false;
  }
  if (std::ranges::find(row.columns, key, &ColumnDefinition::column) != row.columns.end()) {
    node.mistake("figure.twice", {{"key", key}});
  }
  row.columns.push_back(column);
  row.columns.back().column = key;
  return true;
}

void read_columns(RowDefinition& row, JsonObject& object, const JsonNode& entries, Names& names) {
  std::optional<ColumnDefinition> general;
  const bool says_general = object.optional("text").present() ||
                            object.optional("none").present() || object.optional("rule").present();
  if (says_general || !entries.present()) {
    general = read_column(object, row, nullptr);
    row.columns.push_back(*general);
  }
  entries.each([&](const JsonNode& node) {
    auto entry = node.object();
    const auto keys = entry.required("for");
    const auto column = read_column(entry, row, general ? &*general : nullptr);
    bool any = false;
    keys.each([&](const JsonNode& key) {
      const bool first = !std::exchange(any, true);
      const bool added = add_column(row, column, key);
      if (first && added) names.name(node, row.row + ".columns." + row.columns.back().column);
    });
    if (keys.present() && !any) keys.mistake("figure.no_columns");
    entry.end();
  });
  within(row.columns.size(), kColumnsMax, entries);
}

// ---- a row
// ---------------------------------------------------------------------------------------

bool is_milestone(std::string_view code) {
  const auto* kind = record::find_kind("milestone_reached");
  const auto* attribute = kind ? record::find_attribute(*kind, "milestone") : nullptr;
  return attribute && std::ranges::find(attribute->codes, code) != attribute->codes.end();
}

void read_words(RowDefinition& row, JsonObject& object) {
  const auto node = object.optional("words");
  if (!node.present()) return;
  node.object().each_member([&](std::string_view code, const JsonNode& text) {
    if (!is_milestone(code)) {
      text.mistake("figure.unknown_milestone", {{"milestone", std::string(code)}});
    }
    row.words.push_back({std::string(code), read_text(text)});
  });
}

void check_part_of(const RowDefinition& row, const Definition& part, const JsonNode& node) {
  const auto* whole = find_figure(row, *part.part_of);
  if (*part.part_of == part.key) return node.mistake("figure.part_of_itself");
  if (!whole) return node.mistake("figure.part_of_unknown", {{"figure", *part.part_of}});
  if (whole->measure != part.measure) {
    node.mistake("figure.part_of_other_measure", {{"figure", *part.part_of}});
  }
  std::set<std::string> seen{part.key};
  for (; whole && whole->part_of; whole = find_figure(row, *whole->part_of)) {
    if (!seen.insert(whole->key).second || *whole->part_of == part.key) {
      return node.mistake("figure.part_of_cycle", {{"figure", *part.part_of}});
    }
  }
}

void check_parts(const RowDefinition& row, const JsonNode& list) {
  std::size_t index = 0;
  list.each([&](const JsonNode& node) {
    const Definition& figure = row.figures[index++];
    if (!figure.part_of) return;
    auto object = node.object();
    check_part_of(row, figure, object.optional("part_of"));
  });
}

void read_figures(RowDefinition& row, const JsonNode& list,
                  const std::vector<std::string>& programmes, Names& names) {
  list.each([&](const JsonNode& node) {
    auto figure = read_definition(node, programmes);
    if (is_figure_key(figure.key)) names.name(node, row.row + "." + figure.key);
    if (find_figure(row, figure.key)) node.mistake("figure.twice", {{"key", figure.key}});
    row.figures.push_back(std::move(figure));
  });
  within(row.figures.size(), kFiguresMax, list);
  check_parts(row, list);
}

void go_together(const JsonNode& one, std::string_view one_key, bool other,
                 std::string_view other_key) {
  if (!one.present() || other) return;
  one.mistake("figure.goes_with",
              {{"key", std::string(one_key)}, {"other", std::string(other_key)}});
}

void read_elsewhere(RowDefinition& row, JsonObject& object) {
  const auto owner = object.optional("shown_while_owned_by");
  const auto handed_over = object.optional("handed_over");
  if (owner.present()) row.shown_while_owned_by = read_programme(owner);
  if (handed_over.present()) row.handed_over_text = read_text(handed_over);
  go_together(owner, "shown_while_owned_by", handed_over.present(), "handed_over");
  go_together(handed_over, "handed_over", owner.present(), "shown_while_owned_by");

  const auto by_row = object.optional("done_elsewhere_row");
  const auto elsewhere = object.optional("done_elsewhere");
  if (elsewhere.present()) row.done_elsewhere_text = read_text(elsewhere);
  go_together(by_row, "done_elsewhere_row", elsewhere.present(), "done_elsewhere");
  if (!by_row.present()) return;
  row.done_elsewhere_row = by_row.text();
  if (!is_address(*row.done_elsewhere_row)) {
    by_row.mistake("figure.bad_row_key", {{"row", *row.done_elsewhere_row}});
  } else if (row.done_elsewhere_row == row.row) {
    by_row.mistake("figure.elsewhere_itself");
  }
}

// A row that cannot be computed says why and nothing else.
void read_reason(RowDefinition& row, JsonObject& object) {
  row.reason = maybe_text(object, "reason");
  for (const std::string_view other :
       {"programmes", "figures", "text", "none", "rule", "columns", "words"}) {
    const auto node = object.optional(other);
    if (node.present()) node.mistake("figure.reason_and_figures", {{"key", std::string(other)}});
  }
}

RowDefinition read_row(const JsonNode& node, Names& names) {
  auto object = node.object();
  RowDefinition row;
  const auto key = object.required("row");
  row.row = key.text();
  if (is_address(row.row)) {
    names.name(node, row.row);
  } else if (key.present()) {
    key.mistake("figure.bad_row_key", {{"row", row.row}});
  }
  if (object.optional("reason").present() && !object.optional("rule").present()) {
    read_reason(row, object);
  } else {
    const auto programmes = read_programmes(object);
    const auto figures = object.required("figures");
    read_figures(row, figures, programmes, names);
    if (figures.present() && row.figures.empty()) figures.mistake("figure.no_figures");
    const auto columns = object.optional("columns");
    read_columns(row, object, columns, names);
    read_words(row, object);
  }
  read_elsewhere(row, object);
  object.end();
  return row;
}

// ---- the file
// ------------------------------------------------------------------------------------

Total read_total(const JsonNode& node, Names& names) {
  auto object = node.object();
  Total total;
  const auto key = object.required("key");
  total.key = key.text();
  if (is_figure_key(total.key)) {
    names.name(node, "total." + total.key);
  } else if (key.present()) {
    key.mistake("figure.bad_figure_key", {{"key", total.key}});
  }
  total.label = read_text(object.required("label"));
  const auto members = object.required("figures");
  members.each([&](const JsonNode& member) {
    const std::string name = member.text();
    if (std::ranges::find(total.figures, name) != total.figures.end()) {
      member.mistake("figure.twice", {{"key", name}});
    }
    total.figures.push_back(name);
  });
  if (members.present() && total.figures.empty()) members.mistake("figure.no_figures");
  within(total.figures.size(), kMembersMax, members);
  object.end();
  return total;
}

void read_head(DefinitionSet& set, JsonObject& root) {
  const auto format = root.required("format");
  if (format.present() && format.text() != kFormat) {
    format.mistake("figure.wrong_format",
                   {{"format", format.text()}, {"expected", std::string(kFormat)}});
  }
  const auto municipality = root.required("municipality");
  set.municipality = municipality.text();
  if (municipality.present() && !programme::is_municipality_code(set.municipality)) {
    municipality.mistake("figure.bad_municipality", {{"code", set.municipality}});
  }
  const auto plan = root.required("plan");
  set.plan = plan.text();
  if (plan.present() && !programme::is_key(set.plan)) {
    plan.mistake("figure.bad_plan", {{"plan", set.plan}});
  }
}

void read_lists(DefinitionSet& set, JsonObject& root, Names& names) {
  const auto rows = root.required("row");
  rows.each([&](const JsonNode& node) {
    auto row = read_row(node, names);
    if (std::ranges::find(set.rows, row.row, &RowDefinition::row) != set.rows.end()) {
      node.mistake("figure.twice", {{"key", row.row}});
    }
    set.rows.push_back(std::move(row));
  });
  within(set.rows.size(), kRowsMax, rows);
  const auto totals = root.optional("total");
  totals.each([&](const JsonNode& node) {
    auto total = read_total(node, names);
    if (std::ranges::find(set.totals, total.key, &Total::key) != set.totals.end()) {
      node.mistake("figure.twice", {{"key", total.key}});
    }
    set.totals.push_back(std::move(total));
  });
  within(set.totals.size(), kTotalsMax, totals);
}

const Definition* member_of(const DefinitionSet& set, std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos) return nullptr;
  const auto row = std::ranges::find(set.rows, name.substr(0, slash), &RowDefinition::row);
  return row == set.rows.end() ? nullptr : find_figure(*row, name.substr(slash + 1));
}

bool may_be_added(Measure measure) {
  return is_sum(measure) && measure != Measure::ratio && measure != Measure::carried_out;
}

bool same_sum(const Definition& one, const Definition& other) {
  return one.measure == other.measure && one.attribute == other.attribute &&
         one.basis == other.basis;
}

// One unit for all, and money exact: 千円 of a total is not the sum of rounded parts.
void take_unit(Definition& sum, const Definition& member) {
  if (sum.measure == Measure::yen) {
    sum.unit = money_unit();
  } else if (sum.unit != member.unit) {
    sum.unit.clear();
  }
}

}  // namespace

DefinitionSet read_definitions(std::string_view toml, base::Mistakes& mistakes) {
  DefinitionSet set;
  base::Mistakes told(mistakes.file());
  Names names;
  if (const auto json = json_from_toml(toml, told)) {
    if (const auto file = base::JsonFile::parse(*json, told)) {
      auto root = file->root().object();
      read_head(set, root);
      read_lists(set, root, names);
      root.end();
    }
  }
  for (const auto& total : set.totals) as_figure(total, set, told);
  for (const auto& mistake : told.list()) {
    mistakes.add(names.named(mistake.path), mistake.code, mistake.facts);
  }
  return set;
}

Definition as_figure(const Total& total, const DefinitionSet& set, base::Mistakes& mistakes) {
  Definition sum;
  sum.key = total.key;
  sum.label = total.label;
  const std::string path = "total." + total.key + ".figures";
  const Definition* first = nullptr;
  for (const auto& name : total.figures) {
    const auto* member = member_of(set, name);
    const std::vector<base::Fact> facts = {{"figure", name}};
    if (!member) {
      mistakes.add(path, "figure.total_unknown_figure", facts);
    } else if (!may_be_added(member->measure)) {
      mistakes.add(path, "figure.total_cannot_add", facts);
    } else if (first && !same_sum(*first, *member)) {
      mistakes.add(path, "figure.total_of_different", facts);
    } else {
      if (!first) {
        first = member;
        sum.measure = member->measure;
        sum.attribute = member->attribute;
        sum.basis = member->basis;
        sum.unit = member->unit;
      }
      take_unit(sum, *member);
      sum.records.insert(sum.records.end(), member->records.begin(), member->records.end());
    }
  }
  return sum;
}

}  // namespace figure
