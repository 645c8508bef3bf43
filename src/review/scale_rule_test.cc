// Rules right and wrong, both sides of every threshold, and a rule as lines and as a file.
#include "review/scale_rule.h"

#include <doctest/doctest.h>

#include "review/scale_rule_file.h"

namespace review {
namespace {

using base::Rate;

ScaleRule abc() {
  ScaleRule rule;
  rule.name = "達成度の目安";
  rule.grades = {{"A", Rate(1, 1), "目標を達成した"},
                 {"B", Rate(8, 10), "おおむね達成した"},
                 {"C", {}, "達成していない"}};
  rule.non_grades = {{"－", Condition::no_target, "目標なし"},
                     {"X", Condition::result_absent, ""},
                     {"Z", {}, "判定不能"}};
  return rule;
}

std::string_view code_of(const ScaleRule& rule) {
  const auto checked = check(rule);
  return checked ? "" : checked.error().code;
}

TEST_CASE("a rule that cannot be applied is refused") {
  CHECK(code_of(abc()) == "");
  ScaleRule rule = abc();
  rule.name.clear();
  CHECK(code_of(rule) == rule_name_missing.code);
  rule = abc();
  rule.grades.resize(1);
  CHECK(code_of(rule) == rule_grades_missing.code);
  rule = abc();
  rule.grades[1].mark = "B C";
  CHECK(code_of(rule) == rule_mark_unfit.code);
  rule.grades[1].mark = "";
  CHECK(code_of(rule) == rule_mark_unfit.code);
  rule.grades[1].mark = "123456789";
  CHECK(code_of(rule) == rule_mark_unfit.code);
  rule.grades[1].mark = "A";
  CHECK(code_of(rule) == rule_mark_twice.code);
  rule.grades[1].mark = "Z";
  CHECK(code_of(rule) == rule_mark_twice.code);
  rule = abc();
  rule.grades[0].at_least.reset();
  CHECK(code_of(rule) == rule_threshold_missing.code);
  for (const Rate same_or_more : {Rate(1, 1), Rate(11, 10)}) {
    rule = abc();
    rule.grades[1].at_least = same_or_more;
    CHECK(code_of(rule) == rule_not_falling.code);
  }
  rule = abc();
  rule.grades[2].at_least = Rate(1, 2);
  CHECK(code_of(rule) == rule_last_not_open.code);
  rule = abc();
  rule.non_grades[1].when = Condition::no_target;
  CHECK(code_of(rule) == rule_condition_twice.code);
  rule = abc();
  rule.standard.tolerance = Rate(-1, 100);
  CHECK(code_of(rule) == rule_tolerance_negative.code);
}

TEST_CASE("a mark is proposed from its threshold on; what cannot be computed has its own mark") {
  const ScaleRule rule = abc();
  const auto by_rate = [&](Rate rate) {
    return *propose(&rule, {.rate = rate, .formula = Formula::of_target}).mark;
  };
  CHECK(by_rate(Rate(5, 4)) == "A");
  CHECK(by_rate(Rate(1, 1)) == "A");
  CHECK(by_rate(Rate(999, 1000)) == "B");
  CHECK(by_rate(Rate(8, 10)) == "B");
  CHECK(by_rate(Rate(799, 1000)) == "C");
  CHECK(by_rate(Rate(-1, 4)) == "C");
  const auto by_reason = [&](NotComputed reason) { return propose(&rule, {.reason = reason}); };
  CHECK(by_reason(NotComputed::no_target).mark == "－");
  CHECK(by_reason(NotComputed::no_indicator).mark == "－");
  CHECK(by_reason(NotComputed::result_absent).mark == "X");
  CHECK(!by_reason(NotComputed::target_is_base).mark);
  CHECK(by_reason(NotComputed::target_is_base).how == Proposing::not_computed);
  const Proposal none = propose(nullptr, {.rate = Rate(1, 1)});
  CHECK(!none.mark);
  CHECK(none.how == Proposing::no_rule);
}

TEST_CASE("a rule is typed as lines and comes back as it was typed") {
  const std::string lines = "A 100% 目標を達成した\nB 80% おおむね 達成した\nC 達成していない\n";
  const auto grades = read_grades("  \n" + lines);
  REQUIRE(grades);
  REQUIRE(grades->size() == 3);
  CHECK((*grades)[1].at_least == Rate(4, 5));
  CHECK((*grades)[1].words == "おおむね 達成した");
  ScaleRule rule = abc();
  rule.grades = *grades;
  CHECK(grade_lines(rule) == lines);
  CHECK(read_grades("A ほぼ\nB 80%\nC").error().code == rule_line_unreadable.code);
  const auto others = read_non_grades(non_grade_lines(rule));
  REQUIRE(others);
  CHECK(others->size() == 3);
  CHECK(!(*others)[2].when);
  CHECK(read_non_grades("X never 未着手").error().code == rule_line_unreadable.code);
  CHECK(percent_text(Rate(2, 3)) == "2/3");
  CHECK(percent_text(Rate(825, 1000)) == "82.5%");
}

constexpr std::string_view kFile = R"(format = "nigiwai-rating-rule/1"
name = "達成度の目安"
published = "2015-04-01"
reference = "評価要領 第3条"
tolerance = "3%"
[[grade]]
mark = "A"
at_least = "100%"
words = "目標を達成した"
[[grade]]
mark = "B"
[[non_grade]]
mark = "－"
when = "no_target"
[milestone]
reached = ["実施"]
partly = ["一部実施"]
)";

TEST_CASE("a rule is read from a file, and every mistake is told") {
  base::Mistakes none("rule.toml");
  const auto rule = read_scale_rule(kFile, none);
  REQUIRE(rule);
  CHECK(rule->published_on == base::Date(2015, 4, 1));
  CHECK(rule->grades[0].at_least == Rate(1, 1));
  CHECK(rule->standard.tolerance == Rate(3, 100));
  CHECK(rule->standard.words.partly == std::vector<std::string>{"一部実施"});
  const auto with = [](std::string_view from, std::string_view to) {
    std::string text(kFile);
    text.replace(text.find(from), from.size(), to);
    base::Mistakes mistakes("rule.toml");
    CHECK(!read_scale_rule(text, mistakes));
    REQUIRE(!mistakes.list().empty());
    return mistakes.list().front().code;
  };
  CHECK(with("nigiwai-rating-rule/1", "other/1") == "figure.wrong_format");
  CHECK(with("\"100%\"", "\"much\"") == base::rate_unreadable.code);
  CHECK(with("no_target", "never") == rule_condition_unknown.code);
  CHECK(with("mark = \"B\"", "mark = \"A\"") == rule_mark_twice.code);
  CHECK(with("2015-04-01", "2015-02-30") == base::date_not_in_calendar.code);
}

}  // namespace
}  // namespace review
