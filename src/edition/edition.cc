// The rules that need nothing but what they are given.
#include "edition/edition.h"

#include <algorithm>

#include "base/japanese_text.h"

namespace edition {

std::string_view in_db(ProposalKind kind) {
  switch (kind) {
    case ProposalKind::erratum:
      return "erratum";
    case ProposalKind::withdrawal:
      return "withdrawal";
  }
  return {};
}

std::optional<ProposalKind> proposal_kind(std::string_view code) {
  for (const ProposalKind kind : {ProposalKind::erratum, ProposalKind::withdrawal})
    if (in_db(kind) == code) return kind;
  return std::nullopt;
}

ReadCell read_cell(const Content& content, const std::vector<Erratum>& errata, std::string_view row,
                   std::string_view column) {
  ReadCell read;
  const Line* line = find_line(content, row);
  const Cell* cell = line == nullptr ? nullptr : find_cell(*line, column);
  if (cell != nullptr) read.text = cell->text;
  for (const Erratum& one : errata)
    if (one.content.row == row && one.content.column == column)
      read.corrected = one.content.new_text;
  return read;
}

base::Result<void> check_title(std::string_view title) {
  if (base::is_blank(title)) return base::refuse(title_missing);
  if (!base::check_text(title, base::Lines::one, kTitleCharactersMax))
    return base::refuse(title_too_long, {{"max", std::to_string(kTitleCharactersMax)}});
  return {};
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return base::refuse(reason_missing);
  if (!base::check_text(reason, base::Lines::many, kReasonCharactersMax))
    return base::refuse(reason_too_long, {{"max", std::to_string(kReasonCharactersMax)}});
  return {};
}

base::Result<void> check_erratum(const Content& content, const std::vector<Erratum>& errata,
                                 const Proposal& wanted) {
  const bool has_row = find_line(content, wanted.row) != nullptr;
  const bool has_column =
      std::ranges::find(content.columns, wanted.column, &Column::key) != content.columns.end();
  if (!has_row || !has_column)
    return base::refuse(unknown_cell, {{"row", wanted.row}, {"column", wanted.column}});
  if (!base::check_text(wanted.new_text, base::Lines::many, kTextCharactersMax))
    return base::refuse(text_too_long, {{"max", std::to_string(kTextCharactersMax)}});
  const ReadCell now = read_cell(content, errata, wanted.row, wanted.column);
  if (now.corrected.value_or(now.text) == wanted.new_text)
    return base::refuse(nothing_corrected, {{"text", wanted.new_text}});
  return {};
}

std::string path_of(std::string_view plan, int number) {
  return "/plans/" + std::string(plan) + "/editions/" + std::to_string(number);
}

}  // namespace edition
