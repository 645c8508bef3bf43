// 達成度の目安: the published rule by which an attainment becomes a mark: from how many percent on
// each mark is given, marks that are no grades (－, X 未着手, Z 判定不能) and when, the words by
// which a milestone is reached, and how far a value to be kept may move. Kept in versions; a rule
// proposes, a person decides. Where no rule was published nothing is proposed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "review/attainment.h"

namespace review {

// In the order in which check() looks.
inline constexpr base::RefusalKind rule_name_missing{"review.rule_name_missing", 400};
inline constexpr base::RefusalKind rule_grades_missing{"review.rule_grades_missing", 400};
inline constexpr base::RefusalKind rule_mark_unfit{"review.rule_mark_unfit", 400};
inline constexpr base::RefusalKind rule_mark_twice{"review.rule_mark_twice", 400};
inline constexpr base::RefusalKind rule_threshold_missing{"review.rule_threshold_missing", 400};
inline constexpr base::RefusalKind rule_not_falling{"review.rule_not_falling", 400};
inline constexpr base::RefusalKind rule_last_not_open{"review.rule_last_not_open", 400};
inline constexpr base::RefusalKind rule_condition_unknown{"review.rule_condition_unknown", 400};
inline constexpr base::RefusalKind rule_condition_twice{"review.rule_condition_twice", 400};
inline constexpr base::RefusalKind rule_tolerance_negative{"review.rule_tolerance_negative", 400};
inline constexpr base::RefusalKind rule_line_unreadable{"review.rule_line_unreadable", 400};

struct Grade {
  std::string mark;
  std::optional<base::Rate> at_least = {};  // the last grade has none: everything below
  std::string words = {};
};

// What a mark that is no grade stands for; none: only a person gives it.
enum class Condition { no_target, no_result, result_absent, not_computed };
std::string_view in_db(Condition condition);
std::optional<Condition> condition_from(std::string_view code);

struct NonGrade {
  std::string mark;
  std::optional<Condition> when = {};
  std::string words = {};
};

struct ScaleRule {
  int version = 0;  // given when it is kept
  std::string name;
  base::Date published_on = base::Date(base::kFirstYear, 1, 1);
  std::string reference = {};  // where it stands: 評価要領 第3条
  Standard standard = {};
  std::vector<Grade> grades = {};  // from the best
  std::vector<NonGrade> non_grades = {};
};

inline constexpr std::size_t kMarkCharactersMax = 8;

// Refusals: those above, down to rule_tolerance_negative.
base::Result<void> check(const ScaleRule& rule);

bool has_mark(const ScaleRule& rule, std::string_view mark);
std::vector<std::string> marks_of(const ScaleRule& rule);
std::string words_of(const ScaleRule& rule, std::string_view mark);

// One line a grade, 「A 100% 目標を達成した」; the last without a percentage. Refusals:
// rule_line_unreadable with the number of the line.
base::Result<std::vector<Grade>> read_grades(std::string_view lines);
// 「－ no_target 目標なし」; a mark that only a person gives has - in the middle.
base::Result<std::vector<NonGrade>> read_non_grades(std::string_view lines);
std::string grade_lines(const ScaleRule& rule);
std::string non_grade_lines(const ScaleRule& rule);
// 2/3 stays a fraction, 4/5 is 80%.
std::string percent_text(base::Rate rate);

// What the rule proposes, or why it proposes nothing.
enum class Proposing { by_grade, by_condition, no_rule, not_computed };
struct Proposal {
  std::optional<std::string> mark = {};
  Proposing how = Proposing::no_rule;
  std::optional<base::Rate> at_least = {};  // the threshold that was reached
};
Proposal propose(const ScaleRule* rule, const Attainment& attainment);

}  // namespace review
