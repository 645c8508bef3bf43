// A program in which several people write one draft — add, edit, move, merge, undo, paste — is
// killed at a random instant, again and again: what it had acknowledged is there, no deed is half
// done, and the history is whole. NIGIWAI_KILLS sets how often on each database (15).

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <thread>

#include "db/killed_program_test.h"
#include "db/testing.h"
#include "history/history.h"
#include "planning/planning_service.h"
#include "staff/towns_test.h"

namespace planning {
namespace {

using db::testing::kill_one;
using db::testing::kills;
using db::testing::TemporaryDatabase;

const Where kNext{"131202", "next"};

base::Actor person(std::int64_t number) {
  return {base::ActorKind::staff, number, "planner", "ward", "131202"};
}

void lay(db::Database& database) {
  staff::testing::keep_towns(database);
  const NewDraft wanted{
      "next", "次の計画", "平成27～30年度", {{"目標", Kind::node}, {"事業", Kind::row}}};
  if (!create(person(1), database, wanted) ||
      !add(person(1), database, kNext, {Kind::node, {}, "にぎわい"}))
    throw std::runtime_error("cannot lay the draft");
}

void tell(int to, const base::Result<Done>& done) {
  if (done) db::testing::tell(to, done->deed);
}

// Refusals are answers: the others move the same lines.
void write_on(const std::string& url, unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  const base::Actor actor = person(seed);
  for (;;) {
    const auto added =
        add(actor, database, kNext, {Kind::row, 1, "事業 " + std::to_string(dice())});
    tell(to, added);
    if (!added) continue;
    const int line = added->line;
    const int other = 2 + static_cast<int>(dice() % static_cast<unsigned>(line));
    switch (dice() % 4) {
      case 0:
        tell(to, move(actor, database, kNext, line, Step::up));
        break;
      case 1:
        tell(to, merge(actor, database, kNext, line, other, "統合"));
        break;
      case 2: {
        const auto edited = edit(actor, database, kNext, line, 1,
                                 {{"title", "書き直した"}, {"funding", "一般財源"}});
        if (edited && edited->deed != 0) db::testing::tell(to, edited->deed);
        break;
      }
      default: {
        std::vector<std::pair<std::size_t, WrongField>> wrong;
        const std::vector<PastedRow> rows(3, PastedRow{{}, {{"title", "貼り付けた"}}});
        const auto pasted = paste(actor, database, kNext, 1, rows, wrong);
        tell(to, pasted);
        if (pasted) tell(to, undo(actor, database, kNext, pasted->deed, "取消し"));
        break;
      }
    }
  }
}

// Two people in one program.
void live(const std::string& url, unsigned seed, int to) {
  std::thread second(write_on, url, seed + 1, to);
  write_on(url, seed, to);
}

// Every deed that wrote pasted rows wrote three; every line hangs in the tree; a line that was
// merged is named by the one it went into.
void check_whole(db::Database& database) {
  const auto draft = database.read([](db::Read& tx) { return open_draft(tx, kNext); });
  REQUIRE(draft.has_value());
  std::map<std::int64_t, int> pasted;
  for (const Line& line : draft->lines) {
    CHECK(hangs_in_tree(*draft, line.line));
    const auto all = database.read([&](db::Read& tx) { return versions(tx, kNext, line.line); });
    REQUIRE(all.size() == static_cast<std::size_t>(line.version));
    if (all.back().title == "貼り付けた") ++pasted[all.back().deed];
    if (line.merged_into) {
      const Line* into = find(draft->lines, *line.merged_into);
      REQUIRE(into != nullptr);
      CHECK(std::ranges::find(into->came_from, line.line) != into->came_from.end());
    }
  }
  for (const auto& [deed, rows] : pasted) CHECK(rows == 3);
  CHECK(history::verify(database).empty());
}

// A killed program keeps its writers' numbers until its lease runs out, and a database has 256: so
// many quick deaths as these, each with two writers, are spread over several databases.
constexpr int kKillsOfADatabase = 100;

void kill_in_one_database(db::Engine engine, int first, int count, std::mt19937& random) {
  const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
  {
    db::Database database = made.open();
    lay(database);
  }
  for (int round = first; round < first + count; ++round) {
    CAPTURE(round);
    const std::chrono::microseconds after(random() % 60'000);
    const auto acknowledged = kill_one<std::int64_t>(
        after, [&](int to) { live(made.url(), static_cast<unsigned>(round) * 10 + 1, to); });
    db::Database database = made.open();
    for (const std::int64_t deed : acknowledged)
      REQUIRE(database.read([&](db::Read& tx) {
        return history::find(tx, "131202", history::DeedId{deed}).has_value();
      }));
    if (round % 10 == 9) check_whole(database);
  }
  db::Database database = made.open();
  check_whole(database);
}

}  // namespace

TEST_CASE("deeds acknowledged survive kill -9, and none is half done") {
  std::mt19937 random(20261122);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    for (int first = 0; first < kills(15); first += kKillsOfADatabase)
      kill_in_one_database(engine, first, std::min(kKillsOfADatabase, kills(15) - first), random);
  }
}

}  // namespace planning
