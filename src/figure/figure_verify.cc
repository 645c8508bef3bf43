// 検証: the proof that figures are sums over records that nobody touched. What was written (records
// and definitions against their seals and deeds) and what was counted (sums against records) are
// proved side by side, each in one snapshot of its own, so that they hold while others write; only
// differences are kept, so that memory stays small.
#include <algorithm>
#include <future>
#include <iterator>

#include "figure/figure_service.h"
#include "figure/proof.h"

namespace figure {
namespace {

std::int64_t records_in(std::span<const store::Volume> volumes) {
  std::int64_t records = 0;
  for (const store::Volume& volume : volumes) records += volume.records;
  return records;
}

// Every record is passed twice: against its seal and into the sums.
std::int64_t steps_in(db::Read& tx) {
  store::lift_time_limits(tx);
  std::int64_t records = 0;
  for (const std::string& municipality : store::municipalities(tx))
    records += records_in(store::volumes(tx, municipality));
  return 2 * records;
}

Findings prove_written(db::Read& tx, Progress& progress) {
  store::lift_time_limits(tx);
  Findings findings;
  for (const std::string& municipality : store::municipalities(tx)) {
    prove_definitions(tx, municipality, findings);
    prove_records(tx, municipality, progress, findings);
    prove_waiting(tx, municipality, findings);
  }
  return findings;
}

Findings prove_counted(db::Read& tx, Progress& progress) {
  store::lift_time_limits(tx);
  Findings findings;
  for (const std::string& municipality : store::municipalities(tx))
    prove_sums(tx, municipality, store::volumes(tx, municipality), progress, findings);
  return findings;
}

Findings both(Findings written, Findings counted) {
  std::ranges::move(counted, std::back_inserter(written));
  return written;
}

}  // namespace

void Progress::step(std::string_view what, std::int64_t records) {
  const std::lock_guard lock(mutex_);
  done_ += records;
  if (on_progress_) on_progress_(what, done_, total_);
}

Findings prove(db::Read& tx, const OnProgress& on_progress) {
  Progress progress(on_progress, steps_in(tx));
  Findings written = prove_written(tx, progress);
  return both(std::move(written), prove_counted(tx, progress));
}

std::vector<db::Finding> verify(db::Database& database, const OnProgress& on_progress) {
  Progress progress(on_progress, database.read(steps_in));
  auto counted = std::async(std::launch::async, [&] {
    return database.read([&](db::Read& tx) { return prove_counted(tx, progress); });
  });
  Findings written = database.read([&](db::Read& tx) { return prove_written(tx, progress); });
  return both(std::move(written), counted.get());
}

std::vector<db::Finding> verify(db::Database& database) {
  return verify(database, {});
}

}  // namespace figure
