// Four years through the services, in a program of its own because they take minutes where programs
// run slowly: every number of the published table, the books closed, the corporation at work.
#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/closed_years.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "plan/computed_service.h"
#include "plan/plan_service.h"
#include "town/compare.h"
#include "town/town_service.h"

namespace town {
namespace {

TEST_CASE("four years: every cell equal, verify clean") {
  const db::testing::TemporaryDatabase place(db::Engine::sqlite,
                                             db::testing::TemporaryDatabase::Schema::current);
  auto database = place.open();
  const auto files = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
  const auto built = build(database, files, {});
  REQUIRE(built.has_value());
  CHECK(built->pieces > 90'000);
  const auto compared = compare(database, files, "nerima-2011");
  REQUIRE(compared.has_value());
  CHECK(compared->holds());
  CHECK(compared->tally(About::numbers).equal == 105);
  CHECK(compared->tally(About::words).differing == 0);
  CHECK(compared->tally(About::absence).differing == 0);
  CHECK(compared->left_out.size() == 6);
  for (const ComparedCell& cell : compared->cells)
    if (cell.verdict != Verdict::equal && cell.about == About::numbers)
      MESSAGE(cell.row, " ", cell.column, " ", cell.published, " ", cell.computed);
  CHECK(figure::verify(database).empty());
  CHECK(history::verify(database).empty());
  CHECK(plan::verify(database).empty());
  database.read([](db::Read& tx) {
    // Nobody has closed the books of the last year: its blanks say so.
    std::vector<int> closed;
    for (const auto& move : figure::books(tx, kTown).moves)
      if (move.closed) closed.push_back(move.fiscal_year);
    CHECK(closed == std::vector{2011, 2012, 2013});
    // What was handed over to the corporation is recorded by its people, and counts in no cell.
    const auto held = figure::find(tx, kTown, twin_slug("nerima-2011"), "22", "grants");
    const auto records = figure::records(tx, kTown, *held, 2014, {})->records;
    REQUIRE(records.size() == 6);
    for (const auto& one : records) {
      const auto deed = history::find(tx, kTown, history::DeedId{one.record.deed});
      CHECK(deed->body == "corporation");
    }
    return 0;
  });
}

}  // namespace
}  // namespace town
