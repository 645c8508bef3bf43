// A town built whole, on both databases: the same seed gives the same table, byte for byte;
// everything is proved by verify; and what goes wrong leaves nothing behind.
#include "town/town_service.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <sstream>

#include "db/backend.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "plan/computed_service.h"
#include "plan/plan_service.h"
#include "plan/report.h"
#include "staff/municipality_service.h"
#include "town/building.h"
#include "town/compare.h"
#include "town/jar_store.h"
#include "town/town_cli.h"

namespace town {
namespace {

using db::testing::for_each_engine;

constexpr std::string_view kPlans = NIGIWAI_SOURCE_DIR "/plans/131202";

const plan::PlanSet& files() {
  static const plan::PlanSet set = plan::read_plan_set({kPlans});
  return set;
}

void lay_nerima(db::Database& database) {
  REQUIRE(plan::load(base::Actor::system(), database, files()).has_value());
  figure::build(database, base::Actor::system());
}

// A year of which the table prints little: a town of a few hundred records.
Question year_2014(std::uint64_t seed = 1) {
  Question question;
  question.seed = seed;
  question.years = {2014};
  return question;
}

std::string long_csv(db::Database& database) {
  const auto opened = plan::open(base::Actor::visitor(), database, twin_slug("nerima-2011"));
  REQUIRE(opened.has_value());
  plan::ReportChoice choice;
  choice.lines = plan::leaves(opened->plan);
  for (const plan::Column& column : opened->plan.columns) choice.columns.push_back(&column);
  return plan::report(*opened, plan::ReportFormat::csv_long, choice)->bytes;
}

std::string code_of(const auto& result) {
  return result ? std::string() : std::string(result.error().code);
}

TEST_CASE(
    "the same seed: the same bytes on both databases; another: other records, the same table") {
  std::string first;
  for_each_engine([&](db::Database& database) {
    const auto days = [&] {
      return database.read([](db::Read& tx) {
        const auto held = figure::find(tx, kTown, twin_slug("nerima-2011"), "2", "participants");
        std::vector<base::Date> all;
        for (const auto& one : figure::records(tx, kTown, *held, 2014, {})->records)
          all.push_back(one.record.occurred_on);
        return all;
      });
    };
    REQUIRE(code_of(build(database, files(), year_2014(1))) == "");
    const auto one = days();
    REQUIRE(one.size() == 39);
    const std::string table = long_csv(database);
    if (first.empty()) first = table;
    CHECK(table == first);
    REQUIRE(reset(database).has_value());
    REQUIRE(code_of(build(database, files(), year_2014(5))) == "");
    CHECK(days() != one);
    CHECK(long_csv(database) == table);
  });
}

TEST_CASE("built once, taken away whole, and the real plan stays as it is") {
  for_each_engine([](db::Database& database) {
    lay_nerima(database);
    const auto nerima = plan::open(base::Actor::visitor(), database, "nerima-2011");
    CHECK(code_of(reset(database)) == not_built.code);
    CHECK(code_of(compare(database, files(), "nerima-2011")) == not_built.code);
    REQUIRE(code_of(build(database, files(), year_2014())) == "");
    CHECK(code_of(build(database, files(), year_2014())) == built_already.code);
    CHECK(database.read([](db::Read& tx) { return standing(tx); }).find("練習用") !=
          std::string::npos);
    CHECK(reset(database).value() > 1000);
    CHECK(database.read([](db::Read& tx) { return standing(tx); }).empty());
    CHECK(code_of(reset(database)) == not_built.code);
    CHECK(history::verify(database).empty());
    CHECK(plan::open(base::Actor::visitor(), database, "nerima-2011")->changed_at ==
          nerima->changed_at);
  });
}

// What the schema holds beside its tables.
std::vector<std::string> schema(db::Database& database) {
  constexpr db::Statement kSqlite{"test.schema_sqlite",
                                  "SELECT name AS held FROM sqlite_schema ORDER BY name"};
  constexpr db::Statement kPostgres{
      "test.schema_postgres",
      "SELECT conname || ' ' || pg_get_constraintdef(oid) AS held FROM pg_constraint "
      "WHERE connamespace = CAST(current_schema() AS regnamespace) ORDER BY 1"};
  return database.read([&](db::Read& tx) {
    return tx.list<std::string>(database.engine() == db::Engine::sqlite ? kSqlite : kPostgres,
                                [](db::Row& row) { return row.text("held"); });
  });
}

TEST_CASE("taking away is all or nothing, and leaves the schema as it was") {
  for_each_engine([](db::Database& database) {
    const auto before = schema(database);
    REQUIRE(code_of(build(database, files(), year_2014())) == "");
    // Stopped when all rows were out already.
    struct Stop {};
    const db::testing::TemporaryDatabase described(db::Engine::sqlite,
                                                   db::testing::TemporaryDatabase::Schema::current);
    auto empty = described.open();
    const auto stopped = [&] {
      empty.read([&](db::Read& schema_of) {
        const auto tables = store::tables(schema_of);
        return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
          store::take_out(tx, tables, store::easing(tx, schema_of, tables), kTown);
          throw Stop{};
        });
      });
    };
    CHECK_THROWS_AS(stopped(), Stop);
    CHECK(schema(database) == before);
    CHECK_FALSE(database.read([](db::Read& tx) { return standing(tx); }).empty());
    CHECK(history::verify(database).empty());
    CHECK(figure::verify(database).empty());
    CHECK(reset(database).has_value());
    CHECK(schema(database) == before);
    CHECK(code_of(build(database, files(), year_2014())) == "");
  });
}

