// The grid of a month and the pasted table: what a day shows, what a cell means, how rows are read.
#include "diary/month.h"

#include <doctest/doctest.h>

#include "diary/paste.h"
#include "sheet/csv.h"

namespace diary {
namespace {

std::vector<Line> pots() {
  const record::RecordKind* planted = record::find_kind("site_planted");
  const record::RecordKind* meeting = record::find_kind("meeting_held");
  return {{"site_planted-station",
           planted,
           {{"site", "station"}},
           {},
           {{"count", Asks::count, false, "駅", "駅", {}}}},
          {"meeting_held",
           meeting,
           {},
           {},
           {{"count", Asks::count, false, "", "件", {}},
            {"people", Asks::people, false, "参加者", "人", {}},
            {"organisations", Asks::number, false, "", "", {}}}}};
}

record::Record meeting(base::Date day, std::int64_t count, std::optional<std::int64_t> people) {
  record::Record record;
  record.kind = "meeting_held";
  record.occurred_on = day;
  record.fiscal_year = base::FiscalYear::containing(day);
  record.count = count;
  record.people = people;
  return record;
}

Entry entry_on(std::int64_t number, Days days, std::vector<record::Record> records) {
  Entry entry;
  entry.entry = number;
  entry.days = days;
  entry.records = std::move(records);
  return entry;
}

TEST_CASE("months are four digits and two, and follow each other") {
  CHECK(month_from("201104")->month == 4);
  for (const std::string_view text :
       {"2011-4", "201113", "201100", "20110", "", "2011041", "abcdef"})
    CHECK_FALSE(month_from(text).has_value());
  CHECK(next({2011, 12}).year == 2012);
  CHECK(previous({2011, 1}).month == 12);
  CHECK(Month{2012, 2}.days().count() == 29);
}

TEST_CASE("twelve columns at most: counts and what a kind must have stay") {
  std::vector<Line> lines = pots();
  CHECK(columns_of(lines).size() == 4);
  for (int i = 0; i < 4; ++i) {
    lines.push_back(lines[1]);
    lines.back().key += std::to_string(i);
    lines.back().fields.push_back({"milestone", Asks::code, i == 0, "", "", {}});
  }
  const auto columns = columns_of(lines);
  CHECK(columns.size() == 12);
  CHECK(std::ranges::any_of(columns, [](const Column& one) { return one.field->required; }));
}

TEST_CASE("a day shows its entry; several entries or several days are only shown") {
  const auto lines = pots();
  const auto on = [](unsigned day) { return base::Date(2011, 10, day); };
  const std::vector entries = {entry_on(1, {on(3), on(3)}, {meeting(on(3), 1, 20)}),
                               entry_on(2, {on(4), on(4)}, {meeting(on(4), 1, 5)}),
                               entry_on(3, {on(4), on(4)}, {meeting(on(4), 2, 6)}),
                               entry_on(4, {on(8), on(10)}, {meeting(on(10), 1, 90)})};
  const auto days = month_state(lines, {2011, 10}, entries);
  REQUIRE(days.size() == 31);
  CHECK(days[2].entry->entry == 1);
  CHECK(days[2].typed.at("meeting_held").at("people") == "20");
  CHECK(days[3].is_fixed);
  CHECK(days[3].entries == 2);
  CHECK(days[3].typed.at("meeting_held").at("people") == "11");
  CHECK(days[7].is_fixed);
  CHECK(days[7].typed.empty());
  CHECK(days[9].is_fixed);
  CHECK_FALSE(days[10].is_fixed);
  const auto columns = columns_of(lines);
  CHECK(sums(columns, days)[2] == 121);
  CHECK_FALSE(sums(columns, days)[0].has_value());
  CHECK(seen(entries) != seen(std::vector(entries.begin(), entries.begin() + 3)));
}

TEST_CASE("empty is nothing, which is not 0; what has no column stays as it is") {
  const auto lines = pots();
  auto columns = columns_of(lines);
  columns.pop_back();  // organisations are not shown
  DayState state;
  state.typed = {{"meeting_held", {{"count", "1"}, {"people", "20"}, {"organisations", "3"}}}};
  const auto with = [&](std::map<std::string, std::string> cells) {
    std::string text;
    for (const auto& [line, fields] : wanted(columns, state, {{"meeting_held", std::move(cells)}}))
      for (const auto& [name, value] : fields) text += name + "=" + value + " ";
    return text;
  };
  CHECK(with({{"count", "1"}, {"people", "21"}}) == "count=1 organisations=3 people=21 ");
  CHECK(with({{"count", "1"}, {"people", "0"}}) == "count=1 organisations=3 people=0 ");
  CHECK(with({{"count", "1"}, {"people", ""}}) == "count=1 organisations=3 ");
  CHECK(with({{"count", ""}, {"people", ""}}) == "");
}

TEST_CASE("days as spreadsheets and people write them") {
  const auto day = [](std::string_view text) {
    const auto read = read_day(text, 2011);
    return read ? base::iso(*read) : std::string("-");
  };
  for (const std::string_view text : {"2011-10-08", "2011/10/8", "２０１１年１０月８日", "H23.10.8",
                                      "平成23年10月8日", "10/8", "10月8日", "40824", "2011.10.8"}) {
    CAPTURE(text);
    CHECK(day(text) == "2011-10-08");
  }
  CHECK(day("3/31") == "2012-03-31");
  CHECK(day("4/1") == "2011-04-01");
  for (const std::string_view text :
       {"", "10", "10/32", "2011-02-29", "あした", "2011-10", "8", "1/2/3/4"})
    CHECK(day(text) == "-");
}

struct Table {
  std::string rows;
  std::string wrong;
};
Table read(std::string_view text) {
  const auto lines = pots();
  Headers headers{{"日付"}, {"場所"}, {"共催"}, {"メモ"}, {}};
  for (const Line& line : lines)
    for (const Field& field : line.fields)
      headers.fields.push_back({{&line, &field}, {line.key + " " + field.name}});
  const auto pasted =
      read_table(sheet::read_csv(text).value(), headers, {lines, "pots", 2011, nullptr});
  Table table;
  for (const auto& one : pasted.wrong) table.wrong += std::string(one.code) + " ";
  for (const PastedRow& row : pasted.rows) {
    table.rows += std::to_string(row.row) + ":" + std::to_string(row.facts.size());
    for (const auto& one : row.wrong) table.rows += " " + std::string(one.code);
    table.rows += "; ";
  }
  return table;
}

TEST_CASE("a pasted table: headings, rows, and every mistake with its row") {
  CHECK(read("日付,meeting_held people\n10/3,20\n\n10/4,30人\n").rows == "2:1; 4:1; ");
  CHECK(read("メモ,日付,meeting_held count,site_planted-station count\nx,10/3,1,2\n").rows ==
        "2:2; ");
  CHECK(read("日付,meeting_held people\n10/3,二十\nきのう,3\n10/4,\n10/5,1,2\n").rows ==
        "2:0 diary.number_unreadable; 3:0 diary.day_unreadable; 4:0 diary.nothing_entered; "
        "5:1 diary.row_longer; ");
  CHECK(read("日付,meeting_held people\n10/3,20\n10/3,20\n10/3,21\n").rows ==
        "2:1; 3:1 diary.row_twice; 4:1; ");
  CHECK(read("日付,来場者\n10/3,20\n").wrong == "diary.column_unknown ");
  CHECK(read("meeting_held people\n20\n").wrong == "diary.day_column_missing ");
  CHECK(read("日付,日付\n10/3,20\n").wrong == "diary.column_twice ");
  CHECK(read("日付,meeting_held people\n").wrong == "diary.table_empty ");
  CHECK(read("日付,meeting_held people\n,\n").wrong == "diary.table_empty ");
  std::string many = "日付,meeting_held people\n";
  for (int i = 0; i < 500; ++i) many += "10/3," + std::to_string(i) + "\n";
  CHECK(read(many).wrong.empty());
  CHECK(read(many + "10/3,501\n").wrong == "diary.too_many_rows ");
}

}  // namespace
}  // namespace diary
