// A table taken over can be worked with: its lines' measures are defined with it where they can be
// told, follow what is brought later, and go with it when it is undone.
#include <doctest/doctest.h>

#include "figure/figure_service.h"
#include "importer/import_test.h"
#include "plan/computed_service.h"
#include "plan/defining.h"
#include "plan/plan_service.h"
#include "programme/programme_service.h"

namespace importer {
namespace {

using namespace testing;

constexpr db::Statement kForgetProgrammes{
    "importer_test.forget_programmes",
    "DELETE FROM plan_row_programme WHERE municipality = '131202' AND plan = 'hamura'"};

// Three of the table's four lines are named like programmes of the register.
void lay_programmes(db::Database& database) {
  programme::Register reg;
  reg.municipality = {.code = "131202", .name = "練馬区", .name_en = "Nerima"};
  reg.bodies = {{.key = "ward", .name = "練馬区", .kind = "municipality"}};
  const auto add = [&](const char* key, const char* name, programme::ProgrammeType type) {
    programme::Programme one;
    one.key = key;
    one.name = name;
    one.type = type;
    reg.programmes.push_back(std::move(one));
  };
  using programme::ProgrammeType;
  add("shops", "空き店舗活用", ProgrammeType::subsidy);
  add("loans", "融資あっせん", ProgrammeType::loan);
  add("fair", "商店街の催し", ProgrammeType::gathering);
  database.write([&](db::Write& tx) {
    programme::load(tx, base::Actor::system(), reg, "small");
    figure::changed(tx, "131202");
  });
}

void lend(const Place& place) {
  record::Facts facts;
  facts.programme = "loans";
  facts.kind = "loan_executed";
  facts.occurred_on = base::Date(2023, 5, 28);
  facts.yen = 3'000'000;
  const auto posted = figure::write(place.database, [&](db::Write& tx) {
    return figure::post(tx, {base::Actor::system(), {}}, "131202", {}, facts);
  });
  REQUIRE_MESSAGE(posted.has_value(), posted.error().code);
}

// The figures by the titles of their lines: 融資あっせん:indicator_1/件.
std::string defined(const Place& place) {
  return place.database.read([](db::Read& tx) {
    const auto document = plan::whole_document(tx, "131202", "hamura");
    std::string text;
    for (const auto& held : figure::figures(tx, "131202", "hamura")) {
      const plan::Row* row = document ? plan::find_row(*document, held.row) : nullptr;
      text += (text.empty() ? "" : " ") + (row == nullptr ? held.row : row->title) + ":" +
              held.definition.key + "/" + held.definition.unit;
    }
    return text;
  });
}

std::string computed(const Place& place, std::string_view title, std::string_view column) {
  const auto table = plan::open_table(planner(), place.database, "hamura", {});
  REQUIRE(table.has_value());
  for (const auto& row : table->plan.rows) {
    const plan::Cell* cell = row.title == title ? plan::find_cell(row, column) : nullptr;
    const auto* reading =
        cell == nullptr ? nullptr : plan::find_reading(*cell, plan::ReadingSource::computed);
    if (reading != nullptr) return reading->text.value_or("");
  }
  return "(none)";
}

void is_sound(const Place& place) {
  CHECK(plan::verify(place.database).empty());
  CHECK(figure::verify(place.database).empty());
  CHECK(verify(place.database, place.folder).empty());
}

const std::string kAll =
    "空き店舗活用:indicator_1/件 融資あっせん:indicator_1/件 商店街の催し:indicator_1/回";

template <class Check>
void on_both(Check check) {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Place place(engine);
    lay_programmes(place.database);
    check(place);
  }
}

}  // namespace

TEST_CASE("lines named like a programme count its records from the import on, until it is undone") {
  on_both([](const Place& place) {
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    REQUIRE(taken(place, id).has_value());
    CHECK(defined(place) == kAll);
    lend(place);
    CHECK(computed(place, "融資あっせん", "2023") == "1件");
    CHECK(said(document(place.database, "hamura"), "融資あっせん", 2023) == "980件");
    CHECK(computed(place, "創業の相談", "2023") == "(none)");
    is_sound(place);

    REQUIRE(undo(planner(), place.shop, id, "違う表だった").has_value());
    CHECK(defined(place).empty());
    is_sound(place);

    REQUIRE(taken(place, drafted(place, kTable, new_plan("hamura"))).has_value());
    figure::build(place.database, base::Actor::system());
    CHECK(defined(place) == kAll);
    CHECK(computed(place, "融資あっせん", "2023") == "1件");
    is_sound(place);
  });
}

TEST_CASE("a later year and a corrected file take the definitions along, and back again") {
  on_both([](const Place& place) {
    const ImportId first = drafted(place, kTable, new_plan("hamura"));
    REQUIRE(taken(place, first).has_value());
    Wanted wanted;
    wanted.target = Target::later_year;
    wanted.plan = "hamura";
    // 催し is counted by its visitors from then on.
    std::string next = kNextYear;
    next.replace(next.find("9回"), std::string("9回").size(), "900人");
    const ImportId year = drafted(place, next, wanted);
    REQUIRE(taken(place, year).has_value());
    CHECK(defined(place) ==
          "空き店舗活用:indicator_1/件 融資あっせん:indicator_1/件 商店街の催し:indicator_1/人");
    is_sound(place);
    REQUIRE(undo(planner(), place.shop, year, "別の計画だった").has_value());
    CHECK(defined(place) == kAll);

    const auto again =
        begin(planner(), place.shop, {.name = "進捗.csv", .bytes = kCorrected, .corrects = first});
    REQUIRE(again.has_value());
    REQUIRE(taken(place, *again).has_value());
    CHECK(defined(place) == kAll);
    REQUIRE(undo(planner(), place.shop, *again, "訂正の誤り").has_value());
    CHECK(defined(place) == kAll);
    CHECK(document(place.database, "hamura").rows[1].programmes ==
          std::vector<std::string>{"loans"});
    is_sound(place);
  });
}

TEST_CASE("a table taken over before that is found out, and gets its definitions once") {
  on_both([](const Place& place) {
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    REQUIRE(taken(place, id).has_value());
    lend(place);
    place.database.write([&](db::Write& tx) {
      plan::undefine(tx, base::Actor::system(), "131202", "hamura");
      tx.run(kForgetProgrammes);
    });
    const auto findings = plan::verify(place.database);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "plan.verify_undefined");
    CHECK(plan::define_undefined(base::Actor::system(), place.database) == 1);
    CHECK(plan::define_undefined(base::Actor::system(), place.database) == 0);
    figure::build(place.database, base::Actor::system());
    CHECK(defined(place) == kAll);
    CHECK(document(place.database, "hamura").rows[1].programmes ==
          std::vector<std::string>{"loans"});
    CHECK(computed(place, "融資あっせん", "2023") == "1件");
    is_sound(place);
    // Definitions that came later are no reason to refuse the undo.
    CHECK(undo(planner(), place.shop, id, "違う表だった").has_value());
    CHECK(defined(place).empty());
  });
}

}  // namespace importer
