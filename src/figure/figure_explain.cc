// How a figure is computed, in sentences that an officer can check against the paper.
#include <algorithm>

#include "figure/figure_text.h"
#include "figure/pattern.h"

namespace figure {
namespace {

using base::Fact;
using base::Language;

class Sentences {
 public:
  Sentences(Language language, Names programmes)
      : language_(language), programmes_(std::move(programmes)) {}

  void say(std::string_view key, const std::vector<Fact>& facts = {}) {
    list_.push_back(base::say(language_, key, facts));
  }

  std::string word(const std::string& key) const {
    return base::has_words(key) ? std::string(base::words(language_, key)) : key;
  }

  std::string joined(const std::vector<std::string>& items) const {
    std::string text;
    for (const auto& item : items) {
      if (!text.empty()) text += base::words(language_, "figure.explain_separator");
      text += item;
    }
    return text;
  }

  std::string programmes(const Selection& selection) const {
    std::vector<std::string> names;
    for (const auto& key : selection.programmes) {
      const auto found = programmes_.find(key);
      names.push_back(found == programmes_.end() ? key : found->second);
    }
    return joined(names);
  }

  std::vector<std::string> take() { return std::move(list_); }

 private:
  Language language_;
  Names programmes_;
  std::vector<std::string> list_;
};

std::string kind_name(const Sentences& sentences, const Selection& selection) {
  return sentences.word("record.kind_" + selection.kind);
}

void say_condition(Sentences& sentences, const Condition& condition) {
  std::vector<std::string> values;
  for (const auto& value : condition.values)
    values.push_back(sentences.word("record.code_" + value));
  sentences.say("figure.explain_" + std::string(in_db(condition.test)),
                {{"attribute", sentences.word("record.attribute_" + condition.attribute)},
                 {"values", sentences.joined(values)},
                 {"number", std::to_string(condition.number)}});
}

void say_selection(Sentences& sentences, const Selection& selection) {
  sentences.say("figure.explain_records",
                {{"programmes", sentences.programmes(selection)},
                 {"kind", kind_name(sentences, selection)},
                 {"one", sentences.word("record.one_" + selection.kind)}});
  for (const auto& condition : selection.where) say_condition(sentences, condition);
  if (selection.in_town)
    sentences.say(*selection.in_town ? "figure.explain_in_town" : "figure.explain_out_of_town");
  if (selection.with_business)
    sentences.say(*selection.with_business ? "figure.explain_with_business"
                                           : "figure.explain_without_business");
}

std::string measured(const Sentences& sentences, const Definition& definition, Measure measure) {
  if (measure == Measure::attribute) {
    return sentences.word("record.attribute_" + definition.attribute);
  }
  if (measure == Measure::yen && definition.basis) {
    return sentences.word("record.basis_" + std::string(record::name_of(*definition.basis)));
  }
  return sentences.word("figure.explain_of_" + std::string(in_db(measure)));
}

void say_measure(Sentences& sentences, const RowDefinition& row, const Definition& definition) {
  switch (definition.measure) {
    case Measure::distinct_businesses:
      return sentences.say("figure.explain_distinct");
    case Measure::milestone:
      return sentences.say("figure.explain_milestone");
    case Measure::carried_out:
      return sentences.say("figure.explain_carried_out", {{"text", wording(row, kCarriedOut)}});
    case Measure::ratio:
      return sentences.say("figure.explain_ratio",
                           {{"upper", measured(sentences, definition, definition.upper)},
                            {"lower", measured(sentences, definition, definition.lower)}});
    default:
      return sentences.say("figure.explain_sum",
                           {{"what", measured(sentences, definition, definition.measure)}});
  }
}

void say_part_of(Sentences& sentences, const RowDefinition& row, const Definition& definition) {
  if (!definition.part_of) return;
  const auto whole = std::ranges::find(row.figures, *definition.part_of, &Definition::key);
  const bool labelled = whole != row.figures.end() && !whole->label.empty();
  sentences.say("figure.explain_part_of",
                {{"whole", labelled ? whole->label : *definition.part_of}});
}

void say_elsewhere(Sentences& sentences, const RowDefinition& row) {
  if (row.shown_while_owned_by) {
    sentences.say("figure.explain_handed_over", {{"text", row.handed_over_text}});
  }
  if (!row.done_elsewhere_text.empty()) {
    sentences.say("figure.explain_done_elsewhere", {{"text", row.done_elsewhere_text}});
  }
}

// ---- cells

// What a column says, whichever column it is.
using CellRule = ColumnDefinition;

bool alike(const CellRule& one, CellRule other) {
  other.column = one.column;
  other.fiscal_years = one.fiscal_years;
  return one == other;
}

// 「貸付{loans}件」 with the label of each figure in its place.
std::string pattern_in_words(Language language, const RowDefinition& row,
                             const std::string& pattern) {
  std::string text;
  for (const auto& piece : cut_pattern(pattern).value_or(std::vector<PatternPiece>{})) {
    if (!piece.is_figure) {
      text += piece.text;
      continue;
    }
    const auto figure = std::ranges::find(row.figures, piece.text, &Definition::key);
    const bool labelled = figure != row.figures.end() && !figure->label.empty();
    const std::string format = piece.format.empty() ? "" : "_" + std::string(piece.format);
    text += base::say(language, "figure.explain_slot" + format,
                      {{"figure", labelled ? figure->label : std::string(piece.text)}});
  }
  return text;
}

void say_cell(Sentences& sentences, Language language, const RowDefinition& row,
              const CellRule& rule, const std::vector<std::string>& columns) {
  const std::string how =
      base::say(language, "figure.explain_rule_" + std::string(in_db(rule.rule)),
                {{"reason", rule.reason.value_or("")}});
  if (rule.column.empty()) {
    const bool alone = row.columns.size() == 1;
    sentences.say(alone ? "figure.explain_every_cell" : "figure.explain_other_cells",
                  {{"rule", how}});
  } else {
    sentences.say("figure.explain_cells", {{"columns", sentences.joined(columns)}, {"rule", how}});
  }
  if (rule.rule == ColumnRule::not_computed) return;
  sentences.say("figure.explain_cell_text", {{"text", pattern_in_words(language, row, rule.text)}});
  if (!row.done_elsewhere_text.empty()) return;  // said instead, whatever `none` is
  if (rule.none.empty()) {
    sentences.say("figure.explain_none_empty");
  } else {
    sentences.say("figure.explain_none_text",
                  {{"text", pattern_in_words(language, row, rule.none)}});
  }
}

}  // namespace

std::vector<std::string> explain_cells(Language language, const RowDefinition& row) {
  Sentences sentences(language, {});
  std::vector<const CellRule*> said;
  for (const CellRule& rule : row.columns) {
    const auto known = [&](const CellRule* other) {
      return !other->column.empty() && !rule.column.empty() && alike(*other, rule);
    };
    if (std::ranges::any_of(said, known)) continue;
    said.push_back(&rule);
    std::vector<std::string> columns;
    for (const CellRule& other : row.columns)
      if (!other.column.empty() && alike(rule, other)) columns.push_back(other.column);
    say_cell(sentences, language, row, rule, columns);
  }
  say_elsewhere(sentences, row);
  return sentences.take();
}

std::vector<std::string> explain(Language language, const RowDefinition& row,
                                 const Definition& definition, const Names& programme_names) {
  Sentences sentences(language, programme_names);
  for (const auto& selection : definition.records) say_selection(sentences, selection);
  if (definition.records.size() > 1) sentences.say("figure.explain_once");
  say_measure(sentences, row, definition);
  if (definition.scale != 1) sentences.say("figure.explain_thousand");
  if (definition.gross) sentences.say("figure.explain_gross");
  say_part_of(sentences, row, definition);
  sentences.say("figure.explain_taken_back");
  say_elsewhere(sentences, row);
  return sentences.take();
}

}  // namespace figure
