// The geometry of the drawings: shares of a bar, heights of columns, gaps, numbers at their ends.
#include "output/chart.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "ui/output/bar.h"
#include "ui/output/columns.h"

namespace output {
namespace {

using base::Language;

constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
const std::string kHostile = "</title><script>alert(1)</script>";

TEST_CASE("hundredths and percent are exact") {
  struct {
    std::int64_t part, whole;
    const char *hundredths, *percent;
  } const table[] = {{0, 56, "0.00", "0%"},     {46, 56, "82.14", "82%"}, {1, 3, "33.33", "33%"},
                     {2, 3, "66.66", "67%"},    {1, 200, "0.50", "1%"},   {1, 201, "0.49", "0%"},
                     {56, 56, "100.00", "100%"}};
  for (const auto& row : table) {
    CAPTURE(row.part);
    CHECK(hundredths(row.part, row.whole) == row.hundredths);
    CHECK(percent(row.part, row.whole) == row.percent);
  }
}

TEST_CASE("a divided bar lays its parts end to end and leaves out what is not there") {
  const auto bar = divided_bar({{"a", 2}, {"b", 0}, {"c", 1}}, 4, "two and one of four");
  REQUIRE(bar.parts.size() == 2);
  CHECK(bar.parts[0].x == "0.00");
  CHECK(bar.parts[0].width == "50.00");
  CHECK(bar.parts[1].tone == "c");
  CHECK(bar.parts[1].x == "50.00");
  CHECK(bar.parts[1].width == "25.00");
  CHECK(bar.sentence == "two and one of four");
  CHECK(divided_bar({{"a", 2}}, 0, "").parts.empty());
}

TEST_CASE("columns stand on their base, the greatest is full, a gap keeps its place") {
  const auto chart = columns("t", "s",
                             {{"1", "50", Value{50, 1}},
                              {"2", "gap", std::nullopt},
                              {"3", "100.0", Value{1000, 10}},
                              {"4", "0", Value{0, 1}},
                              {"5", "-3", Value{-3, 1}},
                              {"6", "0.01", Value{1, 100}}});
  REQUIRE(chart.columns.size() == 6);
  CHECK(chart.columns[0].height == 40);
  CHECK(chart.columns[1].height == 0);
  CHECK_FALSE(chart.columns[1].is_drawn);
  CHECK(chart.columns[2].height == 80);
  CHECK(chart.columns[3].height == 0);
  CHECK_FALSE(chart.columns[4].is_drawn);
  CHECK(chart.columns[5].height == 1);
  for (const auto& column : chart.columns) CHECK(column.y + column.height == chart.base);
  CHECK(chart.columns[1].middle - chart.columns[0].middle ==
        chart.columns[2].middle - chart.columns[1].middle);
  CHECK(columns("", "", {}).columns.empty());
}

TEST_CASE("what does not fit a phone is drawn once more, with fewer labels of the same size") {
  const auto run = [](int count) {
    std::vector<Point> points;
    for (int i = 0; i < count; ++i)
      points.push_back({"label", "1,000,000", Value{i == count - 1 ? 2 : 1, 1}});
    return columns("t", "s", points);
  };
  struct {
    int count;
    std::size_t drawn;
    int labels, words;
  } const table[] = {{3, 0, 0, 0}, {4, 4, 4, 4}, {5, 5, 3, 1}, {12, 12, 4, 1}, {40, 40, 5, 1}};
  for (const auto& row : table) {
    CAPTURE(row.count);
    const auto chart = run(row.count);
    CHECK(chart.narrow.size() == row.drawn);
    CHECK(chart.narrow_width <= 320);
    CHECK(std::ranges::count_if(
              chart.narrow, [](const Column& one) { return !one.label.empty(); }) == row.labels);
    CHECK(std::ranges::count_if(chart.narrow,
                                [](const Column& one) { return !one.words.empty(); }) == row.words);
  }
  const auto year = run(12);
  CHECK(year.narrow.front().anchor == "start");
  CHECK(year.narrow.at(6).anchor == "middle");
  CHECK(year.narrow.back().anchor == "end");
  CHECK(year.narrow.back().height == year.columns.back().height);
  const auto drawn = pages::columns(year, Language::ja);
  CHECK(drawn.find("ng-columns--wide") < drawn.find("ng-columns--narrow"));
  CHECK(pages::columns(run(3), Language::ja).find("ng-columns--") == std::string::npos);
}

TEST_CASE("the greatest numbers there are do not overflow") {
  const auto chart = columns("", "",
                             {{"", "", Value{kGreatest, 1}},
                              {"", "", Value{kGreatest / 2, 1}},
                              {"", "", Value{kGreatest, kGreatest}},
                              {"", "", Value{1, kGreatest}}});
  CHECK(chart.columns[0].height == 80);
  CHECK(chart.columns[1].height == 40);
  CHECK(chart.columns[2].height == 1);
  CHECK(chart.columns[3].height == 1);
}

TEST_CASE("the drawings are SVG with their text in words, and hostile text stays text") {
  const auto drawn = pages::columns(
      columns(kHostile, kHostile, {{kHostile, kHostile, Value{1, 1}}, {"x", "gap", {}}}),
      Language::ja);
  CHECK(drawn.find("<svg") != std::string::npos);
  CHECK(drawn.find("role=\"img\"") != std::string::npos);
  CHECK(drawn.find("<script") == std::string::npos);
  CHECK(drawn.find("style=") == std::string::npos);
  CHECK(drawn.find("&lt;script&gt;") != std::string::npos);
  const auto bar = pages::bar(divided_bar({{"a\"onload=\"", 1}}, 1, kHostile), Language::ja);
  CHECK(bar.find("<rect") != std::string::npos);
  CHECK(bar.find("\"onload=\"") == std::string::npos);
  CHECK(bar.find("<script") == std::string::npos);
}

}  // namespace
}  // namespace output
