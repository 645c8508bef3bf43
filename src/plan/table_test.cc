// Which lines a choice shows, whose mark a line carries, and how far the merged cells of the papers
// stretch.
#include "plan/table.h"

#include <doctest/doctest.h>

#include <string>

#include "plan/plan_files_test.h"

namespace plan {
namespace {

using testing::real_plan;

std::string keys(const std::vector<const Row*>& lines) {
  std::string text;
  for (const auto* line : lines) text += (text.empty() ? "" : " ") + line->key;
  return text;
}

std::size_t count(const TableChoice& choice, const char* slug = "nerima-2011") {
  const auto lines = choose(real_plan(slug), choice);
  REQUIRE(lines.has_value());
  return lines->size();
}

TEST_CASE("a choice shows the lines that meet all of it, in printed order") {
  const Plan& plan = real_plan("nerima-2011");
  CHECK(count({}) == 59);
  std::size_t of_objectives = 0;
  for (const auto& node : plan.nodes) {
    if (!node.parent) of_objectives += count({.objective = node.key});
  }
  CHECK(of_objectives == 59);
  CHECK(keys(*choose(plan, {.objective = "m2"})) == "8");
  CHECK(keys(*choose(plan, {.mark = "C"})) == "8");
  CHECK(count({.mark = "B"}) == 9);
  CHECK(keys(*choose(plan, {.mark = "C", .text = "学生"})) == "8");
  CHECK(count({.mark = "C", .text = "空き店舗"}) == 0);
  CHECK(keys(*choose(plan, {.objective = "m2", .mark = "C"})) == "8");
  CHECK(count({.objective = "m1", .mark = "C"}) == 0);
}

TEST_CASE("a department chooses the lines that name it") {
  const Plan& plan = real_plan("nerima-2018");
  const auto departments = departments_of(plan);
  REQUIRE(departments.size() == 2);
  std::size_t lines = 0;
  for (const auto& department : departments) {
    const auto chosen = count({.department = department}, "nerima-2018");
    CHECK(chosen > 0);
    CHECK(chosen < leaves(plan).size());
    lines += chosen;
  }
  CHECK(lines >= leaves(plan).size());
  CHECK(departments_of(real_plan("nerima-2011")).empty());
  CHECK(choose(plan, {.department = "土木部"}).error().code == "plan.unknown_filter");
}

TEST_CASE("another order shows the same lines") {
  const Plan& plan = real_plan("nerima-2011");
  for (const auto order : kSorts) {
    CAPTURE(order);
    const auto lines = choose(plan, {.sort = std::string(order)});
    REQUIRE(lines.has_value());
    CHECK(lines->size() == 59);
    CHECK(keys(*lines) != keys(*choose(plan, {})));
  }
  const auto by_mark = *choose(plan, {.sort = "rating"});
  CHECK(rating_holder(plan, *by_mark.front())->rating->mark == "A");
  CHECK(by_mark.back()->key == "8");  // the one C
  CHECK(keys(*choose(plan, {.mark = "C", .sort = "title"})) == "8");
  CHECK(choose(plan, {.sort = "random"}).error().code == "plan.unknown_filter");
}

TEST_CASE("a mark over several lines chooses all of them") {
  const Plan& plan = real_plan("nerima-2011");
  const auto lines = choose(plan, {.mark = "A", .text = "EMS"});
  REQUIRE(lines.has_value());
  CHECK(keys(*lines) == "9-1 9-2");
}

TEST_CASE("a year chooses by the printed years of the line") {
  const Plan& plan = real_plan("nerima-2011");
  const auto shows = [&](const char* year, const char* row) {
    return (" " + keys(*choose(plan, {.year = year})) + " ").find(" " + std::string(row) + " ") !=
           std::string::npos;
  };
  CHECK(shows("2012", "9-2"));
  CHECK_FALSE(shows("2011", "9-2"));
  CHECK_FALSE(shows("2013", "9-2"));
  CHECK(shows("2013", "9-1"));
  CHECK_FALSE(shows("2014", "9-1"));
  CHECK_FALSE(shows("2011", "8"));  // prints no years
}

TEST_CASE("words are found in any width and case") {
  const Plan& plan = real_plan("nerima-2011");
  const std::string found = keys(*choose(plan, {.text = "EMS"}));
  CHECK(found == "9-1 9-2");
  for (const char* text : {"ems", "ＥＭＳ", "ｅｍｓ"})
    CHECK(keys(*choose(plan, {.text = text})) == found);
  CHECK(keys(*choose(plan, {.text = "セミナー"})) == keys(*choose(plan, {.text = "ｾﾐﾅｰ"})));
  CHECK(count({.text = "セミナー"}) > 0);
  CHECK(keys(*choose(plan, {.text = "2,754,000"})) == "");  // the merged texts belong to no line
  CHECK(count({.text = "%"}) == 0);
}

TEST_CASE("a value that the plan does not have is refused") {
  struct Refused {
    const char* slug;
    TableChoice choice;
    const base::RefusalKind& kind;
  };
  const Refused rows[] = {
      {"nerima-2011", {.objective = "Z"}, unknown_filter},
      {"nerima-2011", {.objective = "<script>"}, unknown_filter},
      {"nerima-2011", {.mark = "D"}, unknown_filter},
      {"nerima-2011", {.mark = "a"}, unknown_filter},
      {"nerima-2018", {.mark = "A"}, unknown_filter},
      {"nerima-2011", {.year = "2010"}, year_outside},
      {"nerima-2011", {.year = "2015"}, year_outside},
      {"nerima-2011", {.year = "2011x"}, year_outside},
      {"nerima-2011", {.year = "x"}, year_outside},
      {"nerima-2011", {.year = " 2011"}, year_outside},
      {"nerima-2011", {.year = "99999999999"}, year_outside},
  };
  for (const auto& row : rows) {
    CAPTURE(row.choice.objective + row.choice.mark + row.choice.year);
    const auto lines = choose(real_plan(row.slug), row.choice);
    REQUIRE_FALSE(lines.has_value());
    CHECK(lines.error().code == row.kind.code);
    CHECK(lines.error().http_status == 400);
  }
  CHECK(count({.year = "2011"}) > 0);
  CHECK(count({.year = "2014"}) > 0);
}

TEST_CASE("a line carries its own mark or the one printed over it") {
  const Plan& plan = real_plan("nerima-2011");
  struct Holder {
    const char* row;
    const char* holder;
  };
  for (const Holder& row : {Holder{"9-1", "9-1"}, Holder{"9-2", "9-1"}, Holder{"15-2", "15-1"},
                            Holder{"8", "8"}, Holder{"28", "28"}, Holder{"29", "29"}}) {
    CAPTURE(row.row);
    const Row* holder = rating_holder(plan, *find_row(plan, row.row));
    REQUIRE(holder != nullptr);
    CHECK(holder->key == row.holder);
  }
  CHECK(rating_holder(plan, *find_row(plan, "9")) == nullptr);
}

TEST_CASE("merged cells stretch as printed and lie under nothing twice") {
  struct Place {
    const char* slug;
    const char* row;
    const char* column;
    int rows, columns;
  };
  const Place places[] = {
      {"nerima-2011", "8", "2011", 1, 4},           {"nerima-2011", "8", "2012", 0, 0},
      {"nerima-2011", "8", "2014", 0, 0},           {"nerima-2011", "28", "2011", 2, 3},
      {"nerima-2011", "28", "2013", 0, 0},          {"nerima-2011", "28", "2014", 2, 1},
      {"nerima-2011", "29", "2011", 0, 0},          {"nerima-2011", "29", "2014", 0, 0},
      {"nerima-2011", "15-1", "2013", 1, 1},        {"nerima-2011", "15-1", "2014", 2, 1},
      {"nerima-2011", "15-2", "2014", 0, 0},        {"nerima-2011", "9-1", "2011", 1, 1},
      {"nerima-2018", "13-1-1", "target_31", 2, 1}, {"nerima-2018", "13-1-1-2", "target_31", 0, 0},
      {"nerima-2018", "13-2-1", "end_26", 2, 1},    {"nerima-2018", "13-2-3-2", "target_31", 0, 0},
      {"nerima-2018", "13-1-2", "target_31", 1, 1},
  };
  for (const auto& place : places) {
    CAPTURE(place.row);
    CAPTURE(place.column);
    const Plan& plan = real_plan(place.slug);
    const auto lines = leaves(plan);
    std::size_t line = 0, column = 0;
    while (lines[line]->key != place.row) ++line;
    while (plan.columns[column].key != place.column) ++column;
    const Stretch stretch = stretch_of(plan, lines, line, column);
    CHECK(stretch.rows == place.rows);
    CHECK(stretch.columns == place.columns);
  }
}

TEST_CASE("a table of stretches covers every cell exactly once, chosen or whole") {
  for (const char* text : {"", "異業種", "29", "セミナー"}) {
    for (const char* slug : {"nerima-2011", "nerima-2018"}) {
      const Plan& plan = real_plan(slug);
      const auto lines = *choose(plan, {.text = text});
      int covered = 0;
      for (std::size_t line = 0; line < lines.size(); ++line) {
        for (std::size_t column = 0; column < plan.columns.size(); ++column) {
          const Stretch stretch = stretch_of(plan, lines, line, column);
          covered += stretch.rows * stretch.columns;
        }
      }
      CHECK(covered == static_cast<int>(lines.size() * plan.columns.size()));
    }
  }
}

}  // namespace
}  // namespace plan
