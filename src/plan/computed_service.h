// The table as staff work with it: every cell with all its readings — printed, entered, computed
// from the records — the one it shows, and where they differ; today or as known at a moment. And
// the two deeds on a cell: entering a reading, and declaring which one it shows. Nothing of this is
// public: public pages show what is confirmed and released.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "figure/figure_service.h"
#include "plan/agreement.h"
#include "plan/computed.h"
#include "plan/settlement.h"
#include "programme/programme_service.h"

namespace plan {

// all, confirmed. Refusals: unknown_scope.
base::Result<figure::Scope> scope_from(std::string_view code);

struct TableQuestion {
  figure::Scope scope = figure::Scope::all;
  std::string as_known;  // as people say it (figure/known_at.h); "" and today's date are now
};

struct OpenedTable {
  Plan plan;  // cells with computed readings and declared sources; without documents and ratings
  programme::Municipality municipality;
  figure::Scope scope = figure::Scope::all;
  std::optional<base::Instant> as_known;
  std::map<CellPlace, Computed> computed;  // of every cell with a definition
  std::map<CellPlace, std::vector<Comparison>> comparisons;
  std::map<CellPlace, std::string> reasons;  // of declared sources
  std::set<int> closed_years;                // as of then: their values are final
  SettledYears settled_years;                // as of then, with the day of the council
};

// Refusals: unknown_plan, not_permitted, those of figure::known_at.
base::Result<OpenedTable> open_table(const base::Actor& actor, db::Database& database,
                                     std::string_view slug, const TableQuestion& question);

// Which cell a deed is about.
struct CellName {
  std::string plan;
  std::string row;
  std::string column;
};

inline constexpr std::size_t kReasonCharactersMax = 500;
inline constexpr std::size_t kTextCharactersMax = 500;

struct WrittenCell {
  std::int64_t deed = 0;
  ReadingSource source = ReadingSource::entered;
};

// From now on the cell shows its reading of this source. Refusals: unknown_plan, not_permitted,
// unknown_row, unknown_column, not_a_leaf, reason_missing, reason_too_long, nothing_to_show.
base::Result<WrittenCell> declare_source(const base::Actor& actor, db::Database& database,
                                         const CellName& cell, ReadingSource source,
                                         std::string_view reason);

// A further version of the entered reading; what the cell shows stays as it is declared. Refusals:
// those of declare_source without the last, then text_missing, text_too_long, those of
// base::check_text.
base::Result<WrittenCell> enter(const base::Actor& actor, db::Database& database,
                                const CellName& cell, std::string_view text,
                                std::string_view reason);

// In the caller's transaction, whose asker has asked everything: what the owner of the line
// answered and their chief confirmed, as the next version of the entered reading. A cell that would
// show nothing — nothing printed or declared, and no record counted — shows it from now on, by a
// deed of its own. Gives the number of the deed that entered it.
std::int64_t enter_answered(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                            const CellName& cell, const Reading& reading, std::string_view reason);

}  // namespace plan
