// Whatever people do, in whatever order and at the same time (records, corrections, confirmations,
// definitions changed and built, transactions undone, clocks that disagree), the sums equal the
// records in the end, and what was known at every mark equals a replay of the journal until that
// mark. The replay is plain C++ over all records and shares no line with the sums.
#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;
using record::Record;
using record::RecordId;

constexpr base::Instant kEnd{std::numeric_limits<std::int64_t>::max()};

// ---- the replay
// ----------------------------------------------------------------------------------

struct Journal {
  std::vector<Record> records;
  std::map<std::int64_t, base::Instant> reversed_at;            // by first record
  std::map<std::int64_t, base::Instant> reversal_confirmed_at;  // by first record
};

Journal read_journal(db::Database& database) {
  Journal journal;
  database.read([&](db::Read& tx) {
    RecordId after;
    for (auto piece = record::store::in_order(tx, kWard, after, 500); !piece.empty();
         piece = record::store::in_order(tx, kWard, after, 500)) {
      for (const Record& record : piece) {
        const auto with_confirmation = record::store::find(tx, kWard, record.id);
        journal.records.push_back(with_confirmation.value());
      }
      after = piece.back().id;
    }
  });
  for (const Record& record : journal.records) {
    if (!record.reverses) continue;
    journal.reversed_at[record.reverses->value] = record.recorded_at;
    if (record.confirmed_at)
      journal.reversal_confirmed_at[record.reverses->value] = *record.confirmed_at;
  }
  return journal;
}

bool known(const Record& record, Scope scope, base::Instant until) {
  if (scope == Scope::all) return record.recorded_at <= until;
  return record.confirmed_at && *record.confirmed_at <= until;
}

bool taken_back(const Journal& journal, const Record& record, Scope scope, base::Instant until) {
  const auto& moments = scope == Scope::all ? journal.reversed_at : journal.reversal_confirmed_at;
  const auto found = moments.find(record.id.value);
  return found != moments.end() && found->second <= until;
}

// What one figure says in every year, from nothing but the records known until then.
std::map<int, Value> replay(const Journal& journal, const Definition& definition, Scope scope,
                            base::Instant until) {
  std::map<int, Value> years;
  std::map<int, std::map<std::int64_t, int>> members;
  for (const Record& record : journal.records) {
    if (!known(record, scope, until)) continue;
    const auto part = contribution(definition, record);
    if (!part) continue;
    Value& value = years[record.fiscal_year.number()];
    value.sum.records += record.reverses ? -1 : 1;
    if (definition.measure == Measure::distinct_businesses) {
      members[record.fiscal_year.number()][*record.business] += record.reverses ? -1 : 1;
      continue;
    }
    value.sum.value += part->value;
    value.sum.divisor += part->divisor;
    if (!record.summary) value.sum.singles += part->value;
    if (definition.measure != Measure::milestone || record.reverses ||
        taken_back(journal, record, scope, until))
      continue;
    const Milestone reached{*record::attribute(record, "milestone"), base::iso(record.occurred_on),
                            record.id.value};
    if (!value.milestone || std::pair(value.milestone->occurred_on, value.milestone->record) <
                                std::pair(reached.occurred_on, reached.record))
      value.milestone = reached;
  }
  for (const auto& [year, counted] : members)
    for (const auto& [member, records] : counted)
      if (records > 0) ++years[year].sum.value, ++years[year].sum.singles;
  return years;
}

void check_against_replay(db::Database& database, const Journal& journal,
                          std::optional<base::Instant> at) {
  CHECK(worded(database, at).has_value());  // a row is never a mixture of two definitions
  for (const Scope scope : {Scope::all, Scope::confirmed}) {
    database.read([&](db::Read& tx) {
      const Table stored = table(tx, kWard, kPlan, scope, at);
      for (const Held& held : figures(tx, kWard, kPlan, at)) {
        const auto expected = replay(journal, held.definition, scope, at.value_or(kEnd));
        for (int year = 2009; year <= 2015; ++year) {
          const auto found = stored.find({held.id.value, year});
          const auto wanted = expected.find(year);
          const Value is = found == stored.end() ? Value{} : found->second;
          const Value should_be = wanted == expected.end() ? Value{} : wanted->second;
          CAPTURE(held.row);
          CAPTURE(held.definition.key);
          CAPTURE(held.version);
          CAPTURE(year);
          CAPTURE(at.has_value());
          CHECK(is.sum.records == should_be.sum.records);
          CHECK(is.sum.value == should_be.sum.value);
          CHECK(is.sum.singles == should_be.sum.singles);
          CHECK(is.sum.divisor == should_be.sum.divisor);
          CHECK(is.milestone == should_be.milestone);
        }
      }
    });
  }
}

