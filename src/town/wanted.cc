// The places of a column's pattern and the printed quantities stand in the same order.
#include "town/wanted.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "base/japanese_text.h"
#include "figure/figure_text.h"
#include "figure/pattern.h"
#include "record/record_kind.h"

namespace town {
namespace {

using figure::Definition;
using figure::Measure;
using figure::RowDefinition;

[[noreturn]] void misfit(const std::string& row, const std::string& column) {
  throw std::logic_error("town: the printed cell " + row + "/" + column +
                         " does not fit its definition");
}

// What the conditions of a figure fix: an attribute of which only one code counts.
std::vector<record::AttributeValue> fixed_by(const figure::Selection& selection) {
  std::vector<record::AttributeValue> fixed;
  for (const figure::Condition& condition : selection.where)
    if (condition.test == figure::Test::one_of)
      fixed.push_back({condition.attribute, condition.values.front()});
  return fixed;
}

const Definition& figure_of(const RowDefinition& row, std::string_view key) {
  return *std::ranges::find(row.figures, key, &Definition::key);
}

// The last number written in a text: the month of 「平成25年3月 …」 and of 「1月に…」.
std::optional<unsigned> last_number(std::string_view text) {
  std::optional<unsigned> number;
  bool inside = false;
  for (const char c : base::fold_width(text)) {
    const bool digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
    if (digit) number = (inside ? *number * 10 : 0) + static_cast<unsigned>(c - '0');
    inside = digit;
  }
  return number;
}

class Reader {
 public:
  Reader(const plan::Plan& plan, const figure::DefinitionSet& figures,
         const std::vector<int>& years)
      : plan_(plan), figures_(figures), years_(years) {}

  Wanted read() {
    for (const plan::Row* leaf : plan::leaves(plan_)) {
      const auto row = std::ranges::find(figures_.rows, leaf->key, &RowDefinition::row);
      if (row == figures_.rows.end()) continue;
      for (const plan::Column& column : plan_.columns) read_cell(*leaf, *row, column);
    }
    return std::move(wanted_);
  }

 private:
  void read_cell(const plan::Row& leaf, const RowDefinition& row, const plan::Column& column) {
    const figure::ColumnDefinition* rule = figure::rule_of(row, column.key);
    const plan::Cell* cell = plan::find_cell(leaf, column.key);
    const plan::Reading* printed =
        cell ? plan::find_reading(*cell, plan::ReadingSource::printed) : nullptr;
    if (!printed || !rule || rule->rule != figure::ColumnRule::year ||
        column.fiscal_years.size() != 1 ||
        std::ranges::find(years_, column.fiscal_years.front()) == years_.end())
      return;
    const int year = column.fiscal_years.front();
    if (printed->kind == plan::CellKind::unassigned)
      wanted_.left_out.push_back({leaf.key, column.key, printed->merged.value_or("")});
    else if (printed->kind == plan::CellKind::quantity)
      read_quantities(row, *rule, *printed, year);
    else if (printed->kind == plan::CellKind::status &&
             printed->meaning.state == plan::CellState::words)
      read_status(row, *rule, *printed, year);
    else if (printed->kind == plan::CellKind::handed_over)
      read_handed_over(leaf, row, column, year);
  }

  // The corporation goes on with as much as the town did last: the table, which is the town's own,
  // says nothing of it and counts none of it.
  void read_handed_over(const plan::Row& leaf, const RowDefinition& row,
                        const plan::Column& handed_over, int year) {
    const plan::Reading* last = nullptr;
    const figure::ColumnDefinition* its_rule = nullptr;
    for (const plan::Column& column : plan_.columns) {
      if (column.key == handed_over.key) break;
      const plan::Cell* cell = plan::find_cell(leaf, column.key);
      const plan::Reading* printed =
          cell ? plan::find_reading(*cell, plan::ReadingSource::printed) : nullptr;
      const auto* rule = figure::rule_of(row, column.key);
      if (printed == nullptr || printed->kind != plan::CellKind::quantity || rule == nullptr ||
          rule->rule != figure::ColumnRule::year)
        continue;
      last = printed;
      its_rule = rule;
    }
    if (last != nullptr) read_quantities(row, *its_rule, *last, year);
  }

