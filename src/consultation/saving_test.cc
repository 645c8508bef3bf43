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

}  // namespace
}  // namespace consultation
