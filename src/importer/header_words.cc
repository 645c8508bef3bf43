// The innermost known word decides; a word of its group completes it.
#include "importer/header_words.h"

#include <algorithm>

namespace importer {

namespace {

bool is_generic(const HeaderCell& cell) {
  return is_one_of(cell.words, "importer_columns.generic_inner");
}

// What a generic word (名称, 番号, 値) means under the word of its group.
Meaning under_group(Meaning group, const HeaderCell& inner) {
  const bool counts = inner.named.meaning == Meaning::number;
  if (counts && group == Meaning::name) return Meaning::number;
  if (counts && group == Meaning::sub_name) return Meaning::sub_number;
  return group;
}

// 目標 over 計: a total. 事業費 over 予算 and 実績: the money planned and paid.
Meaning together(Meaning outer, Meaning inner) {
  if (outer == Meaning::budget || outer == Meaning::settled) {
    if (inner == Meaning::result) return Meaning::settled;
    if (inner == Meaning::target) return Meaning::budget;
  }
  if (inner == Meaning::name && is_value(outer)) return outer;
  // 評価 over 結果 and 内容 over 実績: the word of the group tells what is meant.
  if (outer == Meaning::rating && (inner == Meaning::result || inner == Meaning::owner))
    return outer;
  // 方向 under 今後の方針 is no 施策の方向.
  if (inner == Meaning::measure && outer == Meaning::direction) return outer;
  return inner;
}

}  // namespace

ByWords read_words(const HeaderPath& path, bool has_year) {
  ByWords read;
  bool generic = false;
  const HeaderCell* inner = nullptr;
  for (std::size_t i = path.cells.size(); i-- > 0;) {
    const HeaderCell& cell = path.cells[i];
    // Brackets explain the word before them, except where only a year stands there: R4（目標）.
    Named named = cell.named;
    if (cell.bracket_named.fit == Fit::exact &&
        (named.fit == Fit::none || (is_value(cell.bracket_named.meaning) && cell.words.empty()))) {
      named = cell.bracket_named;
    }
    if (named.fit == Fit::none) continue;
    if (read.fit == Fit::none) {
      read.meaning = named.meaning;
      read.fit = named.fit;
      inner = &cell;
      generic = is_generic(cell);
      continue;
    }
    if (generic && named.fit != Fit::contained) {
      read.meaning = under_group(named.meaning, *inner);
      read.fit = named.fit;
      generic = false;
      continue;
    }
    if (named.fit != Fit::exact) continue;
    if (read.fit == Fit::exact) {
      read.meaning = together(named.meaning, read.meaning);
    } else {
      read.meaning = together(named.meaning, named.meaning);
      read.fit = Fit::alike;
    }
  }
  if (read.fit == Fit::none && has_year) {
    read.meaning = Meaning::result;
    const bool words = std::ranges::any_of(
        path.cells, [](const HeaderCell& cell) { return !cell.words.empty() && !cell.year; });
    const bool beside = std::ranges::any_of(
        path.cells, [](const HeaderCell& cell) { return !cell.words.empty() && cell.year; });
    read.fit = words ? Fit::contained : beside ? Fit::alike : Fit::exact;
  }
  return read;
}

plan::Certainty sure() {
  return {};
}

plan::Certainty doubt(plan::Confidence confidence, std::string_view reason) {
  return {confidence, std::string(reason)};
}

bool is_value(Meaning meaning) {
  return meaning == Meaning::target || meaning == Meaning::result || meaning == Meaning::state_at ||
         meaning == Meaning::total || meaning == Meaning::budget || meaning == Meaning::settled;
}

std::optional<Meaning> line_meaning(std::string_view text) {
  if (letters_in(text) > 14) return std::nullopt;
  std::string key = compared(text);
  // 予算額（千円）
  if (key.contains('(')) {
    if (const HeaderCell read = read_header_cell(text); !read.unit.empty()) key = read.words;
  }
  if (is_one_of(key, "importer_columns.line_target")) return Meaning::target;
  if (is_one_of(key, "importer_columns.line_result")) return Meaning::result;
  if (is_one_of(key, "importer_columns.line_rating")) return Meaning::rating;
  if (is_one_of(key, "importer_columns.line_budget")) return Meaning::budget;
  if (is_one_of(key, "importer_columns.line_settled")) return Meaning::settled;
  const Named named = named_by(key);
  const bool says_kind = named.meaning == Meaning::target || named.meaning == Meaning::result ||
                         named.meaning == Meaning::budget || named.meaning == Meaning::settled;
  return named.fit == Fit::exact && says_kind ? std::optional(named.meaning) : std::nullopt;
}

}  // namespace importer
