// Translation only. Whoever runs the program on its machine acts in the post of the planner.
#include "review/rating_cli.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "plan/plan_service.h"
#include "plan/written_file.h"
#include "review/form_values.h"
#include "review/replay.h"
#include "review/scale_rule_file.h"

namespace review::cli {
namespace {

staff::Who planner_of(const std::string& municipality) {
  staff::Who who;
  who.municipality = municipality;
  staff::PostHeld held;
  held.post = staff::Post::planner;
  who.posts = {held};
  return who;
}

base::Result<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return base::refuse(file_not_read, {{"file", path}});
  return bytes;
}

// nullopt: told what is wrong.
std::optional<ScaleRule> rule_in(const std::string& path, base::Terminal& terminal) {
  const auto text = bytes_of(path);
  if (!text) {
    terminal.refuse(text.error());
    return std::nullopt;
  }
  base::Mistakes mistakes(path);
  auto rule = read_scale_rule(*text, mistakes);
  for (const base::Mistake& one : mistakes.list())
    terminal.tell("rating_cli.mistake",
                  {{"file", one.file},
                   {"path", one.path},
                   {"sentence", base::say(terminal.language, one.code, one.facts)}});
  return rule;
}

std::vector<RowRating> decided_in(const staff::Who& who, db::Database& database,
                                  const std::string& plan, int year) {
  const auto reviews =
      database.read([&](db::Read& tx) { return reviews_of(tx, who.municipality, plan); });
  std::vector<RowRating> all;
  for (const Review& one : reviews) {
    if (one.to_year != year) continue;
    const auto opened = open_review(who, database, plan, one.period);
    if (opened) all.insert(all.end(), opened->ratings.begin(), opened->ratings.end());
  }
  return all;
}

std::string count_of(const std::vector<ReplayLine>& lines, Replayed outcome) {
  return std::to_string(std::ranges::count(lines, outcome, &ReplayLine::outcome));
}

// The review of the year, or the plan in that year without one.
base::Result<Opened> opened_in(const staff::Who& who, db::Database& database,
                               const FormOptions& options) {
  auto opened = open_review(who, database, options.plan, std::to_string(options.year));
  if (opened || opened.error().code != unknown_review.code) return opened;
  auto bench = open_bench(who, database, options.plan);
  if (!bench) return std::unexpected(bench.error());
  const plan::Period& period = bench->plan.period;
  if (options.year < period.from || options.year > period.to)
    return base::refuse(years_outside,
                        {{"from", std::to_string(period.from)}, {"to", std::to_string(period.to)}});
  Opened made{.bench = *std::move(bench),
              .review = {},
              .ratings = {},
              .actions = {},
              .actions_before = {},
              .followed = {}};
  made.review.municipality = who.municipality;
  made.review.plan = options.plan;
  made.review.period = std::to_string(options.year);
  made.review.from_year = made.review.to_year = options.year;
  return made;
}

}  // namespace

int publish(db::Database& database, const RuleOptions& options, base::Terminal& terminal) {
  auto rule = rule_in(options.file, terminal);
  if (!rule) return base::kRefused;
  const auto plan = plan::open(base::Actor::system(), database, options.plan);
  if (!plan) return terminal.refuse(plan.error());
  const auto version = publish_rule(base::Actor::system(plan->municipality.code), database,
                                    options.plan, *std::move(rule));
  if (!version) return terminal.refuse(version.error());
  terminal.tell("rating_cli.rule_kept",
                {{"plan", options.plan}, {"version", std::to_string(*version)}});
  return base::kDone;
}

int replay(db::Database& database, const ReplayOptions& options, base::Terminal& terminal) {
  const auto printed = plan::open(base::Actor::system(), database, options.plan);
  if (!printed) return terminal.refuse(printed.error());
  const staff::Who who = planner_of(printed->municipality.code);
  const auto bench = open_bench(who, database, options.plan);
  if (!bench) return terminal.refuse(bench.error());
  auto rule = options.rule ? rule_in(*options.rule, terminal) : bench->rule;
  if (!rule && options.rule) return base::kRefused;
  if (!rule) return terminal.refuse(base::refuse(rule_missing, {{"plan", options.plan}}).error());
  std::vector<int> years = options.years;
  if (years.empty()) years.push_back(bench->plan.period.to);
  std::vector<ReplayLine> lines;
  for (const int year : years)
    for (ReplayLine& line : review::replay(*bench, *rule, year, printed->plan,
                                           decided_in(who, database, options.plan, year)))
      lines.push_back(std::move(line));
  const int code = plan::cli::write_out(output::csv(replay_sheet(lines, terminal.language)),
                                        options.output, terminal);
  terminal.tell("rating_cli.replayed", {{"count", std::to_string(lines.size())},
                                        {"agrees", count_of(lines, Replayed::agrees)},
                                        {"differs", count_of(lines, Replayed::differs)},
                                        {"not_computed", count_of(lines, Replayed::not_computed)},
                                        {"not_given", count_of(lines, Replayed::not_given)}});
  const bool differs = std::ranges::any_of(
      lines, [](const ReplayLine& line) { return line.outcome == Replayed::differs; });
  return code == base::kDone && differs ? base::kRefused : code;
}

int fill_form(db::Database& database, const FormOptions& options, base::Terminal& terminal) {
  const auto plan = plan::open(base::Actor::system(), database, options.plan);
  if (!plan) return terminal.refuse(plan.error());
  const staff::Who who = planner_of(plan->municipality.code);
  const auto opened = opened_in(who, database, options);
  if (!opened) return terminal.refuse(opened.error());
  auto lines = lines_of(*opened, who);
  if (options.row) {
    const auto line = line_of(*opened, who, *options.row);
    if (!line) return terminal.refuse(line.error());
    lines = {*line};
  }
  const auto form = bytes_of(options.form);
  if (!form) return terminal.refuse(form.error());
  const auto filled =
      output::fill_form(*form, form_values(*opened, lines, base::japan_date(base::now())));
  if (!filled) return terminal.refuse(filled.error());
  return plan::cli::write_out(*filled, options.output, terminal);
}

}  // namespace review::cli
