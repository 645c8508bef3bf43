// Every statement on the tables of migrations 0025 and 0042, each above its one function.
#include "consultation/consultation_store.h"

#include "base/joined.h"

namespace consultation::store {
namespace {

std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const auto space = text.find(' ');
    all.emplace_back(text.substr(0, space));
    text = space == text.npos ? std::string_view() : text.substr(space + 1);
  }
  return all;
}

std::string month_of(base::Date day) {
  return base::iso(day).substr(0, 7);
}

std::optional<std::string> day_text(const std::optional<base::Date>& day) {
  return day ? std::optional(base::iso(*day)) : std::nullopt;
}

std::optional<base::Date> to_day(const std::optional<std::string>& text) {
  return text ? std::optional(base::parse_date(*text).value()) : std::nullopt;
}

std::optional<int> to_minute(std::optional<std::int64_t> minute) {
  return minute ? std::optional(static_cast<int>(*minute)) : std::nullopt;
}

Consultation to_consultation(db::Row& row) {
  Consultation one;
  one.municipality = row.text("municipality");
  one.id = row.integer("consultation");
  one.body = row.text("body");
  Entry& entry = one.entry;
  entry.programme = row.text("programme");
  entry.kind = row.text("record_kind");
  entry.day = base::parse_date(row.view("occurred_on")).value();
  entry.from = to_minute(row.maybe_integer("from_minute"));
  entry.until = to_minute(row.maybe_integer("until_minute"));
  entry.channel = row.text("channel");
  entry.topics = parts(row.view("topics"));
  entry.secrecy = secrecy_from(row.view("secrecy")).value();
  entry.client = row.maybe_integer("client");
  entry.adviser = row.integer("adviser");
  one.author = row.integer("author");
  entry.referral = row.text("referral");
  one.referral_state = referral_from(row.view("referral_state")).value();
  entry.next_on = to_day(row.maybe_text("next_on"));
  entry.follow_up_on = to_day(row.maybe_text("follow_up_on"));
  one.record = record::RecordId{row.integer("record")};
  one.version = static_cast<int>(row.integer("version"));
  one.withdrawn_by = row.maybe_integer("withdrawn_by");
  one.deed = row.integer("deed");
  one.recorded_at = {row.integer("recorded_at")};
  return one;
}

}  // namespace

constexpr db::Statement kAdd{
    "consultation.add",
    "INSERT INTO consultation (municipality, consultation, body, programme, record_kind, "
    "occurred_on, from_minute, until_minute, channel, topics, secrecy, client, adviser, author, "
    "referral, referral_state, next_on, follow_up_on, record, version, deed, recorded_at) VALUES "
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
    "?21, ?22)"};

void add(db::Write& tx, const Consultation& one) {
  const Entry& entry = one.entry;
  tx.save(kAdd, one.municipality, one.id, one.body, entry.programme, entry.kind,
          base::iso(entry.day), entry.from, entry.until, entry.channel,
          base::joined(entry.topics, " "), in_db(entry.secrecy), entry.client, entry.adviser,
          one.author, entry.referral, in_db(one.referral_state), day_text(entry.next_on),
          day_text(entry.follow_up_on), one.record, one.version, one.deed, one.recorded_at);
}

constexpr db::Statement kMoveOn{
    "consultation.move_on",
    "UPDATE consultation SET programme = ?4, record_kind = ?5, occurred_on = ?6, from_minute = ?7, "
    "until_minute = ?8, channel = ?9, topics = ?10, secrecy = ?11, client = ?12, adviser = ?13, "
    "referral = ?14, referral_state = ?15, next_on = ?16, follow_up_on = ?17, record = ?18, "
    "version = ?3 WHERE municipality = ?1 AND consultation = ?2 AND version = ?3 - 1 AND "
    "withdrawn_by IS NULL"};

