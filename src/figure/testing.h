// For tests: a small ward with a few programmes and a plan of figures over them, on a fresh
// database. Linked by test programs only (figure_testing).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/db.h"
#include "figure/figure_service.h"

namespace figure::testing {

inline constexpr std::string_view kWard = "131202";
inline constexpr std::string_view kPlan = "small-plan";

// The programmes: craft-fair, loans, advice, vacant-shop, fairs, seminar, hall (a project); all
// owned by the ward from 2011.
void lay_register(db::Database& database);

// Rows 1 (visitors), 13 (loans, interest), 15 and 30 (participants of one seminar), 16 (the cases
// of 17 with and without a known client), 17 (cases, clients: a distinct count), 20 (copies per
// issue: a ratio), 23 (companies, of which in town), 31 (milestones), 42 (yen in thousands, cases),
// and the total of all grants paid.
DefinitionSet small_plan();
// lay_register and the plan, installed.
void lay_plan(db::Database& database);
void install_plan(db::Database& database, const DefinitionSet& set);

// Row 17 as a whole in another wording, which counts the same: its text begins with the number, its
// figures are labelled with it, and every other number calls the cases talks.
void reword(DefinitionSet& set, int number);
// The number that row 17 has in all its parts, 0 as the small plan says it; nullopt: a mixture.
std::optional<int> worded(db::Database& database, std::optional<base::Instant> at = {});

// A clock that the test moves.
struct Clock {
  explicit Clock(std::string_view at);
  Clock(const Clock&) = delete;
  ~Clock();
  void go_to(std::string_view at);
  void pass(std::int64_t seconds);
  base::Instant now;
};

base::Actor officer(std::int64_t person = 17);  // a manager of the ward
base::Actor planner(std::int64_t person = 19);  // who sets marks and defines
Signers alone(std::int64_t person = 17);
Signers two(std::int64_t first = 17, std::int64_t second = 18);

record::Facts facts(std::string_view programme, std::string_view kind, std::string_view day);
record::Facts grant(std::string_view day, std::int64_t yen);

// The door, with the refusals turned into failures of the test.
record::RecordId post(db::Database& database, const record::Facts& facts);
record::RecordId confirm(db::Database& database, record::RecordId record);
record::RecordId reverse(db::Database& database, record::RecordId record);

// The value of a figure in a year, as staff see it.
Value value(db::Database& database, std::string_view row, std::string_view key, int fiscal_year,
            Scope scope = Scope::all, std::optional<base::Instant> at = {});

}  // namespace figure::testing
