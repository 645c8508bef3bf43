// A program that takes tables over, corrects them and undoes them is killed at a random instant,
// again and again: what it had acknowledged is there, no plan is half there, every cell says what
// its file says. NIGIWAI_KILLS sets how often on each database (15).
#include <chrono>
#include <random>

#include "db/killed_program_test.h"
#include "db/testing.h"
#include "history/history.h"
#include "importer/import_service.h"
#include "importer/import_test.h"
#include "plan/plan_service.h"

namespace importer {
namespace {

using namespace testing;
using db::testing::kill_one;
using db::testing::kills;

struct Said {
  std::int64_t taken = 0;
  bool undone = false;
};

// A table over and out again, another and its correction, each under a short name of its own.
void live(const std::string& url, const paper::Folder& folder, unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  const Shop shop{database, folder};
  const base::Actor actor = planner();
  for (int number = 0;; ++number) {
    const std::string slug = "p" + std::to_string(seed) + "-" + std::to_string(number);
    const auto id = begin(actor, shop, {.name = "a.csv", .bytes = kTable});
    if (!id || !correct(actor, shop, *id, 1, {.wanted = new_plan(slug)})) _exit(1);
    if (!commit(actor, shop, *id, {.version = 2})) _exit(1);
    db::testing::tell(to, Said{id->value, false});
    if (number % 2 == 0) {
      if (!undo(actor, shop, *id, "試し")) _exit(1);
      db::testing::tell(to, Said{id->value, true});
      continue;
    }
    const auto again = begin(actor, shop, {.name = "b.csv", .bytes = kCorrected, .corrects = *id});
    if (!again) _exit(1);
    const auto proposed = propose(actor, shop, *again);
    if (!proposed || !commit(actor, shop, *again, {.version = 1, .standing = proposed->standing}))
      _exit(1);
    db::testing::tell(to, Said{again->value, false});
  }
}

// A plan that stands has all its cells, one that was undone or never committed is not there.
void check_whole(const Place& place) {
  for (ImportId before;;) {
    const auto all =
        place.database.read([&](db::Read& tx) { return imports(tx, "131202", before); });
    if (all.empty()) break;
    before = all.back().id;
    for (const Import& one : all) {
      if (one.wanted.plan.empty()) continue;
      const auto there = place.database.read(
          [&](db::Read& tx) { return plan::whole_document(tx, "131202", one.wanted.plan); });
      CHECK(there.has_value() == (one.state == State::committed || one.corrects.has_value()));
      if (!there) continue;
      const bool is_first = said(*there, "融資あっせん", 2023) == "980件";
      CHECK(said(*there, "商店街の催し", 2022) == (is_first ? "12回" : "(nothing)"));
      CHECK(said(*there, "見本市への出展", 2023) == (is_first ? "(no row)" : "3社"));
    }
  }
  CHECK(verify(place.database, place.folder).empty());
  CHECK(plan::verify(place.database).empty());
  CHECK(history::verify(place.database).empty());
}

}  // namespace

TEST_CASE("imports acknowledged survive kill -9, and none is half done") {
  std::mt19937 random(20261123);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    // A killed program keeps its writer's number until its lease runs out: many quick deaths are
    // spread over several databases.
    constexpr int kKillsOfADatabase = 200;
    for (int first = 0; first < kills(15); first += kKillsOfADatabase) {
      const Place place(engine);
      for (int round = first; round < std::min(kills(15), first + kKillsOfADatabase); ++round) {
        CAPTURE(round);
        const std::chrono::microseconds after(random() % 60'000);
        const auto acknowledged = kill_one<Said>(after, [&](int to) {
          live(place.made.url(), place.folder, static_cast<unsigned>(round), to);
        });
        for (const Said& one : acknowledged) {
          const auto found = place.database.read(
              [&](db::Read& tx) { return find(tx, "131202", ImportId{one.taken}); });
          REQUIRE(found.has_value());
          CHECK((found->state == State::committed || found->state == State::undone));
          if (one.undone) CHECK(found->state == State::undone);
        }
      }
      check_whole(place);
    }
  }
}

}  // namespace importer
