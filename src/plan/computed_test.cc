// What the records say of a cell: by column rule, owner and definition.
#include "plan/computed.h"

#include <doctest/doctest.h>

#include "figure/figure_file.h"
#include "plan/plan_files_test.h"

namespace plan {
namespace {

using figure::Value;

constexpr std::string_view kHead =
    "format = \"nigiwai-figures/1\"\nmunicipality = \"131202\"\nplan = \"small-2012\"\n";

figure::RowDefinition row_definition(std::string_view body) {
  base::Mistakes mistakes("test");
  const auto set = figure::read_definitions(
      std::string(kHead) + "[[row]]\nrow = \"1\"\n" + std::string(body), mistakes);
  REQUIRE_MESSAGE(mistakes.none(), testing::told(mistakes.list()));
  return set.rows.at(0);
}

Value sum(std::int64_t records, std::int64_t value, std::int64_t singles = -1) {
  Value made;
  made.sum = {records, value, singles < 0 ? value : singles, 0};
  return made;
}

Value reached(const char* milestone, const char* day, std::int64_t record = 1) {
  Value made;
  made.milestone = figure::Milestone{milestone, day, record};
  return made;
}

Column column_of(std::vector<int> years) {
  return {"c", "列", ColumnKind::total, std::move(years)};
}

Programmes owned(const char* body, int from) {
  programme::Programme shop;
  shop.key = "vacant-shop";
  programme::Owner ward, later;
  ward.from = 2011;
  ward.to = from - 1;
  ward.body = "ward";
  later.from = from;
  later.body = body;
  shop.owners = {ward, later};
  return {{"vacant-shop", shop}};
}

Row row_one() {
  Row row;
  row.key = "1";
  row.programmes = {"vacant-shop"};
  return row;
}

// basis, state and text of the cell, in one line.
std::string said(const Computed& cell) {
  std::string text(in_db(cell.basis));
  if (!cell.reading) return text + (cell.reason.empty() ? "" : " " + cell.reason);
  CHECK(cell.reading->source == ReadingSource::computed);
  return text + " " + std::string(in_db(cell.reading->meaning.state)) + " " + *cell.reading->text;
}

const char* const kCount =
    "programmes = [\"vacant-shop\"]\ntext = \"{cases}件\"\n"
    "figures = [{ key = \"cases\", measure = \"count\", kind = \"grant_paid\", unit = \"件\" }]\n";
const char* const kCountOrDash =
    "programmes = [\"vacant-shop\"]\ntext = \"{cases}件\"\nnone = \"-\"\n"
    "figures = [{ key = \"cases\", measure = \"count\", kind = \"grant_paid\", unit = \"件\" }]\n";
const char* const kState =
    "programmes = [\"vacant-shop\"]\ntext = \"{state}\"\nwords = { considered = \"検討\", "
    "built = \"整備\" }\n"
    "figures = [{ key = \"state\", measure = \"milestone\", kind = \"milestone_reached\" }]\n";

std::string with_rule(const char* body, const char* rule) {
  return "rule = \"" + std::string(rule) + "\"\n" + body;
}

TEST_CASE("each column rule takes its years") {
  const YearValues cases = {
      {"cases", {{2011, sum(2, 5)}, {2012, sum(1, 3)}, {2013, sum(0, 0)}, {2014, sum(9, 9)}}}};
  const YearValues states = {
      {"state",
       {{2010, reached("considered", "2010-05-01")}, {2012, reached("built", "2012-05-01")}}}};
  struct Case {
    std::string definition;
    const YearValues& values;
    std::vector<int> years;
    const char* expected;
  };
  const Case table[] = {
      {kCount, cases, {2011}, "composed quantities 5件"},
      {kCount, cases, {2015}, "no_records"},
      {kCountOrDash, cases, {2015}, "composed dash -"},
      {with_rule(kCount, "up_to"), cases, {2011, 2012}, "composed quantities 3件"},
      {with_rule(kCount, "latest_of"), cases, {2011, 2012, 2013}, "composed quantities 3件"},
      {with_rule(kCount, "latest_of"), cases, {2015, 2016}, "no_records"},
      {with_rule(kCount, "sum_of"), cases, {2011, 2012, 2013}, "composed quantities 8件"},
      {kState, states, {2012}, "composed words 整備"},
      {kState, states, {2011}, "no_records"},
      {with_rule(kState, "up_to"), states, {2011}, "composed words 検討"},
      {with_rule(kState, "up_to"), states, {2013}, "composed words 整備"},
      {with_rule(kState, "up_to"), states, {2009}, "no_records"},
      {"reason = \"数えられません。\"", cases, {2011}, "not_computed 数えられません。"},
      {std::string(kCount) + "columns = [{ for = [\"c\"], rule = \"not_computed\", reason = "
                             "\"目標です。\" }]",
       cases,
       {2011},
       "not_computed 目標です。"},
  };
  for (const auto& row : table) {
    CAPTURE(row.definition);
    CAPTURE(row.years.back());
    const auto cell =
        computed(row_definition(row.definition), row_one(), column_of(row.years), row.values, {});
    CHECK(said(cell) == row.expected);
  }
}

TEST_CASE("quantities are read from the text, like printed ones") {
  const auto cell = computed(
      row_definition("programmes = [\"vacant-shop\"]\ntext = \"{yen}千円（{cases}事業）\"\n"
                     "figures = [{ key = \"yen\", measure = \"yen\", basis = \"paid\", kind = "
                     "\"grant_paid\", unit "
                     "= \"千円\" }, { key = \"cases\", measure = \"count\", kind = "
                     "\"grant_paid\", unit = \"事業\" }]"),
      row_one(), column_of({2011}),
      {{"yen", {{2011, sum(12, 10'375'500)}}}, {"cases", {{2011, sum(12, 12)}}}}, {});
  REQUIRE(cell.reading.has_value());
  CHECK(*cell.reading->text == "10,376千円（12事業）");
  CHECK(cell.reading->kind == CellKind::quantity);
  REQUIRE(cell.reading->quantities.size() == 2);
  CHECK(cell.reading->quantities[0].yen == 10'376'000);
  CHECK(cell.figures.at(0).value.sum.value == 10'375'500);
}

TEST_CASE("work that another body owns in that year says so, from its first year on") {
  const std::string definition = std::string(kCount) +
                                 "shown_while_owned_by = \"ward\"\nhanded_over = "
                                 "\"公社に事務移管\"\n";
  const YearValues values = {{"cases", {{2013, sum(1, 4)}, {2014, sum(1, 4)}}}};
  const auto at = [&](int year, const Programmes& programmes) {
    return computed(row_definition(definition), row_one(), column_of({year}), values, programmes);
  };
  CHECK(said(at(2013, owned("corporation", 2014))) == "composed quantities 4件");
  const auto handed = at(2014, owned("corporation", 2014));
  CHECK(said(handed) == "handed_over handed_over 公社に事務移管");
  CHECK(handed.reading->meaning.body == "corporation");
  CHECK(handed.reading->kind == CellKind::handed_over);
  CHECK(said(at(2014, owned("ward", 2014))) == "composed quantities 4件");
  CHECK(said(at(2014, {})) == "composed quantities 4件");
  Row two = row_one();
  two.programmes.push_back("advice");
  CHECK(said(computed(row_definition(definition), two, column_of({2014}), values,
                      owned("corporation", 2014))) == "composed quantities 4件");
}

TEST_CASE("work done elsewhere names the row that does it, unless it has records of its own") {
  const auto definition = row_definition(
      std::string(kCount) + "done_elsewhere_row = \"43\"\ndone_elsewhere = \"活用事業で対応\"\n");
  const auto cell = computed(definition, row_one(), column_of({2011}), {}, {});
  CHECK(said(cell) == "composed done_elsewhere 活用事業で対応");
  CHECK(cell.reading->meaning.row == "43");
  CHECK(said(computed(definition, row_one(), column_of({2011}), {{"cases", {{2011, sum(1, 2)}}}},
                      {})) == "composed quantities 2件");
}

TEST_CASE("a figure that is being built leaves no hole in the text") {
  auto definition = row_definition(kCount);
  definition.figures.clear();
  CHECK(said(computed(definition, row_one(), column_of({2011}), {}, {})) == "building");
}

TEST_CASE("the share of single records is that of the figure where it is least, rounded down") {
  const auto definition = row_definition(
      "programmes = [\"vacant-shop\"]\ntext = \"{a}件{b}件\"\n"
      "figures = [{ key = \"a\", measure = \"count\", kind = \"grant_paid\", unit = \"件\" }, "
      "{ key = \"b\", measure = \"count\", kind = \"grant_decided\", unit = \"件\" }]");
  const auto percent = [&](const Value& a, const Value& b) {
    return computed(definition, row_one(), column_of({2011}),
                    {{"a", {{2011, a}}}, {"b", {{2011, b}}}}, {})
        .singles_percent;
  };
  CHECK(percent(sum(1, 10), sum(1, 7)) == 100);
  CHECK(percent(sum(1, 3, 1), sum(1, 10)) == 33);
  CHECK(percent(sum(1, 1000, 999), sum(1, 1)) == 99);
  CHECK(percent(sum(1, 10, 0), sum(1, 10)) == 0);
  CHECK(percent(sum(1, 3'000'000'000'000'000'000, 1'000'000'000'000'000'000), sum(1, 1)) == 33);
  CHECK_FALSE(percent(sum(0, 0), sum(0, 0)).has_value());
}

}  // namespace
}  // namespace plan