bool move_on(db::Write& tx, const Consultation& one) {
  const Entry& entry = one.entry;
  return tx.run(kMoveOn, one.municipality, one.id, one.version, entry.programme, entry.kind,
                base::iso(entry.day), entry.from, entry.until, entry.channel,
                base::joined(entry.topics, " "), in_db(entry.secrecy), entry.client, entry.adviser,
                entry.referral, in_db(one.referral_state), day_text(entry.next_on),
                day_text(entry.follow_up_on), one.record) == 1;
}

constexpr db::Statement kWithdraw{
    "consultation.withdraw",
    "UPDATE consultation SET withdrawn_by = ?4 WHERE municipality = ?1 AND consultation = ?2 AND "
    "version = ?3 AND withdrawn_by IS NULL"};

bool withdraw(db::Write& tx, const Consultation& one, std::int64_t deed) {
  return tx.run(kWithdraw, one.municipality, one.id, one.version, deed) == 1;
}

constexpr db::Statement kSetState{
    "consultation.set_state",
    "UPDATE consultation SET referral_state = ?4, next_on = ?5, follow_up_on = ?6 WHERE "
    "municipality = ?1 AND consultation = ?2 AND version = ?3 AND withdrawn_by IS NULL"};

bool set_state(db::Write& tx, const Consultation& one) {
  return tx.run(kSetState, one.municipality, one.id, one.version, in_db(one.referral_state),
                day_text(one.entry.next_on), day_text(one.entry.follow_up_on)) == 1;
}

constexpr db::Statement kSetClient{
    "consultation.set_client",
    "UPDATE consultation SET client = ?3, record = ?4 WHERE municipality = ?1 AND consultation = "
    "?2"};

void set_client(db::Write& tx, const Consultation& one) {
  tx.save(kSetClient, one.municipality, one.id, one.entry.client, one.record);
}

#define CONSULTATIONS                                                                           \
  "SELECT municipality, consultation, body, programme, record_kind, occurred_on, from_minute, " \
  "until_minute, channel, topics, secrecy, client, adviser, author, referral, referral_state, " \
  "next_on, follow_up_on, record, version, withdrawn_by, deed, recorded_at FROM consultation "

constexpr db::Statement kFind{"consultation.find",
                              CONSULTATIONS "WHERE municipality = ?1 AND consultation = ?2"};

std::optional<Consultation> find(db::Read& tx, std::string_view municipality,
                                 std::int64_t consultation) {
  return tx.one<Consultation>(kFind, to_consultation, municipality, consultation);
}

constexpr db::Statement kAddNote{
    "consultation.add_note",
    "INSERT INTO consultation_note (municipality, consultation, version, content, advice, "
    "next_action, deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void add_note(db::Write& tx, std::string_view municipality, std::int64_t consultation,
              const Note& note) {
  tx.save(kAddNote, municipality, consultation, note.version, note.content, note.advice,
          note.next_action, note.deed, note.recorded_at);
}

constexpr db::Statement kNotes{
    "consultation.notes",
    "SELECT version, content, advice, next_action, deed, recorded_at FROM consultation_note WHERE "
    "municipality = ?1 AND consultation = ?2 ORDER BY version DESC"};

std::vector<Note> notes(db::Read& tx, std::string_view municipality, std::int64_t consultation) {
  const auto to_note = [](db::Row& row) {
    Note note;
    note.version = static_cast<int>(row.integer("version"));
    note.content = row.text("content");
    note.advice = row.text("advice");
    note.next_action = row.text("next_action");
    note.deed = row.integer("deed");
    note.recorded_at = {row.integer("recorded_at")};
    return note;
  };
  return tx.list<Note>(kNotes, to_note, municipality, consultation);
}

