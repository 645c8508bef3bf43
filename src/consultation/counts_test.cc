// 件, 延べ and 者 of the desk while consultations are corrected and taken back: what the twelve
// rows of a year say is what counting the consultations says.
#include <doctest/doctest.h>

#include <vector>

#include "consultation/consultation_service.h"
#include "consultation/desk_test.h"
#include "db/migrate.h"
#include "db/testing.h"
#include "figure/testing.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;

struct Counts {
  std::int64_t consultations = 0;
  std::int64_t visits = 0;
  std::int64_t clients = 0;
  bool operator==(const Counts&) const = default;
};

Counts told(const std::vector<Tally>& all) {
  if (all.empty()) return {};
  REQUIRE(all.size() == 1);
  return {all.front().consultations, all.front().visits, all.front().clients};
}

Counts of_month(db::Database& database, int month) {
  return told(database.read(
      [&](db::Read& tx) { return tally_of_month(tx, eyes(clerk()), base::Date(2012, month, 1)); }));
}

Counts of_year(db::Database& database, int year = 2012) {
  return told(database.read(
      [&](db::Read& tx) { return tally_of_year(tx, eyes(clerk()), base::FiscalYear(year)); }));
}

void move_to(db::Database& database, const Held& one, std::int64_t client, std::string_view day) {
  const auto seen =
      database.read([&](db::Read& tx) { return open(tx, eyes(clerk()), one.consultation); });
  const Correction correction{.consultation = one.consultation,
                              .seen_version = seen->consultation.version,
                              .entry = talk_of(client, day),
                              .reason = "日付の誤り"};
  REQUIRE(correct(clerk(), eyes(clerk()), database, correction));
}

void take_back(db::Database& database, const Held& one) {
  REQUIRE(withdraw(clerk(), eyes(clerk()), database, one.consultation, "重複"));
}

TEST_CASE("a client is one of the month and one of the year until the last visit is gone") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-08-01T10:00");
    lay_desk(database);
    const std::int64_t shop = client_of(database, "大泉製作所");
    const Held first = held(database, talk_of(shop, "2012-05-10"));
    const Held second = held(database, talk_of(shop, "2012-05-31"));
    CHECK(of_month(database, 5) == Counts{2, 2, 1});
    CHECK(of_year(database) == Counts{2, 2, 1});

    move_to(database, second, shop, "2012-06-01");
    CHECK(of_month(database, 5) == Counts{1, 1, 1});
    CHECK(of_month(database, 6) == Counts{1, 1, 1});
    CHECK(of_year(database) == Counts{2, 2, 1});

    move_to(database, first, shop, "2012-06-02");  // nobody is left in May
    CHECK(of_month(database, 5) == Counts{});
    CHECK(of_month(database, 6) == Counts{2, 2, 1});

    take_back(database, first);
    CHECK(of_month(database, 6) == Counts{1, 1, 1});
    move_to(database, second, shop, "2012-03-31");  // of the year before
    CHECK(of_year(database) == Counts{});
    CHECK(of_year(database, 2011) == Counts{1, 1, 1});

    held(database, talk_of(shop, "2012-04-01"));  // back in the year that the client had left
    CHECK(of_year(database) == Counts{1, 1, 1});
    take_back(database, second);
    CHECK(of_year(database, 2011) == Counts{});
    CHECK(verify(database).empty());
  });
}

TEST_CASE("counts are made from the consultations of an older database") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const std::int64_t shop = client_of(database, "大泉製作所");
    const std::int64_t bakery = client_of(database, "ねりまパン");
    for (const char* day : {"2012-03-31", "2012-04-01", "2012-05-31", "2012-05-31"})
      held(database, talk_of(shop, day));
    held(database, talk_of(bakery, "2012-05-01"));
    held(database, talk("2012-05-01"));
    take_back(database, held(database, talk_of(bakery, "2012-04-02")));

    const auto own = db::migration_files();
    std::vector<db::MigrationFile> files(own.begin(), own.end());
    for (const db::MigrationFile& file : own)
      if (file.name == "0042_desk_counts.sql") files.push_back({9042, "9042_again.sql", file.text});
    REQUIRE(db::migrate(database, files) == 1);

    CHECK(of_month(database, 4) == Counts{1, 1, 1});
    CHECK(of_month(database, 5) == Counts{4, 3, 2});
    CHECK(of_year(database) == Counts{5, 4, 2});
    CHECK(of_year(database, 2011) == Counts{1, 1, 1});
    CHECK(verify(database).empty());
  });
}

}  // namespace
}  // namespace consultation
