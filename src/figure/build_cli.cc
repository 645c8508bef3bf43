// A build that failed stays so until a person asks again: the program alone would try for ever.
#include "figure/build_cli.h"

#include <algorithm>

#include "base/joined.h"

namespace figure::cli {
namespace {

using base::Terminal;

std::string problem_of(const Waiting& waiting) {
  return waiting.job ? waiting.job->problem : std::string();
}

}  // namespace

int build(db::Database& database, Terminal& terminal) {
  const int again = try_again(database, base::Actor::system());
  const int built =
      figure::build(database, base::Actor::system(),
                    [&](std::string_view figure, std::int64_t done, std::int64_t total) {
                      terminal.progress("figure_cli.building", {{"figure", std::string(figure)},
                                                                {"done", std::to_string(done)},
                                                                {"total", std::to_string(total)}});
                    });
  terminal.progress_done();
  const auto waits = database.read([](db::Read& tx) { return waiting(tx); });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("built", built).field("tried_again", again);
    write_waiting(json, waits);
    terminal.out << json.end_object().text() << '\n';
  }
  if (again > 0) terminal.tell("figure_cli.tried_again", {{"rows", std::to_string(again)}});
  terminal.tell("figure_cli.built", {{"figures", std::to_string(built)}});
  tell_waiting(waits, terminal);
  return std::ranges::any_of(waits, &Waiting::failed) ? base::kRefused : base::kDone;
}

void tell_waiting(std::span<const Waiting> waiting, Terminal& terminal) {
  for (const Waiting& one : waiting) {
    std::vector<base::Fact> facts = {
        {"plan", one.plan}, {"row", one.name}, {"figures", base::joined(one.figures, ", ")}};
    if (one.failed()) {
      const std::string problem = problem_of(one);
      facts.push_back({"problem", base::has_words(problem)
                                      ? std::string(base::words(terminal.language, problem))
                                      : problem});
      terminal.tell("figure_cli.build_failed", facts);
    } else {
      facts.push_back({"done", std::to_string(one.job->done)});
      facts.push_back({"total", std::to_string(one.job->total)});
      terminal.tell("figure_cli.build_waits", facts);
    }
  }
}

void write_waiting(base::JsonWriter& json, std::span<const Waiting> waiting) {
  json.key("waiting").begin_array();
  for (const Waiting& one : waiting) {
    json.begin_object().field("plan", one.plan).field("row", one.name).key("figures").begin_array();
    for (const std::string& figure : one.figures) json.string(figure);
    json.end_array().field("state", one.failed() ? "failed" : job::in_db(one.job->state));
    json.field("done", one.job ? one.job->done : 0).field("total", one.job ? one.job->total : 0);
    json.field("problem", problem_of(one)).end_object();
  }
  json.end_array();
}

}  // namespace figure::cli
