// Confirming: by whom, what goes together, many at once, sent back, and what waits.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <thread>

#include "db/statements.h"
#include "db/testing.h"
#include "figure/confirming.h"
#include "figure/figure_service.h"
#include "figure/testing.h"
#include "history/history.h"
#include "record/record_store.h"

namespace figure {
namespace {

using db::testing::for_each_engine;
using record::RecordId;
using namespace testing;

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

base::Result<Posted> try_confirm(db::Database& database, RecordId id, std::int64_t person = 18) {
  return write(database, [&](db::Write& tx) { return confirm(tx, alone(person), kWard, {}, id); });
}

base::Result<Confirmed> try_all(db::Database& database, const std::vector<RecordId>& ids,
                                const Command& command = {}, std::int64_t person = 18) {
  return write(database,
               [&](db::Write& tx) { return confirm_all(tx, alone(person), kWard, command, ids); });
}

RecordId corrected(db::Database& database, RecordId id, std::int64_t people) {
  record::Facts facts = testing::facts("craft-fair", "event_held", "2011-05-28");
  facts.people = people;
  return write(database,
               [&](db::Write& tx) {
                 return correct(tx, alone(), kWard, {.id = "", .reason = "miscounted"}, id, facts);
               })
      ->record;
}

RecordId fair(db::Database& database, std::int64_t people) {
  record::Facts facts = testing::facts("craft-fair", "event_held", "2011-05-28");
  facts.people = people;
  return testing::post(database, facts);
}

std::int64_t public_visitors(db::Database& database) {
  return value(database, "1", "visitors", 2011, Scope::confirmed).sum.value;
}

TEST_CASE("many single records, each of a deed of its own, are confirmed in one") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2014-06-01T09:00");
    lay_plan(database);
    std::vector<RecordId> records;
    for (int i = 0; i < 60; ++i) records.push_back(testing::post(database, grant("2011-05-02", 1)));
    const auto all = [&](std::string_view command, std::span<const RecordId> chosen,
                         std::int64_t person) {
      return write(database, [&](db::Write& tx) {
        return confirm_all(tx, alone(person), kWard, {std::string(command), ""}, chosen);
      });
    };
    // One of them by another person, who is the author of none of the others: all or nothing.
    const auto own = write(database, [&](db::Write& tx) {
      return post(tx, alone(18), kWard, {}, grant("2011-05-03", 1));
    });
    records.push_back(own->record);
    const auto refused = all("all", records, 18);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == author_confirms.code);
    CHECK(value(database, "42", "cases", 2011, Scope::confirmed).sum.value == 0);
    records.pop_back();
    CHECK(all("all", records, 18)->records == 60);
    CHECK(all("all", records, 18)->repeated);
    CHECK(value(database, "42", "cases", 2011, Scope::confirmed).sum.value == 60);
    const auto again = all("again", std::span(records).first(2), 18);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().code == record::already_confirmed.code);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("who wrote a record does not confirm it, in whatever post, alone or as the second") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId id = fair(database, 4'700);
    CHECK(code_of(try_confirm(database, id, 17)) == author_confirms.code);
    const RecordId signed_by_two = write(database, [&](db::Write& tx) {
                                     record::Facts facts =
                                         testing::facts("craft-fair", "event_held", "2011-05-28");
                                     facts.people = 10;
                                     return post(tx, two(17, 18), kWard, {}, facts);
                                   })->record;
    CHECK(code_of(try_confirm(database, signed_by_two, 18)) == author_confirms.code);
    CHECK(code_of(try_confirm(database, signed_by_two, 20)) == "");
    CHECK(code_of(try_all(database, {id, signed_by_two}, {}, 17)) == author_confirms.code);
    // The second of two who confirm is asked as the first.
    const auto both =
        write(database, [&](db::Write& tx) { return confirm(tx, two(18, 17), kWard, {}, id); });
    CHECK(code_of(both) == author_confirms.code);
    CHECK(public_visitors(database) == 10);
    // The program itself is nobody's author and nobody's second.
    const auto by_program = write(database, [&](db::Write& tx) {
      return confirm(tx, {base::Actor::system(), {}}, kWard, {}, id);
    });
    CHECK(by_program.has_value());
    CHECK(verify(database).empty());
  });
}