// ---- what people do
// ------------------------------------------------------------------------------

struct Town {
  std::mutex mutex;
  std::vector<RecordId> records;
  std::vector<base::Instant> marks;
  std::atomic<int> done = 0;
};

using Dice = std::mt19937;
int roll(Dice& dice, int sides) {
  return std::uniform_int_distribution<int>(0, sides - 1)(dice);
}

record::Facts any_fact(Dice& dice) {
  static constexpr std::string_view days[] = {"2009-11-05", "2011-04-01", "2011-10-12",
                                              "2012-03-31", "2012-04-01", "2013-02-28"};
  const std::string_view day = days[roll(dice, 6)];
  record::Facts said;
  switch (roll(dice, 7)) {
    case 0:
      said = facts("craft-fair", "event_held", day);
      said.people = roll(dice, 4000);
      break;
    case 1:
      said = facts("loans", "interest_subsidy_paid", day);
      said.yen = roll(dice, 100'000);
      said.attributes = {{"half", roll(dice, 2) == 0 ? "first" : "second"}, {"lent_in", "2009"}};
      break;
    case 2:
      said = facts("advice", "consultation_held", day);
      if (roll(dice, 3) > 0) said.business = 500 + roll(dice, 4);
      break;
    case 3:
      said = facts("seminar", "participant_enrolled", day);
      said.people = 1 + roll(dice, 30);
      break;
    case 4:
      said = facts("guide", "issue_published", day);
      said.attributes = {{"copies", std::to_string(8000 + roll(dice, 3))}};
      break;
    case 5:
      said = facts("hall", "milestone_reached", day);
      said.attributes = {{"milestone", roll(dice, 2) == 0 ? "supported" : "built"}};
      break;
    default:
      said = grant(day, 1 + roll(dice, 1'000'000));
      break;
  }
  if (said.kind != "milestone_reached") said.summary = roll(dice, 5) == 0;
  return said;
}

std::optional<RecordId> any_record(Town& town, Dice& dice) {
  const std::lock_guard lock(town.mutex);
  if (town.records.empty()) return std::nullopt;
  return town.records[static_cast<std::size_t>(roll(dice, static_cast<int>(town.records.size())))];
}

void note(Town& town, const base::Result<Posted>& posted) {
  if (!posted) return;
  const std::lock_guard lock(town.mutex);
  town.records.push_back(posted->record);
}

struct Undone {};

void act(db::Database& database, Town& town, Dice& dice) {
  const record::Facts said = any_fact(dice);
  const auto old = any_record(town, dice);
  const int what = old ? roll(dice, 13) : 0;
  const Command because{.id = "", .reason = "as it came"};
  if (what <= 4) {
    note(town,
         write(database, [&](db::Write& tx) { return post(tx, alone(), kWard, because, said); }));
  } else if (what <= 6) {
    note(town, write(database,
                     [&](db::Write& tx) { return reverse(tx, alone(), kWard, because, *old); }));
  } else if (what <= 9) {
    write(database, [&](db::Write& tx) { return confirm(tx, alone(18), kWard, because, *old); });
  } else if (what == 10) {
    note(town, write(database, [&](db::Write& tx) {
           return correct(tx, alone(), kWard, because, *old, said);
         }));
  } else if (what == 11) {
    std::vector<CorrectionLine> lines = {{*old, said}};
    const auto other = any_record(town, dice);
    if (other != old)
      lines.push_back({*other, roll(dice, 2) == 0 ? std::optional(said) : std::nullopt});
    const auto bulk = write(
        database, [&](db::Write& tx) { return correct_all(tx, alone(), kWard, because, lines); });
    if (bulk)
      for (const RecordId id : bulk->records) note(town, Posted{.record = id});
  } else {
    // A transaction that is undone after everything was written.
    CHECK_THROWS_AS(database.write([&](db::Write& tx) {
      CHECK(post(tx, alone(), kWard, because, said).has_value());
      throw Undone();
    }),
                    Undone);
  }
}

// Counts only what was confirmed in one half, then everything again, and so on; a build may be
// stopped in between.
void change_definitions(db::Database& database, Dice& dice, int round) {
  DefinitionSet set = small_plan();
  for (RowDefinition& row : set.rows) {
    for (Definition& definition : row.figures) {
      if (definition.key == "interest" && round % 2 == 0)
        definition.records.front().where = {
            {.attribute = "half", .test = Test::one_of, .values = {"first"}, .number = 0}};
      if (definition.key == "clients" && round % 3 == 0)
        definition.records.push_back(
            {.programmes = {"vacant-shop"}, .kind = "grant_paid", .where = {}, .in_town = {}});
      if (definition.key == "state" && round % 2 == 1)
        definition.records.front().where = {
            {.attribute = "milestone", .test = Test::one_of, .values = {"built"}, .number = 0}};
    }
  }
  reword(set, round + 1);
  install_plan(database, set);
  if (roll(dice, 2) == 0) {
    try {
      build(database, base::Actor::system(),
            [](std::string_view, std::int64_t, std::int64_t) { throw Undone(); });
    } catch (const Undone&) {
    }
  }
  if (roll(dice, 3) != 0) build(database, base::Actor::system());
}

// Every clock is a few seconds off, and wanders.
class SkewedClock {
 public:
  ~SkewedClock() { base::release_clock(); }
  void wander(Dice& dice) {
    const std::int64_t base = 1'402'000'000'000'000 + steps_++ * 40'000'000'000;
    base::fix_clock(base::Instant{base + (roll(dice, 10'001) - 5'000) * 1000});
  }

 private:
  std::atomic<std::int64_t> steps_ = 0;
};

void live(db::Database& database, unsigned seed, bool at_once) {
  lay_plan(database);
  Town town;
  SkewedClock clock;
  Dice first(seed);
  clock.wander(first);
  const auto person = [&](unsigned number) {
    db::Database own = db::Database::open(database.url(), {});
    Dice dice(seed + number);
    for (int i = 0; i < 60; ++i) {
      if (roll(dice, 3) == 0) clock.wander(dice);
      act(own, town, dice);
    }
    ++town.done;
  };
  const auto planner = [&] {
    Dice dice(seed + 99);
    int round = 0;
    int marked = 0;
    while (town.done < 3) {
      if (roll(dice, 3) == 0) change_definitions(database, dice, round++);
      const auto at = mark(database, base::Actor::system(), kWard, "check",
                           "round " + std::to_string(++marked));
      REQUIRE(at.has_value());
      const std::lock_guard lock(town.mutex);
      town.marks.push_back(*at);
    }
  };
  if (at_once) {
    std::vector<std::thread> threads;
    for (unsigned i = 1; i <= 3; ++i) threads.emplace_back(person, i);
    planner();
    for (std::thread& thread : threads) thread.join();
  } else {
    for (unsigned i = 1; i <= 3; ++i) {
      person(i);
      Dice dice(seed + i);
      change_definitions(database, dice, static_cast<int>(i));
      const std::string name = "end " + std::to_string(i);
      town.marks.push_back(mark(database, base::Actor::system(), kWard, "check", name).value());
    }
  }
  const Journal journal = read_journal(database);
  CHECK(journal.records.size() > 80);
  check_against_replay(database, journal, std::nullopt);
  CHECK(verify(database).empty());
  const std::size_t step = std::max<std::size_t>(1, town.marks.size() / 6);
  for (std::size_t i = 0; i < town.marks.size(); i += step)
    check_against_replay(database, journal, town.marks[i]);
}

TEST_CASE("one after the other: sums equal records, marks equal the replay") {
  for (const unsigned seed : {1U, 2U, 3U})
    for_each_engine([&](db::Database& database) { live(database, seed, false); });
}

TEST_CASE("all at once: sums equal records, marks equal the replay") {
  for (const unsigned seed : {11U, 12U})
    for_each_engine([&](db::Database& database) { live(database, seed, true); });
}

}  // namespace
}  // namespace figure
