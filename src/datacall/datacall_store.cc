// Every statement on the tables of migration 0017, each above its one function.
#include "datacall/datacall_store.h"

namespace datacall::store {
namespace {

Call to_call(db::Row& row) {
  Call call;
  call.municipality = row.text("municipality");
  call.id = row.integer("data_call");
  call.plan = row.text("plan");
  call.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
  call.column = row.text("column_key");
  call.title = row.text("title");
  call.message = row.text("message");
  call.due = base::parse_date(row.view("due_on")).value();
  call.opened_at = {row.integer("opened_at")};
  call.closed = row.maybe_integer("closed_by").has_value();
  return call;
}

Answer to_answer(db::Row& row) {
  Answer answer;
  answer.row = row.text("row_key");
  answer.version = row.integer("version");
  answer.given.row = answer.row;
  answer.given.text = row.text("text");
  answer.given.absence = row.maybe_text("absence").value_or("");
  answer.given.note = row.text("note");
  answer.given.executed_yen = row.maybe_integer("executed_yen");
  answer.given.through = row.maybe_text("done_through").value_or("");
  answer.given.seen_version = answer.version;
  answer.how = how_from(row.view("how")).value_or(How::form);
  answer.person = row.integer("person");
  answer.person_name = row.text("person_name");
  answer.at = {row.integer("recorded_at")};
  return answer;
}

}  // namespace

constexpr db::Statement kAddCall{
    "datacall.add_call",
    "INSERT INTO data_call (municipality, data_call, plan, fiscal_year, column_key, title, "
    "message, due_on, opened_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

void add_call(db::Write& tx, const Call& call, std::int64_t deed) {
  tx.save(kAddCall, call.municipality, call.id, call.plan, call.fiscal_year, call.column,
          call.title, call.message, base::iso(call.due), call.opened_at, deed);
}

#define CALLS                                                                               \
  "SELECT municipality, data_call, plan, fiscal_year, column_key, title, message, due_on, " \
  "opened_at, closed_by FROM data_call WHERE municipality = ?1 "

constexpr db::Statement kCall{"datacall.call", CALLS "AND data_call = ?2"};

std::optional<Call> call(db::Read& tx, std::string_view municipality, std::int64_t call) {
  return tx.one<Call>(kCall, to_call, municipality, call);
}

constexpr db::Statement kCalls{"datacall.calls", CALLS "ORDER BY data_call DESC"};

std::vector<Call> calls(db::Read& tx, std::string_view municipality) {
  return tx.list<Call>(kCalls, to_call, municipality);
}

#undef CALLS

constexpr db::Statement kCloseCall{
    "datacall.close_call",
    "UPDATE data_call SET closed_by = ?3 WHERE municipality = ?1 AND data_call = ?2 AND closed_by "
    "IS NULL"};

bool close_call(db::Write& tx, std::string_view municipality, std::int64_t call,
                std::int64_t deed) {
  return tx.run(kCloseCall, municipality, call, deed) == 1;
}

constexpr db::Statement kReopenCall{
    "datacall.reopen_call",
    "UPDATE data_call SET closed_by = NULL WHERE municipality = ?1 AND data_call = ?2 AND "
    "closed_by IS NOT NULL"};

bool reopen_call(db::Write& tx, std::string_view municipality, std::int64_t call) {
  return tx.run(kReopenCall, municipality, call) == 1;
}

constexpr db::Statement kAddSheet{
    "datacall.add_sheet",
    "INSERT INTO call_sheet (municipality, data_call, sheet, body, department, contact_name, "
    "contact_mail, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void add_sheet(db::Write& tx, std::string_view municipality, std::int64_t call, const Sheet& sheet,
               std::int64_t deed) {
  tx.save(kAddSheet, municipality, call, sheet.number, sheet.body, sheet.department,
          sheet.contact.name, sheet.contact.mail, deed);
}

constexpr db::Statement kSheets{
    "datacall.sheets",
    "SELECT sheet, body, department, contact_name, contact_mail, seen_at, link_until FROM "
    "call_sheet WHERE municipality = ?1 AND data_call = ?2 ORDER BY sheet"};

std::vector<Sheet> sheets(db::Read& tx, std::string_view municipality, std::int64_t call) {
  const auto to_sheet = [](db::Row& row) {
    Sheet sheet;
    sheet.number = static_cast<int>(row.integer("sheet"));
    sheet.body = row.maybe_text("body");
    sheet.department = row.text("department");
    sheet.contact = {row.text("contact_name"), row.text("contact_mail")};
    if (const auto at = row.maybe_integer("seen_at")) sheet.seen_at = base::Instant{*at};
    if (const auto at = row.maybe_integer("link_until")) sheet.link_until = base::Instant{*at};
    return sheet;
  };
  return tx.list<Sheet>(kSheets, to_sheet, municipality, call);
}

constexpr db::Statement kSetContact{
    "datacall.set_contact",
    "UPDATE call_sheet SET contact_name = ?4, contact_mail = ?5 WHERE municipality = ?1 AND "
    "data_call = ?2 AND sheet = ?3"};

void set_contact(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
                 const Contact& contact) {
  tx.save(kSetContact, municipality, call, sheet, contact.name, contact.mail);
}

constexpr db::Statement kSetLink{
    "datacall.set_link",
    "UPDATE call_sheet SET link_hash = ?4, link_until = ?5 WHERE municipality = ?1 AND data_call "
    "= ?2 AND sheet = ?3"};

void set_link(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
              const std::optional<std::string>& hash, std::optional<base::Instant> until) {
  const auto moment = until ? std::optional(until->microseconds) : std::nullopt;
  tx.save(kSetLink, municipality, call, sheet, hash, moment);
}

constexpr db::Statement kNoteSeen{
    "datacall.note_seen",
    "UPDATE call_sheet SET seen_at = ?4 WHERE municipality = ?1 AND data_call = ?2 AND sheet = ?3 "
    "AND seen_at IS NULL"};

void note_seen(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
               base::Instant at) {
  tx.save(kNoteSeen, municipality, call, sheet, at);
}

constexpr db::Statement kSheetOfLink{
    "datacall.sheet_of_link",
    "SELECT municipality, data_call, sheet, link_until FROM call_sheet WHERE link_hash = ?1"};

std::optional<LinkPlace> sheet_of_link(db::Read& tx, std::string_view hash) {
  const auto to_place = [](db::Row& row) {
    return LinkPlace{row.text("municipality"),
                     row.integer("data_call"),
                     static_cast<int>(row.integer("sheet")),
                     {row.integer("link_until")}};
  };
  return tx.one<LinkPlace>(kSheetOfLink, to_place, hash);
}

constexpr db::Statement kAddRow{
    "datacall.add_row",
    "INSERT INTO call_row (municipality, data_call, row_key, ordinal, sheet) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

void add_row(db::Write& tx, std::string_view municipality, std::int64_t call, const OwedRow& row) {
  tx.save(kAddRow, municipality, call, row.row, row.ordinal, row.sheet);
}

constexpr db::Statement kRows{
    "datacall.rows",
    "SELECT row_key, ordinal, sheet FROM call_row WHERE municipality = ?1 AND data_call = ?2 "
    "ORDER BY ordinal"};

std::vector<OwedRow> rows(db::Read& tx, std::string_view municipality, std::int64_t call) {
  const auto to_row = [](db::Row& row) {
    return OwedRow{row.text("row_key"), static_cast<int>(row.integer("ordinal")),
                   static_cast<int>(row.integer("sheet"))};
  };
  return tx.list<OwedRow>(kRows, to_row, municipality, call);
}

constexpr db::Statement kMoveRow{
    "datacall.move_row",
    "UPDATE call_row SET sheet = ?5 WHERE municipality = ?1 AND data_call = ?2 AND row_key = ?3 "
    "AND sheet = ?4"};

bool move_row(db::Write& tx, std::string_view municipality, std::int64_t call, std::string_view row,
              int from, int to) {
  return tx.run(kMoveRow, municipality, call, row, from, to) == 1;
}

constexpr db::Statement kAddAnswer{
    "datacall.add_answer",
    "INSERT INTO call_answer (municipality, data_call, row_key, version, text, absence, note, "
    "executed_yen, how, person, person_name, deed, recorded_at, done_through) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"};

void add_answer(db::Write& tx, std::string_view municipality, std::int64_t call,
                const Answer& answer, std::int64_t deed) {
  const Given& given = answer.given;
  const auto absence = given.absence.empty() ? std::nullopt : std::optional(given.absence);
  const auto through = given.through.empty() ? std::nullopt : std::optional(given.through);
  tx.run(kAddAnswer, municipality, call, answer.row, answer.version, given.text, absence,
         given.note, given.executed_yen, in_db(answer.how), answer.person, answer.person_name, deed,
         tx.recorded_at(), through);
}

#define ANSWERS                                                                                    \
  "SELECT a.row_key AS row_key, a.version AS version, a.text AS text, a.absence AS absence, "      \
  "a.note AS note, a.executed_yen AS executed_yen, a.done_through AS done_through, a.how AS how, " \
  "a.person AS person, "                                                                           \
  "a.person_name AS person_name, a.recorded_at AS recorded_at FROM call_answer a "                 \
  "WHERE a.municipality = ?1 AND a.data_call = ?2 "

constexpr db::Statement kAnswers{
    "datacall.answers", ANSWERS
    "AND (?3 = '' OR a.row_key = ?3) AND a.version = (SELECT max(b.version) FROM call_answer b "
    "WHERE b.municipality = a.municipality AND b.data_call = a.data_call AND b.row_key = "
    "a.row_key) ORDER BY a.row_key"};

std::vector<Answer> answers(db::Read& tx, std::string_view municipality, std::int64_t call,
                            std::string_view row) {
  return tx.list<Answer>(kAnswers, to_answer, municipality, call, row);
}

constexpr db::Statement kVersions{"datacall.versions",
                                  ANSWERS "AND a.row_key = ?3 ORDER BY a.version DESC"};

std::vector<Answer> versions(db::Read& tx, std::string_view municipality, std::int64_t call,
                             std::string_view row) {
  return tx.list<Answer>(kVersions, to_answer, municipality, call, row);
}

#undef ANSWERS

constexpr db::Statement kAddSign{
    "datacall.add_sign",
    "INSERT INTO value_sign (municipality, plan, row_key, column_key, data_call, version, sign, "
    "person, person_name, reason, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"};

void add_sign(db::Write& tx, const Call& call, const Signed& sign, std::int64_t deed) {
  tx.run(kAddSign, call.municipality, call.plan, sign.row, call.column, call.id, sign.version,
         in_db(sign.sign), sign.person, sign.person_name, sign.reason, deed, tx.recorded_at());
}

constexpr db::Statement kSigns{
    "datacall.signs",
    "SELECT row_key, version, sign, person, person_name, reason, recorded_at FROM value_sign "
    "WHERE municipality = ?1 AND data_call = ?2 ORDER BY row_key, recorded_at, deed"};

std::vector<Signed> signs(db::Read& tx, std::string_view municipality, std::int64_t call) {
  const auto to_signed = [](db::Row& row) {
    Signed sign;
    sign.row = row.text("row_key");
    sign.version = row.integer("version");
    sign.sign = sign_from(row.view("sign")).value_or(Sign::returned);
    sign.person = row.integer("person");
    sign.person_name = row.text("person_name");
    sign.reason = row.text("reason");
    sign.at = {row.integer("recorded_at")};
    return sign;
  };
  return tx.list<Signed>(kSigns, to_signed, municipality, call);
}

constexpr db::Statement kAddReminder{
    "datacall.add_reminder",
    "INSERT INTO call_reminder (municipality, data_call, sheet, deed, reminded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

void add_reminder(db::Write& tx, std::string_view municipality, std::int64_t call, int sheet,
                  std::int64_t deed, base::Instant at) {
  tx.save(kAddReminder, municipality, call, sheet, deed, at);
}

constexpr db::Statement kReminders{
    "datacall.reminders",
    "SELECT sheet, count(*) AS reminded, max(reminded_at) AS last FROM call_reminder "
    "WHERE municipality = ?1 AND data_call = ?2 GROUP BY sheet ORDER BY sheet"};

std::vector<Reminders> reminders(db::Read& tx, std::string_view municipality, std::int64_t call) {
  const auto to_reminders = [](db::Row& row) {
    return Reminders{static_cast<int>(row.integer("sheet")),
                     static_cast<int>(row.integer("reminded")),
                     {row.integer("last")}};
  };
  return tx.list<Reminders>(kReminders, to_reminders, municipality, call);
}

}  // namespace datacall::store
