// Every statement on the table of jobs, each above its one function.
#include "job/job_store.h"

namespace job::store {
namespace {

State to_state(std::string_view code) {
  for (const State state : {State::waiting, State::running, State::done}) {
    if (in_db(state) == code) return state;
  }
  return State::failed;
}

Job to_job(db::Row& row) {
  Job job;
  job.municipality = row.text("municipality");
  job.id = JobId{row.integer("job")};
  job.kind = row.text("kind");
  job.subject = row.text("subject");
  job.state = to_state(row.view("state"));
  job.done = row.integer("done");
  job.total = row.integer("total");
  job.place = row.text("place");
  job.problem = row.text("problem");
  job.holder = row.integer("holder");
  job.held_until = {row.integer("held_until")};
  job.created_at = {row.integer("created_at")};
  job.changed_at = {row.integer("changed_at")};
  return job;
}

// The columns as to_job reads them.
#define JOBS                                                                      \
  "SELECT municipality, job, kind, subject, state, done, total, place, problem, " \
  "holder, held_until, created_at, changed_at FROM job "

}  // namespace

constexpr db::Statement kAdd{
    "job.add",
    "INSERT INTO job (municipality, job, kind, subject, state, done, total, place, problem, "
    "holder, held_until, created_at, changed_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, '', '', 0, 0, ?7, ?7)"};

void add(db::Write& tx, const Job& job) {
  tx.save(kAdd, job.municipality, job.id.value, job.kind, job.subject, in_db(job.state), job.total,
          job.created_at);
}

constexpr db::Statement kNext{
    "job.next", JOBS
    "WHERE state IN ('waiting', 'running') AND kind = ?1 AND held_until < ?2 "
    "ORDER BY kind, job, municipality LIMIT 1"};

std::optional<Job> next(db::Read& tx, std::string_view kind, base::Instant now) {
  return tx.one<Job>(kNext, to_job, kind, now);
}

constexpr db::Statement kHold{
    "job.hold",
    "UPDATE job SET state = ?3, holder = ?4, held_until = ?5, changed_at = ?6 "
    "WHERE municipality = ?1 AND job = ?2 AND state = ?7 AND holder = ?8 AND held_until = ?9"};

bool hold(db::Write& tx, const Job& seen, const Job& taken) {
  return tx.run(kHold, seen.municipality, seen.id.value, in_db(taken.state), taken.holder,
                taken.held_until, taken.changed_at, in_db(seen.state), seen.holder,
                seen.held_until) == 1;
}

constexpr db::Statement kAdvance{
    "job.advance",
    "UPDATE job SET done = ?4, place = ?5, held_until = ?6, changed_at = ?7 "
    "WHERE municipality = ?1 AND job = ?2 AND state = 'running' AND holder = ?3"};

bool advance(db::Write& tx, const Job& job, std::int64_t done, std::string_view place,
             base::Instant held_until, base::Instant now) {
  return tx.run(kAdvance, job.municipality, job.id.value, job.holder, done, place, held_until,
                now) == 1;
}

constexpr db::Statement kEnd{
    "job.end",
    "UPDATE job SET state = ?4, problem = ?5, changed_at = ?6, holder = 0, held_until = 0 "
    "WHERE municipality = ?1 AND job = ?2 AND state = 'running' AND holder = ?3"};

bool end(db::Write& tx, const Job& job, State state, std::string_view problem, base::Instant now) {
  return tx.run(kEnd, job.municipality, job.id.value, job.holder, in_db(state), problem, now) == 1;
}

constexpr db::Statement kList{
    "job.list", JOBS "WHERE municipality = ?1 ORDER BY municipality DESC, job DESC LIMIT 200"};

std::vector<Job> list(db::Read& tx, std::string_view municipality) {
  return tx.list<Job>(kList, to_job, municipality);
}

constexpr db::Statement kPending{
    "job.pending",
    JOBS "WHERE state IN ('waiting', 'running') AND kind = ?1 ORDER BY kind, job, municipality"};

std::vector<Job> pending(db::Read& tx, std::string_view kind) {
  return tx.list<Job>(kPending, to_job, kind);
}

constexpr db::Statement kLatest{
    "job.latest",
    JOBS "WHERE municipality = ?1 AND kind = ?2 AND subject = ?3 ORDER BY job DESC LIMIT 1"};

#undef JOBS

std::optional<Job> latest(db::Read& tx, std::string_view municipality, std::string_view kind,
                          std::string_view subject) {
  return tx.one<Job>(kLatest, to_job, municipality, kind, subject);
}

}  // namespace job::store
