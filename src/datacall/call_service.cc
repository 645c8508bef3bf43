// Opening a call freezes who owes what; everything later is a deed on one sheet.
#include "datacall/call_service.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "base/secret.h"
#include "base/sha256.h"
#include "datacall/correction_store.h"
#include "datacall/datacall_store.h"
#include "history/history.h"
#include "plan/adoption.h"
#include "plan/computed_service.h"
#include "plan/row_work.h"
#include "programme/programme_service.h"
#include "staff/municipality_service.h"

namespace datacall {
namespace {

constexpr std::size_t kTitleCharactersMax = 200;
constexpr std::size_t kMessageCharactersMax = 5000;

std::string call_key(std::int64_t call) {
  return std::to_string(call);
}
std::string sheet_key(std::int64_t call, int sheet) {
  return std::to_string(call) + "/" + std::to_string(sheet);
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        std::string_view subject_kind, std::string key) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = std::string(subject_kind),
                         .subject_key = std::move(key),
                         .reason = {},
                         .payload_json = {}})
      .value;
}

base::Result<std::string> column_of(const plan::Plan& plan, int fiscal_year) {
  for (const auto& column : plan.columns) {
    if (column.kind == plan::ColumnKind::year &&
        column.fiscal_years == std::vector<int>{fiscal_year})
      return column.key;
  }
  return base::refuse(no_column_of_year,
                      {{"plan", plan.title}, {"year", std::to_string(fiscal_year)}});
}

OwnerGroup& group_of(std::vector<OwnerGroup>& groups, const programme::Owner* owner) {
  const auto body = owner == nullptr ? std::nullopt : std::optional(owner->body);
  const std::string department = owner == nullptr ? "" : owner->department.value_or("");
  const auto found = std::ranges::find_if(groups, [&](const OwnerGroup& one) {
    return one.body == body && one.department == department;
  });
  if (found != groups.end()) return *found;
  return groups.emplace_back(OwnerGroup{body, department, {}});
}

base::Result<Sheet> open_sheet(const Opened& opened, int sheet) {
  const Sheet* found = opened.find_sheet(sheet);
  if (found == nullptr) return base::refuse(unknown_sheet);
  if (!found->body) return base::refuse(sheet_without_owner);
  if (opened.call.closed) return base::refuse(call_closed, {{"title", opened.call.title}});
  return *found;
}

// A deed on one owned sheet of an open call.
template <class Act>
base::Result<void> on_sheet(const base::Actor& actor, db::Database& database, std::int64_t call,
                            int sheet, std::string_view kind, Act act) {
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto opened = open(tx, actor.municipality, call);
    if (!opened) return std::unexpected(opened.error());
    const auto found = open_sheet(*opened, sheet);
    if (!found) return std::unexpected(found.error());
    const std::int64_t deed = write_deed(tx, actor, kind, "call_sheet", sheet_key(call, sheet));
    act(tx, opened->call, deed);
    return {};
  });
}

base::Instant end_of_link(const Call& call) {
  const std::string day = base::iso(base::add_days(call.due, kGraceDays + 1));
  return base::parse_japan(day + "T00:00").value();
}

base::Result<void> check_new(const NewCall& wanted, base::Date today) {
  if (base::is_blank(wanted.title)) return base::refuse(title_missing);
  if (const auto fit = base::check_text(wanted.title, base::Lines::one, kTitleCharactersMax); !fit)
    return fit;
  const auto fit = base::check_text(wanted.message, base::Lines::many, kMessageCharactersMax);
  if (!fit) return fit;
  if (wanted.due < today) return base::refuse(due_before_today, {{"due", base::iso(wanted.due)}});
  return {};
}

}  // namespace

base::Result<Preview> preview(const base::Actor& actor, db::Database& database,
                              std::string_view plan, int fiscal_year) {
  const auto table = plan::open_table(actor, database, plan, {});
  if (!table) return std::unexpected(table.error());
  auto column = column_of(table->plan, fiscal_year);
  if (!column) return std::unexpected(column.error());
  Preview view{table->plan.title, *std::move(column), {}};
  database.read([&](db::Read& tx) {
    const auto work = plan::row_work(tx, actor.municipality, plan);
    const auto programmes = programme::programmes(tx, actor.municipality);
    for (const plan::Row* row : plan::leaves(table->plan)) {
      const auto* owner = plan::owner_of(table->plan, *row, fiscal_year, work, programmes);
      group_of(view.groups, owner).rows.push_back(row->key);
    }
    return 0;
  });
  std::ranges::stable_partition(view.groups, [](const OwnerGroup& one) { return !!one.body; });
  return view;
}

