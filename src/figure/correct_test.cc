// Many records corrected in one deed: the same sums, members, milestones, list of what waits and
// confirmations as one by one; refusals by line; nothing half done.
#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/confirming.h"
#include "figure/figure_service.h"
#include "figure/testing.h"
#include "figure/waiting_store.h"
#include "history/history.h"
#include "staff/permission.h"

namespace figure {
namespace {

using db::testing::for_each_engine;
using record::RecordId;
using namespace testing;

using Lines = std::vector<CorrectionLine>;

record::Facts fair(std::int64_t people, std::string_view day = "2011-05-28") {
  record::Facts said = facts("craft-fair", "event_held", day);
  said.people = people;
  return said;
}

record::Facts advice(std::int64_t business) {
  record::Facts said = facts("advice", "consultation_held", "2011-05-10");
  said.business = business;
  return said;
}

base::Result<Bulk> try_all(db::Database& database, const Lines& lines,
                           const Command& command = {.id = "", .reason = "counted again"},
                           const Signers& signers = alone()) {
  return write(database,
               [&](db::Write& tx) { return correct_all(tx, signers, kWard, command, lines); });
}

struct Refused {
  std::string code;
  std::string line;
};
Refused refused(const base::Result<Bulk>& result) {
  Refused said;
  if (result) return said;
  said.code = result.error().code;
  for (const base::Fact& fact : result.error().facts)
    if (fact.name == "line") said.line = fact.value;
  return said;
}

std::int64_t visitors(db::Database& database, Scope scope = Scope::all) {
  return value(database, "1", "visitors", 2011, scope).sum.value;
}

std::int64_t waiting(db::Database& database) {
  std::int64_t count = 0;
  for (const auto& one : database.read([](db::Read& tx) { return unconfirmed(tx, kWard); }))
    count += one.records + one.reversals;
  return count;
}

TEST_CASE("many records are corrected and taken back in one deed") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId first = testing::post(database, fair(100));
    const RecordId second = testing::post(database, fair(10));
    const RecordId third = testing::post(database, advice(501));
    const RecordId fourth = testing::post(database, advice(501));
    record::Facts reached = facts("hall", "milestone_reached", "2011-07-01");
    reached.attributes = {{"milestone", "studied"}};
    const RecordId fifth = testing::post(database, reached);
    CHECK(value(database, "17", "clients", 2011).sum.value == 1);
    reached.attributes = {{"milestone", "built"}};

    const auto done = try_all(database, {{first, fair(90)},
                                         {second, {}},
                                         {third, advice(502)},
                                         {fourth, advice(503)},
                                         {fifth, reached}});
    REQUIRE(done.has_value());
    CHECK(visitors(database) == 90);
    CHECK(value(database, "17", "cases", 2011).sum.value == 2);
    CHECK(value(database, "17", "clients", 2011).sum.value == 2);
    CHECK(value(database, "31", "state", 2011).milestone->code == "built");
    CHECK(waiting(database) == 4);
    REQUIRE(done->records.size() == 5);
    database.read([&](db::Read& tx) {
      const auto deed = history::find(tx, kWard, history::DeedId{done->deed});
      CHECK(deed->kind == kCorrectAll);
      CHECK(deed->reason == "counted again");
      // The answer names what stands now, of what was only taken back the reversal.
      CHECK(open_record(tx, kWard, done->records[0])->record.people == 90);
      CHECK(open_record(tx, kWard, done->records[1])->record.reverses == second);
      // Each reversal knows what was put in its place.
      const auto back = record::store::reversal_of(tx, kWard, third).value();
      CHECK(replacement(tx, back)->id == done->records[2]);
      CHECK(!replacement(tx, record::store::reversal_of(tx, kWard, second).value()));
      CHECK(confirmed_together(tx, open_record(tx, kWard, done->records[2])->record) ==
            std::vector{done->records[2]});
      return 0;
    });
    CHECK(verify(database).empty());
    CHECK(history::verify(database).empty());
  });
}

