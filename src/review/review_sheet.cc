// The fields of domain practice that are held here; what is not known is not printed.
#include "review/review_sheet.h"

#include "base/joined.h"
#include "base/practice_mark.h"
#include "review/review_words.h"

namespace review {
namespace {

using base::Language;
using Facts = std::vector<std::pair<std::string, std::string>>;

std::string word(Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string year_words(Language language, int year) {
  return base::say(language, "review_pages.year_of", {{"year", std::to_string(year)}});
}

void add(Facts& facts, std::string label, std::string value) {
  if (!value.empty()) facts.emplace_back(std::move(label), std::move(value));
}

std::string place_words(const Opened& opened, const plan::Row& row) {
  std::string text;
  for (const plan::Node* node : plan::place_of(opened.bench.plan, row))
    text += (text.empty() ? "" : " > ") + node->name.value_or(node->printed.value_or(node->key));
  return text;
}

void add_indicators(Facts& facts, const Opened& opened, const Line& line, Language language) {
  const plan::RowWork measured = measured_by(opened.bench.plan, *line.row, opened.bench.work);
  for (const plan::Indicator& one : measured.indicators) {
    std::string text = one.label + (one.unit.empty() ? "" : " (" + one.unit + ")");
    if (one.base)
      text += "\n" + word(language, "review_pages.sheet_base") + " " + number_text(*one.base) +
              one.unit + " " + one.base_at.value_or("");
    for (const plan::Target& target : measured.targets)
      if (target.indicator == one.number)
        text += "\n" +
                base::say(language, "review_pages.working_target",
                          {{"target", target.text}, {"year", std::to_string(target.fiscal_year)}});
    add(facts, word(language, "review_pages.sheet_indicator"), text);
  }
}

void add_results(Facts& facts, const Opened& opened, const Line& line, Language language) {
  for (int year = opened.bench.plan.period.from; year <= opened.review.to_year; ++year) {
    const auto* column = result_column(opened.bench.plan, year);
    const auto* cell = column == nullptr ? nullptr : plan::find_cell(*line.row, column->key);
    const auto* reading = cell == nullptr ? nullptr : plan::shown(*cell);
    add(facts, word(language, "review_pages.result") + " " + year_words(language, year),
        result_words(language, reading));
  }
}

std::string money_words(const plan::RowWork& work, Language language) {
  std::vector<std::string> lines;
  for (const plan::Money& one : work.money)
    lines.push_back(base::say(
        language, "review_pages.money_line",
        {{"year", std::to_string(one.fiscal_year)},
         {"stage", word(language,
                        one.stage == plan::MoneyStage::planned    ? "review_pages.money_planned"
                        : one.stage == plan::MoneyStage::budgeted ? "review_pages.money_budgeted"
                                                                  : "review_pages.money_executed")},
         {"yen", std::to_string(one.yen)}}));
  return base::joined(lines, "\n");
}

std::string marked(const RowRating* rating, const Opened& opened) {
  if (rating == nullptr) return {};
  const auto name = opened.names.find(rating->person);
  std::string text = rating->mark;
  if (!rating->reason.empty()) text += "\n" + rating->reason;
  return name == opened.names.end() ? text : text + "\n" + name->second;
}

output::Table empty_table(const Opened& opened, Language language, base::Instant made_at) {
  output::Table table;
  table.mark = base::practice_mark(language, opened.bench.plan.municipality);
  table.as_of = base::say(language, "review_pages.as_of",
                          {{"day", day_words(language, base::japan_date(made_at))}});
  table.made_at = base::iso_japan(made_at);
  table.below = {word(language, "review_pages.unpublished")};
  table.above = {rule_words(language, opened)};
  return table;
}

output::Line heading(std::initializer_list<std::string> texts) {
  output::Line line;
  for (const std::string& text : texts)
    line.cells.push_back({.column = static_cast<int>(line.cells.size()), .text = text});
  return line;
}

}  // namespace

output::Table committee_table(const Opened& opened, const std::vector<Line>& lines,
                              Language language, base::Instant made_at) {
  output::Table table = empty_table(opened, language, made_at);
  const std::string period = period_words(language, opened.review);
  table.name = opened.review.period;
  table.title = base::say(language, "review_pages.review_title",
                          {{"plan", opened.bench.plan.title}, {"period", period}});
  table.columns = {{.width = 30},
                   {.width = 18},
                   {.width = 16},
                   {.width = 20},
                   {.width = 20},
                   {.width = 8, .align = output::Align::centre},
                   {.width = 8, .align = output::Align::centre},
                   {.width = 8, .align = output::Align::centre},
                   {.width = 34},
                   {.width = 30}};
  table.headings = {
      heading({word(language, "review_pages.row"), word(language, "review_pages.owner"),
               word(language, "review_pages.target"), word(language, "review_pages.result"),
               word(language, "review_pages.attainment"), word(language, "review_pages.rule_mark"),
               word(language, "review_pages.proposed"), word(language, "review_pages.decided"),
               word(language, "review_pages.next_action"), word(language, "review_pages.notes")})};
  std::string place;
  for (const Line& line : lines) {
    const std::string name = objective_name(language, objective_of(opened.bench.plan, *line.row));
    if (name != place) {
      table.lines.push_back({{{.column = 0, .text = name, .columns = 10}}, true});
      place = name;
    }
    table.lines.push_back(heading(
        {line_title(opened.bench.plan, *line.row), owner_words(language, opened.bench, line.owner),
         line.attainment.target_text, line.attainment.result_text,
         attainment_words(language, line.attainment), line.proposal.mark.value_or(""),
         mark_words(line.proposed), mark_words(line.decided),
         action_words(language, opened.bench, line.action), printed_notes(language, line)}));
  }
  return table;
}

Facts sheet_facts(const Opened& opened, const Line& line, Language language) {
  Facts facts;
  add(facts, word(language, "review_pages.row"), line_title(opened.bench.plan, *line.row));
  add(facts, word(language, "review_pages.sheet_place"), place_words(opened, *line.row));
  add(facts, word(language, "review_pages.owner"), owner_words(language, opened.bench, line.owner));
  if (line.row->description)
    add(facts, word(language, "review_pages.sheet_description"), line.row->description->text);
  if (const auto* work = plan::find_work(opened.bench.work, line.row->key)) {
    add(facts, word(language, "review_pages.sheet_legal"), base::joined(work->legal_basis, "\n"));
    add(facts, word(language, "review_pages.sheet_funding"), base::joined(work->funding, "\n"));
    add(facts, word(language, "review_pages.sheet_money"), money_words(*work, language));
  }
  add_indicators(facts, opened, line, language);
  add_results(facts, opened, line, language);
  for (const ResultNote* note : {line.owner_note, line.planner_note})
    if (note != nullptr && note->printed)
      add(facts, word(language, "review_pages.note_side_" + std::string(in_db(note->side))),
          note->text);
  add(facts, word(language, "review_pages.attainment"),
      base::joined(working_words(language, line.attainment), "\n"));
  add(facts, word(language, "review_pages.rule_mark"), proposal_words(language, line.proposal));
  add(facts, word(language, "review_pages.proposed"), marked(line.proposed, opened));
  add(facts, word(language, "review_pages.decided"), marked(line.decided, opened));
  add(facts, word(language, "review_pages.second_look"), marked(line.second_look, opened));
  if (opened.before)
    add(facts,
        base::say(language, "review_pages.said_before",
                  {{"period", period_words(language, *opened.before)}}),
        action_words(language, opened.bench, line.action_before));
  add(facts, word(language, "review_pages.did"), followed_words(language, line.followed));
  add(facts, word(language, "review_pages.next_action"),
      action_words(language, opened.bench, line.action));
  return facts;
}

output::Table sheet_table(const Opened& opened, const Line& line, Language language,
                          base::Instant made_at) {
  output::Table table = empty_table(opened, language, made_at);
  table.name = line.row->key;
  table.title = base::say(language, "review_pages.sheet_title",
                          {{"row", line_title(opened.bench.plan, *line.row)}});
  table.columns = {{.width = 22}, {.width = 70}};
  for (const auto& [label, value] : sheet_facts(opened, line, language))
    table.lines.push_back(heading({label, value}));
  return table;
}

}  // namespace review
