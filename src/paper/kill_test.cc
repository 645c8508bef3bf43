// A program in which two people attach files is killed at a random instant, again and again:
// between the bytes of a file, between file and row, between row and answer. What it had
// acknowledged is there with its content, no row is without its file, what came together is there
// together. NIGIWAI_KILLS sets how often on each database (15).

#include <chrono>
#include <map>
#include <random>
#include <thread>

#include "base/sha256.h"
#include "db/killed_program_test.h"
#include "db/testing.h"
#include "history/history.h"
#include "paper/paper_service.h"
#include "staff/people_test.h"

namespace paper {
namespace {

using db::testing::kill_one;
using db::testing::kills;
using db::testing::TemporaryDatabase;

constexpr std::size_t kTogether = 3;

struct Said {
  std::int64_t paper = 0;
  char sha256[64] = {};
};

// Files of up to a megabyte, three at once, each trio to a thing of its own.
void attach_on(const std::string& url, const Folder& folder, std::int64_t person, unsigned seed,
               int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  const base::Actor actor{base::ActorKind::staff, person, "clerk", "ward", "131202"};
  for (;;) {
    const std::string thing = std::to_string(dice());
    std::vector<std::string> contents;
    std::vector<Brought> brought;
    for (std::size_t i = 0; i < kTogether; ++i)
      contents.push_back(std::to_string(dice()) + std::string(dice() % 1'000'000, 'a'));
    for (const std::string& content : contents) brought.push_back({"a.txt", content});
    const auto papers = attach(actor, database, folder, {"131202", "record", thing, "ward"},
                               brought, Eyes::staff, thing);
    if (!papers) _exit(1);
    for (std::size_t i = 0; i < kTogether; ++i) {
      Said said{(*papers)[i].value, {}};
      base::sha256_hex(contents[i]).copy(said.sha256, sizeof said.sha256);
      db::testing::tell(to, said);
    }
  }
}

// Two people in one program.
void live(const std::string& url, const Folder& folder, std::int64_t person, unsigned seed,
          int to) {
  std::thread second(attach_on, url, folder, person, seed + 1, to);
  attach_on(url, folder, person, seed, to);
}

void check_together(db::Database& database) {
  std::map<std::string, std::size_t> of_thing;
  for (const Paper& paper : all_papers(database, "131202")) ++of_thing[paper.subject.key];
  for (const auto& [thing, count] : of_thing) CHECK(count == kTogether);
}

}  // namespace

TEST_CASE("papers acknowledged survive kill -9 with their content, and none is half there") {
  std::mt19937 random(20261122);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    const db::testing::TemporaryFolder place;
    const Folder folder = place.path() / "files";
    std::int64_t person = 0;
    {
      db::Database database = made.open();
      staff::testing::keep_towns(database);
      staff::Hasher hasher(staff::testing::kCheap);
      person = staff::testing::somebody(database, hasher, "clerk", "clerk").person;
    }
    const base::Actor actor{base::ActorKind::staff, person, "clerk", "ward", "131202"};
    for (int round = 0; round < kills(15); ++round) {
      CAPTURE(round);
      const std::chrono::microseconds after(random() % 60'000);
      const auto acknowledged = kill_one<Said>(after, [&](int to) {
        live(made.url(), folder, person, static_cast<unsigned>(round) * 10 + 1, to);
      });
      db::Database database = made.open();
      for (const Said& said : acknowledged) {
        const auto opened = open(actor, database, folder, PaperId{said.paper}, nullptr);
        REQUIRE(opened.has_value());
        CHECK(opened->paper.sha256 == std::string_view(said.sha256, sizeof said.sha256));
      }
    }
    db::Database database = made.open();
    check_together(database);
    CHECK(verify(database, folder).empty());
    CHECK(history::verify(database).empty());
  }
}

}  // namespace paper