  void read_quantities(const RowDefinition& row, const figure::ColumnDefinition& rule,
                       const plan::Reading& printed, int year) {
    const auto pieces = figure::cut_pattern(rule.text).value();
    std::size_t place = 0;
    for (const figure::PatternPiece& piece : pieces) {
      if (!piece.is_figure) continue;
      if (place == printed.quantities.size()) misfit(row.row, rule.column);
      add(row, figure_of(row, piece.text), printed.quantities[place++], year);
    }
    if (place != printed.quantities.size()) misfit(row.row, rule.column);
  }

  Work& work_of(const Definition& definition, int year) {
    const figure::Selection& selection = definition.records.front();
    Work work{.programme = selection.programmes.front(),
              .kind = selection.kind,
              .fiscal_year = year,
              .attributes = fixed_by(selection)};
    for (Work& known : wanted_.work)
      if (known.programme == work.programme && known.kind == work.kind &&
          known.fiscal_year == work.fiscal_year && known.attributes == work.attributes)
        return known;
    return wanted_.work.emplace_back(std::move(work));
  }

  void add(const RowDefinition& row, const Definition& definition, const base::Quantity& printed,
           int year) {
    if (!printed.value.is_whole()) misfit(row.row, std::to_string(year));
    const std::int64_t number = printed.value.numerator;
    if (number == 0 && printed.yen.value_or(0) == 0) return;
    Work& work = work_of(definition, year);
    switch (definition.measure) {
      case Measure::count:
        (definition.records.front().in_town ? work.in_town : work.records) = number;
        break;
      case Measure::people:
        work.people = number;
        break;
      case Measure::yen:
        work.yen = printed.yen.value_or(number * definition.scale);
        work.yen_scale = definition.scale;
        break;
      case Measure::attribute:
        work.copies = number;
        break;
      case Measure::ratio:
        work.copies_each = number;
        break;
      case Measure::distinct_businesses:
        work.businesses = number;
        break;
      case Measure::milestone:
      case Measure::carried_out:
        misfit(row.row, std::to_string(year));
    }
  }

  // Words: a milestone, 実施, or an event of a printed month.
  void read_status(const RowDefinition& row, const figure::ColumnDefinition& rule,
                   const plan::Reading& printed, int year) {
    const auto pieces = figure::cut_pattern(rule.text).value();
    const auto piece =
        std::ranges::find_if(pieces, [](const figure::PatternPiece& one) { return one.is_figure; });
    if (piece == pieces.end()) return;
    const Definition& definition = figure_of(row, piece->text);
    const bool dated = std::ranges::any_of(
        pieces, [](const figure::PatternPiece& one) { return !one.format.empty(); });
    const auto code = milestone_in(row, definition, printed.text.value_or(""));
    if (definition.measure == Measure::milestone && !code) misfit(row.row, rule.column);
    Work& work = work_of(definition, year);
    work.milestone = code;
    if (dated) work.month = last_number(printed.text.value_or(""));
    if (!work.milestone) work.records = 1;
  }

  // The code whose words end the text; of several the longest. nullopt: the kind has none.
  static std::optional<std::string> milestone_in(const RowDefinition& row,
                                                 const Definition& definition,
                                                 std::string_view text) {
    if (definition.measure != Measure::milestone) return std::nullopt;
    const auto* kind = record::find_kind(definition.records.front().kind);
    const auto* attribute = record::find_attribute(*kind, "milestone");
    if (attribute == nullptr) return std::string();
    const std::string printed = base::search_key(text);
    std::string best, best_words;
    for (const std::string_view code : attribute->codes) {
      const std::string words = base::search_key(figure::wording(row, code));
      if (printed.ends_with(words) && words.size() > best_words.size()) {
        best = code;
        best_words = words;
      }
    }
    return best.empty() ? std::nullopt : std::optional(best);
  }

  const plan::Plan& plan_;
  const figure::DefinitionSet& figures_;
  const std::vector<int>& years_;
  Wanted wanted_;
};

}  // namespace

Wanted wanted(const plan::Plan& published, const figure::DefinitionSet& figures,
              const std::vector<int>& years) {
  return Reader(published, figures, years).read();
}

}  // namespace town
