// Load all, decide, save all: one transaction and one deed for whatever was sent together.
#include "datacall/answer_service.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "datacall/datacall_store.h"
#include "datacall/meanwhile.h"
#include "figure/clock.h"
#include "history/history.h"
#include "paper/paper_service.h"
#include "plan/adoption.h"
#include "plan/computed_service.h"
#include "staff/permission.h"

namespace datacall {
namespace {

std::string sheet_key(const Place& place) {
  return std::to_string(place.call) + "/" + std::to_string(place.sheet);
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string kind,
                        const Place& place, std::string_view reason) {
  return history::write(tx, actor,
                        {.kind = std::move(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "call_sheet",
                         .subject_key = sheet_key(place),
                         .reason = std::string(reason),
                         .payload_json = {}})
      .value;
}

// The sheet that somebody of its owner acts on.
base::Result<Sheet> sheet_of(const Opened& opened, const Place& place) {
  const Sheet* sheet = opened.find_sheet(place.sheet);
  if (sheet == nullptr) return base::refuse(unknown_sheet);
  return *sheet;
}

bool is_of_owner(const base::Actor& actor, const Sheet& sheet) {
  return actor.kind == base::ActorKind::system || sheet.body == actor.body;
}

base::Result<void> check_row(const Opened& opened, const Place& place, std::string_view row) {
  const OwedRow* owed = opened.find_row(row);
  if (owed == nullptr || owed->sheet != place.sheet)
    return base::refuse(unknown_row, {{"row", std::string(row)}});
  return {};
}

base::Result<std::vector<Answer>> next_answers(const By& by, const Opened& opened,
                                               const Place& place, How how,
                                               const std::vector<Given>& given) {
  std::vector<Answer> next;
  for (const Given& one : given) {
    if (const auto owed = check_row(opened, place, one.row); !owed)
      return std::unexpected(owed.error());
    if (const auto fit = check(one); !fit) return std::unexpected(fit.error());
    if (!one.through.empty() && (one.through == one.row || opened.find_row(one.through) == nullptr))
      return base::refuse(through_unknown, {{"row", one.row}, {"through", one.through}});
    const auto latest = opened.answer_of(one.row);
    if (latest && latest->given.says_the_same(one)) continue;
    if (opened.state_of_row(one.row) == ValueState::approved)
      return base::refuse(approved_already, {{"row", one.row}});
    const std::int64_t version = latest ? latest->version : 0;
    if (one.seen_version != version) return base::refuse(answered_meanwhile, {{"row", one.row}});
    next.push_back({one.row, version + 1, one, how, by.actor.id, by.name, {}});
  }
  if (next.empty()) return base::refuse(nothing_changed);
  return next;
}

// The entered reading of the cell with the deed that verify asks of every cell, and the executed
// money of the line.
void enter_in_plan(db::Write& tx, const base::Actor& actor, const Opened& opened,
                   const Answer& answer) {
  const Call& call = opened.call;
  const std::int64_t deed =
      plan::enter_answered(tx, actor, call.municipality, {call.plan, answer.row, call.column},
                           reading_of(answer.given), call.title);
  if (!answer.given.executed_yen) return;
  plan::set_money(tx, call.municipality, call.plan, answer.row,
                  {call.fiscal_year, plan::MoneyStage::executed, *answer.given.executed_yen, {}},
                  deed);
}

base::Result<std::vector<Answer>> answers_to_sign(const By& by, const Opened& opened,
                                                  const Place& place, Sign sign,
                                                  const std::vector<Line>& lines,
                                                  std::string_view reason) {
  std::vector<Answer> all;
  for (const Line& line : lines) {
    if (const auto owed = check_row(opened, place, line.row); !owed)
      return std::unexpected(owed.error());
    const auto latest = opened.answer_of(line.row);
    if (latest && latest->version != line.version)
      return base::refuse(answered_meanwhile, {{"row", line.row}});
    const auto may = may_sign(sign, by.actor.id, latest, opened.signs, reason);
    if (!may) return std::unexpected(may.error());
    all.push_back(*latest);
  }
  if (all.empty()) return base::refuse(nothing_to_sign, {{"row", ""}});
  return all;
}

bool is_sign_of_owner(Sign sign) {
  return sign == Sign::confirmed || sign == Sign::returned;
}

// ---- what an owner sees

std::string shown_text(const plan::Plan& plan, const plan::Row& row, std::string_view column) {
  if (plan::find_column(plan, column) == nullptr) return {};
  const plan::Cell* cell = plan::find_cell(row, column);
  const plan::Reading* reading = cell == nullptr ? nullptr : plan::shown(*cell);
  if (reading == nullptr || !reading->text) {
    reading = cell == nullptr ? nullptr : plan::find_reading(*cell, plan::ReadingSource::entered);
  }
  return reading == nullptr ? std::string() : reading->text.value_or("");
}

std::string column_of_year(const plan::Plan& plan, int year) {
  for (const auto& column : plan.columns) {
    if (column.kind == plan::ColumnKind::year && column.fiscal_years == std::vector<int>{year})
      return column.key;
  }
  return {};
}

std::string target_text(const plan::RowWork* work, int year) {
  std::string text;
  if (work == nullptr) return text;
  for (const auto& target : work->targets) {
    if (target.fiscal_year != year || target.text.empty()) continue;
    text += (text.empty() ? "" : " / ") + target.text;
  }
  return text;
}

// A plan that prints its targets in a column of their own.
std::string printed_target(const plan::Plan& plan, const plan::Row& row, int year) {
  for (const auto& column : plan.columns) {
    const bool speaks_of_it = column.kind == plan::ColumnKind::target &&
                              std::ranges::count(column.fiscal_years, year) > 0;
    if (speaks_of_it) return shown_text(plan, row, column.key);
  }
  return {};
}

OwedLine line_of(const plan::OpenedTable& table, const std::vector<plan::RowWork>& work,
                 const Opened& opened, const plan::Row& row) {
  const Call& call = opened.call;
  OwedLine line;
  line.row = row.key;
  const plan::Row& above = plan::programme_row(table.plan, row);
  line.title = plan::number_and_title(row);
  if (above.key != row.key) line.title = plan::number_and_title(above) + " / " + line.title;
  const plan::RowWork* its = plan::find_work(work, row.key);
  line.target = target_text(its, call.fiscal_year);
  if (line.target.empty()) line.target = printed_target(table.plan, row, call.fiscal_year);
  line.next_target = target_text(its, call.fiscal_year + 1);
  line.last_year = shown_text(table.plan, row, column_of_year(table.plan, call.fiscal_year - 1));
  line.now_shown = shown_text(table.plan, row, call.column);
  const auto computed = table.computed.find({row.key, call.column});
  if (computed != table.computed.end()) {
    if (computed->second.reading) line.from_records = computed->second.reading->text.value_or("");
    line.why_no_records = computed->second.reason;
  }
  line.answer = opened.answer_of(row.key);
  line.state = opened.state_of_row(row.key);
  if (line.answer) {
    line.differs_from_records =
        !line.from_records.empty() &&
        base::search_key(line.from_records) != base::search_key(line.answer->given.text);
    for (const Signed& sign : opened.signs) {
      if (sign.row == row.key && sign.version == line.answer->version) line.signs.push_back(sign);
    }
  }
  return line;
}

}  // namespace

base::Result<int> answer(const By& by, db::Database& database, const Place& place, How how,
                         const std::vector<Given>& given) {
  return write_meanwhile(database, [&](db::Write& tx) -> base::Result<int> {
    const auto opened = open(tx, by.actor.municipality, place.call);
    if (!opened) return std::unexpected(opened.error());
    const auto sheet = sheet_of(*opened, place);
    if (!sheet) return std::unexpected(sheet.error());
    if (!sheet->body) return base::refuse(sheet_without_owner);
    if (!is_of_owner(by.actor, *sheet))
      return base::refuse(staff::not_permitted, {{"deed", "answer_data_call"}});
    if (base::is_blank(by.name)) return base::refuse(name_missing);
    const bool corrects = !given.empty() && std::ranges::all_of(given, [&](const Given& one) {
      return opened->is_in_correction(one.row);
    });
    if (opened->call.closed && !corrects)
      return base::refuse(call_closed, {{"title", opened->call.title}});
    const auto next = next_answers(by, *opened, place, how, given);
    if (!next) return std::unexpected(next.error());
    const std::int64_t deed = write_deed(tx, by.actor, "datacall.answer", place, {});
    for (const Answer& one : *next) {
      store::add_answer(tx, opened->call.municipality, place.call, one, deed);
    }
    return static_cast<int>(next->size());
  });
}

base::Result<int> sign(const By& by, db::Database& database, const Place& place, Sign sign,
                       const std::vector<Line>& lines, std::string_view reason) {
  return write_meanwhile(database, [&](db::Write& tx) -> base::Result<int> {
    const auto opened = open(tx, by.actor.municipality, place.call);
    if (!opened) return std::unexpected(opened.error());
    const auto sheet = sheet_of(*opened, place);
    if (!sheet) return std::unexpected(sheet.error());
    if (is_sign_of_owner(sign) && !is_of_owner(by.actor, *sheet))
      return base::refuse(staff::not_permitted, {{"deed", "confirm_answer"}});
    if (sign == Sign::confirmed) figure::enter(tx, opened->call.municipality);
    const auto answers = answers_to_sign(by, *opened, place, sign, lines, reason);
    if (!answers) return std::unexpected(answers.error());
    const std::int64_t deed =
        write_deed(tx, by.actor, "datacall." + std::string(in_db(sign)), place, reason);
    for (const Answer& one : *answers) {
      store::add_sign(tx, opened->call,
                      {one.row, one.version, sign, by.actor.id, by.name, std::string(reason), {}},
                      deed);
      if (sign == Sign::confirmed) enter_in_plan(tx, by.actor, *opened, one);
      if (sign == Sign::approved) paper::hold(tx, paper_subject(opened->call, *sheet, one.row));
    }
    return static_cast<int>(answers->size());
  });
}

base::Result<OpenedSheet> open_sheet(const base::Actor& actor, db::Database& database,
                                     const Place& place) {
  auto opened =
      database.read([&](db::Read& tx) { return open(tx, actor.municipality, place.call); });
  if (!opened) return std::unexpected(opened.error());
  const auto sheet = sheet_of(*opened, place);
  if (!sheet) return std::unexpected(sheet.error());
  const auto table =
      plan::open_table(base::Actor::system(actor.municipality), database, opened->call.plan, {});
  if (!table) return std::unexpected(table.error());
  const auto work = database.read(
      [&](db::Read& tx) { return plan::row_work(tx, actor.municipality, opened->call.plan); });
  OpenedSheet view{*std::move(opened), *sheet, table->plan.title, false, {}, {}};
  const int year = view.opened.call.fiscal_year;
  view.is_year_closed = table->closed_years.contains(year);
  if (const auto found = table->settled_years.find(year); found != table->settled_years.end())
    view.council_on = found->second;
  for (const std::string& key : view.opened.rows_of(place.sheet)) {
    if (const plan::Row* row = plan::find_row(table->plan, key); row != nullptr)
      view.lines.push_back(line_of(*table, work, view.opened, *row));
  }
  return view;
}

}  // namespace datacall
