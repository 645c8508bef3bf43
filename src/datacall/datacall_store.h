// Rows of data_call, call_sheet, call_row, call_answer, value_sign and call_reminder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "datacall/call.h"
#include "datacall/datacall.h"
#include "db/db.h"

namespace datacall::store {

void add_call(db::Write& tx, const Call& call, std::int64_t deed);
std::optional<Call> call(db::Read& tx, std::string_view municipality, std::int64_t call);
std::vector<Call> calls(db::Read& tx, std::string_view municipality);  // the latest first
// false: somebody was faster.
bool close_call(db::Write& tx, std::string_view municipality, std::int64_t call, std::int64_t deed);
bool reopen_call(db::Write& tx, std::string_view municipality, std::int64_t call);

void add_sheet(db::Write& tx, std::string_view municipality, std::int64_t call, const Sheet& sheet,
               std::int64_t deed);
std::vector<Sheet> sheets(db::Read& tx, std::string_view municipality, std::int64_t call);
void set_contact(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
                 const Contact& contact);
void set_link(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
              const std::optional<std::string>& hash, std::optional<base::Instant> until);
// Only the first time counts.
void note_seen(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
               base::Instant at);
struct LinkPlace {
  std::string municipality;
  std::int64_t call = 0;
  int sheet = 0;
  base::Instant until;
};
std::optional<LinkPlace> sheet_of_link(db::Read& tx, std::string_view hash);

void add_row(db::Write& tx, std::string_view municipality, std::int64_t call, const OwedRow& row);
std::vector<OwedRow> rows(db::Read& tx, std::string_view municipality, std::int64_t call);
// false: the row stands on another sheet by now.
bool move_row(db::Write& tx, std::string_view municipality, std::int64_t call, std::string_view row,
              int from, int to);

void add_answer(db::Write& tx, std::string_view municipality, std::int64_t call,
                const Answer& answer, std::int64_t deed);
// The latest version of each row; with `row` of that row alone.
std::vector<Answer> answers(db::Read& tx, std::string_view municipality, std::int64_t call,
                            std::string_view row = {});
// All versions of a row, the latest first.
std::vector<Answer> versions(db::Read& tx, std::string_view municipality, std::int64_t call,
                             std::string_view row);

void add_sign(db::Write& tx, const Call& call, const Signed& sign, std::int64_t deed);
std::vector<Signed> signs(db::Read& tx, std::string_view municipality, std::int64_t call);

void add_reminder(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
                  std::int64_t deed, base::Instant at);
struct Reminders {
  int sheet = 0;
  int count = 0;
  base::Instant last;
};
std::vector<Reminders> reminders(db::Read& tx, std::string_view municipality, std::int64_t call);

}  // namespace datacall::store
