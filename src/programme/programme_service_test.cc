// The register as it is kept: written once a file, read back as it was, and not forgotten.
#include "programme/programme_service.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "db/testing.h"

namespace programme {
namespace {

using db::testing::for_each_engine;

Register small_register() {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/tests/corpus/plan_file/small_register.json",
                     std::ios::binary);
  base::Mistakes mistakes("small_register.json");
  auto reg = read_register(std::string{std::istreambuf_iterator<char>(file), {}}, mistakes);
  REQUIRE(mistakes.none());
  return reg;
}

bool load_it(db::Database& database, const Register& reg, std::string_view hash) {
  return database.write([&](db::Write& tx) { return load(tx, base::Actor::system(), reg, hash); });
}

std::vector<Programme> all(db::Database& database, std::string_view code) {
  return database.read([&](db::Read& tx) { return programmes(tx, code); });
}

TEST_CASE("a register comes back as it was loaded, and the same file is left alone") {
  for_each_engine([](db::Database& database) {
    const Register reg = small_register();
    CHECK(load_it(database, reg, "first"));
    CHECK_FALSE(load_it(database, reg, "first"));
    CHECK(load_it(database, reg, "second"));
    const auto kept = all(database, "131202");
    REQUIRE(kept.size() == 2);
    const auto& shop = kept[0].key == "vacant-shop" ? kept[0] : kept[1];
    CHECK(shop.name == "空き店舗活用事業");
    CHECK(shop.also == std::vector{ProgrammeType::consultation});
    REQUIRE(shop.owners.size() == 2);
    CHECK(owner_in(shop, 2013)->department == "商工課");
    CHECK(owner_in(shop, 2014)->body == "corporation");
    database.read([](db::Read& tx) {
      CHECK(bodies(tx, "131202").size() == 2);
      CHECK(municipalities(tx).size() == 1);
      CHECK(municipality(tx, "131202")->name_en == "Nerima");
      CHECK(municipality(tx, "131211").error().code == unknown_municipality.code);
      CHECK(programmes(tx, "131211").empty());
      return 0;
    });
  });
}

TEST_CASE(
    "a programme that a new register no longer names stays; owners are those of the new one") {
  for_each_engine([](db::Database& database) {
    Register reg = small_register();
    load_it(database, reg, "first");
    reg.programmes.pop_back();
    reg.programmes[0].owners.pop_back();
    reg.programmes[0].name = "空き店舗";
    CHECK(load_it(database, reg, "second"));
    const auto kept = all(database, "131202");
    REQUIRE(kept.size() == 2);
    const auto& shop = kept[0].key == "vacant-shop" ? kept[0] : kept[1];
    CHECK(shop.name == "空き店舗");
    CHECK(shop.owners.size() == 1);
  });
}

}  // namespace
}  // namespace programme
