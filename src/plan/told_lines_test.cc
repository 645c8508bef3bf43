// Which programmes a line of another table names, and what its latest result measures it by; what
// could mean two things stays untold.
#include "plan/told_lines.h"

#include <doctest/doctest.h>

#include "plan/plan_reading.h"

namespace plan {
namespace {

Plan table(const std::vector<std::pair<std::string, std::string>>& cells) {
  Plan plan;
  plan.slug = "brought";
  plan.municipality = "131202";
  Row row;
  row.key = "1";
  row.title = "空き店舗の活用";
  row.programmes = {"vacant-shops"};
  for (const auto& [column, text] : cells) {
    const bool is_target = column.starts_with("target");
    const int year = std::stoi(column.substr(column.size() - 4));
    plan.columns.push_back(
        {column, column, is_target ? ColumnKind::target : ColumnKind::year, {year}});
    Reading reading = read_as(ReadingSource::printed, text, {});
    row.cells.push_back({column, {reading}});
  }
  plan.rows.push_back(row);
  return plan;
}

std::string told(const Plan& plan, std::span<const figure::Definition> elsewhere = {}) {
  std::string text;
  for (const RowWork& work : told_measures(plan, elsewhere))
    for (const Indicator& one : work.indicators)
      text += (text.empty() ? "" : " ") + std::to_string(one.number) + one.label + "/" + one.unit;
  return text;
}

struct Case {
  std::vector<std::pair<std::string, std::string>> cells;
  const char* told;
};
const Case kCases[] = {
    {{{"2021", "3件"}, {"2022", "5件"}}, "1/件"},
    {{{"2021", "3件"}, {"2022", "来場者数 4,700人、開催 1回"}}, "1来場者数/人 2開催/回"},
    {{{"2021", "貸付2,252件 利子補給 949,888,008円"}, {"2022", "未集計"}}, "1貸付/件 2利子補給/円"},
    {{{"2022", "5件"}, {"target-2023", "講座 12回"}}, "1/件"},  // results before aims
    {{{"target-2023", "講座 12回"}}, "1講座/回"},
    {{{"2022", "貸付10件 相談20件"}}, ""},  // one unit, two numbers: nobody knows which
    {{{"2022", "貸付10件 相談20件 参加30人"}}, "1参加/人"},
    {{{"2022", "10件中8件"}}, "1/件"},  // the part is none of its own
    {{{"2022", "前年度比5%減"}}, ""},   // says something about a number
    {{{"2022", "検討"}}, ""},
    {{{"2022", ""}}, ""},
};

Row titled(std::string title) {
  Row row;
  row.title = std::move(title);
  return row;
}

}  // namespace

TEST_CASE("the latest result of a line says what it is measured by") {
  for (const Case& one : kCases) {
    CAPTURE(one.cells.back().second);
    CHECK(told(table(one.cells)) == one.told);
  }
}

TEST_CASE("two numbers of one unit are told apart by the names another plan gave them") {
  figure::Definition loans;
  loans.label = "貸付";
  loans.unit = "件";
  const std::vector<figure::Definition> elsewhere{loans};
  CHECK(told(table({{"2022", "貸付10件 相談20件"}}), elsewhere) == "1貸付/件");
}

TEST_CASE("a line that is nobody's work is measured by nothing") {
  Plan plan = table({{"2022", "5件"}});
  plan.rows.front().programmes.clear();
  CHECK(told(plan).empty());
}

TEST_CASE("a line names its programmes by the title another line bears, or by a programme's name") {
  KnownWork known;
  known.add_line("空き店舗の活用", {"vacant-shops", "start-up"});
  known.add_line("空き店舗の活用", {"start-up", "vacant-shops"});
  known.add_line("見本市", {"fair"});
  known.add_line("見本市", {"exhibition"});
  known.add_programme("空き店舗の活用", "shops");
  known.add_programme("融資あっせん", "loans");
  known.add_programme("相談", "advice");
  known.add_programme("相談", "consumer-advice");

  Plan plan;
  for (const char* title :
       {"空き店舗の活用", "見本市", "融資あっせん", "ﾕｳｼあっせん", "相談", "融資"})
    plan.rows.push_back(titled(title));
  plan.rows.push_back(titled("融資あっせん"));
  plan.rows.back().title_reason = "名前のない行です。";
  plan.rows.push_back(titled("融資あっせん"));
  plan.rows.back().programmes = {"other"};
  CHECK(link_programmes(plan, known) == 2);
  CHECK(plan.rows[0].programmes == std::vector<std::string>{"start-up", "vacant-shops"});
  CHECK(plan.rows[1].programmes.empty());  // two works bear the name
  CHECK(plan.rows[2].programmes == std::vector<std::string>{"loans"});
  CHECK(plan.rows[3].programmes.empty());
  CHECK(plan.rows[4].programmes.empty());
  CHECK(plan.rows[5].programmes.empty());  // a part of a name is none
  CHECK(plan.rows[6].programmes.empty());  // the name was made up
  CHECK(plan.rows[7].programmes == std::vector<std::string>{"other"});
}

}  // namespace plan