TEST_CASE("one person does not post a batch confirmed at once") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const std::vector<record::Facts> one = {grant("2011-06-01", 5)};
    const auto bulk = [&](const Signers& signers) {
      return code_of(write(
          database, [&](db::Write& tx) { return post_all(tx, signers, kWard, {}, one, true); }));
    };
    CHECK(bulk(alone()) == record::second_person_missing.code);
    CHECK(bulk(two()) == "");
    CHECK(bulk({base::Actor::system(), {}}) == "");
  });
}

TEST_CASE("a correction is confirmed as one: the public never counts half of it") {
  struct Row {
    const char* name;
    int steps;         // how often it was corrected after the first confirmation
    bool by_reversal;  // the reversal is named, not the new record
  };
  for_each_engine([](db::Database& database) {
    for (const Row& row : {Row{"new record", 1, false}, Row{"reversal", 1, true},
                           Row{"corrected twice", 2, false}, Row{"twice, by reversal", 2, true}}) {
      CAPTURE(row.name);
      const std::int64_t before = 0;
      lay_plan(database);
      const RecordId first = fair(database, 4'700);
      confirm(database, first);
      const std::int64_t with_first = public_visitors(database);
      RecordId last = first;
      RecordId reversal;
      for (int i = 0; i < row.steps; ++i) {
        last = corrected(database, last, 4'070 + i);
        if (i == 0)
          reversal =
              database
                  .read([&](db::Read& tx) { return record::store::reversal_of(tx, kWard, first); })
                  ->id;
      }
      CHECK(public_visitors(database) == with_first);
      CHECK(code_of(try_confirm(database, row.by_reversal ? reversal : last)) == "");
      CHECK(public_visitors(database) == with_first - 4'700 + 4'069 + row.steps + before);
      CHECK(code_of(try_confirm(database, row.by_reversal ? last : reversal)) ==
            record::already_confirmed.code);
      CHECK(verify(database).empty());
      reverse(database, last);  // leaves nothing for the next row of this table
      const auto gone = database.read(
          [&](db::Read& tx) { return record::store::reversal_of(tx, kWard, last)->id; });
      CHECK(code_of(try_confirm(database, gone)) == "");
    }
  });
}

TEST_CASE("many are confirmed in one deed, all or nothing, and a repeat gives the first answer") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    std::vector<RecordId> ids;
    for (int i = 1; i <= 7; ++i) ids.push_back(fair(database, i));
    CHECK(code_of(try_all(database, {})) == nothing_chosen.code);
    std::vector<RecordId> with_forged = ids;
    with_forged.push_back(RecordId{42});
    CHECK(code_of(try_all(database, with_forged)) == record::unknown_record.code);
    CHECK(public_visitors(database) == 0);
    const Command command{.id = "all", .reason = ""};
    const auto done = try_all(database, ids, command).value();
    CHECK(done.records == 7);
    CHECK(public_visitors(database) == 28);
    const auto again = try_all(database, ids, command).value();
    CHECK(again.repeated);
    CHECK(again.deed == done.deed);
    CHECK(again.records == 7);
    CHECK(code_of(try_all(database, ids)) == record::already_confirmed.code);
    CHECK(verify(database).empty());
    const auto deed = database.read(
        [&](db::Read& tx) { return history::find(tx, kWard, history::DeedId{done.deed}); });
    CHECK(deed->kind == kConfirmAll);
  });
}

TEST_CASE("somebody corrects while somebody confirms: nothing half done") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId first = fair(database, 4'700);
    const RecordId other = fair(database, 1);
    const RecordId now = corrected(database, first, 4'070);
    CHECK(code_of(try_all(database, {first, other})) == record::nothing_to_confirm.code);
    CHECK(public_visitors(database) == 0);
    CHECK(try_all(database, {now, other}).value().records == 2);
    CHECK(public_visitors(database) == 4'071);
  });
}

