// Taking, moving on and ending a job: every step is an update that names who holds it, so that of
// two programs exactly one goes on.
#include "job/job.h"

#include <openssl/rand.h>

#include <stdexcept>

#include "job/job_store.h"

namespace job {
namespace {

base::Instant later(base::Instant now) {
  return {now.microseconds + kHoldMicroseconds};
}

}  // namespace

std::string_view in_db(State state) {
  switch (state) {
    case State::waiting:
      return "waiting";
    case State::running:
      return "running";
    case State::done:
      return "done";
    case State::failed:
      return "failed";
  }
  throw std::logic_error("job: unknown state");
}

JobId add(db::Write& tx, std::string_view municipality, std::string_view kind,
          std::string_view subject, std::int64_t total) {
  Job job;
  job.municipality = municipality;
  job.id = JobId{tx.new_id()};
  job.kind = kind;
  job.subject = subject;
  job.total = total;
  job.created_at = tx.recorded_at();
  job.changed_at = job.created_at;
  store::add(tx, job);
  return job.id;
}

std::optional<Job> take(db::Write& tx, std::string_view kind, std::int64_t holder) {
  const base::Instant now = tx.recorded_at();
  while (auto next = store::next(tx, kind, now)) {
    Job taken = *next;
    taken.state = State::running;
    taken.holder = holder;
    taken.held_until = later(now);
    taken.changed_at = now;
    if (store::hold(tx, *next, taken)) return taken;
  }
  return std::nullopt;
}

bool advance(db::Write& tx, const Job& job, std::int64_t done, std::string_view place) {
  const base::Instant now = tx.recorded_at();
  return store::advance(tx, job, done, place, later(now), now);
}

bool finish(db::Write& tx, const Job& job) {
  return store::end(tx, job, State::done, "", tx.recorded_at());
}

bool fail(db::Write& tx, const Job& job, std::string_view problem) {
  return store::end(tx, job, State::failed, problem, tx.recorded_at());
}

std::vector<Job> list(db::Read& tx, std::string_view municipality) {
  return store::list(tx, municipality);
}

std::vector<Job> pending(db::Read& tx, std::string_view kind) {
  return store::pending(tx, kind);
}

std::optional<Job> latest(db::Read& tx, std::string_view municipality, std::string_view kind,
                          std::string_view subject) {
  return store::latest(tx, municipality, kind, subject);
}

std::int64_t new_holder() {
  unsigned char bytes[8];
  if (RAND_bytes(bytes, sizeof bytes) != 1)
    throw std::runtime_error("job: the machine gives no random numbers");
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return static_cast<std::int64_t>(number >> 2) + 1;  // 0 is nobody
}

}  // namespace job