TEST_CASE("a municipality of the town's code with data of its own: nothing is built into it") {
  for_each_engine([](db::Database& database) {
    database.write([](db::Write& tx) {
      const auto deed = history::write(tx, base::Actor::system(std::string(kTown)),
                                       {.kind = "programme.load",
                                        .municipality = std::string(kTown),
                                        .subject_kind = "register",
                                        .subject_key = std::string(kTown),
                                        .reason = {},
                                        .payload_json = {}});
      staff::keep_municipality(
          tx, {std::string(kTown), "別の市", "Another", staff::MunicipalityKind::city}, "hash",
          deed.value);
      return true;
    });
    CHECK(code_of(build(database, files(), year_2014())) == not_ours.code);
    CHECK(code_of(reset(database)) == not_ours.code);
    std::ostringstream out, err;
    base::Terminal terminal{out, err, base::Language::ja};
    cli::Options options;
    options.files = kPlans;
    options.years = "2014";
    CHECK(cli::build(database, options, terminal) == base::kRefused);
    CHECK(cli::reset(database, options, terminal) == base::kRefused);
    CHECK(err.str().contains("nigiwai town build で作ったのではない「別の市」"));
    CHECK(database.read([](db::Read& tx) { return standing(tx); }) == "別の市");
    CHECK(database.read([](db::Read& tx) { return building_now(tx).state; }) ==
          BuildingState::none);
  });
}

TEST_CASE("a disk that is full in the middle of the work: nothing of the town, and it is told") {
  for_each_engine([](db::Database& database) {
    const db::testing::TemporaryFolder folder;
    Question question = year_2014();
    question.jar = folder.path();
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    const auto limited = [&](rlim_t bytes) {
      const rlimit limit{bytes, before.rlim_max};
      setrlimit(RLIMIT_FSIZE, &limit);
    };
    // No file of this program grows beyond what the jar has when work begins.
    const auto built =
        build(database, files(), question, [&](const Progress&) { limited(2'500'000); });
    limited(before.rlim_cur);
    REQUIRE_FALSE(built.has_value());
    CHECK(built.error().code == jar_full.code);  // not the database's disk
    CHECK(base::say(base::Language::ja, built.error()).contains(folder.path().string()));
    CHECK(std::filesystem::is_empty(folder.path()));
    CHECK(database.read([](db::Read& tx) { return standing(tx); }).empty());
    CHECK(history::verify(database).empty());
    CHECK(code_of(build(database, files(), year_2014())) == "");
  });
}

