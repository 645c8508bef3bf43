// 作成の進み具合: how far the building of the practice town is, told to everybody who looks at the
// installation meanwhile. It stands there as a job of the town's municipality; the town itself
// comes in one transaction at the end.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "db/db.h"
#include "job/job.h"

namespace town {

inline constexpr base::RefusalKind being_built{"town.being_built", 409};

class Building {
 public:
  // Refusals: being_built, while another program builds it. What a program that was stopped left is
  // marked as failed.
  static base::Result<Building> begin(db::Database& database, std::string_view plan,
                                      std::int64_t total);

  // Written at most twice a second, with the clock of the installation whatever the town's says.
  void told(base::Date day, std::int64_t done);
  void pouring();
  void finish();
  void fail(std::string_view problem);

 private:
  Building(db::Database& database, job::Job job) : database_(&database), job_(std::move(job)) {}

  db::Database* database_;
  job::Job job_;
  std::chrono::steady_clock::time_point told_at_{};
};

// The last building, whether it is over or not.
enum class BuildingState { none, under_way, pouring, stopped, failed, done };
struct BuildingNow {
  BuildingState state = BuildingState::none;
  int percent = 0;
  std::string day;  // at which the town is
  base::Instant changed_at{};
};
BuildingNow building_now(db::Read& tx);

}  // namespace town