base::Result<std::int64_t> open_call(const base::Actor& actor, db::Database& database,
                                     const NewCall& wanted, base::Date today) {
  const auto groups = preview(actor, database, wanted.plan, wanted.fiscal_year);
  if (!groups) return std::unexpected(groups.error());
  if (const auto fit = check_new(wanted, today); !fit) return std::unexpected(fit.error());
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const std::int64_t id = tx.new_id();
    const std::int64_t deed = write_deed(tx, actor, "datacall.open", "data_call", call_key(id));
    Call call{actor.municipality, id,           wanted.plan,    wanted.fiscal_year,
              groups->column,     wanted.title, wanted.message, wanted.due,
              tx.recorded_at()};
    store::add_call(tx, call, deed);
    int number = 0, ordinal = 0;
    for (const OwnerGroup& group : groups->groups) {
      Sheet sheet;
      sheet.number = ++number;
      sheet.body = group.body;
      sheet.department = group.department;
      store::add_sheet(tx, actor.municipality, id, sheet, deed);
      for (const auto& row : group.rows)
        store::add_row(tx, actor.municipality, id, {row, ++ordinal, number});
    }
    return id;
  });
}

const Sheet* Opened::find_sheet(int number) const {
  const auto found = std::ranges::find(sheets, number, &Sheet::number);
  return found == sheets.end() ? nullptr : &*found;
}

const OwedRow* Opened::find_row(std::string_view row) const {
  const auto found = std::ranges::find(rows, row, &OwedRow::row);
  return found == rows.end() ? nullptr : &*found;
}

std::optional<Answer> Opened::answer_of(std::string_view row) const {
  const auto found = std::ranges::find(answers, row, &Answer::row);
  return found == answers.end() ? std::nullopt : std::optional(*found);
}

ValueState Opened::state_of_row(std::string_view row) const {
  const auto answer = answer_of(row);
  const ValueState state = state_of(answer, signs);
  if (state != ValueState::approved) return state;
  const Correction* last = last_step(corrections, row, answer->version);
  const bool is_reopened = last != nullptr && last->kind == CorrectionKind::reopened;
  return is_reopened ? ValueState::reopened : state;
}

bool Opened::is_in_correction(std::string_view row) const {
  return state_of_row(row) != ValueState::approved &&
         std::ranges::any_of(corrections, [&](const Correction& one) {
           return one.row == row && one.kind == CorrectionKind::reopened;
         });
}

std::vector<std::string> Opened::rows_of(int sheet) const {
  std::vector<std::string> keys;
  for (const OwedRow& row : rows)
    if (row.sheet == sheet) keys.push_back(row.row);
  return keys;
}

Progress Opened::progress(int sheet, base::Date today) const {
  Progress progress;
  for (const std::string& row : rows_of(sheet)) {
    const ValueState state = state_of_row(row);
    ++progress.rows;
    if (state == ValueState::returned) ++progress.returned;
    if (state == ValueState::reopened) ++progress.reopened;
    const bool is_answered =
        state != ValueState::open && state != ValueState::returned && state != ValueState::reopened;
    if (!is_answered) continue;
    ++progress.answered;
    if (state == ValueState::entered) continue;
    ++progress.confirmed;
    if (state == ValueState::confirmed) continue;
    ++progress.checked;
    if (state == ValueState::approved) ++progress.approved;
  }
  for (const auto& [number, times] : reminded) {
    if (number != sheet) continue;
    progress.reminders = times.first;
    progress.reminded_at = times.second;
  }
  progress.late_days = late_days(call.due, today, call.closed || progress.all_answered());
  return progress;
}

base::Result<Opened> open(db::Read& tx, std::string_view municipality, std::int64_t call) {
  auto found = store::call(tx, municipality, call);
  if (!found) return base::refuse(unknown_call);
  Opened opened{*std::move(found),
                store::sheets(tx, municipality, call),
                store::rows(tx, municipality, call),
                store::answers(tx, municipality, call),
                store::signs(tx, municipality, call),
                store::corrections(tx, municipality, call),
                {}};
  for (const auto& one : store::reminders(tx, municipality, call))
    opened.reminded.push_back({one.sheet, {one.count, one.last}});
  return opened;
}

std::vector<Call> calls(db::Read& tx, std::string_view municipality) {
  return store::calls(tx, municipality);
}

