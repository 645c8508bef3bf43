// What a person does with plans: load them, list them, open one, look a thing up. Looking needs no
// right in this room: everything loaded from published papers is public, and of the records what is
// confirmed and released. A plan that was adopted here is public while a release of it is in force.
// Loading is a deed of the installation.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "figure/figure_service.h"
#include "plan/plan.h"
#include "plan/plan_folder.h"
#include "plan/plan_search.h"
#include "plan/plan_store.h"
#include "plan/row_store.h"
#include "programme/programme.h"
#include "release/public_figures.h"

namespace plan {

enum class Outcome { added, changed, unchanged };

struct LoadedPlan {
  std::string slug;
  std::string municipality;
  Outcome outcome = Outcome::unchanged;
  int leaves = 0;
  int cells = 0;
  int marks = 0;
  int versions_appended = 0;
  figure::Installed figures = {};
  std::vector<std::string> relations_unheld;  // slugs it names that are not loaded
};

struct LoadReport {
  int registers_written = 0;
  std::vector<LoadedPlan> plans;
};

// All or nothing, in one transaction; what is loaded already, byte for byte, is left alone. Figures
// that are declared anew wait for figure::build. The set must have no mistakes. Refusals:
// municipality_missing, programme_missing, slug_taken.
base::Result<LoadReport> load(const base::Actor& actor, db::Database& database, const PlanSet& set);

struct Listed {
  store::Summary summary;
  programme::Municipality municipality;
  bool is_public = true;     // visitors know of it, at this moment
  bool has_figures = false;  // a release of its figures is in force
};
std::vector<Listed> list(const base::Actor& actor, db::Database& database);

// Whose address a slug is; nullopt when it was never given.
std::optional<std::string> municipality_of(db::Read& tx, std::string_view slug);

// What people call a plan; its slug where it is not there.
std::string title_of(db::Read& tx, std::string_view municipality, std::string_view slug);

struct Opened {
  Plan plan;
  programme::Municipality municipality;
  base::Instant changed_at = {};  // when the plan, or what is released of it, last changed
  // What of its figures is released; its readings stand in the plan already. Absent: nothing ever
  // was.
  std::shared_ptr<const release::PublicPlan> released = {};
};
// Refusals: unknown_plan.
base::Result<Opened> open(const base::Actor& actor, db::Database& database, std::string_view slug);
base::Result<Opened> open(db::Read& tx, const base::Actor& actor, std::string_view slug);

// A plan as printed, whoever may see it, for whoever releases. Refusals: unknown_plan.
base::Result<Plan> printed_plan(db::Read& tx, std::string_view municipality, std::string_view slug);

// A programme that a row points to, with its owners and the other lines of this municipality's
// plans that point to it.
struct PointedProgramme {
  programme::Programme programme;
  std::vector<store::ProgrammeUse> uses;
};
struct OpenedRow {
  Opened opened;
  std::vector<PointedProgramme> programmes;  // of the row and its sub-activities, each once
  std::vector<programme::Body> bodies;
  std::vector<store::Summary> plans;             // of the municipality, to name the uses
  std::vector<release::Correction> corrections;  // of the plan's public figures, the latest first
};
inline constexpr std::size_t kCorrectionsMax = 20;
// Of the plan only its columns, the row and its sub-activities are read: for who asks for no more.
// Refusals: unknown_plan, unknown_row.
base::Result<Opened> open_row_alone(const base::Actor& actor, db::Database& database,
                                    std::string_view slug, std::string_view row);
// Refusals: unknown_plan, unknown_row.
base::Result<OpenedRow> open_row(const base::Actor& actor, db::Database& database,
                                 std::string_view slug, std::string_view row);

// One programme through all plans of its municipality that name it, oldest plan first.
struct OpenedProgramme {
  programme::Municipality municipality;
  programme::Programme programme;
  std::vector<programme::Body> bodies;
  std::vector<Plan> plans;
};
// Refusals: unknown_municipality, unknown_programme.
base::Result<OpenedProgramme> open_programme(const base::Actor& actor, db::Database& database,
                                             std::string_view municipality,
                                             std::string_view programme);

// Whose register holds which programmes; in the order of the municipalities.
struct HeldRegister {
  programme::Municipality municipality;
  std::vector<programme::Programme> programmes;
};
std::vector<HeldRegister> registers(const base::Actor& actor, db::Database& database);

// Lines, chapters and plans that hold all the words. Refusals: search_too_long.
base::Result<Hits> search(const base::Actor& actor, db::Database& database,
                          const SearchQuestion& question);

// Readings and ratings that were changed behind the program's back.
std::vector<db::Finding> verify(db::Database& database);

// Plans of these files that are not loaded, or loaded from other bytes.
std::vector<db::Finding> verify_files(db::Database& database, const PlanSet& set);

}  // namespace plan
