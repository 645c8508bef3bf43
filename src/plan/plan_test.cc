// The Nerima table of 2011–14 counted: lines, cells by kind, marks. What is printed against what
// the file states, row by row.
#include "plan/plan.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "plan/plan_files_test.h"
#include "plan/plan_reading.h"

namespace plan {
namespace {

using testing::real_plan;

TEST_CASE("the lines, cells and marks of Nerima 2011–14 are those of the paper") {
  const Plan& plan = real_plan("nerima-2011");
  CHECK(leaves(plan).size() == 59);
  std::map<std::string, int> kinds;
  for (const auto* leaf : leaves(plan)) {
    for (const auto& cell : leaf->cells) ++kinds[std::string(in_db(shown(cell)->kind))];
  }
  CHECK(kinds == std::map<std::string, int>{{"quantity", 105},
                                            {"status", 66},
                                            {"absent", 33},
                                            {"dash", 15},
                                            {"handed_over", 11},
                                            {"unassigned", 6}});
  using Counts = std::vector<std::pair<std::string, int>>;
  CHECK(mark_counts(plan) == Counts{{"A", 46}, {"B", 9}, {"C", 1}});
  CHECK(mark_counts(real_plan("nerima-2018")).empty());
}

TEST_CASE("plans have as many lines and cells as their papers") {
  struct Size {
    const char* slug;
    std::size_t leaves, columns;
  };
  for (const Size& size :
       {Size{"nerima-2003", 37, 0}, Size{"nerima-2011", 59, 4}, Size{"adachi-2021", 8, 0},
        Size{"setagaya-2021", 7, 0}, Size{"machida-2021", 8, 0}, Size{"hamura-2021", 9, 0}}) {
    CAPTURE(size.slug);
    const Plan& plan = real_plan(size.slug);
    CHECK(leaves(plan).size() == size.leaves);
    CHECK(plan.columns.size() == size.columns);
    for (const auto* leaf : leaves(plan)) CHECK(leaf->cells.size() == size.columns);
  }
}

TEST_CASE("a row is found with its place, its programme and its sub-activities") {
  const Plan& plan = real_plan("nerima-2011");
  const Row* row = find_row(plan, "9");
  REQUIRE(row != nullptr);
  const auto below = sub_activities(plan, *row);
  REQUIRE(below.size() == 2);
  CHECK(&programme_row(plan, *below[1]) == row);
  CHECK(&programme_row(plan, *row) == row);
  CHECK(number_and_title(*row) == "9 EMS推進事業への助成");
  CHECK(number_and_title(*below[0]) == "ISO認証取得支援事業補助金");
  const auto place = place_of(plan, *below[0]);
  REQUIRE(place.size() == 2);
  CHECK(place[0]->level == "objective");
  CHECK(place[1]->key == "m3");
  CHECK(place_of(plan, Row{}).empty());
  CHECK(find_row(plan, "4") == nullptr);
  CHECK(find_cell(*below[0], "2015") == nullptr);
  CHECK(find_node(plan, "Z") == nullptr);
  CHECK(find_merged(plan, "28-29")->texts.size() == 3);
}

TEST_CASE("the printed reading is shown wherever there is one") {
  Cell cell{"2011", std::vector<Reading>(2)};
  cell.readings[0].source = ReadingSource::computed;
  cell.readings[1].source = ReadingSource::printed;
  CHECK(shown(cell)->source == ReadingSource::printed);
  cell.readings.pop_back();
  CHECK(shown(cell)->source == ReadingSource::computed);
  cell.readings.clear();
  CHECK(shown(cell) == nullptr);
}

struct Interpretation {
  std::optional<std::string> text;
  CellKind kind;
  std::optional<CellState> stated;
  std::optional<Meaning> meaning;
  std::string_view refused;  // "" where file and wording agree
  CellState state;
};

TEST_CASE("what is printed meets what the file states") {
  using enum CellState;
  Meaning elsewhere, later;
  elsewhere.state = done_elsewhere;
  elsewhere.row = "43";
  later.state = not_yet_counted;
  const Interpretation rows[] = {
      {"3件", CellKind::quantity, {}, {}, "", quantities},
      {"3件", CellKind::status, {}, {}, "plan.kind_differs", quantities},
      {"検討", CellKind::status, {}, {}, "", words},
      {"検討", CellKind::quantity, {}, {}, "plan.kind_differs", words},
      {"検討", CellKind::status, {}, elsewhere, "", done_elsewhere},
      {"未実施", CellKind::status, {}, {}, "", not_carried_out},
      {"-", CellKind::dash, {}, {}, "", dash},
      {"-", CellKind::dash, outside_years, {}, "", outside_years},
      {"-", CellKind::absent, outside_years, {}, "plan.kind_differs", outside_years},
      {"事務移管", CellKind::handed_over, {}, {}, "", handed_over},
      {"事務移管", CellKind::status, {}, {}, "plan.kind_differs", handed_over},
      {"", CellKind::absent, outside_years, {}, "", outside_years},
      {{}, CellKind::absent, not_yet_counted, {}, "", not_yet_counted},
      {{}, CellKind::absent, outside_years, {}, "", outside_years},
      {{}, CellKind::absent, {}, later, "", not_yet_counted},
      {{}, CellKind::absent, {}, {}, "plan.state_needed", unknown},
      {{}, CellKind::unassigned, unassigned, {}, "", unassigned},
      {{}, CellKind::unassigned, {}, {}, "plan.state_needed", unknown},
      {{}, CellKind::quantity, quantities, {}, "plan.kind_differs", quantities},
      {{}, CellKind::dash, dash, {}, "plan.kind_differs", dash},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text.value_or("(nothing)"));
    CAPTURE(in_db(row.kind));
    Reading reading;
    reading.text = row.text;
    reading.kind = row.kind;
    const auto refused = interpret(reading, row.stated, row.meaning);
    CHECK((refused ? refused->code : "") == row.refused);
    CHECK(reading.meaning.state == row.state);
    CHECK(reading.quantities.size() == (row.text == "3件" ? 1 : 0));
  }
}

}  // namespace
}  // namespace plan
