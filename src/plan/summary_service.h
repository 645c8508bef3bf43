// やさしい日本語: what a plan is about in words that children and people who learn Japanese can
// read, on the plan's public page. Written version by version by a deed; an empty text takes it
// away.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/actor.h"
#include "base/result.h"
#include "db/db.h"

namespace plan {

inline constexpr base::RefusalKind summary_too_long{"plan.summary_too_long", 400};
inline constexpr base::RefusalKind summary_unchanged{"plan.summary_unchanged", 409};
inline constexpr const base::RefusalKind* kSummaryRefusals[] = {&summary_too_long,
                                                                &summary_unchanged};

inline constexpr std::size_t kSummaryCharactersMax = 600;

struct Summarised {
  int version = 1;
  std::string text;
  std::int64_t person = 0;
};

// Asks edit_plan of the permission table. Refusals: those of staff::permits, unknown_plan,
// summary_too_long, summary_unchanged.
base::Result<int> write_summary(const base::Actor& actor, db::Database& database,
                                std::string_view plan, std::string_view text);
// Empty: none is written.
std::string summary_of(db::Read& tx, std::string_view municipality, std::string_view plan);

}  // namespace plan
