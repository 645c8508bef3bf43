// The rule of a plan's ratings as a form: lines for the grades, so that as many fit as a town has.
#include "base/japanese_text.h"
#include "review/review_web.h"
#include "review/review_words.h"
#include "staff/staff_form.h"
#include "ui/review/rule.h"

namespace review::web {
namespace {

using staff::FieldKind;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::word;

constexpr std::string_view kForm = "rule";

std::vector<std::string> rule_lines(const http::Request& request, const ScaleRule& rule) {
  std::vector<std::string> lines;
  for (const Grade& one : rule.grades)
    lines.push_back(
        say(request, one.at_least ? "review_pages.rule_grade_line" : "review_pages.rule_grade_last",
            {{"mark", one.mark},
             {"at_least", one.at_least ? percent_text(*one.at_least) : ""},
             {"words", one.words}}));
  for (const NonGrade& one : rule.non_grades)
    lines.push_back(say(request, "review_pages.rule_non_grade_line",
                        {{"mark", one.mark},
                         {"condition", word(request, "review_pages.condition_" +
                                                         (one.when ? std::string(in_db(*one.when))
                                                                   : std::string("by_person")))},
                         {"words", one.words}}));
  if (rule.standard.tolerance)
    lines.push_back(say(request, "review_pages.rule_tolerance_line",
                        {{"tolerance", percent_text(*rule.standard.tolerance)}}));
  return lines;
}

std::string joined(const http::Request& request, const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& one : words)
    text += (text.empty() ? "" : word(request, "staff_pages.comma")) + one;
  return text;
}

// Divided by 、 or commas, whatever the language of the page.
std::vector<std::string> divided(std::string text) {
  const std::string comma(base::words(base::Language::ja, "staff_pages.comma"));
  for (auto at = text.find(comma); at != text.npos; at = text.find(comma))
    text.replace(at, comma.size(), ",");
  std::vector<std::string> words;
  std::string one;
  for (const char c : text + ",") {
    if (c != ',') {
      one += c;
      continue;
    }
    const auto begin = one.find_first_not_of(' ');
    if (begin != one.npos)
      words.push_back(one.substr(begin, one.find_last_not_of(' ') - begin + 1));
    one.clear();
  }
  return words;
}

staff::FormView rule_form(const Forms& forms, const std::string& plan,
                          const std::optional<ScaleRule>& rule) {
  const http::Request& request = forms.request;
  staff::FormView form = staff::web::begin_form(forms, kForm, "/staff/rating-rules/" + plan,
                                                "review_pages.rule_button");
  form.title = word(request, "review_pages.rule_form_title");
  const ScaleRule now = rule.value_or(ScaleRule{});
  const auto text = [&](std::string name, bool required, std::string value) {
    staff::web::add(forms, form, FieldKind::text,
                    {.name = std::move(name), .required = required, .value = std::move(value)});
  };
  text("name", true, now.name);
  staff::web::add(forms, form, FieldKind::day,
                  {.name = "published",
                   .required = true,
                   .value = rule ? staff::web::day_value(now.published_on) : ""});
  text("reference", false, now.reference);
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "grades", .required = true, .value = grade_lines(now)});
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "non_grades", .required = true, .value = non_grade_lines(now)});
  text("tolerance", false,
       now.standard.tolerance ? percent_text(*now.standard.tolerance) : std::string());
  text("reached", false, joined(request, now.standard.words.reached));
  text("partly", false, joined(request, now.standard.words.partly));
  text("missed", false, joined(request, now.standard.words.missed));
  return form;
}

http::Response rule_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const Tried& tried) {
  const staff::Who& who = visitor.visit.who;
  const auto bench = open_bench(who, desk.database, request.capture("plan"));
  if (!bench) return staff::web::refused(request, visitor.visit, bench.error());
  const Forms forms{request, &visitor.visit, tried, kWords};
  RulePage view;
  view.page = frame(request, visitor, word(request, "review_pages.rule_title"), nullptr);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.plan = bench->plan.title;
  view.rule = bench->rule ? say(request, "review_pages.rule_of_plan",
                                {{"name", bench->rule->name},
                                 {"version", std::to_string(bench->rule->version)},
                                 {"day", day_words(request.language, bench->rule->published_on)}})
                          : word(request, "review_pages.rule_none");
  if (bench->rule) view.lines = rule_lines(request, *bench->rule);
  if (staff::may(who, staff::Deed::check_answer, {who.municipality, who.body}))
    view.forms.push_back(rule_form(forms, bench->plan.slug, bench->rule));
  return staff::web::page(pages::rule(view, request.language), tried.status);
}

http::Response wrong(const Desk& desk, const http::Request& request, const Visitor& visitor,
                     const base::Refusal& refusal, std::string_view field) {
  return rule_page(desk, request, visitor, staff::web::tried(request, kForm, refusal, field));
}

std::string_view field_of(const base::Refusal& refusal) {
  if (refusal.code == rule_name_missing.code) return "name";
  if (refusal.code == rule_condition_twice.code) return "non_grades";
  return refusal.code == rule_tolerance_negative.code ? "tolerance" : "grades";
}

}  // namespace

http::Response get_rule(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return rule_page(desk, request, visitor, {});
}

http::Response post_rule(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  staff::web::FormReading typed(request, kForm, kWords);
  ScaleRule rule;
  rule.name = typed.needed("name");
  rule.published_on = typed.needed_day("published");
  rule.reference = typed.text("reference");
  const auto grades = read_grades(base::fold_width(typed.lines("grades")));
  const auto non_grades = read_non_grades(request.typed("non_grades").value_or(""));
  const std::string tolerance = base::fold_width(typed.text("tolerance"));
  rule.standard.words = {divided(typed.text("reached")), divided(typed.text("partly")),
                         divided(typed.text("missed"))};
  if (!typed.ok()) return rule_page(desk, request, visitor, typed.tried());
  if (!grades) return wrong(desk, request, visitor, grades.error(), "grades");
  if (!non_grades) return wrong(desk, request, visitor, non_grades.error(), "non_grades");
  rule.grades = *grades;
  rule.non_grades = *non_grades;
  if (!tolerance.empty()) {
    const auto rate = base::parse_rate(tolerance);
    if (!rate) return wrong(desk, request, visitor, rate.error(), "tolerance");
    rule.standard.tolerance = *rate;
  }
  const auto published =
      publish_rule(visitor.actor, desk.database, request.capture("plan"), std::move(rule));
  if (!published && published.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, published.error());
  if (!published)
    return wrong(desk, request, visitor, published.error(), field_of(published.error()));
  return staff::web::done(request, "/staff/rating-rules/" + request.capture("plan"), "rule");
}

}  // namespace review::web
