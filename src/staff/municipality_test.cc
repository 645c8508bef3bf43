// Municipalities and bodies as they are kept and looked up, on both databases.
#include "staff/municipality_service.h"

#include <doctest/doctest.h>

#include "base/words.h"
#include "db/testing.h"
#include "staff/towns_test.h"

namespace staff {
namespace {

using db::testing::for_each_engine;

TEST_CASE("municipalities and bodies come back as they were kept, each town its own") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    database.read([](db::Read& tx) {
      const auto all = municipalities(tx);
      REQUIRE(all.size() == 2);
      CHECK(all[0].code == "131202");
      CHECK(all[0].name == "練馬区");
      CHECK(all[0].name_en == "Nerima");
      CHECK(all[0].kind == MunicipalityKind::ward);
      CHECK(municipality(tx, "131211")->name == "足立区");
      CHECK(register_hash(tx, "131211") == "hash of 131211");
      const auto nerima = bodies(tx, "131202");
      REQUIRE(nerima.size() == 2);
      CHECK(nerima[0].key == "corporation");
      CHECK(nerima[0].name == "公社");
      CHECK(nerima[0].kind == "corporation");
      CHECK(bodies(tx, "131211").size() == 1);
    });
  });
}

TEST_CASE("a municipality nobody loaded is refused by its code") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    database.read([](db::Read& tx) {
      const auto unknown = municipality(tx, "131229");
      REQUIRE_FALSE(unknown.has_value());
      CHECK(unknown.error().code == unknown_municipality.code);
      CHECK(base::say(base::Language::ja, unknown.error()) ==
            "自治体コード「131229」の自治体は登録されていません。");
      CHECK_FALSE(register_hash(tx, "131229").has_value());
      CHECK(bodies(tx, "131229").empty());
    });
  });
}

TEST_CASE("what a register says anew is written over; what it no longer names stays") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    database.write([](db::Write& tx) {
      keep_municipality(tx, {"131202", "練馬", "Nerima City", MunicipalityKind::city}, "next", 2);
      keep_body(tx, "131202", {"ward", "練馬区役所", "office"}, 2);
    });
    database.read([](db::Read& tx) {
      const auto town = municipality(tx, "131202");
      CHECK(town->name == "練馬");
      CHECK(town->name_en == "Nerima City");
      CHECK(town->kind == MunicipalityKind::city);
      CHECK(register_hash(tx, "131202") == "next");
      const auto all = bodies(tx, "131202");
      REQUIRE(all.size() == 2);
      CHECK(all[1].name == "練馬区役所");
      CHECK(all[1].kind == "office");
    });
  });
}

TEST_CASE("every kind of municipality has the name it is kept under") {
  using enum MunicipalityKind;
  for (const MunicipalityKind kind : {ward, city, town, village})
    CHECK(municipality_kind(in_db(kind)) == kind);
  for (const char* code : {"", "moon", "Ward", "wards"})
    CHECK_FALSE(municipality_kind(code).has_value());
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    for (const MunicipalityKind kind : {ward, city, town, village})
      CHECK_NOTHROW(database.write([&](db::Write& tx) {
        keep_municipality(tx, {"131202", "練馬区", "Nerima", kind}, "hash", 2);
      }));
  });
}

}  // namespace
}  // namespace staff
