// Thresholds fall from grade to grade, so that exactly one grade fits every attainment.
#include "review/scale_rule.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/japanese_text.h"

namespace review {
namespace {

struct ConditionCode {
  Condition condition;
  std::string_view code;
};
constexpr std::array kConditions = {ConditionCode{Condition::no_target, "no_target"},
                                    ConditionCode{Condition::no_result, "no_result"},
                                    ConditionCode{Condition::result_absent, "result_absent"},
                                    ConditionCode{Condition::not_computed, "not_computed"}};

constexpr std::string_view kNoCondition = "-";

base::Result<void> check_marks(const ScaleRule& rule) {
  std::set<std::string> seen;
  for (const std::string& mark : marks_of(rule)) {
    const bool fits = !mark.empty() && !mark.contains(' ') &&
                      base::check_text(mark, base::Lines::one, kMarkCharactersMax).has_value();
    if (!fits) return base::refuse(rule_mark_unfit, {{"mark", mark}});
    if (!seen.insert(mark).second) return base::refuse(rule_mark_twice, {{"mark", mark}});
  }
  return {};
}

base::Result<void> check_thresholds(const std::vector<Grade>& grades) {
  for (std::size_t i = 0; i + 1 < grades.size(); ++i) {
    if (!grades[i].at_least)
      return base::refuse(rule_threshold_missing, {{"mark", grades[i].mark}});
    if (i > 0 && !(*grades[i].at_least < *grades[i - 1].at_least)) {
      return base::refuse(rule_not_falling,
                          {{"mark", grades[i].mark}, {"above", grades[i - 1].mark}});
    }
  }
  if (grades.back().at_least)
    return base::refuse(rule_last_not_open, {{"mark", grades.back().mark}});
  return {};
}

base::Result<void> check_conditions(const std::vector<NonGrade>& non_grades) {
  std::set<Condition> seen;
  for (const NonGrade& one : non_grades) {
    if (one.when && !seen.insert(*one.when).second)
      return base::refuse(rule_condition_twice, {{"mark", one.mark}});
  }
  return {};
}

Condition condition_of(NotComputed reason) {
  switch (reason) {
    case NotComputed::no_indicator:
    case NotComputed::no_target:
      return Condition::no_target;
    case NotComputed::no_result:
    case NotComputed::year_missing:
      return Condition::no_result;
    case NotComputed::result_absent:
      return Condition::result_absent;
    case NotComputed::target_in_words:
    case NotComputed::result_in_words:
    case NotComputed::unit_differs:
    case NotComputed::several_figures:
    case NotComputed::not_one_number:
    case NotComputed::no_base:
    case NotComputed::no_tolerance:
    case NotComputed::target_is_base:
    case NotComputed::target_not_positive:
    case NotComputed::words_unknown:
    case NotComputed::too_large:
      return Condition::not_computed;
  }
  return Condition::not_computed;
}

// Mark, what stands in the middle, and the rest.
struct Parts {
  std::string mark, middle, words;
};
Parts parts_of(std::string_view line) {
  Parts parts;
  std::string* into[] = {&parts.mark, &parts.middle, &parts.words};
  for (std::string* part : into) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == line.npos) break;
    line.remove_prefix(begin);
    const auto end = part == &parts.words ? line.npos : line.find_first_of(" \t");
    *part = line.substr(0, end);
    if (end == line.npos) break;
    line.remove_prefix(end);
  }
  return parts;
}

// The lines that are not empty, with their numbers.
std::vector<std::pair<int, Parts>> lines_of(std::string_view text) {
  std::vector<std::pair<int, Parts>> lines;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = text.find('\n');
    Parts parts = parts_of(text.substr(0, end));
    if (!parts.mark.empty()) lines.emplace_back(number, std::move(parts));
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::unexpected<base::Refusal> unreadable(int line, const Parts& parts) {
  return base::refuse(rule_line_unreadable,
                      {{"line", std::to_string(line)},
                       {"text", parts.mark + " " + parts.middle + " " + parts.words}});
}

}  // namespace

std::string_view in_db(Condition condition) {
  return std::ranges::find(kConditions, condition, &ConditionCode::condition)->code;
}

