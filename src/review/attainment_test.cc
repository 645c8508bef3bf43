// The formulas as a table: both sides of every boundary, one line for each reason why nothing can
// be computed, and the printed plans.
#include "review/attainment.h"

#include <doctest/doctest.h>

#include "plan/plan_files_test.h"

namespace review {
namespace {

using base::Number;
using base::Rate;
using plan::Direction;
using plan::Nature;

plan::Reading said(std::string_view text) {
  plan::Reading reading;
  reading.text = text;
  const auto read = base::read_cell(text);
  reading.quantities = read.quantities;
  reading.kind = reading.quantities.empty() ? plan::CellKind::status : plan::CellKind::quantity;
  reading.meaning.state =
      reading.quantities.empty() ? plan::CellState::words : plan::CellState::quantities;
  if (read.state == base::CellState::not_carried_out)
    reading.meaning.state = plan::CellState::not_carried_out;
  if (read.state == base::CellState::dash) reading.meaning.state = plan::CellState::dash;
  return reading;
}

std::optional<Number> whole(std::optional<std::int64_t> number) {
  return number ? std::optional(Number{*number, 1}) : std::nullopt;
}

struct Line {
  std::string_view what;
  Direction direction;
  std::optional<std::int64_t> base, target;
  std::string_view result;
  std::optional<Rate> rate;
  std::string_view formula;  // or the reason
};

Attainment attained(const Line& line) {
  const plan::Reading reading = said(line.result);
  Question question;
  question.indicator.unit = "件";
  question.indicator.direction = line.direction;
  question.indicator.base = whole(line.base);
  question.target = plan::Target{1, 2014, "目標", whole(line.target)};
  question.results = {{2014, line.result.empty() ? nullptr : &reading}};
  return attain(question);
}

TEST_CASE("attainment: up, down, kept, with and without a baseline") {
  using enum Direction;
  const Line lines[] = {
      {"TV-E1", up, 100, 150, "130件", Rate(60, 100), "from_base"},
      {"TV-E2", down, 120, 80, "100件", Rate(50, 100), "from_base"},
      {"TV-E3 beyond the target", down, 120, 80, "70件", Rate(125, 100), "from_base"},
      {"TV-E3 the wrong way", down, 120, 80, "130件", Rate(-25, 100), "from_base"},
      {"at the base", up, 100, 150, "100件", Rate(), "from_base"},
      {"at the target", up, 100, 150, "150件", Rate(1, 1), "from_base"},
      {"target = base", up, 100, 100, "130件", {}, "target_is_base"},
      {"no base, up", up, {}, 150, "130件", Rate(13, 15), "of_target"},
      {"no base, up, nothing done", up, {}, 150, "0件", Rate(), "of_target"},
      {"a target of nothing", up, {}, 0, "1件", {}, "target_not_positive"},
      {"no base, down, met", down, {}, 80, "80件", Rate(1, 1), "at_most_target"},
      {"no base, down, just above", down, {}, 80, "81件", Rate(80, 81), "target_over_actual"},
      {"no base, down to nothing, met", down, {}, 0, "0件", Rate(1, 1), "at_most_target"},
      {"no base, down to nothing, not met", down, {}, 0, "1件", Rate(), "target_over_actual"},
      {"13-4: the plan lets 5 fall to 3, reached", up, 5, 3, "3件", Rate(1, 1), "planned_fall"},
      {"13-4: not reached", up, 5, 3, "2件", Rate(2, 3), "planned_fall"},
      {"13-4: more than planned", up, 5, 3, "5件", Rate(5, 3), "planned_fall"},
      {"the plan lets complaints rise, met", down, 3, 5, "5件", Rate(1, 1), "planned_rise"},
      {"the plan lets complaints rise, not met", down, 3, 5, "6件", Rate(5, 6),
       "target_over_actual"},
      {"kept without a tolerance", maintain, 100, {}, "100件", {}, "no_tolerance"},
      {"kept without a base", maintain, {}, {}, "100件", {}, "no_base"},
      {"a target in words", up, {}, {}, "130件", {}, "target_in_words"},
      {"no result", up, {}, 150, "", {}, "no_result"},
      {"a dash", up, {}, 150, "－", {}, "result_absent"},
      {"not carried out", up, {}, 150, "未実施", {}, "result_absent"},
      {"words", up, {}, 150, "検討", {}, "result_in_words"},
      {"another unit", up, {}, 150, "130人", {}, "unit_differs"},
      {"two figures of the unit", up, {}, 150, "相談10件 融資20件", {}, "several_figures"},
      {"a part is not the whole", up, {}, 150, "30件（うち区内5件）", Rate(1, 5), "of_target"},
      {"a range", up, {}, 150, "10～15件", {}, "not_one_number"},
  };
  for (const Line& line : lines) {
    CAPTURE(line.what);
    const Attainment got = attained(line);
    CHECK(got.rate == line.rate);
    CHECK((got.formula ? in_db(*got.formula) : in_db(*got.reason)) == line.formula);
    CHECK(got.rate.has_value() == got.formula.has_value());
    CHECK(got.rate.has_value() != got.reason.has_value());
  }
}

TEST_CASE("attainment: what is to be kept may move by its tolerance, and no further") {
  const auto kept = [](std::string_view result, std::optional<Number> own,
                       std::optional<Rate> of_rule) {
    const plan::Reading reading = said(result);
    Question question;
    question.indicator.unit = "件";
    question.indicator.direction = Direction::maintain;
    question.indicator.tolerance = own;
    question.indicator.base = Number{200, 1};
    question.target = plan::Target{1, 2014, "維持"};
    question.results = {{2014, &reading}};
    question.standard.tolerance = of_rule;
    return attain(question).rate;
  };
  CHECK(kept("194件", Number{6, 1}, {}) == Rate(1, 1));
  CHECK(kept("193件", Number{6, 1}, {}) == Rate());
  CHECK(kept("206件", {}, Rate(3, 100)) == Rate(1, 1));
  CHECK(kept("207件", {}, Rate(3, 100)) == Rate());
  CHECK(kept("207件", Number{10, 1}, Rate(3, 100)) == Rate(1, 1));  // its own comes first
}

TEST_CASE("attainment: a cumulative target needs a cumulative result") {
  const plan::Reading first = said("10件"), second = said("15件"), all = said("累計40件");
  Question question;
  question.indicator.unit = "件";
  question.indicator.nature = Nature::cumulative;
  question.target = plan::Target{1, 2012, "50件", Number{50, 1}};
  question.results = {{2011, &first}, {2012, &second}};
  const Attainment summed = attain(question);
  CHECK(summed.rate == Rate(1, 2));
  CHECK(summed.summed ==
        std::vector<std::pair<int, Number>>{{2011, Number{10, 1}}, {2012, Number{15, 1}}});
  question.results = {{2011, &first}, {2012, &all}};
  CHECK(attain(question).rate == Rate(4, 5));
  question.results = {{2011, nullptr}, {2012, &second}};
  CHECK(attain(question).reason == NotComputed::year_missing);
  CHECK(attain(question).fiscal_year == 2011);
  question.results = {{2011, &first}, {2012, nullptr}};
  CHECK(attain(question).reason == NotComputed::no_result);
}

TEST_CASE("attainment: a milestone is reached, partly reached or not, by words") {
  const auto by = [](std::string_view result) {
    const plan::Reading reading = said(result);
    Question question;
    question.indicator.direction = Direction::milestone;
    question.target = plan::Target{1, 2014, "開設"};
    question.results = {{2014, &reading}};
    question.standard.words = {.reached = {"実施"}, .partly = {"一部実施"}, .missed = {"検討"}};
    return attain(question);
  };
  CHECK(by("開設").rate == Rate(1, 1));
  CHECK(by("実施").rate == Rate(1, 1));
  CHECK(by("一部実施").rate == Rate(1, 2));
  CHECK(by("検討").rate == Rate());
  CHECK(by("未実施").rate == Rate());
  CHECK(by("準備").reason == NotComputed::words_unknown);
}

TEST_CASE("attainment: units in thousands, decimals and numbers too large") {
  const auto of = [](std::string_view result, std::string_view unit, Number target) {
    const plan::Reading reading = said(result);
    Question question;
    question.indicator.unit = std::string(unit);
    question.target = plan::Target{1, 2014, "目標", target};
    question.results = {{2014, &reading}};
    return attain(question);
  };
  CHECK(of("16,648千円", "円", {33'296'000, 1}).rate == Rate(1, 2));
  CHECK(of("8.3%", "%", {166, 10, 1}).rate == Rate(1, 2));
  CHECK(of("999999999999999件", "件", {1, 1'000'000'007}).reason == NotComputed::too_large);
}

TEST_CASE("numbers are written as people write them") {
  CHECK(number_text({1058, 1}) == "1058");
  CHECK(number_text({830, 100, 2}) == "8.30");
  CHECK(number_text({5, 100}) == "0.05");
  CHECK(number_text({-5, 10, 1}) == "-0.5");
  CHECK(number_text({2, 3}) == "2/3");
}

TEST_CASE("the printed plans: Nerima 2018 has targets, 2011-14 has none") {
  const auto set = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans"});
  const auto of = [&](std::string_view slug, std::string_view row, int year,
                      const Standard& standard) {
    for (const auto& loaded : set.plans)
      if (loaded.content.slug == slug)
        return attainment_of(loaded.content, *plan::find_row(loaded.content, row), {}, year,
                             standard);
    return Attainment{};
  };
  const Attainment fall = of("nerima-2018", "13-4", 2019, {});
  CHECK(fall.target == Number{3, 1});
  CHECK(fall.actual == Number{3, 1});
  CHECK(fall.rate == Rate(1, 1));
  CHECK(of("nerima-2018", "13-4", 2018, {}).reason == NotComputed::no_target);
  CHECK(of("nerima-2018", "13-1-2", 2019, {}).reason == NotComputed::words_unknown);
  CHECK(of("nerima-2018", "13-1-2", 2019, {.words = {.reached = {"実施", "開催"}}}).rate ==
        Rate(1, 1));
  for (const std::string_view row : {"27", "31"})
    CHECK(of("nerima-2011", row, 2014, {}).reason == NotComputed::no_indicator);
}

}  // namespace
}  // namespace review
