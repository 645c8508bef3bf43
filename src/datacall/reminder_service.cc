// One transaction a call: what is due is found, prepared and written down together.
#include "datacall/reminder_service.h"

#include <algorithm>

#include "datacall/datacall_store.h"
#include "datacall/meanwhile.h"
#include "datacall/notice_store.h"
#include "history/history.h"
#include "staff/permission.h"

namespace datacall {
namespace {

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        std::int64_t call, int sheet, base::Date day) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "call_sheet",
                         .subject_key = std::to_string(call) + "/" + std::to_string(sheet),
                         .reason = base::iso(day),
                         .payload_json = {}})
      .value;
}

std::string day_words(base::Language language, base::Date day) {
  return base::say(language, "staff_pages.day",
                   {{"year", std::to_string(day.year())},
                    {"month", std::to_string(day.month())},
                    {"day", std::to_string(day.day())},
                    {"iso", base::iso(day)}});
}

// Whether this sheet is to be reminded today, of which day; `before`: its notices.
std::optional<ReminderDay> due_now(const Opened& opened, const Sheet& sheet,
                                   const std::vector<Notice>& before, base::Date today) {
  const Progress progress = opened.progress(sheet.number, today);
  if (!sheet.body || progress.rows == 0 || progress.all_answered()) return std::nullopt;
  const bool reminded_today =
      progress.reminders > 0 && base::japan_date(progress.reminded_at) == today;
  if (reminded_today) return std::nullopt;
  const auto rule = reminder_day(base::japan_date(opened.call.opened_at), opened.call.due, today);
  if (!rule) return std::nullopt;
  const bool is_prepared = std::ranges::any_of(before, [&](const Notice& one) {
    return one.sheet == sheet.number && one.rule.day >= rule->day;
  });
  return is_prepared ? std::nullopt : rule;
}

int prepare_call(db::Write& tx, const store::OpenCall& place, base::Date today) {
  const auto opened = open(tx, place.municipality, place.call);
  if (!opened || opened->call.closed) return 0;
  const base::Actor program = base::Actor::system(place.municipality);
  const auto before = store::notices(tx, place.municipality, place.call);
  int prepared = 0;
  for (const Sheet& sheet : opened->sheets) {
    const auto rule = due_now(*opened, sheet, before, today);
    if (!rule) continue;
    const std::int64_t deed =
        write_deed(tx, program, "datacall.prepare_reminder", place.call, sheet.number, rule->day);
    for (const Notice& one : before)
      if (one.sheet == sheet.number && !one.end)
        store::settle_notice(tx, place.municipality, one, NoticeEnd::dropped, deed);
    store::add_notice(tx, place.municipality,
                      {place.call, sheet.number, *rule, sheet.contact,
                       reminder_body(*opened, sheet, today, base::Language::ja)},
                      deed);
    ++prepared;
  }
  return prepared;
}

}  // namespace

int prepare_reminders(db::Database& database, std::string_view municipality, base::Date today) {
  const auto open_calls =
      database.read([&](db::Read& tx) { return store::open_calls(tx, municipality); });
  int prepared = 0;
  for (const auto& place : open_calls) {
    const auto done = write_meanwhile(database, [&](db::Write& tx) -> base::Result<int> {
      return prepare_call(tx, place, today);
    });
    prepared += done.value_or(0);  // another server was faster
  }
  return prepared;
}

std::vector<Notice> notices_to_send(db::Read& tx, const Opened& opened) {
  std::vector<Notice> list;
  if (opened.call.closed) return list;
  for (Notice& one : store::notices(tx, opened.call.municipality, opened.call.id)) {
    const bool is_owed = !opened.progress(one.sheet, opened.call.due).all_answered();
    if (!one.end && is_owed) list.push_back(std::move(one));
  }
  return list;
}

base::Result<void> settle_notice(const base::Actor& actor, db::Database& database,
                                 std::int64_t call, int sheet, base::Date rule_day, NoticeEnd end) {
  const auto may =
      staff::permits(actor, staff::Deed::run_data_call, {actor.municipality, actor.body});
  if (!may) return may;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    if (!store::call(tx, actor.municipality, call)) return base::refuse(unknown_call);
    const auto all = store::notices(tx, actor.municipality, call);
    const auto notice = std::ranges::find_if(
        all, [&](const Notice& one) { return one.sheet == sheet && one.rule.day == rule_day; });
    if (notice == all.end()) return base::refuse(unknown_notice);
    if (notice->end) return base::refuse(notice_settled);
    const bool is_sent = end == NoticeEnd::sent;
    const std::int64_t deed = write_deed(
        tx, actor, is_sent ? "datacall.remind" : "datacall.drop_reminder", call, sheet, rule_day);
    if (!store::settle_notice(tx, actor.municipality, *notice, end, deed))
      return base::refuse(notice_settled);
    if (is_sent) store::add_reminder(tx, actor.municipality, call, sheet, deed, tx.recorded_at());
    return {};
  });
}

std::string reminder_body(const Opened& opened, const Sheet& sheet, base::Date today,
                          base::Language language) {
  const Progress progress = opened.progress(sheet.number, today);
  const std::string name = sheet.contact.name.empty()
                               ? std::string(base::words(language, "datacall_pages.somebody"))
                               : sheet.contact.name;
  return base::say(
      language,
      progress.late_days > 0 ? "datacall_pages.reminder_late" : "datacall_pages.reminder_text",
      {{"name", name},
       {"title", opened.call.title},
       {"due", day_words(language, opened.call.due)},
       {"days", std::to_string(progress.late_days)},
       {"open", std::to_string(progress.rows - progress.answered - progress.reopened)},
       {"all", std::to_string(progress.rows)}});
}

}  // namespace datacall
