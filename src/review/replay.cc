// Comparing only: nothing is kept.
#include "review/replay.h"

#include "plan/table.h"
#include "review/review_words.h"

namespace review {
namespace {

std::string word(base::Language language, const std::string& key) {
  return std::string(base::words(language, key));
}

Replayed compared(const ReplayLine& line) {
  if (!line.proposal.mark) return Replayed::not_computed;
  if (line.given.empty()) return Replayed::not_given;
  return *line.proposal.mark == line.given ? Replayed::agrees : Replayed::differs;
}

void give(ReplayLine& line, const plan::Plan& printed, const std::vector<RowRating>& decided) {
  if (const auto* mark = latest(decided, line.row->key, RatingKind::decided); mark != nullptr) {
    line.given = mark->mark;
    line.by = GivenBy::decided;
    return;
  }
  const plan::Row* row = plan::find_row(printed, line.row->key);
  const plan::Row* holder = row == nullptr ? nullptr : plan::rating_holder(printed, *row);
  if (line.fiscal_year != printed.period.to || holder == nullptr || !holder->rating) return;
  line.given = holder->rating->mark;
  line.by = GivenBy::printed;
}

std::string_view in_db(GivenBy by) {
  switch (by) {
    case GivenBy::nobody:
      return "nobody";
    case GivenBy::decided:
      return "decided";
    case GivenBy::printed:
      return "printed";
  }
  return {};
}

}  // namespace

std::vector<ReplayLine> replay(const Bench& bench, const ScaleRule& rule, int fiscal_year,
                               const plan::Plan& printed, const std::vector<RowRating>& decided) {
  std::vector<ReplayLine> lines;
  for (const plan::Row* row : plan::leaves(bench.plan)) {
    ReplayLine line;
    line.row = row;
    line.fiscal_year = fiscal_year;
    line.attainment = attainment_of(bench.plan, *row, bench.work, fiscal_year, rule.standard);
    line.proposal = propose(&rule, line.attainment);
    give(line, printed, decided);
    line.outcome = compared(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

output::Sheet replay_sheet(const std::vector<ReplayLine>& lines, base::Language language) {
  output::Sheet sheet;
  sheet.title = "replay";
  for (const std::string key : {"row", "title", "year", "target", "result", "rate", "why",
                                "proposed", "given", "by", "outcome"})
    sheet.headers.push_back(word(language, "rating_cli.column_" + key));
  for (const ReplayLine& line : lines) {
    const Attainment& got = line.attainment;
    sheet.rows.push_back(
        {line.row->key, plan::number_and_title(*line.row), std::to_string(line.fiscal_year),
         got.target_text, got.result_text, got.rate ? base::format_percent(*got.rate) : "",
         got.rate ? "" : attainment_words(language, got), line.proposal.mark.value_or(""),
         line.given, word(language, "rating_cli.by_" + std::string(in_db(line.by))),
         word(language, "rating_cli.outcome_" + std::string(in_db(line.outcome)))});
  }
  return sheet;
}

std::string_view in_db(Replayed outcome) {
  switch (outcome) {
    case Replayed::agrees:
      return "agrees";
    case Replayed::differs:
      return "differs";
    case Replayed::not_computed:
      return "not_computed";
    case Replayed::not_given:
      return "not_given";
  }
  return {};
}

}  // namespace review