// Steps in before the n-th time this thread asks a statement: somebody else does something from
// beginning to end between two statements of one transaction.
class SteppingIn {
 public:
  SteppingIn(std::string_view statement, int nth, std::function<void()> act)
      : statement_(statement), nth_(nth), act_(std::move(act)), me_(std::this_thread::get_id()) {
    db::statements::step_before_each([this](std::string_view asked) {
      if (std::this_thread::get_id() != me_ || asked != statement_ || ++times_ != nth_) return;
      std::thread(act_).join();
    });
  }
  ~SteppingIn() { db::statements::step_before_each({}); }
  SteppingIn(const SteppingIn&) = delete;
  SteppingIn& operator=(const SteppingIn&) = delete;
  bool stepped_in() const { return times_ >= nth_; }

 private:
  const std::string statement_;
  const int nth_;
  const std::function<void()> act_;
  const std::thread::id me_;
  int times_ = 0;
};

// SQLite lets nobody in between. The first moment is between the look at the record and the look
// at what is confirmed with it, the second after all looks.
TEST_CASE("whoever is second at the same record is refused in words, whenever the first came") {
  struct Moment {
    std::string_view statement;
    int nth;
    std::string_view of_many;  // many are looked at together
  };
  const Moment moments[] = {{"record.reversal_of", 2, "record.reversals_among_some"},
                            {"figure.remove_waiting", 1, "figure.remove_waiting"}};
  for_each_engine([&](db::Database& database) {
    if (database.engine() == db::Engine::sqlite) return;
    lay_plan(database);
    for (const auto& [statement, nth, of_many] : moments) {
      CAPTURE(statement);
      const auto beside_at = [&](std::string_view asked, int times,
                                 const std::function<void()>& act, const auto& work) {
        const SteppingIn other(asked, times, act);
        const std::string code = code_of(work());
        CHECK(other.stepped_in());
        return code;
      };
      const auto beside = [&](const std::function<void()>& act, const auto& work) {
        return beside_at(statement, nth, act, work);
      };
      const RecordId both = fair(database, 1);
      const auto confirmed_by_other = [&] {
        CHECK(code_of(try_confirm(database, both, 20)) == "");
      };
      CHECK(beside(confirmed_by_other, [&] { return try_confirm(database, both); }) ==
            record::already_confirmed.code);
      const RecordId back = fair(database, 2);
      const auto taken_back = [&] {
        CHECK(write(database, [&](db::Write& tx) {
                return reverse(tx, alone(), kWard, {.id = "", .reason = "typed twice"}, back);
              }).has_value());
      };
      CHECK(beside(taken_back, [&] { return try_confirm(database, back); }) ==
            record::nothing_to_confirm.code);
      const RecordId many = fair(database, 4);
      const auto many_by_other = [&] { CHECK(code_of(try_confirm(database, many, 20)) == ""); };
      CHECK(beside_at(of_many, 1, many_by_other, [&] { return try_all(database, {many}); }) ==
            record::already_confirmed.code);
      const RecordId first = fair(database, 8);
      const RecordId now = corrected(database, first, 16);
      const auto correction_by_other = [&] {
        CHECK(code_of(try_confirm(database, now, 20)) == "");
      };
      CHECK(beside(correction_by_other, [&] { return try_confirm(database, now); }) ==
            record::already_confirmed.code);
    }
    CHECK(public_visitors(database) == 2 * (1 + 4 + 16));
    CHECK(verify(database).empty());
    CHECK(history::verify(database).empty());
  });
}

