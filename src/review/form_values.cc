// The names stand in the catalogue in both languages: a form is asked in either.
#include "review/form_values.h"

#include "review/review_words.h"

namespace review {
namespace {

using base::Language;
using output::NamedValues;

void put(NamedValues& values, std::string_view key, const std::string& value,
         const std::string& behind = {}) {
  for (const Language language : {Language::ja, Language::en})
    values[std::string(base::words(language, key)) + behind] = value;
}

std::string of_year(int year) {
  return ":" + std::to_string(year);
}

std::string_view money_key(plan::MoneyStage stage) {
  switch (stage) {
    case plan::MoneyStage::planned:
      return "review_form.planned";
    case plan::MoneyStage::budgeted:
      return "review_form.budgeted";
    case plan::MoneyStage::executed:
      return "review_form.executed";
  }
  return {};
}

void put_years(NamedValues& values, const Opened& opened, const Line& line,
               const plan::RowWork& measured) {
  const plan::Plan& plan = opened.bench.plan;
  const int indicator = measured.indicators.empty() ? 1 : measured.indicators.front().number;
  for (int year = plan.period.from; year <= plan.period.to; ++year) {
    const auto* target = plan::find_target(measured, indicator, year);
    const auto* column = result_column(plan, year);
    const auto* cell = column == nullptr ? nullptr : plan::find_cell(*line.row, column->key);
    const auto* reading = cell == nullptr ? nullptr : plan::shown(*cell);
    put(values, "review_form.target", target ? target->text : "", of_year(year));
    put(values, "review_form.result", reading ? reading->text.value_or("") : "", of_year(year));
    for (const auto stage :
         {plan::MoneyStage::planned, plan::MoneyStage::budgeted, plan::MoneyStage::executed})
      put(values, money_key(stage), "", of_year(year));
  }
  if (const auto* work = plan::find_work(opened.bench.work, line.row->key))
    for (const plan::Money& one : work->money)
      put(values, money_key(one.stage), std::to_string(one.yen), of_year(one.fiscal_year));
}

NamedValues of_line(const Opened& opened, const Line& line) {
  constexpr Language ja = Language::ja;
  const plan::RowWork measured = measured_by(opened.bench.plan, *line.row, opened.bench.work);
  NamedValues values;
  put(values, "review_form.number", line.row->number.value_or(line.row->key));
  put(values, "review_form.title", line.row->title);
  put(values, "review_form.objective",
      objective_name(ja, objective_of(opened.bench.plan, *line.row)));
  put(values, "review_form.owner",
      line.owner ? owner_words(ja, opened.bench, line.owner) : std::string());
  put(values, "review_form.indicator",
      measured.indicators.empty() ? "" : measured.indicators.front().label);
  put(values, "review_form.unit",
      measured.indicators.empty() ? "" : measured.indicators.front().unit);
  put(values, "review_form.rate",
      line.attainment.rate ? base::format_percent(*line.attainment.rate) + "%" : "");
  put(values, "review_form.rule_mark", line.proposal.mark.value_or(""));
  put(values, "review_form.mark", mark_words(line.decided));
  put(values, "review_form.reason", line.decided ? line.decided->reason : "");
  put(values, "review_form.note", printed_notes(ja, line));
  const NextAction* action = line.action;
  put(values, "review_form.direction",
      action ? std::string(base::words(
                   ja, "review_pages.direction_" + std::string(in_db(action->direction))))
             : "");
  put(values, "review_form.action", action ? action->text : "");
  put(values, "review_form.due", action && action->due_on ? day_words(ja, *action->due_on) : "");
  put(values, "review_form.followed", followed_words(ja, line.followed));
  put_years(values, opened, line, measured);
  return values;
}

}  // namespace

std::vector<std::string> form_names(Language language) {
  constexpr std::string_view kKeys[] = {
      "review_form.action",    "review_form.budgeted",  "review_form.count",
      "review_form.direction", "review_form.due",       "review_form.executed",
      "review_form.followed",  "review_form.indicator", "review_form.made_on",
      "review_form.mark",      "review_form.note",      "review_form.number",
      "review_form.objective", "review_form.owner",     "review_form.period",
      "review_form.plan",      "review_form.planned",   "review_form.rate",
      "review_form.reason",    "review_form.result",    "review_form.row",
      "review_form.rule_mark", "review_form.target",    "review_form.title",
      "review_form.unit"};
  std::vector<std::string> names;
  for (const std::string_view key : kKeys) names.emplace_back(base::words(language, key));
  return names;
}

output::FormValues form_values(const Opened& opened, const std::vector<Line>& lines,
                               base::Date today) {
  output::FormValues values;
  values.row_mark = base::words(Language::ja, "review_form.row");
  put(values.once, "review_form.plan", opened.bench.plan.title);
  put(values.once, "review_form.period", period_words(Language::ja, opened.review));
  put(values.once, "review_form.made_on", day_words(Language::ja, today));
  put(values.once, "review_form.count", std::to_string(lines.size()));
  for (const Line& line : lines) values.rows.push_back(of_line(opened, line));
  // A form for a single line needs no repeated one.
  if (values.rows.size() == 1)
    values.once.insert(values.rows.front().begin(), values.rows.front().end());
  return values;
}

}  // namespace review
