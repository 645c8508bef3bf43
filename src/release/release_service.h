// What people do with releases: publish a plan, open lines, withdraw. Each is a deed of one
// transaction, whose command id makes a repeat harmless.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "release/public_figures.h"
#include "release/release.h"

namespace release {

struct Publication {
  std::string plan;
  std::string title;                               // names its mark too: unique in the municipality
  std::optional<base::Instant> effective_at = {};  // absent: at once
};

// What a publication would make public, and what the public sees without it.
struct Preview {
  PublicPlan before;
  PublicPlan after;
  std::vector<HeldValue> held;  // would stay as they are told now
};
// Refusals: those of publish, without the title's.
base::Result<Preview> preview(db::Read& tx, const base::Actor& actor, std::string_view municipality,
                              const Publication& wanted);
struct Opening;
base::Result<Preview> preview(db::Read& tx, const base::Actor& actor, std::string_view municipality,
                              const Opening& wanted);

struct Released {
  std::int64_t release = 0;
  base::Instant effective_at;
  bool repeated = false;
};
// 一括公表. Refusals: those of staff::permits, unknown_plan, nothing_to_release, title_missing,
// those of effective() and of figure::mark.
base::Result<Released> publish(db::Database& database, const base::Actor& actor,
                               std::string_view municipality, const Publication& wanted,
                               std::string_view command = {});

// A publication as known at a mark that was set before, in the caller's transaction: an edition was
// decided on meanwhile. Refusals: those of publish without figure::mark.
base::Result<Released> publish_as_known(db::Write& tx, const base::Actor& actor,
                                        std::string_view municipality, const Publication& wanted,
                                        base::Instant mark);
// Whether a publication of the plan would release anything.
bool has_figures(db::Read& tx, std::string_view municipality, std::string_view plan);

struct Opening {
  std::string plan;
  std::string title;
  std::vector<std::string> rows;
  std::vector<std::string> programmes = {};  // every line that counts records of one of them
  std::optional<base::Instant> effective_at = {};
};
// 随時公表. Refusals: those of publish, no_rows, unknown_row, unknown_programme, already_open.
base::Result<Released> open(db::Database& database, const base::Actor& actor,
                            std::string_view municipality, const Opening& wanted,
                            std::string_view command = {});

// 取下げ, at once. Refusals: those of staff::permits, unknown_release, reason_missing,
// reason_too_long, already_withdrawn.
base::Result<Released> withdraw(db::Database& database, const base::Actor& actor,
                                std::string_view municipality, std::int64_t release,
                                std::string_view reason, std::string_view command = {});

std::vector<Release> releases(db::Read& tx, std::string_view municipality);
base::Result<Release> find(db::Read& tx, std::string_view municipality, std::int64_t release);
std::vector<Release> of_plan(db::Read& tx, std::string_view municipality, std::string_view plan);

// The moments at which public answers change although nobody writes: the last that has come, and all
// to come.
std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now);

}  // namespace release
