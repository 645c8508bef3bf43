// From words on the command line to the service and back to lines.
#include "plan/plan_cli.h"

#include <algorithm>
#include <filesystem>

#include "figure/figure_service.h"
#include "plan/plan_json.h"
#include "plan/plan_service.h"
#include "plan/plan_sheet.h"

namespace plan::cli {

namespace {

using base::Terminal;

void tell_mistake(Terminal& terminal, const base::Mistake& mistake) {
  terminal.err << mistake.file;
  if (!mistake.path.empty()) terminal.err << ": " << mistake.path;
  terminal.err << ": " << base::say(terminal.language, mistake.code, mistake.facts) << '\n';
}

std::string_view outcome_key(Outcome outcome) {
  switch (outcome) {
    case Outcome::added:
      return "plan.load_added";
    case Outcome::changed:
      return "plan.load_changed";
    case Outcome::unchanged:
      return "plan.load_unchanged";
  }
  return {};
}

void tell_loaded(Terminal& terminal, const LoadedPlan& loaded) {
  terminal.tell(outcome_key(loaded.outcome),
                {{"slug", loaded.slug},
                 {"lines", std::to_string(loaded.leaves)},
                 {"cells", std::to_string(loaded.cells)},
                 {"marks", std::to_string(loaded.marks)},
                 {"versions", std::to_string(loaded.versions_appended)}});
  const auto& figures = loaded.figures;
  if (figures.figures_new + figures.figures_changed + figures.figures_gone + figures.rows_written >
      0) {
    terminal.tell("plan.load_figures", {{"slug", loaded.slug},
                                        {"new", std::to_string(figures.figures_new)},
                                        {"changed", std::to_string(figures.figures_changed)},
                                        {"gone", std::to_string(figures.figures_gone)},
                                        {"rows", std::to_string(figures.rows_written)}});
  }
  for (const auto& slug : loaded.relations_unheld) {
    terminal.tell("plan.load_relation_unheld", {{"slug", loaded.slug}, {"other", slug}});
  }
}

// Figures declared over records that are there already; also those an earlier load left waiting.
void build_figures(db::Database& database, Terminal& terminal) {
  const int built =
      figure::build(database, base::Actor::system(),
                    [&](std::string_view figure, std::int64_t done, std::int64_t total) {
                      terminal.progress("plan.load_building", {{"figure", std::string(figure)},
                                                               {"done", std::to_string(done)},
                                                               {"total", std::to_string(total)}});
                    });
  terminal.progress_done();
  if (built > 0) terminal.tell("plan.load_built", {{"figures", std::to_string(built)}});
  for (const auto& waits : database.read([](db::Read& tx) { return figure::waiting(tx); })) {
    if (waits.failed())
      terminal.tell("plan.load_not_built", {{"slug", waits.plan}, {"row", waits.name}});
  }
}

std::string indented(std::size_t depth) {
  return std::string(depth * 2, ' ');
}

void show_rows(Terminal& terminal, const Plan& plan, const std::optional<std::string>& node,
               std::size_t depth) {
  for (const auto& row : plan.rows) {
    if (row.parent || row.node != node) continue;
    terminal.out << indented(depth) << number_and_title(row);
    if (row.rating) terminal.out << "  [" << row.rating->mark << ']';
    terminal.out << '\n';
    for (const auto* child : sub_activities(plan, row)) {
      terminal.out << indented(depth + 1) << number_and_title(*child);
      if (child->rating) terminal.out << "  [" << child->rating->mark << ']';
      terminal.out << '\n';
    }
  }
}

void show_places(Terminal& terminal, const Plan& plan, const std::optional<std::string>& parent,
                 std::size_t depth) {
  for (const auto& node : plan.nodes) {
    if (node.parent != parent) continue;
    terminal.out << indented(depth) << place_name(node) << '\n';
    show_rows(terminal, plan, node.key, depth + 1);
    show_places(terminal, plan, node.key, depth + 1);
  }
}

}  // namespace

int load(db::Database& database, const std::vector<std::string>& paths, Terminal& terminal) {
  terminal.progress("plan.load_reading", {{"paths", std::to_string(paths.size())}});
  const PlanSet set = read_plan_set({paths.begin(), paths.end()});
  terminal.progress_done();
  for (const auto& mistake : set.mistakes) tell_mistake(terminal, mistake);
  if (!set.mistakes.empty()) {
    terminal.tell("plan.load_nothing", {{"mistakes", std::to_string(set.mistakes.size())}});
    return base::kRefused;
  }
  const auto report = plan::load(base::Actor::system(), database, set);
  if (!report) {
    return terminal.refuse(report.error());
  }
  for (const auto& loaded : report->plans) tell_loaded(terminal, loaded);
  build_figures(database, terminal);
  terminal.tell("plan.load_done", {{"plans", std::to_string(report->plans.size())},
                                   {"registers", std::to_string(set.registers.size())}});
  return base::kDone;
}

int list(db::Database& database, Terminal& terminal) {
  const auto listed = plan::list(base::Actor::system(), database);
  if (terminal.json) {
    terminal.out << plans_json(listed, {.total = listed.size(), .next = {}}) << '\n';
    return base::kDone;
  }
  for (const auto& entry : listed) {
    const auto& summary = entry.summary;
    terminal.out << summary.slug << '\t' << entry.municipality.name << '\t' << summary.title << '\t'
                 << summary.period.printed << '\t' << summary.rows;
    for (const auto& [mark, count] : summary.marks) terminal.out << '\t' << mark << ' ' << count;
    terminal.out << '\n';
  }
  if (listed.empty()) terminal.tell("plan.list_empty");
  return base::kDone;
}

int show(db::Database& database, const std::string& slug, Terminal& terminal) {
  const auto opened = open(base::Actor::system(), database, slug);
  if (!opened) {
    return terminal.refuse(opened.error());
  }
  if (terminal.json) {
    terminal.out << plan_json(*opened) << '\n';
    return base::kDone;
  }
  const Plan& plan = opened->plan;
  terminal.out << plan.title << '\n'
               << opened->municipality.name << "  " << plan.period.printed << '\n';
  for (const auto& caveat : plan.caveats) terminal.out << "* " << caveat.text << '\n';
  const auto programmes =
      std::count_if(plan.rows.begin(), plan.rows.end(), [](const Row& row) { return !row.parent; });
  terminal.out << base::say(terminal.language, "plan.fact_rows_value",
                            {{"programmes", std::to_string(programmes)},
                             {"lines", std::to_string(leaves(plan).size())}})
               << '\n';
  for (const auto& [mark, count] : mark_counts(plan)) terminal.out << mark << ' ' << count << '\n';
  terminal.out << '\n';
  show_places(terminal, plan, std::nullopt, 0);
  show_rows(terminal, plan, std::nullopt, 0);
  return base::kDone;
}

}  // namespace plan::cli
