// What the planner does with a data call: prepare and open it, say who owns a line, whom to write
// to, give and take back links, remind, close and reopen. And what everybody reads of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "datacall/call.h"
#include "datacall/correction.h"
#include "datacall/datacall.h"
#include "db/db.h"
#include "paper/paper.h"
#include "plan/plan.h"
#include "staff/body.h"

namespace datacall {

struct NewCall {
  std::string plan;
  int fiscal_year = 0;
  std::string title;
  std::string message;
  base::Date due = base::Date(base::kFirstYear, 1, 1);
};

// The lines of one owner; without a body: 担当不明.
struct OwnerGroup {
  std::optional<std::string> body;
  std::string department;
  std::vector<std::string> rows;
};
struct Preview {
  std::string plan_title;
  std::string column;
  std::vector<OwnerGroup> groups;  // unowned lines last
};
// Refusals: those of plan::open_table, no_column_of_year.
base::Result<Preview> preview(const base::Actor& actor, db::Database& database,
                              std::string_view plan, int fiscal_year);
// Gives the number of the call. Refusals: those of preview, title_missing, due_before_today, those
// of base::check_text.
base::Result<std::int64_t> open_call(const base::Actor& actor, db::Database& database,
                                     const NewCall& wanted, base::Date today);

// How far one owner is.
struct Progress {
  int rows = 0;
  int answered = 0;  // entered or further
  int confirmed = 0;
  int checked = 0;
  int approved = 0;
  int returned = 0;
  int reopened = 0;  // approved once, to be answered again
  int reminders = 0;
  base::Instant reminded_at;
  int late_days = 0;

  // A line that was reopened does not make its owner late.
  bool all_answered() const { return answered + reopened == rows; }
};

struct Opened {
  Call call;
  std::vector<Sheet> sheets;
  std::vector<OwedRow> rows;
  std::vector<Answer> answers;  // the latest version of each row
  std::vector<Signed> signs;
  std::vector<Correction> corrections;
  std::vector<std::pair<int, std::pair<int, base::Instant>>> reminded;  // sheet: how often, last

  const Sheet* find_sheet(int number) const;
  const OwedRow* find_row(std::string_view row) const;
  std::optional<Answer> answer_of(std::string_view row) const;
  ValueState state_of_row(std::string_view row) const;
  // Reopened, and not approved again since; such a line is answered also in a closed call.
  bool is_in_correction(std::string_view row) const;
  std::vector<std::string> rows_of(int sheet) const;
  Progress progress(int sheet, base::Date today) const;
};
// Refusals: unknown_call.
base::Result<Opened> open(db::Read& tx, std::string_view municipality, std::int64_t call);
std::vector<Call> calls(db::Read& tx, std::string_view municipality);

// 担当不明の行に担当を割り当てる: the row moves to the sheet of that owner, which begins to exist
// with it. Refusals: unknown_call, call_closed, unknown_row, owner_known, unknown_body.
base::Result<int> assign(const base::Actor& actor, db::Database& database, std::int64_t call,
                         std::string_view row, std::string_view body, std::string_view department);
// Refusals of these: unknown_call, unknown_sheet, sheet_without_owner, call_closed.
base::Result<void> set_contact(const base::Actor& actor, db::Database& database, std::int64_t call,
                               int sheet, const Contact& contact);
base::Result<void> remind(const base::Actor& actor, db::Database& database, std::int64_t call,
                          int sheet);
// The secret of the new link, shown once; an earlier one stops working.
base::Result<std::string> issue_link(const base::Actor& actor, db::Database& database,
                                     std::int64_t call, int sheet);
base::Result<void> revoke_link(const base::Actor& actor, db::Database& database, std::int64_t call,
                               int sheet);
// Refusals: unknown_call, call_closed; unknown_call, call_not_closed.
base::Result<void> close(const base::Actor& actor, db::Database& database, std::int64_t call);
base::Result<void> reopen(const base::Actor& actor, db::Database& database, std::int64_t call);

// That somebody of the owner looked at the sheet.
void note_seen(db::Database& database, std::string_view municipality, std::int64_t call, int sheet);

// Where a link leads. Refusals: link_over (unknown, taken back, or its days are over).
struct Linked {
  std::string municipality;
  std::int64_t call = 0;
  int sheet = 0;
};
base::Result<Linked> linked(db::Read& tx, std::string_view secret, base::Instant now);

// What the papers of an answer are put to: the line of the call, whichever version answers it. An
// approved answer holds them, until it is opened again.
paper::Subject paper_subject(const Call& call, const Sheet& sheet, std::string_view row);

}  // namespace datacall
