// What a visitor reads in the cells of a plan once its figures are released: beside a printed text,
// in its place where the cell is declared so, with x where a number is kept back.
#include "plan/public_reading.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/figure_service.h"
#include "plan/agreement.h"
#include "plan/computed_service.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "plan/report.h"
#include "release/release_service.h"

namespace plan {
namespace {

using db::testing::for_each_engine;

constexpr std::string_view kWard = "131202";

const figure::Signers kProgram{base::Actor::system(), {}};

record::RecordId advice(db::Database& database, bool confirmed) {
  record::Facts facts;
  facts.programme = "commerce-industry-advice";
  facts.kind = "consultation_held";
  facts.occurred_on = base::Date(2012, 5, 1);
  const auto posted = figure::write(
      database, [&](db::Write& tx) { return figure::post(tx, kProgram, kWard, {}, facts); });
  REQUIRE(posted.has_value());
  if (confirmed)
    REQUIRE(figure::write(database, [&](db::Write& tx) {
              return figure::confirm(tx, kProgram, kWard, {}, posted->record);
            }).has_value());
  return posted->record;
}

struct Clock {
  Clock() { base::fix_clock(base::parse_japan("2013-05-01T09:00").value()); }
  ~Clock() { base::release_clock(); }
};

void lay(db::Database& database) {
  REQUIRE(load(base::Actor::system(), database, testing::nerima_2011()).has_value());
}

// The form as a file, as a visitor takes it.
std::string form_of(db::Database& database, base::Language language = base::Language::ja) {
  const auto opened = open(base::Actor::visitor(), database, "nerima-2011").value();
  ReportChoice choice{.language = language,
                      .lines = leaves(opened.plan),
                      .columns = columns_of(opened.plan, {}).value()};
  tell_releases(database, opened, choice);
  return report(opened, ReportFormat::html, choice).value().bytes;
}

std::string reading(db::Database& database, ReadingSource source) {
  const auto opened = open(base::Actor::visitor(), database, "nerima-2011").value();
  const Row* row = find_row(opened.plan, "17");
  REQUIRE(row != nullptr);
  const Cell* cell = find_cell(*row, "2012");
  const Reading* found = cell == nullptr ? nullptr : find_reading(*cell, source);
  return found == nullptr ? "none" : found->text.value_or("absent");
}

std::string shown_text(db::Database& database) {
  const auto opened = open(base::Actor::visitor(), database, "nerima-2011").value();
  const Cell* cell = find_cell(*find_row(opened.plan, "17"), "2012");
  const Reading* visible = cell == nullptr ? nullptr : shown(*cell);
  return visible == nullptr ? "none" : visible->text.value_or("absent");
}

TEST_CASE("the released reading beside the printed one, in its place where declared so") {
  for_each_engine([](db::Database& database) {
    const Clock clock;
    lay(database);
    const std::string printed = reading(database, ReadingSource::printed);
    for (int i = 0; i < 7; ++i) advice(database, true);
    advice(database, false);
    CHECK(reading(database, ReadingSource::computed) == "none");
    const auto released = release::publish(database, base::Actor::system(), kWard,
                                           {"nerima-2011", "first results", {}});
    REQUIRE(released.has_value());
    CHECK(reading(database, ReadingSource::computed).contains("7"));
    CHECK(shown_text(database) == printed);
    CHECK(form_of(database).contains("記録の合計 7"));
    CHECK(form_of(database).contains("first results"));
    {
      const auto opened = open(base::Actor::visitor(), database, "nerima-2011").value();
      const Cell* cell = find_cell(*find_row(opened.plan, "17"), "2012");
      CHECK_FALSE(apart(*cell).empty());
      // No records of 2011: what was printed is not held against an empty book.
      for (const Row& row : opened.plan.rows)
        for (const Cell& other : row.cells)
          if (find_reading(other, ReadingSource::printed) != nullptr && &other != cell)
            CHECK(apart(other).empty());
    }
    // A declaration after the mark is not part of what was published; the next publication tells
    // it.
    REQUIRE(declare_source(base::Actor::system(), database, {"nerima-2011", "17", "2012"},
                           ReadingSource::computed, "counted from now on")
                .has_value());
    CHECK(shown_text(database) == printed);
    REQUIRE(release::publish(database, base::Actor::system(), kWard,
                             {"nerima-2011", "second results", {}})
                .has_value());
    CHECK(shown_text(database).contains("7"));
    CHECK(form_of(database).contains("記録から集計"));
    CHECK(form_of(database, base::Language::en).contains("second results"));
    // Withdrawn, both: nothing but what was printed.
    for (const auto& one :
         database.read([](db::Read& tx) { return release::of_plan(tx, kWard, "nerima-2011"); }))
      REQUIRE(release::withdraw(database, base::Actor::system(), kWard, one.id, "why").has_value());
    CHECK(shown_text(database) == printed);
    CHECK(reading(database, ReadingSource::computed) == "none");
    CHECK_FALSE(form_of(database).contains("記録の合計"));
  });
}

TEST_CASE("x stands where a number is kept back, and in no number beside it") {
  for_each_engine([](db::Database& database) {
    const Clock clock;
    lay(database);
    for (int i = 0; i < 3; ++i) advice(database, true);
    REQUIRE(release::publish(database, base::Actor::system(), kWard,
                             {"nerima-2011", "first results", {}})
                .has_value());
    const std::string text = reading(database, ReadingSource::computed);
    CHECK(text.contains("x"));
    CHECK_FALSE(text.contains("3"));
    CHECK(form_of(database).contains("x：件数が少なく"));
    const auto opened = open(base::Actor::visitor(), database, "nerima-2011").value();
    const Cell* cell = find_cell(*find_row(opened.plan, "17"), "2012");
    CHECK(find_reading(*cell, ReadingSource::computed)->quantities.empty());
  });
}

}  // namespace
}  // namespace plan
