// Four years through the services, in a program of its own because they take minutes where programs
// run slowly: every number of the published table, the books closed, the corporation at work.
#include <doctest/doctest.h>

#include <chrono>

#include "db/testing.h"
#include "figure/closed_years.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "plan/computed_service.h"
#include "plan/plan_service.h"
#include "plan/report.h"
#include "town/compare.h"
#include "town/town_service.h"
#include "town/whole_town_test.h"

namespace town {
namespace {

std::string long_csv(db::Database& database) {
  const auto opened = plan::open(base::Actor::visitor(), database, twin_slug("nerima-2011"));
  REQUIRE(opened.has_value());
  plan::ReportChoice choice;
  choice.lines = plan::leaves(opened->plan);
  for (const plan::Column& column : opened->plan.columns) choice.columns.push_back(&column);
  return plan::report(*opened, plan::ReportFormat::csv_long, choice)->bytes;
}

void check_years(db::Database& database) {
  // Nobody has closed the books of the last year: its blanks say so.
  std::vector<int> closed;
  const auto books = database.read([](db::Read& tx) { return figure::books(tx, kTown); });
  for (const auto& move : books.moves)
    if (move.closed) closed.push_back(move.fiscal_year);
  CHECK(closed == std::vector{2011, 2012, 2013});
  // What was handed over to the corporation is recorded by its people, and counts in no cell.
  database.read([](db::Read& tx) {
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

double seconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

TEST_CASE("four years: every cell equal, verify clean, taken away whole") {
  std::string first;
  for (const db::Engine engine : testing::engines_of_whole_town()) {
    CAPTURE(db::testing::name_of(engine));
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    const auto files = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    auto begun = std::chrono::steady_clock::now();
    const auto built = build(database, files, {});
    REQUIRE(built.has_value());
    MESSAGE(db::testing::name_of(engine), ": built in ", seconds_since(begun), " s");
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
    check_years(database);
    const std::string table = long_csv(database);
    if (first.empty()) first = table;
    CHECK(table == first);
    begun = std::chrono::steady_clock::now();
    CHECK(reset(database).value() > 100'000);
    MESSAGE(db::testing::name_of(engine), ": taken away in ", seconds_since(begun), " s");
    CHECK(database.read([](db::Read& tx) { return standing(tx); }).empty());
  }
}

}  // namespace
}  // namespace town
