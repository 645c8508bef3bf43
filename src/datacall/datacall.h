// 照会・回答: the work of May. The planner asks every owner for the results of a year; an owner
// answers line by line with a text as it will be printed or with a typed absence; the owner's chief
// confirms, planning checks, and another person approves for publication. A value has a state:
// entered → confirmed → checked → approved; a new version of the answer begins again at entered.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "plan/plan.h"

namespace datacall {

inline constexpr base::RefusalKind unknown_call{"datacall.unknown_call", 404};
inline constexpr base::RefusalKind unknown_sheet{"datacall.unknown_sheet", 404};
inline constexpr base::RefusalKind unknown_row{"datacall.unknown_row", 404};
inline constexpr base::RefusalKind link_over{"datacall.link_over", 404};
inline constexpr base::RefusalKind no_column_of_year{"datacall.no_column_of_year", 400};
inline constexpr base::RefusalKind due_before_today{"datacall.due_before_today", 400};
inline constexpr base::RefusalKind title_missing{"datacall.title_missing", 400};
inline constexpr base::RefusalKind call_closed{"datacall.call_closed", 409};
inline constexpr base::RefusalKind call_not_closed{"datacall.call_not_closed", 409};
inline constexpr base::RefusalKind owner_known{"datacall.owner_known", 409};
inline constexpr base::RefusalKind unknown_body{"datacall.unknown_body", 400};
inline constexpr base::RefusalKind sheet_without_owner{"datacall.sheet_without_owner", 409};
inline constexpr base::RefusalKind name_missing{"datacall.name_missing", 400};
inline constexpr base::RefusalKind answer_missing{"datacall.answer_missing", 400};
inline constexpr base::RefusalKind answer_twice{"datacall.answer_twice", 400};
inline constexpr base::RefusalKind unknown_absence{"datacall.unknown_absence", 400};
inline constexpr base::RefusalKind note_missing{"datacall.note_missing", 400};
inline constexpr base::RefusalKind through_without_reason{"datacall.through_without_reason", 400};
inline constexpr base::RefusalKind through_unknown{"datacall.through_unknown", 400};
inline constexpr base::RefusalKind answer_too_long{"datacall.answer_too_long", 400};
inline constexpr base::RefusalKind yen_negative{"datacall.yen_negative", 400};
inline constexpr base::RefusalKind answered_meanwhile{"datacall.answered_meanwhile", 409};
inline constexpr base::RefusalKind nothing_changed{"datacall.nothing_changed", 400};
inline constexpr base::RefusalKind approved_already{"datacall.approved_already", 409};
inline constexpr base::RefusalKind nothing_to_sign{"datacall.nothing_to_sign", 409};
inline constexpr base::RefusalKind signed_meanwhile{"datacall.signed_meanwhile", 409};
inline constexpr base::RefusalKind author_confirms{"datacall.author_confirms", 403};
inline constexpr base::RefusalKind checker_approves{"datacall.checker_approves", 403};
inline constexpr base::RefusalKind reason_missing{"datacall.reason_missing", 400};

// The refusals of this room, in the order in which its services check them.
inline constexpr const base::RefusalKind* kRefusals[] = {
    &unknown_call,       &unknown_sheet,     &unknown_row,
    &link_over,          &no_column_of_year, &due_before_today,
    &title_missing,      &call_closed,       &call_not_closed,
    &owner_known,        &unknown_body,      &sheet_without_owner,
    &name_missing,       &answer_missing,    &answer_twice,
    &unknown_absence,    &note_missing,      &through_without_reason,
    &answer_too_long,    &yen_negative,      &through_unknown,
    &answered_meanwhile, &nothing_changed,   &approved_already,
    &nothing_to_sign,    &signed_meanwhile,  &author_confirms,
    &checker_approves,   &reason_missing};

inline constexpr std::size_t kAnswerCharactersMax = 500;
inline constexpr std::size_t kNoteCharactersMax = 1000;
inline constexpr int kGraceDays = 14;  // a link still opens so long after the due day

// How an answer came.
enum class How { form, link, excel };
enum class Sign { confirmed, returned, checked, questioned, approved };
// Where the value of a line stands.
// `reopened`: approved once, and to be answered again.
enum class ValueState { open, entered, confirmed, checked, approved, returned, reopened };

std::string_view in_db(How how);
std::string_view in_db(Sign sign);
std::string_view code_of(ValueState state);
std::optional<How> how_from(std::string_view code);
std::optional<Sign> sign_from(std::string_view code);

// The absences an owner may choose, in the order of the choice.
std::span<const plan::CellState> absences();
std::optional<plan::CellState> absence_from(std::string_view code);
// 未実施, 移管 and 他事業で対応 have to say why, to whom, by what; the last may name the line
// instead.
bool needs_note(plan::CellState absence);

// What an owner says of one line.
struct Given {
  std::string row;
  std::string text = {};     // as it will be printed; empty with an absence
  std::string absence = {};  // code of the absence; empty with a text
  std::string note = {};
  std::optional<std::int64_t> executed_yen = {};  // 決算額
  std::int64_t seen_version = 0;                  // the version that was on the screen; 0: none yet
  std::string through = {};  // key of the line that did it instead (他事業で対応); empty: not said

  bool says_the_same(const Given& other) const;
};
// Refusals: answer_missing, answer_twice, unknown_absence, note_missing, through_without_reason,
// answer_too_long, yen_negative, those of base::check_text.
base::Result<void> check(const Given& given);

struct Answer {
  std::string row;
  std::int64_t version = 1;
  Given given;
  How how = How::form;
  std::int64_t person = 0;  // 0: the holder of a link
  std::string person_name;
  base::Instant at;
};

struct Signed {
  std::string row;
  std::int64_t version = 1;
  Sign sign = Sign::confirmed;
  std::int64_t person = 0;
  std::string person_name;
  std::string reason;
  base::Instant at;
};

// Of the latest version; older signs do not count any more.
ValueState state_of(const std::optional<Answer>& latest, std::span<const Signed> signs);
const Signed* find_sign(std::span<const Signed> signs, std::string_view row, std::int64_t version,
                        Sign sign);

// Whether somebody may sign what stands there. Refusals: nothing_to_sign, author_confirms,
// checker_approves, reason_missing.
base::Result<void> may_sign(Sign sign, std::int64_t person, const std::optional<Answer>& latest,
                            std::span<const Signed> signs, std::string_view reason);

// The reading that a confirmed answer becomes in its cell.
plan::Reading reading_of(const Given& given);

// Days since the due day, while something is still open; 0: not late.
int late_days(base::Date due, base::Date today, bool is_all_answered);

// 速報 while the year's books take records, 確定 once they are closed, by two persons or by the end
// of 出納整理期間 on 31 May (record/books.h says which), 決算 from the day on which the council
// approved its accounts.
enum class LabelKind { provisional, final, settled };
struct Label {
  LabelKind kind = LabelKind::provisional;
  // provisional: the day from which it is final, where the calendar says one; settled: the day of
  // the council
  std::optional<base::Date> day;
};
Label label_of(int fiscal_year, base::Date today, bool is_year_closed,
               std::optional<base::Date> council_on);

}  // namespace datacall