constexpr db::Statement kAddDue{
    "consultation.add_due",
    "INSERT INTO consultation_due (municipality, body, adviser, due_on, consultation, due_kind) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};

void add_due(db::Write& tx, const Consultation& one, DueKind kind, base::Date on) {
  tx.save(kAddDue, one.municipality, one.body, one.entry.adviser, base::iso(on), one.id,
          in_db(kind));
}

// By their days, which the consultation names: an adviser's lines are not looked through.
constexpr db::Statement kDropDues{
    "consultation.drop_dues",
    "DELETE FROM consultation_due WHERE municipality = ?1 AND body = ?2 AND adviser = ?3 AND "
    "due_on IN (?5, ?6) AND consultation = ?4"};

void drop_dues(db::Write& tx, const Consultation& one) {
  tx.save(kDropDues, one.municipality, one.body, one.entry.adviser, one.id,
          day_text(one.entry.next_on), day_text(one.entry.follow_up_on));
}

namespace {

Due to_due(db::Row& row) {
  Due due;
  due.on = base::parse_date(row.view("due_on")).value();
  due.consultation = row.integer("consultation");
  due.kind =
      row.view("due_kind") == in_db(DueKind::follow_up) ? DueKind::follow_up : DueKind::next_action;
  due.adviser = row.integer("adviser");
  return due;
}

}  // namespace

constexpr db::Statement kDuesOfAdviser{
    "consultation.dues_of_adviser",
    "SELECT due_on, consultation, due_kind, adviser FROM consultation_due WHERE municipality = ?1 "
    "AND body = ?2 AND adviser = ?3 AND (due_on, consultation) > (?4, ?5) ORDER BY due_on, "
    "consultation, "
    "due_kind LIMIT ?6"};

std::vector<Due> dues_of_adviser(db::Read& tx, const DuesAsked& asked) {
  return tx.list<Due>(kDuesOfAdviser, to_due, asked.municipality, asked.body, asked.adviser,
                      asked.after.due_on, asked.after.consultation, asked.limit);
}

constexpr db::Statement kDuesOfBody{
    "consultation.dues_of_body",
    "SELECT due_on, consultation, due_kind, adviser FROM consultation_due WHERE municipality = ?1 "
    "AND body = ?2 AND (due_on, consultation) > (?3, ?4) ORDER BY due_on, consultation, due_kind "
    "LIMIT ?5"};

std::vector<Due> dues_of_body(db::Read& tx, const DuesAsked& asked) {
  return tx.list<Due>(kDuesOfBody, to_due, asked.municipality, asked.body, asked.after.due_on,
                      asked.after.consultation, asked.limit);
}

constexpr db::Statement kAddStep{
    "consultation.add_step",
    "INSERT INTO consultation_step (municipality, consultation, step, step_kind, person, note, "
    "deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void add_step(db::Write& tx, std::string_view municipality, std::int64_t consultation,
              const Step& step) {
  tx.save(kAddStep, municipality, consultation, step.id, in_db(step.kind), step.person, step.note,
          step.deed, step.recorded_at);
}

constexpr db::Statement kSteps{
    "consultation.steps",
    "SELECT step, step_kind, person, note, deed, recorded_at FROM consultation_step WHERE "
    "municipality = ?1 AND consultation = ?2 ORDER BY step"};

std::vector<Step> steps(db::Read& tx, std::string_view municipality, std::int64_t consultation) {
  const auto to_step = [](db::Row& row) {
    Step step;
    step.id = row.integer("step");
    step.kind = step_from(row.view("step_kind")).value();
    step.person = row.integer("person");
    step.note = row.text("note");
    step.deed = row.integer("deed");
    step.recorded_at = {row.integer("recorded_at")};
    return step;
  };
  return tx.list<Step>(kSteps, to_step, municipality, consultation);
}

// Topics are looked for as whole words: a blank stands around each.
// The adviser's number is compared first: PostgreSQL takes its width from there.
constexpr db::Statement kList{
    "consultation.list", CONSULTATIONS
    "WHERE municipality = ?1 AND body = ?2 AND occurred_on BETWEEN ?3 AND ?4 AND (occurred_on, "
    "consultation) < (?5, ?6) AND (?7 = '' OR programme = ?7) AND (?8 = '' OR channel = ?8) AND "
    "(?9 = '' OR ' ' || topics || ' ' LIKE '% ' || ?9 || ' %') AND (adviser = ?10 OR ?10 = 0) "
    "ORDER BY occurred_on DESC, consultation DESC LIMIT ?11"};

std::vector<Consultation> list(db::Read& tx, std::string_view municipality, std::string_view body,
                               const Question& question) {
  return tx.list<Consultation>(kList, to_consultation, municipality, body,
                               day_text(question.from).value_or("0000-00-00"),
                               day_text(question.until).value_or("9999-12-31"), question.before.day,
                               question.before.consultation, question.programme, question.channel,
                               question.topic, question.adviser.value_or(0), question.limit);
}

constexpr db::Statement kOfClient{
    "consultation.of_client", CONSULTATIONS
    "WHERE municipality = ?1 AND client = ?2 AND (occurred_on, consultation) < (?3, ?4) ORDER BY "
    "occurred_on DESC, consultation DESC LIMIT ?5"};

std::vector<Consultation> of_client(db::Read& tx, std::string_view municipality,
                                    std::int64_t client, const Place& before, int limit) {
  return tx.list<Consultation>(kOfClient, to_consultation, municipality, client, before.day,
                               before.consultation, limit);
}

#undef CONSULTATIONS

// One who is known in the month writes nothing.
constexpr db::Statement kCome{
    "consultation.come",
    "INSERT INTO consultation_client (municipality, body, fiscal_year, programme, record_kind, "
    "client, months) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (municipality, body, "
    "fiscal_year, programme, record_kind, client) DO UPDATE SET months = "
    "consultation_client.months | excluded.months WHERE (consultation_client.months & "
    "excluded.months) = 0"};

#define OF_CLIENT                                                                      \
  "WHERE municipality = ?1 AND body = ?2 AND fiscal_year = ?3 AND programme = ?4 AND " \
  "record_kind = ?5 AND client = ?6 "

// Whoever comes at the same moment by another server has finished when this goes on, and is seen
// by the next statement.
constexpr db::Statement kHoldClient{"consultation.hold_client",
                                    "UPDATE consultation_client SET months = months " OF_CLIENT};
constexpr db::Statement kGo{
    "consultation.go",
    "UPDATE consultation_client SET months = months - ?7 " OF_CLIENT
    "AND (months & ?7) <> 0 AND NOT EXISTS (SELECT 1 FROM consultation c WHERE c.municipality = ?1 "
    "AND c.client = ?6 AND c.occurred_on BETWEEN ?8 AND ?9 AND c.body = ?2 AND c.programme = ?4 "
    "AND c.record_kind = ?5 AND c.withdrawn_by IS NULL)"};
constexpr db::Statement kMonths{"consultation.months_of_client",
                                "SELECT months FROM consultation_client " OF_CLIENT};
constexpr db::Statement kDropClient{"consultation.drop_client",
                                    "DELETE FROM consultation_client " OF_CLIENT "AND months = 0"};

#undef OF_CLIENT

namespace {

// Of one client in one month, more or less than before.
struct Moved {
  int clients = 0;
  int new_clients = 0;
};

// 1 is April, 2048 March.
int month_mark(base::Date day) {
  return 1 << ((static_cast<int>(day.month()) + 8) % 12);
}

template <class Ask>
auto by_client(const Consultation& one, Ask ask) {
  const Entry& entry = one.entry;
  return ask(one.municipality, one.body, base::FiscalYear::containing(entry.day).number(),
             entry.programme, entry.kind, entry.client);
}

Moved come(db::Write& tx, const Consultation& one) {
  const int mark = month_mark(one.entry.day);
  const auto marked = [&](const auto&... key) { return tx.run(kCome, key..., mark); };
  if (by_client(one, marked) == 0) return {};
  const auto all = by_client(one, [&](const auto&... key) {
    return tx.one<std::int64_t>(
        kMonths, [](db::Row& row) { return row.integer("months"); }, key...);
  });
  return {.clients = 1, .new_clients = all == mark ? 1 : 0};
}

Moved go(db::Write& tx, const Consultation& one) {
  const int mark = month_mark(one.entry.day);
  const std::string month = month_of(one.entry.day);
  by_client(one, [&](const auto&... key) { return tx.run(kHoldClient, key...); });
  const auto unmarked = [&](const auto&... key) {
    return tx.run(kGo, key..., mark, month + "-01", month + "-31");
  };
  if (by_client(one, unmarked) == 0) return {};
  const auto dropped =
      by_client(one, [&](const auto&... key) { return tx.run(kDropClient, key...); });
  return {.clients = -1, .new_clients = dropped == 0 ? 0 : -1};
}

}  // namespace

constexpr db::Statement kAddToSum{
    "consultation.add_to_sum",
    "INSERT INTO consultation_sum (municipality, body, month, programme, record_kind, shard, "
    "consultations, visits, clients, new_clients, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "?9, ?10, ?11) ON CONFLICT (municipality, body, month, programme, record_kind, shard) DO "
    "UPDATE SET consultations = consultation_sum.consultations + excluded.consultations, visits = "
    "consultation_sum.visits + excluded.visits, clients = consultation_sum.clients + "
    "excluded.clients, new_clients = consultation_sum.new_clients + excluded.new_clients, record "
    "= excluded.record"};

