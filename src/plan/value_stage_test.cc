// Every source against open, closed and partly closed years.
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
  };
  for (const Row& row : rows) {
    CAPTURE(in_db(row.source));
    CAPTURE(row.years.size());
    Reading reading;
    reading.source = row.source;
    Column column;
    column.fiscal_years = row.years;
    CHECK(in_db(stage_of(reading, column, row.closed)) == row.stage);
  }
}

TEST_CASE("every stage has its word in both languages") {
  for (const auto stage : {ValueStage::provisional, ValueStage::final, ValueStage::published}) {
    for (const auto language : {base::Language::ja, base::Language::en}) {
      CHECK_FALSE(base::words(language, "plan.stage_" + std::string(in_db(stage))).empty());
    }
  }
}

}  // namespace
}  // namespace plan
