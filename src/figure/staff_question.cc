// Anything but a known word is refused with the words there are.
#include "figure/staff_question.h"

#include <algorithm>

#include "figure/clock.h"
#include "staff/municipality_service.h"

namespace figure {
namespace {

base::Result<Sort> read_sort(std::string_view text) {
  if (text.empty() || text == "oldest") return Sort::oldest_first;
  if (text == "newest") return Sort::newest_first;
  if (text == "largest") return Sort::largest_first;
  return base::refuse(unknown_sort, {{"value", std::string(text)}});
}

// 2011-04 is 201104.
base::Result<std::optional<int>> read_month(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto first = base::parse_date(std::string(text) + "-01");
  if (!first) return base::refuse(month_unreadable, {{"value", std::string(text)}});
  return first->year() * 100 + static_cast<int>(first->month());
}

}  // namespace

base::Result<Scope> read_scope(std::string_view text) {
  if (text.empty() || text == "all") return Scope::all;
  if (text == "confirmed") return Scope::confirmed;
  return base::refuse(unknown_scope, {{"value", std::string(text)}});
}

base::Result<Question> read_question(const QuestionText& text) {
  Question question;
  const auto scope = read_scope(text.scope);
  if (!scope) return std::unexpected(scope.error());
  const auto sort = read_sort(text.sort);
  if (!sort) return std::unexpected(sort.error());
  const auto month = read_month(text.month);
  if (!month) return std::unexpected(month.error());
  if (text.limit < 1 || text.limit > kLimitMax) {
    return base::refuse(limit_out_of_range, {{"value", std::to_string(text.limit)},
                                             {"max", std::to_string(kLimitMax)}});
  }
  question.scope = *scope;
  question.sort = *sort;
  question.month = *month;
  question.after = text.after;
  question.limit = text.limit;
  return question;
}

base::Instant latest_settled(db::Read& tx, std::string_view municipality) {
  constexpr std::int64_t kMinute = 60'000'000;
  return std::max(last_mark(tx, municipality), {base::now().microseconds - kMinute});
}

base::Result<std::string> municipality_of_plan(db::Read& tx, std::string_view plan) {
  for (const staff::Municipality& municipality : staff::municipalities(tx))
    if (!rows(tx, municipality.code, plan).empty()) return municipality.code;
  return base::refuse(plan_without_figures, {{"plan", std::string(plan)}});
}

}  // namespace figure
