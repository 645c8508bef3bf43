// A program that drafts, decides, issues, puts right and withdraws editions is killed at a random
// instant, again and again: what it had acknowledged is there, no edition is half published, its
// figures neither, and verify finds nothing. NIGIWAI_KILLS sets how often on each database (30).
#include <algorithm>
#include <chrono>
#include <random>

#include "approval/approval_service.h"
#include "db/killed_program_test.h"
#include "db/testing.h"
#include "edition/edition_service.h"
#include "history/history.h"
#include "review/office_test.h"

namespace edition {
namespace {

using db::testing::kill_one;
using db::testing::kills;
using db::testing::TemporaryDatabase;
using db::testing::TemporaryFolder;

struct People {
  base::Actor planner, manager;
  staff::Who director;
};

// What was acknowledged: the number of an edition, with how many errata.
struct Said {
  int number = 0;
  int errata = 0;
};

void publish_on(const std::string& url, const std::string& keys, const People& people,
                unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  for (;;) {
    const auto made = draft(people.planner, database,
                            {"next",
                             "版 " + std::to_string(dice()),
                             "公表したい。",
                             {{approval::StepKind::decide, staff::Post::director}}});
    if (!made) continue;
    database.write(
        [&](db::Write& tx) { return approval::sign(tx, people.director, made->approval, ""); });
    const auto done = issue(people.manager, database, keys, {made->draft, {}, {}});
    if (!done) continue;
    db::testing::tell(to, Said{done->number, 0});
    const bool withdraws = dice() % 3 == 0;
    NewProposal wanted{"next", done->number, ProposalKind::erratum, "1", "2015", "13件", "誤り"};
    if (withdraws) wanted.kind = ProposalKind::withdrawal;
    const auto proposal = propose(people.planner, database, wanted);
    if (!proposal || !confirm(people.manager, database, keys, *proposal)) continue;
    if (!withdraws) db::testing::tell(to, Said{done->number, 1});
  }
}

void check_whole(db::Database& database) {
  CHECK(verify(database).empty());
  CHECK(history::verify(database).empty());
}

constexpr int kKillsOfADatabase = 100;

void kill_in_one_database(db::Engine engine, int first, int count, std::mt19937& random) {
  const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
  const TemporaryFolder folder;
  People people;
  {
    db::Database database = made.open();
    const review::testing::Office office(database);
    people.planner = office.actor(office.planner);
    people.manager = {base::ActorKind::staff, office.manager.person, "manager", office.manager.body,
                      "131202"};
    people.director = office.director;
    new_key(base::Actor::system("131202"), database, folder.path(), "131202").value();
  }
  for (int round = first; round < first + count; ++round) {
    CAPTURE(round);
    const std::chrono::microseconds after(random() % 60'000);
    const auto acknowledged = kill_one<Said>(after, [&](int to) {
      publish_on(made.url(), folder.path().string(), people, static_cast<unsigned>(round) + 1, to);
    });
    db::Database database = made.open();
    for (const Said& said : acknowledged) {
      const auto edition =
          database.read([&](db::Read& tx) { return open_public(tx, "next", said.number); });
      REQUIRE(edition.has_value());
      REQUIRE(edition->errata.size() >= static_cast<std::size_t>(said.errata));
    }
    if (round % 10 == 9) check_whole(database);
  }
  db::Database database = made.open();
  check_whole(database);
}

}  // namespace

TEST_CASE("editions acknowledged survive kill -9, and none is half published") {
  std::mt19937 random(20261123);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    for (int first = 0; first < kills(30); first += kKillsOfADatabase)
      kill_in_one_database(engine, first, std::min(kKillsOfADatabase, kills(30) - first), random);
  }
}

}  // namespace edition