void count(db::Write& tx, const Consultation& one, int difference) {
  const Entry& entry = one.entry;
  Moved moved;
  if (entry.client) moved = difference > 0 ? come(tx, one) : go(tx, one);
  tx.save(kAddToSum, one.municipality, one.body, month_of(entry.day), entry.programme, entry.kind,
          tx.writer(), difference, entry.client ? difference : 0, moved.clients, moved.new_clients,
          one.record);
}

namespace {

Tally to_tally(db::Row& row) {
  Tally one;
  one.programme = row.text("programme");
  one.kind = row.text("record_kind");
  one.consultations = row.integer("consultations");
  one.visits = row.integer("visits");
  one.clients = row.integer("clients");
  one.latest_record = row.integer("latest_record");
  return one;
}

}  // namespace

// The sums are whole numbers on both databases: PostgreSQL would make them numeric.
#define TALLY(clients)                                                                           \
  "SELECT programme, record_kind, CAST(SUM(consultations) AS BIGINT) AS consultations, "         \
  "CAST(SUM(visits) AS BIGINT) AS visits, CAST(SUM(" clients                                     \
  ") AS BIGINT) AS clients, MAX(record) AS latest_record FROM consultation_sum WHERE "           \
  "municipality = ?1 AND body = ?2 AND month BETWEEN ?3 AND ?4 GROUP BY programme, record_kind " \
  "HAVING SUM(consultations) > 0 ORDER BY programme, record_kind"
