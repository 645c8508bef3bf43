// 督促の予定: on which days an owner is to be reminded: seven days before the due day, on it, and
// each week after it while something is open. A day that was missed (the server stood still) is
// made up for once; nobody is reminded twice of the same day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "datacall/call.h"

namespace datacall {

inline constexpr base::RefusalKind unknown_notice{"datacall.unknown_notice", 404};
inline constexpr base::RefusalKind notice_settled{"datacall.notice_settled", 409};
inline constexpr const base::RefusalKind* kReminderRefusals[] = {&unknown_notice, &notice_settled};

enum class ReminderKind { before, due, late };
std::string_view in_db(ReminderKind kind);
std::optional<ReminderKind> reminder_kind(std::string_view code);

struct ReminderDay {
  base::Date day = base::Date(base::kFirstYear, 1, 1);
  ReminderKind kind = ReminderKind::before;
  bool operator==(const ReminderDay&) const = default;
};
// The latest of the days that is not after today; none on or before the day of opening.
std::optional<ReminderDay> reminder_day(base::Date opened_on, base::Date due, base::Date today);

// What became of a notice.
enum class NoticeEnd { sent, dropped };
std::string_view in_db(NoticeEnd end);
std::optional<NoticeEnd> notice_end(std::string_view code);

// A reminder as it is to be sent, by a person: nothing goes out by itself.
struct Notice {
  std::int64_t call = 0;
  int sheet = 0;
  ReminderDay rule;
  Contact contact;
  std::string body;
  base::Instant made_at = {};
  std::optional<NoticeEnd> end = {};  // none: to be sent
};

}  // namespace datacall