TEST_CASE("what waits, by work and month, and what went back to its author") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto groups = [&] {
      return database.read([](db::Read& tx) { return unconfirmed(tx, kWard); });
    };
    CHECK(groups().empty());
    const RecordId may = fair(database, 4'700);
    const RecordId june = testing::post(database, grant("2011-06-03", 5'000));
    testing::post(database, grant("2011-06-04", 6'000));
    REQUIRE(groups().size() == 2);
    CHECK(groups()[0].programme == "craft-fair");
    CHECK(groups()[0].month == "2011-05");
    CHECK(groups()[1].records == 2);
    confirm(database, may);
    corrected(database, may, 4'070);
    REQUIRE(groups().size() == 2);
    CHECK(groups()[1].records == 1);
    CHECK(groups()[1].reversals == 1);
    const Waits group{"vacant-shop", "grant_paid", 2011, "2011-06"};
    const auto listed = [&](RecordId after, int limit) {
      return database.read([&](db::Read& tx) {
        return unconfirmed(tx, kWard, group, after, RecordId{INT64_MAX}, limit);
      });
    };
    REQUIRE(listed({}, 9).size() == 2);
    CHECK(listed({}, 1).size() == 1);
    CHECK(listed(june, 9).size() == 1);

    const auto send = [&](const std::string& reason, std::int64_t person = 18) {
      return code_of(write(database, [&](db::Write& tx) {
        return send_back(tx, alone(person), kWard, {.id = "", .reason = reason}, june);
      }));
    };
    CHECK(send(" ") == record::reason_missing.code);
    CHECK(send("金額を確かめてください") == "");
    const auto back = database.read([](db::Read& tx) { return sent_back(tx, kWard); });
    REQUIRE(back.size() == 1);
    CHECK(back[0].reason == "金額を確かめてください");
    CHECK(back[0].by == 18);
    CHECK(listed({}, 9).size() == 2);  // still there, unconfirmed
    confirm(database, june);
    CHECK(database.read([&](db::Read& tx) { return sent_back(tx, kWard, june).has_value(); }) ==
          false);
    CHECK(database.read([&](db::Read& tx) { return returns_of(tx, kWard, june).size(); }) == 1);
    CHECK(database.read([](db::Read& tx) { return last_confirmation(tx, kWard).has_value(); }));
    CHECK(send("もう一度") == record::already_confirmed.code);
    CHECK(database.read([&](db::Read& tx) {
      return confirmed_reversals(tx, kWard, {}, {INT64_MAX}, 5).size();
    }) == 0);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a sample holds the largest, the newest and some by chance") {
  std::vector<record::Record> many(40);
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].people = static_cast<std::int64_t>(i == 7 ? 900 : i);
    many[i].recorded_at = {static_cast<std::int64_t>(i == 20 ? 1000 : i)};
  }
  const auto sample = sample_of(many, 5);
  CHECK(sample.size() >= 2 * kSampleEach);
  CHECK(sample.size() <= 3 * kSampleEach);
  CHECK(std::ranges::find(sample, 7U) != sample.end());
  CHECK(std::ranges::find(sample, 20U) != sample.end());
  CHECK(sample == sample_of(many, 5));
  CHECK(sample_of(std::span(many).first(2), 5).size() == 2);
  CHECK(sample_of({}, 5).empty());
}

TEST_CASE("months and days as known at a moment add up to the table of that moment") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-01T09:00");
    lay_plan(database);
    std::vector<base::Instant> moments;
    for (int i = 0; i < 6; ++i) {
      confirm(database, fair(database, 100 + i));
      moments.push_back(
          mark(database, planner(), kWard, "check", "round " + std::to_string(i)).value());
      clock.pass(i % 2 == 0 ? 3'600 : 86'400);
    }
    database.read([&](db::Read& tx) {
      const auto held = find(tx, kWard, kPlan, "1", "visitors").value();
      for (const base::Instant at : moments) {
        Sum sum;
        for (const auto& month : by_month(tx, kWard, held, 2011, Scope::confirmed, at))
          sum += month.sum;
        CHECK(sum == value(database, "1", "visitors", 2011, Scope::confirmed, at).sum);
      }
      Sum all;
      for (const auto& day : by_day(tx, kWard, held.id, 2011, Scope::confirmed)) all += day.sum;
      CHECK(all == value(database, "1", "visitors", 2011, Scope::confirmed).sum);
      return 0;
    });
  });
}

}  // namespace
}  // namespace figure
