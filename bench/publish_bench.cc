// On a database of its own, with the plan of Nerima 2011–14; the clock on the wall counts, for both
// wait for the disk, and what of it the program works is told beside it.
#include "bench/publish_bench.h"

#include <unistd.h>

#include <filesystem>
#include <ostream>

#include "approval/approval_service.h"
#include "bench/figures_tally.h"
#include "db/db.h"
#include "db/migrate.h"
#include "edition/compare.h"
#include "edition/edition_service.h"
#include "edition/key_file.h"
#include "plan/plan_folder.h"
#include "plan/plan_service.h"
#include "staff/account.h"

namespace {

using town_bench::Limit;
using town_bench::median;
using town_bench::processor_seconds;
using town_bench::seconds_of;
using town_bench::Tally;
using town_bench::wall_seconds;

constexpr int kRounds = 9;
constexpr int kLines = 5'000;
constexpr double kPublishMs = 50;
constexpr double kCompareMs = 100;
constexpr std::string_view kTown = "131202";
constexpr std::string_view kPlan = "nerima-2011";

constexpr db::Statement kCreate{
    "bench.create_signed",
    "CREATE TABLE bench_signed (number BIGINT PRIMARY KEY, content TEXT NOT NULL, signature TEXT "
    "NOT NULL)"};
constexpr db::Statement kAdd{
    "bench.add_signed",
    "INSERT INTO bench_signed (number, content, signature) VALUES (?1, ?2, ?3)"};

base::Actor person(db::Database& database, const char* login, const char* post) {
  const auto made =
      staff::add_person(
          base::Actor::system(std::string(kTown)), database,
          {.municipality = std::string(kTown), .login = login, .name = login, .body = "ward"})
          .value();
  return {base::ActorKind::staff, made.person, post, made.body, std::string(kTown)};
}

edition::Content large(int changed_each) {
  edition::Content content;
  for (int year = 2011; year < 2015; ++year)
    content.columns.push_back({std::to_string(year), std::to_string(year)});
  for (int i = 0; i < kLines; ++i) {
    edition::Line line;
    line.row = std::to_string(i);
    line.title = "line " + line.row;
    for (const auto& column : content.columns)
      line.cells.push_back(
          {column.key, std::to_string(i % changed_each == 0 ? i + 1 : i), "printed", "quantities"});
    content.lines.push_back(std::move(line));
  }
  return content;
}

// The private key lies in `keys`.
void measure(Tally& tally, const std::string& url, const std::string& plans_folder,
             const std::filesystem::path& keys) {
  std::vector<double> ours;
  std::vector<double> processor;
  std::vector<double> bare;
  auto database = db::Database::open(url, {.create = true});
  db::migrate(database);
  plan::load(base::Actor::system(), database, plan::read_plan_set({plans_folder + "/131202"}))
      .value();
  database.write([](db::Write& tx) { tx.run(kCreate); });
  edition::new_key(base::Actor::system(std::string(kTown)), database, keys, kTown).value();
  const auto key = edition::read_key(keys, kTown).value();
  const base::Actor planner = person(database, "planner", "planner");
  const base::Actor manager = person(database, "manager", "manager");
  const base::Actor director = person(database, "director", "director");
  staff::Who who{std::string(kTown), director.id, "director", "director", director.body};
  who.posts.push_back({.person = director.id, .post = staff::Post::director});
  for (int round = 0; round < kRounds; ++round) {
    edition::Drafted drafted;
    const double before = processor_seconds();
    double seconds = seconds_of(wall_seconds, [&] {
      drafted = edition::draft(planner, database,
                               {std::string(kPlan),
                                "bench " + std::to_string(round),
                                "bench",
                                {{approval::StepKind::decide, staff::Post::director}}})
                    .value();
    });
    double worked = processor_seconds() - before;
    database.write([&](db::Write& tx) { return approval::sign(tx, who, drafted.approval, ""); })
        .value();
    const double again = processor_seconds();
    seconds += seconds_of(wall_seconds, [&] {
      edition::issue(manager, database, keys, {drafted.draft, {}, {}}).value();
    });
    worked += processor_seconds() - again;
    ours.push_back(seconds);
    processor.push_back(worked);
    const auto one = database.read(
        [&](db::Read& tx) { return edition::open_public(tx, kPlan, round + 1).value(); });
    bare.push_back(seconds_of(wall_seconds, [&] {
      const auto file = edition::sign(one.file.content, key);
      database.write([&](db::Write& tx) { tx.run(kAdd, round, file.content, file.signature); });
    }));
  }
  tally.number("freeze, draft, issue and sign 59 lines, ms", median(ours) * 1000, Limit::at_most,
               kPublishMs);
  tally.shown("of them the first, which reads every definition, ms", ours.front() * 1000);
  tally.shown("processor time of this program, ms", median(processor) * 1000);
  tally.shown("the bare write and signature of the same bytes, ms", median(bare) * 1000);
  tally.shown("times the bare write", median(ours) / median(bare));
}

}  // namespace

int publish_bench(std::ostream& out, const std::string& plans_folder,
                  const std::optional<std::string>& postgres_url) {
  Tally tally(out);
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai-publish-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  tally.heading("SQLite");
  measure(tally, "sqlite:" + (folder / "n.sqlite").string(), plans_folder, folder);
  if (postgres_url) {
    tally.heading("PostgreSQL");
    measure(tally, *postgres_url, plans_folder, folder / "postgres");
  }
  std::filesystem::remove_all(folder);
  tally.heading("Comparing");
  const auto before = large(1'000'000);
  const auto after = large(7);
  std::vector<double> compared;
  for (int round = 0; round < kRounds; ++round)
    compared.push_back(seconds_of(wall_seconds, [&] { edition::compare(before, after); }));
  tally.number("compare two tables of 5,000 lines, ms", median(compared) * 1000, Limit::at_most,
               kCompareMs);
  return tally.all_reached() ? 0 : 1;
}
