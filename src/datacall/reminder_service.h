// The daily work of reminding: the program prepares what is to be sent, with its text; the planner
// sends it by mail or telephone and says so, or drops it. Each is a deed.
#pragma once

#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/words.h"
#include "datacall/call_service.h"
#include "datacall/reminder.h"
#include "db/db.h"

namespace datacall {

// Of one municipality, or (empty) of all: prepares what `today` asks for and nobody prepared yet.
// A sheet that was reminded today by a person waits until tomorrow; one that answered everything is
// left in peace. An earlier notice of the sheet that was not sent gives way. Gives how many.
int prepare_reminders(db::Database& database, std::string_view municipality, base::Date today);

// What is to be sent of a call: neither sent nor dropped, of owners who still owe something.
std::vector<Notice> notices_to_send(db::Read& tx, const Opened& opened);

// Sent counts as a reminder on the board. Refusals: those of staff::permits, unknown_call,
// unknown_notice, notice_settled.
base::Result<void> settle_notice(const base::Actor& actor, db::Database& database,
                                 std::int64_t call, int sheet, base::Date rule_day, NoticeEnd end);

// The text of a reminder, in the language of the office.
std::string reminder_body(const Opened& opened, const Sheet& sheet, base::Date today,
                          base::Language language);

}  // namespace datacall