constexpr db::Statement kTallyOfYear{"consultation.tally_of_year", TALLY("new_clients")};
constexpr db::Statement kTallyOfMonth{"consultation.tally_of_month", TALLY("clients")};
#undef TALLY

std::vector<Tally> tally_of_year(db::Read& tx, std::string_view municipality, std::string_view body,
                                 base::FiscalYear year) {
  return tx.list<Tally>(kTallyOfYear, to_tally, municipality, body, month_of(year.starts()),
                        month_of(year.ends()));
}

std::vector<Tally> tally_of_month(db::Read& tx, std::string_view municipality,
                                  std::string_view body, base::Date day) {
  const std::string month = month_of(day);
  return tx.list<Tally>(kTallyOfMonth, to_tally, municipality, body, month, month);
}

constexpr db::Statement kTallyOfDay{
    "consultation.tally_of_day",
    "SELECT programme, record_kind, COUNT(*) AS consultations, COUNT(client) AS visits, "
    "COUNT(DISTINCT client) AS clients, MAX(record) AS latest_record FROM consultation WHERE "
    "municipality = ?1 AND body = ?2 AND occurred_on = ?3 AND withdrawn_by IS NULL GROUP BY "
    "programme, record_kind ORDER BY programme, record_kind"};

std::vector<Tally> tally_of_day(db::Read& tx, std::string_view municipality, std::string_view body,
                                base::Date day) {
  return tx.list<Tally>(kTallyOfDay, to_tally, municipality, body, base::iso(day));
}

}  // namespace consultation::store
