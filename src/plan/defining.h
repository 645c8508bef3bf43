// What the plans count that no file declares figures for: those adopted here say it by their
// indicators (adopted_figures.h), tables taken over by the names and results of their lines
// (told_lines.h). The definitions follow the lines, as further versions; those that a file declared
// stay.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "plan/row_work.h"

namespace plan {

// Points the lines of a table to the municipality's programmes that they name; how many.
int tell_programmes(db::Read& tx, Plan& document);

// In the transaction that writes the plan, alone in the line (figure::enter_alone).
void define_adopted(db::Write& tx, const base::Actor& actor, const Plan& content,
                    const std::vector<RowWork>& work);
void define_taken_over(db::Write& tx, const base::Actor& actor, const Plan& document,
                       const std::vector<RowWork>& work);
// For it: what was written about the lines, and what their results tell. Asked while the document
// has its cells.
std::vector<RowWork> work_told(db::Read& tx, const Plan& document);
// Of a plan that is taken back: nothing is counted for it any more.
void undefine(db::Write& tx, const base::Actor& actor, std::string_view municipality,
              std::string_view slug);

// Plans that came before their figures were defined with them get their definitions now; how many.
// Nothing is written where nothing is missing.
int define_undefined(const base::Actor& actor, db::Database& database);
// Plans adopted or taken over without any definition, by municipality and slug.
std::vector<std::pair<std::string, std::string>> undefined_plans(db::Read& tx);

}  // namespace plan
