// Words come from the catalogue; numbers as people write them.
#include "review/review_words.h"

#include <algorithm>

namespace review {
namespace {

using base::Language;

std::string word(Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string with_unit(const std::optional<base::Number>& number, const std::string& unit) {
  return number ? number_text(*number) + unit : std::string();
}

std::string formula_words(Language language, const Attainment& got) {
  const std::string tolerance =
      got.tolerance ? number_text({got.tolerance->numerator(), got.tolerance->denominator()})
                    : std::string();
  return base::say(language, "review_pages.formula_" + std::string(in_db(*got.formula)),
                   {{"actual", with_unit(got.actual, got.unit)},
                    {"target", with_unit(got.target, got.unit)},
                    {"base", with_unit(got.base, got.unit)},
                    {"tolerance", tolerance + got.unit}});
}

std::string sum_words(Language language, const Attainment& got) {
  std::string years;
  for (const auto& [year, number] : got.summed) {
    if (!years.empty()) years += " + ";
    years += base::say(language, "review_pages.working_year",
                       {{"year", std::to_string(year)}, {"number", with_unit(number, got.unit)}});
  }
  return base::say(language, "review_pages.working_sum", {{"years", years}});
}

std::string reason_words(Language language, const Attainment& got) {
  return base::say(language, "review_pages.reason_" + std::string(in_db(*got.reason)),
                   {{"year", std::to_string(got.fiscal_year)}});
}

}  // namespace

std::string period_words(Language language, const Review& review) {
  if (!review.is_period())
    return base::say(language, "review_pages.period_year",
                     {{"year", std::to_string(review.to_year)}});
  return base::say(
      language, "review_pages.period_years",
      {{"from", std::to_string(review.from_year)}, {"to", std::to_string(review.to_year)}});
}

std::string attainment_words(Language language, const Attainment& got) {
  return got.rate ? base::format_percent(*got.rate) + "%" : reason_words(language, got);
}

std::vector<std::string> working_words(Language language, const Attainment& got) {
  std::vector<std::string> lines;
  if (!got.target_text.empty())
    lines.push_back(
        base::say(language, "review_pages.working_target",
                  {{"target", got.target_text}, {"year", std::to_string(got.fiscal_year)}}));
  if (!got.result_text.empty())
    lines.push_back(
        base::say(language, "review_pages.working_result", {{"result", got.result_text}}));
  if (!got.summed.empty()) lines.push_back(sum_words(language, got));
  if (got.formula) lines.push_back(formula_words(language, got));
  lines.push_back(got.rate ? base::say(language, "review_pages.working_rate",
                                       {{"rate", base::format_percent(*got.rate)}})
                           : reason_words(language, got));
  return lines;
}

std::string proposal_words(Language language, const Proposal& proposal) {
  const std::string mark = proposal.mark.value_or("");
  switch (proposal.how) {
    case Proposing::by_grade:
      if (!proposal.at_least)
        return base::say(language, "review_pages.proposal_last_grade", {{"mark", mark}});
      return base::say(language, "review_pages.proposal_by_grade",
                       {{"mark", mark}, {"at_least", percent_text(*proposal.at_least)}});
    case Proposing::by_condition:
      return base::say(language, "review_pages.proposal_by_condition", {{"mark", mark}});
    case Proposing::no_rule:
      return word(language, "review_pages.proposal_no_rule");
    case Proposing::not_computed:
      return word(language, "review_pages.proposal_not_computed");
  }
  return {};
}

std::string rule_words(Language language, const Opened& opened) {
  if (!opened.bench.rule) return word(language, "review_pages.rule_not_in_review");
  return base::say(
      language, "review_pages.rule_in_review",
      {{"name", opened.bench.rule->name}, {"version", std::to_string(opened.bench.rule->version)}});
}

std::string body_name(const Bench& bench, std::string_view body) {
  const auto found = std::ranges::find(bench.bodies, body, &staff::Body::key);
  return found == bench.bodies.end() ? std::string(body) : found->name;
}

std::string owner_words(Language language, const Bench& bench, const programme::Owner* owner) {
  if (owner == nullptr) return word(language, "review_pages.owner_none");
  const std::string body = body_name(bench, owner->body);
  return owner->department ? body + " " + *owner->department : body;
}

std::string mark_words(const RowRating* rating) {
  return rating == nullptr ? std::string() : rating->mark;
}

std::string action_words(Language language, const Bench& bench, const NextAction* action) {
  if (action == nullptr) return {};
  std::string text = base::say(
      language, "review_pages.action_line",
      {{"direction",
        word(language, "review_pages.direction_" + std::string(in_db(action->direction)))},
       {"text", action->text},
       {"body", body_name(bench, action->owner_body)}});
  if (action->due_on)
    text += " " + base::say(language, "review_pages.action_due",
                            {{"day", day_words(language, *action->due_on)}});
  return text;
}

std::string followed_words(Language language, const FollowedAction* followed) {
  if (followed == nullptr) return {};
  return base::say(
      language, "review_pages.followed_line",
      {{"state", word(language, "review_pages.followed_" + std::string(in_db(followed->state)))},
       {"text", followed->text}});
}

std::string result_words(Language language, const plan::Reading* reading) {
  if (reading == nullptr) return {};
  if (reading->text) return *reading->text;
  const plan::Meaning& meaning = reading->meaning;
  const bool says_nothing =
      meaning.state == plan::CellState::unassigned || meaning.state == plan::CellState::unknown;
  if (says_nothing) return {};
  std::string text = word(language, "plan.state_" + std::string(plan::in_db(meaning.state)));
  if (meaning.row)
    text =
        base::say(language, "review_pages.result_through", {{"text", text}, {"row", *meaning.row}});
  if (!meaning.reason) return text;
  return base::say(language, "review_pages.result_with_reason",
                   {{"text", text}, {"reason", *meaning.reason}});
}

std::string printed_notes(Language language, const Line& line) {
  std::string text;
  for (const ResultNote* note : {line.owner_note, line.planner_note}) {
    if (note == nullptr || !note->printed) continue;
    text += (text.empty() ? "" : "\n") +
            word(language, "review_pages.note_side_" + std::string(in_db(note->side))) + "\n" +
            note->text;
  }
  return text;
}

std::string day_words(Language language, base::Date day) {
  return base::say(language, "staff_pages.day",
                   {{"year", std::to_string(day.year())},
                    {"month", std::to_string(day.month())},
                    {"day", std::to_string(day.day())},
                    {"iso", base::iso(day)}});
}

const plan::Node* objective_of(const plan::Plan& plan, const plan::Row& row) {
  const auto place = plan::place_of(plan, row);
  return place.empty() ? nullptr : place.front();
}

std::string objective_name(Language language, const plan::Node* node) {
  if (node == nullptr) return word(language, "review_pages.without_place");
  const std::string code = node->code.value_or("");
  const std::string name = node->name.value_or(node->printed.value_or(node->key));
  return code.empty() ? name : code + " " + name;
}

}  // namespace review
