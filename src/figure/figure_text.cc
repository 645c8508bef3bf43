// Puts the text of a cell together, and tells what kind of text it is.
#include "figure/figure_text.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/code_points.h"
#include "base/date.h"
#include "base/era.h"
#include "base/yen.h"
#include "figure/pattern.h"

namespace figure {
namespace {

using base::Language;

constexpr std::int64_t kThousand = 1000;

// Sums stay within ±4·10^18 (migrations/0008), so nothing here leaves 64 bits.
std::string ratio_text(const Sum& sum) {
  if (sum.divisor == 0) return {};
  const std::int64_t sign = sum.divisor < 0 ? -1 : 1;
  const std::int64_t common = std::gcd(sum.value, sum.divisor);
  const std::int64_t upper = sign * (sum.value / common);
  const std::int64_t lower = sign * (sum.divisor / common);
  if (lower == 1) return base::with_thousands(upper);
  return base::with_thousands(upper) + "/" + base::with_thousands(lower);
}

std::string sum_text(const Definition& definition, const Sum& sum) {
  if (definition.scale == kThousand) return base::format_thousand_yen(base::Yen(sum.value));
  return base::with_thousands(sum.value);
}

bool has_value(const Definition& definition, const Value& value) {
  switch (definition.measure) {
    case Measure::milestone:
      return value.milestone.has_value();
    case Measure::carried_out:
      return value.sum.value > 0;
    case Measure::ratio:
      return value.sum.divisor != 0;
    case Measure::distinct_businesses:
      return value.sum.value != 0;
    default:
      return value.sum.records != 0 || value.sum.value != 0;
  }
}

std::string day_text(std::string_view format, const Value& value) {
  if (!value.milestone) return {};
  const auto day = base::parse_date(value.milestone->occurred_on);
  if (!day) return {};
  if (format == kMonth) return std::to_string(day->month());
  return base::format_era(base::Month{day->year(), day->month()});
}

// A pattern with the figures of one row and their values.
struct Filling {
  const RowDefinition& row;
  const Values& values;
  const Keys& masked;

  const Definition* figure(const PatternPiece& piece) const {
    if (!piece.is_figure) return nullptr;
    const auto found = std::ranges::find(row.figures, piece.text, &Definition::key);
    return found == row.figures.end() ? nullptr : &*found;
  }

  Value value(const Definition& definition) const {
    const auto found = values.find(definition.key);
    return found == values.end() ? Value{} : found->second;
  }

  std::string text(const std::vector<PatternPiece>& pieces) const {
    std::string text;
    for (const auto& piece : pieces) {
      if (!piece.is_figure) {
        text += piece.text;
      } else if (masked.contains(piece.text)) {
        text += kMasked;
      } else if (const auto* definition = figure(piece)) {
        const Value filled = value(*definition);
        text += piece.format.empty() ? shown_value(*definition, filled, row)
                                     : day_text(piece.format, filled);
      }
    }
    return text;
  }

  // Something to say: a figure of the pattern has a value, and no ratio of it is without.
  bool speaks(const std::vector<PatternPiece>& pieces) const {
    bool any = false;
    for (const auto& piece : pieces) {
      const auto* definition = figure(piece);
      if (!definition) continue;
      if (masked.contains(definition->key)) {
        any = true;
        continue;
      }
      const bool has = has_value(*definition, value(*definition));
      if (!has && definition->measure == Measure::ratio) return false;
      any = any || has;
    }
    return any;
  }

  bool counts(const std::vector<PatternPiece>& pieces) const {
    return std::ranges::any_of(pieces, [&](const PatternPiece& piece) {
      const auto* definition = figure(piece);
      return definition && definition->measure != Measure::milestone &&
             definition->measure != Measure::carried_out;
    });
  }
};

bool is_dash(std::string_view text) {
  static const std::set<char32_t> dashes = {U'-',      U'\u2010', U'\u2011', U'\u2012', U'\u2013',
                                            U'\u2014', U'\u2015', U'\u2212', U'\uFF0D'};
  for (base::CodePoints characters(text); !characters.done();) {
    const auto character = characters.next();
    if (!character || !dashes.contains(*character)) return false;
  }
  return !text.empty();
}

std::string_view state_of_none(std::string_view text, bool counts) {
  if (is_dash(text)) return "dash";
  if (text == base::words(Language::ja, "figure.none_not_carried_out")) return "not_carried_out";
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  return counts || digits ? "quantities" : "words";
}

std::vector<PatternPiece> pieces_of(std::string_view pattern) {
  return cut_pattern(pattern).value_or(std::vector<PatternPiece>{});
}

Composed when_none(const RowDefinition& row, const ColumnDefinition& column,
                   const Filling& filling) {
  if (!row.done_elsewhere_text.empty()) return {row.done_elsewhere_text, "done_elsewhere", {}};
  if (column.none.empty()) return {{}, "none", {}};
  const auto pieces = pieces_of(column.none);
  const std::string text = filling.text(pieces);
  return {text, std::string(state_of_none(text, filling.counts(pieces))), {}};
}

}  // namespace

std::string wording(const RowDefinition& row, std::string_view code) {
  const auto own = std::ranges::find(row.words, code, &Wording::code);
  if (own != row.words.end()) return own->text;
  const std::string key = "record.code_" + std::string(code);
  return base::has_words(key) ? std::string(base::words(Language::ja, key)) : std::string(code);
}

std::string shown_value(const Definition& definition, const Value& value,
                        const RowDefinition& row) {
  switch (definition.measure) {
    case Measure::milestone:
      return value.milestone ? wording(row, value.milestone->code) : std::string();
    case Measure::carried_out:
      return value.sum.value > 0 ? wording(row, kCarriedOut) : std::string();
    case Measure::ratio:
      return ratio_text(value.sum);
    default:
      return sum_text(definition, value.sum);
  }
}

Composed compose(const RowDefinition& row, const ColumnDefinition& column, const Values& values,
                 const Keys& masked) {
  if (row.reason) return {{}, "not_computed", *row.reason};
  if (column.rule == ColumnRule::not_computed) {
    return {{}, "not_computed", column.reason.value_or("")};
  }
  const Filling filling{row, values, masked};
  const auto pieces = pieces_of(column.text);
  if (!filling.speaks(pieces)) return when_none(row, column, filling);
  return {filling.text(pieces), filling.counts(pieces) ? "quantities" : "words", {}};
}

const ColumnDefinition* rule_of(const RowDefinition& row, std::string_view column) {
  for (const std::string_view key : {column, std::string_view()}) {
    const auto found = std::ranges::find(row.columns, key, &ColumnDefinition::column);
    if (found != row.columns.end()) return &*found;
  }
  return nullptr;
}

}  // namespace figure