base::Result<int> assign(const base::Actor& actor, db::Database& database, std::int64_t call,
                         std::string_view row, std::string_view body, std::string_view department) {
  return database.write([&](db::Write& tx) -> base::Result<int> {
    const auto opened = open(tx, actor.municipality, call);
    if (!opened) return std::unexpected(opened.error());
    if (opened->call.closed) return base::refuse(call_closed, {{"title", opened->call.title}});
    const OwedRow* owed = opened->find_row(row);
    if (owed == nullptr) return base::refuse(unknown_row, {{"row", std::string(row)}});
    if (opened->find_sheet(owed->sheet)->body)
      return base::refuse(owner_known, {{"row", std::string(row)}});
    const auto bodies = staff::bodies(tx, actor.municipality);
    if (std::ranges::find(bodies, body, &staff::Body::key) == bodies.end())
      return base::refuse(unknown_body, {{"body", std::string(body)}});
    const std::int64_t deed = write_deed(tx, actor, "datacall.assign", "call_row",
                                         call_key(call) + "/" + std::string(row));
    const auto its = std::ranges::find_if(opened->sheets, [&](const Sheet& one) {
      return one.body == body && one.department == department;
    });
    Sheet sheet;
    if (its != opened->sheets.end()) {
      sheet = *its;
    } else {
      sheet.number = static_cast<int>(opened->sheets.size()) + 1;
      sheet.body = body;
      sheet.department = department;
      store::add_sheet(tx, actor.municipality, call, sheet, deed);
    }
    if (!store::move_row(tx, actor.municipality, call, row, owed->sheet, sheet.number))
      return base::refuse(owner_known, {{"row", std::string(row)}});
    return sheet.number;
  });
}

base::Result<void> set_contact(const base::Actor& actor, db::Database& database, std::int64_t call,
                               int sheet, const Contact& contact) {
  return on_sheet(actor, database, call, sheet, "datacall.set_contact",
                  [&](db::Write& tx, const Call&, std::int64_t) {
                    store::set_contact(tx, actor.municipality, call, sheet, contact);
                  });
}

base::Result<void> remind(const base::Actor& actor, db::Database& database, std::int64_t call,
                          int sheet) {
  return on_sheet(actor, database, call, sheet, "datacall.remind",
                  [&](db::Write& tx, const Call&, std::int64_t deed) {
                    store::add_reminder(tx, actor.municipality, call, sheet, deed,
                                        tx.recorded_at());
                  });
}

base::Result<std::string> issue_link(const base::Actor& actor, db::Database& database,
                                     std::int64_t call, int sheet) {
  const std::string secret = base::new_secret();
  const auto issued = on_sheet(actor, database, call, sheet, "datacall.issue_link",
                               [&](db::Write& tx, const Call& opened, std::int64_t) {
                                 store::set_link(tx, actor.municipality, call, sheet,
                                                 base::sha256_hex(secret), end_of_link(opened));
                               });
  if (!issued) return std::unexpected(issued.error());
  return secret;
}

base::Result<void> revoke_link(const base::Actor& actor, db::Database& database, std::int64_t call,
                               int sheet) {
  return on_sheet(actor, database, call, sheet, "datacall.revoke_link",
                  [&](db::Write& tx, const Call&, std::int64_t) {
                    store::set_link(tx, actor.municipality, call, sheet, {}, {});
                  });
}

base::Result<void> close(const base::Actor& actor, db::Database& database, std::int64_t call) {
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto found = store::call(tx, actor.municipality, call);
    if (!found) return base::refuse(unknown_call);
    const std::int64_t deed = write_deed(tx, actor, "datacall.close", "data_call", call_key(call));
    if (!store::close_call(tx, actor.municipality, call, deed))
      return base::refuse(call_closed, {{"title", found->title}});
    return {};
  });
}

base::Result<void> reopen(const base::Actor& actor, db::Database& database, std::int64_t call) {
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto found = store::call(tx, actor.municipality, call);
    if (!found) return base::refuse(unknown_call);
    write_deed(tx, actor, "datacall.reopen", "data_call", call_key(call));
    if (!store::reopen_call(tx, actor.municipality, call))
      return base::refuse(call_not_closed, {{"title", found->title}});
    return {};
  });
}

void note_seen(db::Database& database, std::string_view municipality, std::int64_t call,
               int sheet) {
  database.write(
      [&](db::Write& tx) { store::note_seen(tx, municipality, call, sheet, base::now()); });
}

base::Result<Linked> linked(db::Read& tx, std::string_view secret, base::Instant now) {
  const auto place = store::sheet_of_link(tx, base::sha256_hex(secret));
  if (!place || now >= place->until) return base::refuse(link_over);
  return Linked{place->municipality, place->call, place->sheet};
}

paper::Subject paper_subject(const Call& call, const Sheet& sheet, std::string_view row) {
  return {call.municipality, "answer", std::to_string(call.id) + "/" + std::string(row),
          sheet.body.value_or("")};
}

}  // namespace datacall
