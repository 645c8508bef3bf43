// A rule tried on past years, the papers, and the values of a municipality's own form.
#include "review/replay.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "review/form_values.h"
#include "review/office_test.h"
#include "review/review_sheet.h"
#include "sheet/workbook.h"

namespace review {
namespace {

using db::testing::for_each_engine;
using testing::Office;

TEST_CASE("replayed, each line agrees, differs, cannot be computed or has no mark") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    Opened opened = office.opened();
    plan::Plan printed = opened.bench.plan;
    plan::Rating given;
    given.mark = "A";
    printed.period.to = 2015;
    printed.rows[0].rating = given;
    printed.rows[1].rating = given;
    ScaleRule rule = *opened.bench.rule;
    rule.non_grades.clear();
    const auto outcomes = [&](const std::vector<RowRating>& decided) {
      std::string text;
      for (const ReplayLine& line : replay(opened.bench, rule, 2015, printed, decided))
        text += std::string(in_db(line.outcome)) + " ";
      return text;
    };
    CHECK(outcomes({}) == "agrees differs not_computed ");
    RowRating decided;
    decided.row = "2";
    decided.kind = RatingKind::decided;
    decided.mark = "C";
    CHECK(outcomes({decided}) == "agrees agrees not_computed ");
    printed.rows[0].rating.reset();
    CHECK(outcomes({decided}) == "not_given agrees not_computed ");
    const auto sheet =
        replay_sheet(replay(opened.bench, rule, 2015, printed, {}), base::Language::ja);
    CHECK(sheet.headers.size() == 11);
    CHECK(sheet.rows[1].size() == 11);
    CHECK(sheet.rows[1][5] == "50.0");
  });
}

TEST_CASE("papers hold every line, and the form of an office is filled from it") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    CHECK(office.rates(office.clerk, RatingKind::proposed, "1", "A") == "");
    CHECK(office.rates(office.manager, RatingKind::decided, "1", "A") == "");
    write_action(office.clerk, database, "next", "2015",
                 {"1", "expand", "通りを広げる", "ward", base::Date(2016, 9, 30)})
        .value();
    const Opened opened = office.opened();
    const auto lines = lines_of(opened, office.planner);
    const auto table = committee_table(opened, lines, base::Language::ja, base::now());
    CHECK(table.lines.size() == 4);  // with the band of the objective
    CHECK(sheet::read_xlsx(output::xlsx({table})).has_value());
    const auto facts = sheet_facts(opened, lines[0], base::Language::ja);
    CHECK(facts.front().second.find("空き店舗入居促進事業") != std::string::npos);
    const auto values = form_values(opened, lines, base::Date(2016, 5, 1));
    CHECK(values.once.at("計画名") == "商工業振興計画（次期）");
    REQUIRE(values.rows.size() == 3);
    CHECK(values.rows[0].at("目標:2015") == "12件");
    CHECK(values.rows[0].at("result:2015") == "12件");
    CHECK(values.rows[0].at("達成率") == "100.0%");
    CHECK(values.rows[0].at("達成度") == "A");
    CHECK(values.rows[0].at("今後の方向") == "拡充");
    CHECK(values.rows[0].at("期限") == "2016年9月30日");
    CHECK(values.rows[2].at("達成率") == "");
    CHECK(!values.once.contains("番号"));
    CHECK(form_values(opened, {lines[1]}, base::Date(2016, 5, 1)).once.at("番号") == "2");
  });
}

}  // namespace
}  // namespace review
