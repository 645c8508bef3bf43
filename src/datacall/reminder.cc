// Weeks are counted from the due day, so that the days of a call never drift.
#include "datacall/reminder.h"

#include <array>
#include <utility>

namespace datacall {
namespace {

constexpr int kDaysBefore = 7;
constexpr int kWeek = 7;

constexpr std::array kKinds = {std::pair{ReminderKind::before, "before"},
                               std::pair{ReminderKind::due, "due"},
                               std::pair{ReminderKind::late, "late"}};
constexpr std::array kEnds = {std::pair{NoticeEnd::sent, "sent"},
                              std::pair{NoticeEnd::dropped, "dropped"}};

}  // namespace

std::string_view in_db(ReminderKind kind) {
  for (const auto& [one, code] : kKinds)
    if (one == kind) return code;
  return {};
}

std::optional<ReminderKind> reminder_kind(std::string_view code) {
  for (const auto& [one, its] : kKinds)
    if (code == its) return one;
  return std::nullopt;
}

std::string_view in_db(NoticeEnd end) {
  for (const auto& [one, code] : kEnds)
    if (one == end) return code;
  return {};
}

std::optional<NoticeEnd> notice_end(std::string_view code) {
  for (const auto& [one, its] : kEnds)
    if (code == its) return one;
  return std::nullopt;
}

std::optional<ReminderDay> reminder_day(base::Date opened_on, base::Date due, base::Date today) {
  ReminderDay found{base::add_days(due, -kDaysBefore), ReminderKind::before};
  if (today >= due) found = {due, ReminderKind::due};
  const int weeks = today < due ? 0 : base::days_between(due, today) / kWeek;
  if (weeks > 0) found = {base::add_days(due, weeks * kWeek), ReminderKind::late};
  if (found.day > today || found.day <= opened_on) return std::nullopt;
  return found;
}

}  // namespace datacall
