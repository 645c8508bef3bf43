// The parts of the proof: records against their seals and deeds, sums against the records,
// definitions against their deeds.
#pragma once

#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/finding.h"
#include "figure/figure_service.h"
#include "figure/verify_store.h"

namespace figure {

using Findings = std::vector<db::Finding>;

// Tells how far the proof is, over all its steps; parts of it run side by side.
class Progress {
 public:
  Progress(const OnProgress& on_progress, std::int64_t total)
      : on_progress_(on_progress), total_(total) {}
  void step(std::string_view what, std::int64_t records);

 private:
  const OnProgress& on_progress_;
  std::mutex mutex_;
  std::int64_t done_ = 0;
  const std::int64_t total_;
};

// Everything, inside a transaction of the caller's.
Findings prove(db::Read& tx, const OnProgress& on_progress);

void prove_records(db::Read& tx, std::string_view municipality, Progress& progress,
                   Findings& findings);

// What waits for confirmation against records and confirmations.
void prove_waiting(db::Read& tx, std::string_view municipality, Findings& findings);

void prove_sums(db::Read& tx, std::string_view municipality, std::span<const store::Volume> volumes,
                Progress& progress, Findings& findings);

// Definitions, marks and closed years against the deeds that wrote them.
void prove_definitions(db::Read& tx, std::string_view municipality, Findings& findings);

}  // namespace figure
