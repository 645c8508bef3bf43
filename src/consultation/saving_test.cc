// What saving a consultation leaves behind: the one deed that stands for it and for its record,
// found out by `nigiwai verify` when anybody touches either; and nothing that makes saving dear.
#include <algorithm>

#include "consultation/consultation_service.h"
#include "consultation/desk_test.h"
#include "db/testing.h"
#include "figure/testing.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;

std::vector<std::string> codes_found(db::Database& database) {
  std::vector<std::string> codes;
  for (const db::Finding& one : figure::verify(database)) codes.emplace_back(one.code);
  return codes;
}

TEST_CASE("the deed of a consultation proves its record") {
  struct Case {
    std::string_view change;
    std::string_view code;
  };
  const Case cases[] = {
      {"UPDATE deed SET kind = 'consultation.step' WHERE kind = 'consultation.record'",
       "record.without_deed"},
      {"UPDATE deed_payload SET payload = 'x' WHERE deed IN (SELECT deed FROM consultation)",
       "record.deed_unreadable"},
      {"UPDATE deed_payload SET payload = replace(payload, '\"records\":1', '\"records\":2') "
       "WHERE deed IN (SELECT deed FROM consultation)",
       "record.deed_differs"},
      {"UPDATE record SET count = 2", "record.seal_broken"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.change);
    for_each_engine([&](db::Database& database) {
      const figure::testing::Clock clock("2012-06-02T10:00");
      lay_desk(database);
      held(database, talk());
      CHECK(codes_found(database).empty());
      database.write([&](db::Write& tx) { tx.run(db::Statement{"test.touch", one.change}); });
      CHECK(std::ranges::count(codes_found(database), one.code) == 1);
    });
  }
}

// For a list of three codes and more in a CHECK or a partial index SQLite fills a table of its own
// with every row (migration 0035): nothing that is written with each consultation may have one.
TEST_CASE("what is saved with every consultation is saved without a table on the side") {
  for_each_engine([](db::Database& database) {
    if (database.engine() != db::Engine::sqlite) return;
    const std::pair<std::string_view, int> tables[] = {
        {"deed", 16}, {"deed_payload", 9}, {"record", 21}, {"consultation", 23}};
    for (const auto& [table, columns] : tables) {
      CAPTURE(table);
      std::string sql = "EXPLAIN INSERT INTO " + std::string(table) + " VALUES (";
      for (int i = 1; i <= columns; ++i) sql += (i == 1 ? "?" : ", ?") + std::to_string(i);
      sql += ")";
      const std::vector<db::Value> nothing(static_cast<std::size_t>(columns), db::Value{});
      int steps = 0, on_the_side = 0;
      database.read([&](db::Read& tx) {
        tx.each_values(db::Statement{"test.explain", sql}, nothing, [&](db::Row& row) {
          for (const char* rest : {"addr", "p1", "p2", "p3", "p5"}) row.integer(rest);
          row.null("p4");
          row.null("comment");
          ++steps;
          on_the_side += row.view("opcode") == "OpenEphemeral" ? 1 : 0;
        });
      });
      CHECK(steps > 10);
      CHECK(on_the_side == 0);
    }
  });
}

// How SQLite answers a statement of the store, one step a line.
std::string steps_of(db::Database& database, std::string_view statement, std::size_t values) {
  const std::string sql =
      "EXPLAIN QUERY PLAN " + db::testing::text_of(db::Engine::sqlite, statement);
  std::string steps;
  database.read([&](db::Read& tx) {
    tx.each_values(db::Statement{"test.explain", sql}, std::vector<db::Value>(values),
                   [&](db::Row& row) {
                     for (const char* rest : {"id", "parent", "notused"}) row.integer(rest);
                     steps += row.text("detail") + "\n";
                   });
  });
  return steps;
}

// On SQLite the indexes end with the day (migration 0043): only what lies on one day is put in
// order.
TEST_CASE("lists are ranges of a narrow index, and no more than one day of them is sorted") {
  struct Way {
    std::string_view statement;
    std::size_t values;
    std::string_view range;
    bool sorts_a_day;
  };
  const Way ways[] = {
      {"consultation.list", 11,
       "INDEX consultation_by_day (municipality=? AND body=? AND occurred_on>? AND occurred_on<?)",
       true},
      {"consultation.of_client", 5, "INDEX consultation_by_client (client=? AND occurred_on<?)",
       true},
      {"consultation.go", 9,
       "INDEX consultation_by_client (client=? AND occurred_on>? AND occurred_on<?)", false}};
  for_each_engine([&](db::Database& database) {
    if (database.engine() != db::Engine::sqlite) return;
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const std::int64_t client = client_of(database, "青木商店");
    const Held one = held(database, talk_of(client));
    database.read([&](db::Read& tx) {
      search(tx, eyes(clerk()), {});
      history_of(tx, eyes(clerk()), business::find(tx, kWard, client).value(), {}, 10);
    });
    REQUIRE(withdraw(clerk(), eyes(clerk()), database, one.consultation, "二重に入力"));
    for (const Way& way : ways) {
      CAPTURE(way.statement);
      const std::string steps = steps_of(database, way.statement, way.values);
      CAPTURE(steps);
      CHECK(steps.find(way.range) != std::string::npos);
      CHECK((steps.find("TEMP B-TREE") != std::string::npos) == way.sorts_a_day);
      CHECK(steps.find("FOR ORDER BY") == std::string::npos);
    }
  });
}

// Whoever pages through a busy day sees each of its consultations once, the latest first.
TEST_CASE("a day that does not fit on a page goes on behind the last one shown") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const std::int64_t client = client_of(database, "青木商店");
    std::vector<std::int64_t> newest_first;
    for (const std::string_view day : {"2012-05-31", "2012-06-01", "2012-06-01", "2012-06-01",
                                       "2012-06-01", "2012-06-01", "2012-06-02"})
      newest_first.insert(newest_first.begin(), held(database, talk_of(client, day)).consultation);
    const auto in_pages = [&](auto page_before) {
      std::vector<std::int64_t> seen;
      Place before;
      for (std::string next = "first"; !next.empty() && seen.size() < 20;) {
        const Page page = page_before(before);
        for (const Opened& one : page.consultations) seen.push_back(one.consultation.id);
        next = page.next;
        if (!next.empty()) before = place_from(next).value();
      }
      return seen;
    };
    CHECK(in_pages([&](const Place& before) {
            Question question;
            question.before = before;
            question.limit = 2;
            return database.read([&](db::Read& tx) { return search(tx, eyes(clerk()), question); });
          }) == newest_first);
    CHECK(in_pages([&](const Place& before) {
            return database.read([&](db::Read& tx) {
              const auto known = business::find(tx, kWard, client).value();
              return history_of(tx, eyes(clerk()), known, before, 2);
            });
          }) == newest_first);
  });
}

}  // namespace
}  // namespace consultation
