// 練習用の市: what a person does with it. build() makes the town in a jar — a database of its own
// with a clock of its own, in which people work four years through the services — and pours the
// whole of it into the installation in one transaction: a build that fails leaves nothing behind.
// Nothing of it is ever a real municipality's: its code belongs to no prefecture, and every name
// says 練習用.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "plan/plan_folder.h"
#include "town/twin.h"

namespace town {

inline constexpr base::RefusalKind files_wrong{"town.files_wrong", 400};
inline constexpr base::RefusalKind built_already{"town.built_already", 409};
// Under the town's code stands what somebody else brought: nothing is built into it or taken away.
inline constexpr base::RefusalKind not_ours{"town.not_ours", 409};
inline constexpr base::RefusalKind not_built{"town.not_built", 404};
inline constexpr base::RefusalKind unknown_year{"town.unknown_year", 400};
inline constexpr base::RefusalKind seed_not_number{"town.seed_not_number", 400};
inline constexpr base::RefusalKind scale_unfit{"town.scale_unfit", 400};
inline constexpr base::RefusalKind scaled{"town.scaled", 409};
inline constexpr base::RefusalKind unsolvable{"town.unsolvable", 409};
// The disk of the folder in which the jar stands, not that of the database.
inline constexpr base::RefusalKind jar_full{"town.jar_full", 507};
inline constexpr base::RefusalKind jar_unwritable{"town.jar_unwritable", 503};
inline constexpr base::RefusalKind in_production{"town.in_production", 409};

struct Question {
  std::string plan = "nerima-2011";
  std::uint64_t seed = 1;
  std::vector<int> years = {};  // fiscal years; empty: all of the plan's
  // More than 1: every piece of work so many times over, by the bulk door; such a town's table
  // equals no other.
  std::int64_t scale = 1;
  std::filesystem::path jar = {};  // the folder in which the jar is made; empty: the system's
};

// "1,2" → refused with what is wrong. Refusals: seed_not_number.
base::Result<std::uint64_t> seed_from(std::string_view text);
// "2011-2014", "2012", "2011,2013". Refusals: unknown_year.
base::Result<std::vector<int>> years_from(std::string_view text);

// Refusals: scale_unfit.
inline constexpr std::int64_t kScaleMax = 1000;
base::Result<std::int64_t> scale_from(std::string_view text);

struct Progress {
  base::Date day{2011, 4, 1};
  std::int64_t done = 0;
  std::int64_t total = 0;
  bool pouring = false;
};
using OnProgress = std::function<void(const Progress&)>;

struct Built {
  std::string name;
  std::string plan;         // the address of the town's plan
  std::int64_t pieces = 0;  // of work
  std::int64_t rows = 0;    // poured
};
// Refusals: scale_unfit, files_wrong, unknown_plan, plan_without_figures, unknown_year,
// not_ours, built_already, being_built, unsolvable. A full disk is a fault; nothing of the town is
// there then.
base::Result<Built> build(db::Database& database, const plan::PlanSet& files,
                          const Question& question, const OnProgress& on_progress = {});

// Takes the whole town out again; how many rows. Refusals: not_built, not_ours.
base::Result<std::int64_t> reset(db::Database& database);

// The town's name, where there is one: production does not start beside it.
std::string standing(db::Read& tx);

}  // namespace town
