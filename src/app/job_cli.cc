// The latest jobs, one a line; failed ones say what went wrong.
#include "app/job_cli.h"

#include <algorithm>

#include "base/json_text.h"
#include "history/seal.h"
#include "job/job.h"

namespace app {
namespace {

std::string jobs_json(const std::vector<job::Job>& jobs) {
  base::JsonWriter json;
  json.begin_object().key("jobs").begin_array();
  for (const job::Job& job : jobs) {
    json.begin_object().field("job", std::to_string(job.id.value)).field("kind", job.kind);
    json.field("subject", job.subject).field("state", job::in_db(job.state));
    json.field("done", job.done).field("total", job.total).field("problem", job.problem);
    json.field("created_at", base::iso_japan(job.created_at));
    json.field("changed_at", base::iso_japan(job.changed_at)).end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace

int list_jobs(db::Database& database, const std::string& municipality, base::Terminal& terminal) {
  const auto jobs = database.read([&](db::Read& tx) { return job::list(tx, municipality); });
  if (terminal.json) {
    terminal.out << jobs_json(jobs) << '\n';
    return base::kDone;
  }
  for (const job::Job& job : jobs) {
    terminal.out << job.id.value << '\t' << job.kind << '\t' << job.subject << '\t'
                 << job::in_db(job.state) << '\t' << job.done << '/' << job.total << '\t'
                 << base::iso_japan(job.changed_at) << '\t'
                 << (base::has_words(job.problem) ? base::words(terminal.language, job.problem)
                                                  : std::string_view(job.problem))
                 << '\n';
  }
  if (std::ranges::any_of(jobs,
                          [](const job::Job& job) { return job.state == job::State::failed; }))
    terminal.tell("app.job_go_on");
  if (jobs.empty()) terminal.tell("app.no_jobs");
  return base::kDone;
}

int seal(db::Database& database, base::Terminal& terminal) {
  const int seals = history::seal_all(database);
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("seals", seals).end_object();
    terminal.out << json.text() << '\n';
  }
  terminal.tell("app.sealed", {{"seals", std::to_string(seals)}});
  return base::kDone;
}

}  // namespace app
