// Every source against open, closed, settled and partly settled years.
#include "plan/value_stage.h"

#include <doctest/doctest.h>

#include "base/words.h"

namespace plan {
namespace {

TEST_CASE("what is printed is published, the rest goes by the closing of its years") {
  struct Row {
    ReadingSource source;
    std::vector<int> years;  // of the column
    std::set<int> closed;
    std::string_view stage;
    SettledYears settled = {};
  };
  const Row rows[] = {
      {ReadingSource::printed, {2011}, {}, "published"},
      {ReadingSource::printed, {2011}, {2011}, "published"},
      {ReadingSource::printed, {}, {}, "published"},
      {ReadingSource::entered, {2011}, {}, "provisional"},
      {ReadingSource::entered, {2011}, {2010, 2012}, "provisional"},
      {ReadingSource::entered, {2011}, {2011}, "final"},
      {ReadingSource::computed, {2011}, {}, "provisional"},
      {ReadingSource::computed, {2011}, {2011}, "final"},
      {ReadingSource::computed, {2011, 2012}, {2011}, "provisional"},
      {ReadingSource::computed, {2011, 2012}, {2011, 2012}, "final"},
      {ReadingSource::computed, {}, {2011}, "provisional"},
      {ReadingSource::printed, {2011}, {2011}, "published", {{2011, base::Date(2012, 10, 5)}}},
      {ReadingSource::entered, {2011}, {}, "settled", {{2011, base::Date(2012, 10, 5)}}},
      {ReadingSource::entered, {2011}, {2011}, "settled", {{2011, base::Date(2012, 10, 5)}}},
      {ReadingSource::entered, {2012}, {2012}, "final", {{2011, base::Date(2012, 10, 5)}}},
      {ReadingSource::computed, {2011, 2012}, {}, "provisional", {{2011, base::Date(2012, 10, 5)}}},
      {ReadingSource::computed,
       {2011, 2012},
       {},
       "settled",
       {{2011, base::Date(2012, 10, 5)}, {2012, base::Date(2013, 10, 4)}}},
      {ReadingSource::computed, {}, {}, "provisional", {{2011, base::Date(2012, 10, 5)}}},
  };
  for (const Row& row : rows) {
    CAPTURE(in_db(row.source));
    CAPTURE(row.years.size());
    Reading reading;
    reading.source = row.source;
    Column column;
    column.fiscal_years = row.years;
    CHECK(in_db(stage_of(reading, column, row.closed, row.settled)) == row.stage);
  }
}

TEST_CASE("the day of several years is that of the last of them") {
  const SettledYears settled = {{2011, base::Date(2012, 10, 5)}, {2012, base::Date(2013, 10, 4)}};
  Column column;
  CHECK_FALSE(settled_on(column, settled));
  column.fiscal_years = {2012, 2011};
  CHECK(settled_on(column, settled) == base::Date(2013, 10, 4));
  column.fiscal_years = {2011, 2013};
  CHECK_FALSE(settled_on(column, settled));
}

TEST_CASE("the day of the council: after the year, and not to come") {
  struct Case {
    int year;
    std::optional<base::Date> day;
    std::string reason;
    std::string_view refused;
  };
  const base::Date today(2015, 9, 25);
  const Case cases[] = {
      {1949, base::Date(2015, 9, 25), "認定", settlement_year_unknown.code},
      {2016, base::Date(2015, 9, 25), "認定", settlement_year_unknown.code},
      {2015, base::Date(2015, 9, 25), "認定", settlement_too_early.code},  // it still runs
      {2014, base::Date(2015, 3, 31), "認定", settlement_too_early.code},
      {2014, base::Date(2015, 4, 1), "認定", ""},
      {2014, base::Date(2015, 9, 25), "認定", ""},
      {2014, base::Date(2015, 9, 26), "認定", settlement_to_come.code},
      {2014, base::Date(2015, 9, 25), "　", settlement_reason_missing.code},
      {2014, {}, "認定", settlement_unchanged.code},  // nothing is there to take back
  };
  for (const Case& one : cases) {
    CAPTURE(one.year);
    CAPTURE(one.reason);
    const auto fit = check_settlement({one.year, one.day, one.reason}, nullptr, today);
    CHECK((fit ? std::string() : std::string(fit.error().code)) == one.refused);
  }
  const Settlement before{2014, 1, base::Date(2015, 9, 25), "認定"};
  CHECK(check_settlement({2014, {}, "誤り"}, &before, today).has_value());
  CHECK(check_settlement({2014, before.council_on, "認定"}, &before, today).error().code ==
        settlement_unchanged.code);
  const Settlement versions[] = {before, {2014, 2, {}, "誤り"}, {2013, 1, base::Date(2014, 10, 3), "認定"}};
  CHECK(settled_years(versions) == SettledYears{{2013, base::Date(2014, 10, 3)}});
  for (const auto* refusal : kSettlementRefusals) CHECK(base::has_words(refusal->code));
}

TEST_CASE("every stage has its word in both languages") {
  for (const auto stage :
       {ValueStage::provisional, ValueStage::final, ValueStage::settled, ValueStage::published}) {
    for (const auto language : {base::Language::ja, base::Language::en}) {
      CHECK_FALSE(base::words(language, "plan.stage_" + std::string(in_db(stage))).empty());
    }
  }
}

}  // namespace
}  // namespace plan
