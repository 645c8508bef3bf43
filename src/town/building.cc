// One row, moved on while the work goes on.
#include "town/building.h"

#include <algorithm>
#include <optional>

#include "town/twin.h"

namespace town {
namespace {

constexpr std::string_view kKind = "town.build";
constexpr std::string_view kPouring = "pouring";
constexpr std::chrono::milliseconds kToldEvery{500};

// The clock of the process is the town's while it works; the installation has its own.
class OwnTime {
 public:
  OwnTime() : towns_(base::now()) { base::release_clock(); }
  ~OwnTime() { base::fix_clock(towns_); }
  OwnTime(const OwnTime&) = delete;
  OwnTime& operator=(const OwnTime&) = delete;

 private:
  const base::Instant towns_;
};

}  // namespace

base::Result<Building> Building::begin(db::Database& database, std::string_view plan,
                                       std::int64_t total) {
  const std::int64_t holder = job::new_holder();
  auto begun = database.write([&](db::Write& tx) -> base::Result<job::Job> {
    const base::Instant now = tx.recorded_at();
    for (const job::Job& other : job::pending(tx, kKind))
      if (other.state == job::State::running && now < other.held_until)
        return base::refuse(being_built, {{"done", std::to_string(other.done)},
                                          {"total", std::to_string(other.total)}});
    while (const auto dead = job::take(tx, kKind, holder)) job::fail(tx, *dead, "stopped");
    job::add(tx, kTown, kKind, plan, total);
    return job::take(tx, kKind, holder).value();
  });
  if (!begun) return std::unexpected(begun.error());
  return Building(database, *std::move(begun));
}

void Building::told(base::Date day, std::int64_t done) {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_at_ < kToldEvery) return;
  told_at_ = now;
  const OwnTime own;
  database_->write([&](db::Write& tx) { return job::advance(tx, job_, done, base::iso(day)); });
}

void Building::pouring() {
  database_->write([&](db::Write& tx) { return job::advance(tx, job_, job_.total, kPouring); });
}

void Building::finish() {
  database_->write([&](db::Write& tx) { return job::finish(tx, job_); });
}

void Building::fail(std::string_view problem) {
  database_->write([&](db::Write& tx) { return job::fail(tx, job_, problem); });
}

BuildingNow building_now(db::Read& tx) {
  const auto jobs = job::list(tx, kTown);
  const auto last = std::ranges::find(jobs, kKind, &job::Job::kind);
  if (last == jobs.end()) return {};
  BuildingNow now{.day = last->place, .changed_at = last->changed_at};
  if (last->total > 0) now.percent = static_cast<int>(last->done * 100 / last->total);
  switch (last->state) {
    case job::State::done:
      now.state = BuildingState::done;
      break;
    case job::State::failed:
      now.state = BuildingState::failed;
      break;
    case job::State::waiting:
    case job::State::running:
      now.state = last->place == kPouring          ? BuildingState::pouring
                  : last->held_until < base::now() ? BuildingState::stopped
                                                   : BuildingState::under_way;
  }
  return now;
}

}  // namespace town
