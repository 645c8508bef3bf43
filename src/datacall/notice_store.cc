// Every statement on call_notice, each above its one function.
#include "datacall/notice_store.h"

namespace datacall::store {

constexpr db::Statement kAddNotice{
    "datacall.add_notice",
    "INSERT INTO call_notice (municipality, data_call, sheet, rule_day, kind, contact_name, "
    "contact_mail, body, deed, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

void add_notice(db::Write& tx, std::string_view municipality, const Notice& notice,
                std::int64_t deed) {
  tx.run(kAddNotice, municipality, notice.call, notice.sheet, base::iso(notice.rule.day),
         in_db(notice.rule.kind), notice.contact.name, notice.contact.mail, notice.body, deed,
         tx.recorded_at());
}

constexpr db::Statement kNotices{
    "datacall.notices",
    "SELECT data_call, sheet, rule_day, kind, contact_name, contact_mail, body, made_at, "
    "settled_as FROM call_notice WHERE municipality = ?1 AND data_call = ?2 ORDER BY rule_day "
    "DESC, sheet"};

std::vector<Notice> notices(db::Read& tx, std::string_view municipality, std::int64_t call) {
  const auto to_notice = [](db::Row& row) {
    Notice notice;
    notice.call = row.integer("data_call");
    notice.sheet = static_cast<int>(row.integer("sheet"));
    notice.rule = {base::parse_date(row.view("rule_day")).value(),
                   reminder_kind(row.view("kind")).value_or(ReminderKind::late)};
    notice.contact = {row.text("contact_name"), row.text("contact_mail")};
    notice.body = row.text("body");
    notice.made_at = {row.integer("made_at")};
    if (const auto end = row.maybe_text("settled_as")) notice.end = notice_end(*end);
    return notice;
  };
  return tx.list<Notice>(kNotices, to_notice, municipality, call);
}

constexpr db::Statement kSettleNotice{
    "datacall.settle_notice",
    "UPDATE call_notice SET settled_as = ?5, settled_by = ?6 WHERE municipality = ?1 AND data_call "
    "= ?2 AND sheet = ?3 AND rule_day = ?4 AND settled_as IS NULL"};

bool settle_notice(db::Write& tx, std::string_view municipality, const Notice& notice,
                   NoticeEnd end, std::int64_t deed) {
  return tx.run(kSettleNotice, municipality, notice.call, notice.sheet, base::iso(notice.rule.day),
                in_db(end), deed) == 1;
}

constexpr db::Statement kOpenCalls{
    "datacall.open_calls",
    "SELECT municipality, data_call FROM data_call WHERE closed_by IS NULL AND (?1 = '' OR "
    "municipality = ?1) ORDER BY municipality, data_call"};

std::vector<OpenCall> open_calls(db::Read& tx, std::string_view municipality) {
  const auto to_call = [](db::Row& row) {
    return OpenCall{row.text("municipality"), row.integer("data_call")};
  };
  return tx.list<OpenCall>(kOpenCalls, to_call, municipality);
}

}  // namespace datacall::store
