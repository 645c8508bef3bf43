// 検証: the proof that figures are sums over records that nobody touched. One snapshot for
// everything, so that it holds while others write; only differences are kept, so that memory stays
// small.
#include "figure/figure_service.h"
#include "figure/proof.h"

namespace figure {
namespace {

std::int64_t records_in(std::span<const store::Volume> volumes) {
  std::int64_t records = 0;
  for (const store::Volume& volume : volumes) records += volume.records;
  return records;
}

}  // namespace

Findings prove(db::Read& tx, const OnProgress& on_progress) {
  store::lift_time_limits(tx);
  Findings findings;
  const std::vector<std::string> municipalities = store::municipalities(tx);
  std::vector<std::vector<store::Volume>> volumes;
  Progress progress{on_progress};
  for (const std::string& municipality : municipalities) {
    volumes.push_back(store::volumes(tx, municipality));
    progress.total += 2 * records_in(volumes.back());  // seals, then sums
  }
  for (std::size_t i = 0; i < municipalities.size(); ++i) {
    prove_definitions(tx, municipalities[i], findings);
    prove_records(tx, municipalities[i], progress, findings);
    prove_sums(tx, municipalities[i], volumes[i], progress, findings);
  }
  return findings;
}

std::vector<db::Finding> verify(db::Database& database, const OnProgress& on_progress) {
  return database.read([&](db::Read& tx) { return prove(tx, on_progress); });
}

std::vector<db::Finding> verify(db::Database& database) {
  return verify(database, {});
}

}  // namespace figure
