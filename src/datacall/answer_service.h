// Answering and signing: an owner's answers in one deed, whether by form, by link or by Excel;
// 確認, 点検 and 承認 of many lines at once. A confirmed answer is the entered reading of its cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "datacall/call_service.h"
#include "db/db.h"

namespace datacall {

// Who does it, by name as it stands beside the answer.
struct By {
  base::Actor actor;
  std::string name;
};

struct Place {
  std::int64_t call = 0;
  int sheet = 0;
};

// All or nothing; a line that says what it said already is left as it is. Refusals: unknown_call,
// unknown_sheet, sheet_without_owner, staff::not_permitted (of another body), name_missing,
// call_closed (unless every line is in correction), unknown_row (also of another owner), those of
// check(), through_unknown, approved_already, answered_meanwhile, nothing_changed, signed_meanwhile
// (at the same moment). The fact "row" names the line.
base::Result<int> answer(const By& by, db::Database& database, const Place& place, How how,
                         const std::vector<Given>& given);

// Signs the version that was on the screen. Refusals: unknown_call, unknown_sheet,
// staff::not_permitted, unknown_row, nothing_to_sign, those of may_sign, signed_meanwhile.
struct Line {
  std::string row;
  std::int64_t version = 0;
};
base::Result<int> sign(const By& by, db::Database& database, const Place& place, Sign sign,
                       const std::vector<Line>& lines, std::string_view reason);

// What an owner sees of one line before answering.
struct OwedLine {
  std::string row;
  std::string title;           // number and title
  std::string target;          // of the year, as written
  std::string next_target;     // of the next one
  std::string last_year;       // what the cell of the year before shows
  std::string now_shown;       // what the cell itself shows today
  std::string from_records;    // what the records say; empty: nothing
  std::string why_no_records;  // a declared reason
  std::optional<Answer> answer;
  ValueState state = ValueState::open;
  bool differs_from_records = false;
  std::vector<Signed> signs;  // of the latest version
};
struct OpenedSheet {
  Opened opened;
  Sheet sheet;
  std::string plan_title;
  bool is_year_closed = false;
  std::optional<base::Date> council_on;  // that approved the accounts of the year
  std::vector<OwedLine> lines;
};
// Refusals: unknown_call, unknown_sheet, those of plan::open_table.
base::Result<OpenedSheet> open_sheet(const base::Actor& actor, db::Database& database,
                                     const Place& place);

}  // namespace datacall
