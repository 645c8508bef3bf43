// 双子の計画: the plan of the practice town, made from a published one. Rows, columns, places and
// figures are the same; printed readings, ratings and chapters are not, because nothing of the town
// was ever published. Names of the real town are exchanged for made-up ones, and what anybody reads
// first says 練習用.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "plan/plan_folder.h"

namespace town {

inline constexpr std::string_view kTown = "990019";
inline constexpr std::string_view kSlugEnding = "-practice";

inline constexpr base::RefusalKind unknown_plan{"town.unknown_plan", 404};
inline constexpr base::RefusalKind plan_without_figures{"town.plan_without_figures", 409};

// A published plan with its figures and the register of its town.
struct Published {
  plan::PlanFile plan;
  programme::Register reg;
};
// Refusals: unknown_plan, plan_without_figures.
base::Result<Published> published(const plan::PlanSet& set, std::string_view slug);

// nerima-2011 → nerima-2011-practice: the address and the file names say what it is.
std::string twin_slug(std::string_view slug);

// The register and the plan of the town, ready to be loaded.
// A town many times its size says so in a caveat.
plan::PlanSet twin_of(const Published& original, std::int64_t scale = 1);
bool is_scaled(const plan::Plan& twin);

// Names of the real town exchanged for made-up ones.
std::string renamed(std::string_view text);

}  // namespace town