TEST_CASE("what cannot be built leaves nothing behind") {
  for_each_engine([](db::Database& database) {
    Question question = year_2014();
    question.plan = "atlantis";
    CHECK(code_of(build(database, files(), question)) == unknown_plan.code);
    question = year_2014();
    question.years = {1999};
    CHECK(code_of(build(database, files(), question)) == unknown_year.code);
    CHECK(code_of(build(database, plan::read_plan_set({"/nowhere"}), {})) == files_wrong.code);
    question = year_2014();
    question.jar = "/proc/nowhere";
    CHECK(code_of(build(database, files(), question)) == jar_unwritable.code);

    // A stop in the middle of the work.
    struct Stop {};
    const db::testing::TemporaryFolder folder;
    question.jar = folder.path();
    CHECK_THROWS_AS((void)build(database, files(), question, [](const Progress&) { throw Stop{}; }),
                    Stop);
    CHECK(std::filesystem::is_empty(folder.path()));
    CHECK(database.read([](db::Read& tx) { return standing(tx); }).empty());
  });
}

TEST_CASE("a full disk while the town is poured: all of it or nothing") {
  const db::testing::TemporaryDatabase place(db::Engine::sqlite,
                                             db::testing::TemporaryDatabase::Schema::current);
  auto database = place.open();
  database.maintain([](db::Backend& backend) { backend.script("PRAGMA max_page_count = 400"); });
  CHECK_THROWS_AS((void)build(database, files(), year_2014()), db::Fault);
  CHECK(database.read([](db::Read& tx) { return standing(tx); }).empty());
  CHECK(history::verify(database).empty());
}

TEST_CASE("three times the work by the bulk door: the same invariants") {
  for_each_engine([](db::Database& database) {
    Question question = year_2014();
    question.scale = 3;
    const auto built = build(database, files(), question);
    REQUIRE(code_of(built) == "");
    CHECK(code_of(compare(database, files(), "nerima-2011")) == scaled.code);
    const auto participants = database.read([](db::Read& tx) {
      const auto held = figure::find(tx, kTown, twin_slug("nerima-2011"), "2", "participants");
      return figure::table(tx, kTown, twin_slug("nerima-2011"), figure::Scope::confirmed)
          .at({held->id.value, 2014})
          .sum.value;
    });
    CHECK(participants == 3 * 39);
    CHECK(figure::verify(database).empty());
  });
}

TEST_CASE("seeds, scales and years as people type them") {
  CHECK(seed_from("0").value() == 0);
  CHECK(seed_from("18446744073709551615").has_value());
  for (const char* text : {"", "x", "-1", "1.5", "18446744073709551616", "１"})
    CHECK(code_of(seed_from(text)) == seed_not_number.code);
  CHECK(scale_from("1000").value() == 1000);
  for (const char* text : {"", "0", "-1", "1001", "x", "1.5"})
    CHECK(code_of(scale_from(text)) == scale_unfit.code);
  CHECK(years_from("2011-2014").value() == std::vector{2011, 2012, 2013, 2014});
  CHECK(years_from("2013,2011,2013").value() == std::vector{2011, 2013});
  CHECK(years_from("").value().empty());
  for (const char* text : {"11", "2014-2011", "2011-", "x", "2011-2999"})
    CHECK(code_of(years_from(text)) == unknown_year.code);
}

TEST_CASE("the commands: a wrong seed is wrong usage, a comparison that holds is 0") {
  for_each_engine([](db::Database& database) {
    std::ostringstream out, err;
    base::Terminal terminal{out, err, base::Language::en};
    cli::Options options;
    options.files = kPlans;
    options.seed = "much";
    CHECK(cli::build(database, options, terminal) == base::kWrongUsage);
    options.seed = "1";
    options.years = "soon";
    CHECK(cli::build(database, options, terminal) == base::kWrongUsage);
    CHECK(cli::compare(database, options, terminal) == base::kRefused);
    CHECK(cli::reset(database, options, terminal) == base::kRefused);
    options.years = "2014";
    CHECK(cli::build(database, options, terminal) == base::kDone);
    // Only one year was worked: the others' numbers are missing, and each says why.
    CHECK(cli::compare(database, options, terminal) == base::kRefused);
    CHECK(out.str().find("not computable (no records)") != std::string::npos);
    CHECK(out.str().find("28/2011") != std::string::npos);
    terminal.json = true;
    out.str("");
    CHECK(cli::compare(database, options, terminal) == base::kRefused);
    CHECK(out.str().starts_with("{\"holds\":false"));
    CHECK(cli::reset(database, options, terminal) == base::kDone);
  });
}

}  // namespace
}  // namespace town
