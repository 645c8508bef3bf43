// 仕事: long work in pieces that goes on after a stop. A job is a row: what kind, about what, how
// far. A program that takes one holds it for a while and renews it with every piece; a holder that
// went silent loses it. The room whose work it is does the piece and moves the place in the same
// transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"

namespace job {

using JobId = base::Id<struct JobTag>;

enum class State { waiting, running, done, failed };
std::string_view in_db(State state);

struct Job {
  std::string municipality;
  JobId id;
  std::string kind;     // "figure.build"
  std::string subject;  // what it is about, in the words of its room
  State state = State::waiting;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string place;    // where the next piece begins
  std::string problem;  // failed: the sentence's key and detail
  std::int64_t holder = 0;
  base::Instant held_until;
  base::Instant created_at;
  base::Instant changed_at;
};

inline constexpr std::int64_t kHoldMicroseconds = 30'000'000;

// A job that failed or is done stays so: whoever wants the work again adds it anew.
JobId add(db::Write& tx, std::string_view municipality, std::string_view kind,
          std::string_view subject, std::int64_t total);

// The next job of a kind that waits, or whose holder went silent; it is running and held from now
// on.
std::optional<Job> take(db::Write& tx, std::string_view kind, std::int64_t holder);

// Moves a job on in the transaction of its piece and keeps holding it. False: somebody else holds
// it now, and the piece must be undone.
bool advance(db::Write& tx, const Job& job, std::int64_t done, std::string_view place);
bool finish(db::Write& tx, const Job& job);
bool fail(db::Write& tx, const Job& job, std::string_view problem);

std::vector<Job> list(db::Read& tx, std::string_view municipality);  // the latest 200, newest first
std::vector<Job> pending(db::Read& tx, std::string_view kind);  // waiting and running, oldest first
// The last job added about this subject.
std::optional<Job> latest(db::Read& tx, std::string_view municipality, std::string_view kind,
                          std::string_view subject);

// A worker's number: random, told apart from every other worker's. Threads that work side by side
// have one each.
std::int64_t new_holder();

}  // namespace job
