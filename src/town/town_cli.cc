// Data on the output, sentences on the error output.
#include "town/town_cli.h"

#include <chrono>

#include "base/json_text.h"
#include "town/compare.h"
#include "town/town_service.h"

namespace town::cli {
namespace {

using base::Terminal;

std::string left_out_text(const Compared& compared) {
  std::string text;
  for (const LeftOut& one : compared.left_out)
    text += (text.empty() ? "" : ", ") + one.row + "/" + one.column;
  return text;
}

void write_json(const Compared& compared, Terminal& terminal) {
  base::JsonWriter json;
  json.begin_object().field("holds", compared.holds());
  json.key("cells").begin_array();
  for (const ComparedCell& cell : compared.cells) {
    json.begin_object().field("row", cell.row).field("column", cell.column);
    json.field("about", code_of(cell.about)).field("verdict", code_of(cell.verdict));
    json.field("published", cell.published).field("computed", cell.computed);
    json.field("records", cell.records);
    if (!cell.reason.empty()) json.field("reason", cell.reason);
    json.end_object();
  }
  json.end_array().key("left_out").begin_array();
  for (const LeftOut& one : compared.left_out)
    json.begin_object()
        .field("row", one.row)
        .field("column", one.column)
        .field("merged", one.merged)
        .end_object();
  json.end_array().key("records").begin_object();
  json.field("min", compared.records_min).field("median", compared.records_median);
  json.field("max", compared.records_max).end_object().end_object();
  terminal.out << json.take() << '\n';
}

void write_text(const Compared& compared, Terminal& terminal) {
  for (const ComparedCell& cell : compared.cells) {
    if (cell.verdict == Verdict::equal) continue;
    std::vector<base::Fact> facts = {{"row", cell.row},
                                     {"column", cell.column},
                                     {"printed", cell.published},
                                     {"computed", cell.computed}};
    if (cell.verdict == Verdict::differing) {
      terminal.out << base::say(terminal.language, "town.cell_differs", facts) << '\n';
    } else {
      facts.push_back(
          {"reason", std::string(base::words(terminal.language, "town.reason_" + cell.reason))});
      terminal.out << base::say(terminal.language, "town.cell_missing", facts) << '\n';
    }
  }
  const Tally numbers = compared.tally(About::numbers);
  const Tally words = compared.tally(About::words);
  const Tally absences = compared.tally(About::absence);
  const auto text = [](auto number) { return std::to_string(number); };
  terminal.out << base::say(terminal.language, "town.compared",
                            {{"equal", text(numbers.equal)},
                             {"differing", text(numbers.differing)},
                             {"missing", text(numbers.not_computable)},
                             {"words_equal", text(words.equal)},
                             {"words_differing", text(words.differing)},
                             {"absent_equal", text(absences.equal)},
                             {"absent_differing", text(absences.differing)}})
               << '\n'
               << base::say(terminal.language, "town.compared_records",
                            {{"min", text(compared.records_min)},
                             {"median", text(compared.records_median)},
                             {"max", text(compared.records_max)}})
               << '\n';
  if (!compared.left_out.empty())
    terminal.out << base::say(terminal.language, "town.left_out",
                              {{"cells", left_out_text(compared)}})
                 << '\n';
}

void tell(const Progress& progress, Terminal& terminal) {
  if (progress.pouring) return terminal.progress("town.pouring", {});
  terminal.progress("town.progress", {{"day", base::iso(progress.day)},
                                      {"done", std::to_string(progress.done)},
                                      {"total", std::to_string(progress.total)}});
}

}  // namespace

int build(db::Database& database, const Options& options, Terminal& terminal) {
  Question question;
  question.plan = options.plan;
  question.jar = options.jar;
  const auto wrong = [&](const base::Refusal& refusal) {
    terminal.refuse(refusal);
    return base::kWrongUsage;
  };
  const auto seed = seed_from(options.seed);
  if (!seed) return wrong(seed.error());
  const auto scale = scale_from(options.scale);
  if (!scale) return wrong(scale.error());
  const auto years = years_from(options.years);
  if (!years) return wrong(years.error());
  question.seed = *seed;
  question.scale = *scale;
  question.years = *years;
  const auto begun = std::chrono::steady_clock::now();
  const auto built = build(database, plan::read_plan_set({options.files}), question,
                           [&](const Progress& progress) { tell(progress, terminal); });
  terminal.progress_done();
  if (!built) return terminal.refuse(built.error());
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
  terminal.tell("town.done", {{"name", built->name},
                              {"records", std::to_string(built->pieces)},
                              {"seconds", std::to_string(seconds.count())}});
  return base::kDone;
}

int compare(db::Database& database, const Options& options, Terminal& terminal) {
  const auto compared = town::compare(database, plan::read_plan_set({options.files}), options.plan);
  if (!compared) return terminal.refuse(compared.error());
  if (terminal.json)
    write_json(*compared, terminal);
  else
    write_text(*compared, terminal);
  return compared->holds() ? base::kDone : base::kRefused;
}

int reset(db::Database& database, const Options&, Terminal& terminal) {
  const auto rows = town::reset(database);
  if (!rows) return terminal.refuse(rows.error());
  terminal.tell("town.reset_done", {{"rows", std::to_string(*rows)}});
  return base::kDone;
}

}  // namespace town::cli
