// What a person does at the advice desk. hold(), correct() and withdraw() write the consultation
// and the record that counts it in one transaction, so that nobody ever types a number. What was
// said and by whom stands in the notes alone: deeds tell what was changed, not what was said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/fiscal_year.h"
#include "business/business_service.h"
#include "consultation/consultation.h"
#include "db/db.h"
#include "db/finding.h"
#include "db/function_ref.h"
#include "staff/permission.h"
#include "staff/thing_eyes.h"

namespace consultation {

struct Note {
  int version = 1;
  std::string content;
  std::string advice;
  std::string next_action;
  std::int64_t deed = 0;
  base::Instant recorded_at{};
};

struct Step {
  std::int64_t id = 0;
  StepKind kind = StepKind::next_done;
  std::int64_t person = 0;
  std::string note;
  std::int64_t deed = 0;
  base::Instant recorded_at{};
};

// Eyes that read consultations; nullopt: their posts permit none.
std::optional<Eyes> eyes_of(const staff::Who& who);
base::Result<Eyes> eyes_of(const base::Actor& actor);

// ---- at the counter

// Somebody whom the register does not know yet, written in together with the consultation.
struct NewClient {
  business::Content content;
  business::Doubles doubles = business::Doubles::refuse;
};
struct Held {
  std::int64_t consultation = 0;
  record::RecordId record{};
  bool repeated = false;  // the command was carried out before
};
// `command` makes a repeat harmless; empty: none. Refusals: those of check, of business::add and of
// figure::post, and of this room from shared_without_consent to unknown_adviser.
base::Result<Held> hold(const base::Actor& actor, db::Database& database, std::string_view command,
                        const Entry& entry, const std::optional<NewClient>& client = {});
// The same for somebody who is recognised in the transaction that writes, so that a right taken
// back a moment ago counts already. An entry without adviser (0) is their own.
using Recognise = db::FunctionRef<base::Result<base::Actor>(db::Read&)>;
base::Result<Held> hold(Recognise who, db::Database& database, std::string_view command,
                        const Entry& entry, const std::optional<NewClient>& client);

struct Correction {
  std::int64_t consultation = 0;
  int seen_version = 0;
  Entry entry;
  std::string reason;
};
// A further version; the record is corrected where something it counts changed.
base::Result<int> correct(const base::Actor& actor, const Eyes& eyes, db::Database& database,
                          const Correction& correction);
base::Result<void> withdraw(const base::Actor& actor, const Eyes& eyes, db::Database& database,
                            std::int64_t consultation, std::string_view reason);

struct StepTaken {
  StepKind kind = StepKind::next_done;
  std::string note;
  std::optional<base::Date> again_on = {};  // the next one
};
base::Result<void> take_step(const base::Actor& actor, const Eyes& eyes, db::Database& database,
                             std::int64_t consultation, const StepTaken& step);

// 名寄せ: merges the entries and hands the own body's consultations of `from` over, records with
// them, as far as their years are open. Refusals: those of business::merge and figure::correct.
struct Merged {
  int handed_over = 0;
  int left = 0;  // of another body, or of a closed year: they stay as they are counted
};
base::Result<Merged> merge_clients(const base::Actor& actor, db::Database& database,
                                   std::int64_t from, std::int64_t into, std::string_view reason);
inline constexpr int kHandedOverMax = 200;  // by one merging
// What merging the entry `from` into another would hand over and leave, as things stand.
Merged merge_forecast(db::Read& tx, const base::Actor& actor, std::int64_t from);

// ---- looking

// One consultation as `eyes` see it: closed ones without client, texts and steps.
struct Opened {
  Consultation consultation;
  Sight sight = Sight::none;
  std::optional<business::Business> client = {};
  std::vector<Note> notes = {};  // the latest first
  std::vector<Step> steps = {};
};
// Refusals: unknown_consultation, not_for_you.
base::Result<Opened> open(db::Read& tx, const Eyes& eyes, std::int64_t consultation);
base::Result<std::int64_t> of_record(db::Read& tx, std::string_view municipality,
                                     std::int64_t record);

// Whether `actor` may know what was put to a record of a conversation: what names people follows
// the words of the conversation, and of a secret one everything does. Other things: true.
bool may_know_of(db::Read& tx, const base::Actor& actor, const staff::Thing& thing, bool names);

enum class DueKind { next_action, follow_up };
std::string_view in_db(DueKind kind);

struct DuePlace {
  std::string due_on;
  std::int64_t consultation = 0;
};
struct Due {
  base::Date on{2011, 4, 1};
  DueKind kind = DueKind::next_action;
  std::int64_t consultation = 0;
  std::int64_t adviser = 0;
};
struct Waiting {
  Due due;
  Opened opened;
};
// What is due in the body, the earliest first. The next page goes on behind the place, if there is
// one; a page of others is short where lines of one's own stand among them.
struct Inbox {
  std::vector<Waiting> mine;
  std::vector<Waiting> others;
  std::optional<DuePlace> mine_next;
  std::optional<DuePlace> others_next;
};
inline constexpr int kPageOf = 20;
Inbox inbox(db::Read& tx, const Eyes& eyes, const DuePlace& mine_after = {},
            const DuePlace& others_after = {}, int limit = kPageOf);
// How many of the own lines are due by that day, and how many of them are late; up to a hundred.
struct DueCount {
  int due = 0;
  int late = 0;
};
DueCount due_count(db::Read& tx, const Eyes& eyes, base::Date today);

struct Place {
  std::string day = "9999-12-31";
  std::int64_t consultation = 9'223'372'036'854'775'807;
};
std::string place_text(const Place& place);
std::optional<Place> place_from(std::string_view text);

// The own body's consultations, the latest first; empty fields ask for all.
struct Question {
  std::optional<base::Date> from = {};
  std::optional<base::Date> until = {};
  std::string programme = {};
  std::string topic = {};
  std::string channel = {};
  std::optional<std::int64_t> adviser = {};
  Place before = {};
  int limit = kPageOf;
};
struct Page {
  std::vector<Opened> consultations;  // without notes and steps
  std::string next;                   // empty: the end
};
Page search(db::Read& tx, const Eyes& eyes, const Question& question);
// All of them, read page by page, for a file; nothing is left out silently. Refusals:
// too_many_lines.
inline constexpr std::size_t kFileLinesMax = 50'000;
base::Result<std::vector<Opened>> search_all(db::Read& tx, const Eyes& eyes, Question question,
                                             std::size_t lines_max = kFileLinesMax);

// Everything of one client that `eyes` may know of: with the latest notes and all steps, also what
// stayed with entries that were merged into this one.
Page history_of(db::Read& tx, const Eyes& eyes, const business::Business& client,
                const Place& before = {}, int limit = kPageOf);

// 件, 延べ (consultations of known clients) and 者 (each client once), by programme.
struct Tally {
  std::string programme;
  std::string kind;
  std::int64_t consultations = 0;
  std::int64_t visits = 0;
  std::int64_t clients = 0;
  std::int64_t latest_record = 0;
};
// Of the own body, with programmes that have any.
std::vector<Tally> tally_of_year(db::Read& tx, const Eyes& eyes, base::FiscalYear year);
std::vector<Tally> tally_of_month(db::Read& tx, const Eyes& eyes, base::Date day);
std::vector<Tally> tally_of_day(db::Read& tx, const Eyes& eyes, base::Date day);

// The counts of the desk against the consultations, and each consultation against its record.
std::vector<db::Finding> verify(db::Database& database);

}  // namespace consultation