std::optional<Condition> condition_from(std::string_view code) {
  const auto found = std::ranges::find(kConditions, code, &ConditionCode::code);
  return found == kConditions.end() ? std::nullopt : std::optional(found->condition);
}

base::Result<void> check(const ScaleRule& rule) {
  if (rule.name.empty()) return base::refuse(rule_name_missing);
  if (rule.grades.size() < 2) return base::refuse(rule_grades_missing);
  if (const auto marks = check_marks(rule); !marks) return marks;
  if (const auto falling = check_thresholds(rule.grades); !falling) return falling;
  if (const auto conditions = check_conditions(rule.non_grades); !conditions) return conditions;
  if (rule.standard.tolerance && *rule.standard.tolerance < base::Rate())
    return base::refuse(rule_tolerance_negative);
  return {};
}

std::vector<std::string> marks_of(const ScaleRule& rule) {
  std::vector<std::string> marks;
  for (const Grade& one : rule.grades) marks.push_back(one.mark);
  for (const NonGrade& one : rule.non_grades) marks.push_back(one.mark);
  return marks;
}

bool has_mark(const ScaleRule& rule, std::string_view mark) {
  const auto marks = marks_of(rule);
  return std::ranges::find(marks, mark) != marks.end();
}

std::string words_of(const ScaleRule& rule, std::string_view mark) {
  for (const Grade& one : rule.grades)
    if (one.mark == mark) return one.words;
  for (const NonGrade& one : rule.non_grades)
    if (one.mark == mark) return one.words;
  return {};
}

base::Result<std::vector<Grade>> read_grades(std::string_view text) {
  std::vector<Grade> grades;
  const auto lines = lines_of(text);
  for (const auto& [number, parts] : lines) {
    Grade grade{.mark = parts.mark, .words = parts.words};
    const auto at_least = base::parse_rate(parts.middle);
    if (at_least) {
      grade.at_least = *at_least;
    } else if (&parts != &lines.back().second) {
      return unreadable(number, parts);
    } else {
      grade.words = parts.middle + (parts.words.empty() ? "" : " " + parts.words);
    }
    grades.push_back(std::move(grade));
  }
  return grades;
}

base::Result<std::vector<NonGrade>> read_non_grades(std::string_view text) {
  std::vector<NonGrade> non_grades;
  for (const auto& [number, parts] : lines_of(text)) {
    NonGrade one{.mark = parts.mark, .when = condition_from(parts.middle), .words = parts.words};
    if (!one.when && parts.middle != kNoCondition) return unreadable(number, parts);
    non_grades.push_back(std::move(one));
  }
  return non_grades;
}

std::string percent_text(base::Rate rate) {
  const base::Rate percent = rate * base::Rate(100, 1);
  if (percent.denominator() == 1) return std::to_string(percent.numerator()) + "%";
  if (1000 % percent.denominator() == 0) return base::format_percent(rate) + "%";
  return base::format_fraction(rate);
}

std::string grade_lines(const ScaleRule& rule) {
  std::string text;
  for (const Grade& one : rule.grades) {
    text += one.mark;
    if (one.at_least) text += " " + percent_text(*one.at_least);
    text += (one.words.empty() ? "" : " " + one.words) + "\n";
  }
  return text;
}

std::string non_grade_lines(const ScaleRule& rule) {
  std::string text;
  for (const NonGrade& one : rule.non_grades) {
    text += one.mark + " " + std::string(one.when ? in_db(*one.when) : kNoCondition) +
            (one.words.empty() ? "" : " " + one.words) + "\n";
  }
  return text;
}

Proposal propose(const ScaleRule* rule, const Attainment& attainment) {
  if (rule == nullptr) return {};
  if (attainment.rate) {
    for (const Grade& one : rule->grades)
      if (!one.at_least || *one.at_least <= *attainment.rate)
        return {one.mark, Proposing::by_grade, one.at_least};
  } else if (attainment.reason) {
    for (const NonGrade& one : rule->non_grades)
      if (one.when == condition_of(*attainment.reason))
        return {one.mark, Proposing::by_condition, {}};
  }
  return {{}, Proposing::not_computed, {}};
}

}  // namespace review
