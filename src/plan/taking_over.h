// A table of another place takes its place among the plans, or further columns of a later year take
// theirs in a plan that is here: what a room that reads such tables needs of this one. Cells are
// only ever followed by further versions; what was taken over is not public until it is released,
// unless the plan is public already.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "plan/cell_store.h"
#include "plan/plan.h"

namespace plan {

// Everything the document says, with what was printed and nothing else; its cells as they were
// recorded until a moment. Refusals: unknown_plan.
base::Result<Plan> whole_document(db::Read& tx, std::string_view municipality,
                                  std::string_view slug, base::Instant until = store::kNow);

// Fills the cells of a document that has rows and columns and none yet.
void read_printed(db::Read& tx, Plan& document, base::Instant until);

struct Standing {
  std::int64_t deed = 0;  // that wrote it as it stands
  bool released = false;  // the public sees it
};
std::optional<Standing> standing(db::Read& tx, std::string_view municipality,
                                 std::string_view slug);

// Whether a plan of this slug may be made: nobody else's and none of this municipality's stands
// under it. Refusals: slug_taken, municipality_missing, programme_missing.
base::Result<void> may_be_new(db::Read& tx, const Plan& plan);

// Alone in the line of what is written about the municipality's figures: first of all.
void enter_taking_over(db::Write& tx, std::string_view municipality);
// Writes the document under a deed that the caller has written, and defines what its lines count
// (defining.h). Gives every cell with its version, and whether it was appended.
std::vector<store::AppendedCell> take_over(db::Write& tx, const base::Actor& actor,
                                           const store::Place& place, Plan document);

// Takes it back from everywhere, with what it counted; its cells stay behind it. false: there is
// none.
bool withdraw(db::Write& tx, const base::Actor& actor, const store::Place& place);

}  // namespace plan