TEST_CASE("of a deed of many corrections each is confirmed as one, and the rest waits on") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId first = testing::post(database, fair(100));
    const RecordId second = testing::post(database, fair(10));
    const RecordId third = testing::post(database, fair(1));
    for (const RecordId id : {first, second, third}) testing::confirm(database, id);
    CHECK(waiting(database) == 0);
    const auto done =
        try_all(database, {{first, fair(200)}, {second, {}}, {third, fair(2)}}).value();
    CHECK(waiting(database) == 5);  // two corrections, each with its reversal, and a reversal
    CHECK(visitors(database, Scope::confirmed) == 111);
    testing::confirm(database, done.records[2]);
    CHECK(visitors(database, Scope::confirmed) == 112);
    CHECK(waiting(database) == 3);
    testing::confirm(database, done.records[1]);
    CHECK(visitors(database, Scope::confirmed) == 102);
    const auto back = database.read(
        [&](db::Read& tx) { return record::store::reversal_of(tx, kWard, first)->id; });
    testing::confirm(database, back);  // by its reversal
    CHECK(visitors(database, Scope::confirmed) == 202);
    CHECK(waiting(database) == 0);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a line that cannot be carried out is named, and nothing is written") {
  struct Row {
    const char* name;
    Lines lines;
    const char* code;
    const char* line;
    const char* reason = "counted again";
  };
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId one = testing::post(database, fair(100));
    const RecordId gone = testing::post(database, fair(10));
    const RecordId reversal = testing::reverse(database, gone);
    record::Facts future = fair(1, "2099-01-01");
    record::Facts nowhere = fair(1);
    nowhere.programme = "no-such";
    const Row rows[] = {
        {"no line", {}, "figure.too_many_records", ""},
        {"no reason", {{one, fair(1)}}, "record.reason_missing", "", " "},
        {"unknown", {{one, fair(1)}, {RecordId{42}, {}}}, "record.unknown_record", "2"},
        {"a reversal", {{reversal, {}}}, "record.is_a_reversal", "1"},
        {"taken back before", {{one, fair(1)}, {gone, fair(2)}}, "record.already_reversed", "2"},
        {"twice", {{one, fair(1)}, {one, {}}}, "figure.named_twice", "2"},
        {"in the future", {{one, future}}, "record.in_the_future", "1"},
        {"of no programme", {{one, nowhere}}, "record.unknown_programme", "1"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.name);
      const auto said = refused(try_all(database, row.lines, {.id = "", .reason = row.reason}));
      CHECK(said.code == row.code);
      CHECK(said.line == row.line);
    }
    CHECK(refused(try_all(database, Lines(kBulkMax + 1, CorrectionLine{one, {}}))).code ==
          "figure.too_many_records");
    base::Actor stranger = officer();
    stranger.body = "corporation";
    CHECK(refused(try_all(database, {{one, fair(1)}}, {.id = "", .reason = "why"}, {stranger, {}}))
              .code == staff::post_may_not.code);
    CHECK(visitors(database) == 100);
    CHECK(waiting(database) == 1);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a repeated command gives the first answer, line by line; other lines are refused") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId one = testing::post(database, fair(100));
    const RecordId two = testing::post(database, fair(10));
    const RecordId three = testing::post(database, fair(1));
    const Command command{.id = "again", .reason = "counted again"};
    const Lines lines = {{one, fair(90)}, {two, {}}, {three, fair(3)}};
    const auto first = try_all(database, lines, command).value();
    const auto second = try_all(database, lines, command).value();
    CHECK(second.repeated);
    CHECK(second.deed == first.deed);
    CHECK(second.records == first.records);
    CHECK(visitors(database) == 93);
    CHECK(refused(try_all(database, {{one, fair(91)}}, command)).code ==
          history::command_id_reused.code);
  });
}

// Sixty lines are more than a statement of fifty numbers takes, six hundred more than one of five
// hundred.
TEST_CASE("hundreds of lines at once say the same as one by one") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    for (const std::size_t count : {60U, 600U}) {
      const std::vector<record::Facts> many(count, fair(1));
      const auto posted = write(database, [&](db::Write& tx) {
                            return post_all(tx, alone(), kWard, {}, many, false);
                          }).value();
      REQUIRE(posted.records.size() == count);
      const std::int64_t before = visitors(database);
      Lines lines;
      for (const RecordId id : posted.records) lines.push_back({id, fair(3)});
      CHECK(try_all(database, lines).has_value());
      CHECK(visitors(database) == before + 2 * static_cast<std::int64_t>(count));
    }
    CHECK(waiting(database) == 660);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a row of what waits that is gone stops the confirmation instead of passing it over") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const RecordId one = testing::post(database, fair(100));
    database.write(
        [&](db::Write& tx) { tx.run(db::Statement{"test.tamper", "DELETE FROM record_waiting"}); });
    CHECK_THROWS_AS(testing::confirm(database, one), db::Fault);
    CHECK(visitors(database, Scope::confirmed) == 0);
  });
}

}  // namespace
}  // namespace figure
