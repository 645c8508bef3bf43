// Writing at the desk. Everything is looked up and checked first; then the record, the
// consultation, what was said and what is due are saved together with their deeds.
#include "consultation/consultation_service.h"

#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"
#include "base/json_text.h"
#include "base/sha256.h"
#include "consultation/consultation_store.h"
#include "figure/figure_service.h"
#include "figure/procedure.h"
#include "history/changes.h"
#include "history/history.h"
#include "programme/programme_service.h"
#include "record/books.h"
#include "staff/account.h"

namespace consultation {
namespace {

constexpr std::size_t kCommandCharactersMax = 200;

std::unexpected<base::Refusal> about(std::string_view field, base::Refusal refusal) {
  refusal.facts.push_back({"field", std::string(field)});
  return std::unexpected(std::move(refusal));
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        std::int64_t consultation, std::string_view reason, std::string payload) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "consultation",
                         .subject_key = std::to_string(consultation),
                         .reason = std::string(reason),
                         .payload_json = std::move(payload)})
      .value;
}

std::string day_text(const std::optional<base::Date>& day) {
  return day ? base::iso(*day) : std::string();
}

std::string minutes_text(const Entry& entry) {
  return entry.from ? time_text(*entry.from) + "-" + time_text(*entry.until) : std::string();
}

std::string topics_text(const Entry& entry) {
  std::string text;
  for (const std::string& topic : entry.topics) text += (text.empty() ? "" : " ") + topic;
  return text;
}

// What is no word of the conversation and names nobody. Of a secret one not even the topic is told.
std::vector<history::Change> changes(const Entry& before, const Entry& after) {
  std::vector<history::Change> all = {
      {"occurred_on", base::iso(before.day), base::iso(after.day)},
      {"programme", before.programme, after.programme},
      {"record_kind", before.kind, after.kind},
      {"channel", before.channel, after.channel},
      {"secrecy", std::string(in_db(before.secrecy)), std::string(in_db(after.secrecy))},
      {"minutes", minutes_text(before), minutes_text(after)},
      {"referral", before.referral, after.referral},
      {"next_on", day_text(before.next_on), day_text(after.next_on)},
      {"follow_up_on", day_text(before.follow_up_on), day_text(after.follow_up_on)}};
  if (before.secrecy != Secrecy::secret && after.secrecy != Secrecy::secret)
    all.push_back({"topics", topics_text(before), topics_text(after)});
  return history::differing(std::move(all));
}

std::vector<base::Fact> held_facts(const Entry& entry) {
  std::vector<base::Fact> facts = {{"occurred_on", base::iso(entry.day)},
                                   {"programme", entry.programme},
                                   {"record_kind", entry.kind},
                                   {"channel", entry.channel},
                                   {"secrecy", std::string(in_db(entry.secrecy))}};
  if (entry.secrecy != Secrecy::secret) facts.push_back({"topics", topics_text(entry)});
  return facts;
}

// The names of the texts that changed, and the other fields with what they were.
std::string corrected_payload(const Consultation& before, const Entry& after, const Note& was) {
  base::JsonWriter json;
  json.begin_object().field("version", before.version + 1);
  json.key("fields").begin_array();
  if (was.content != after.content) json.string("content");
  if (was.advice != after.advice) json.string("advice");
  if (was.next_action != after.next_action) json.string("next_action");
  if (before.entry.client != after.client) json.string("client");
  if (before.entry.adviser != after.adviser) json.string("adviser");
  json.end_array();
  history::write_changes(json, changes(before.entry, after));
  return json.end_object().take();
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return about("reason", base::refuse(reason_missing).error());
  if (auto fit = base::check_text(reason, base::Lines::many, kReasonCharactersMax); !fit)
    return about("reason", fit.error());
  return {};
}

// Who answered for it: a person of the body, still there.
base::Result<void> check_adviser(db::Read& tx, const base::Actor& actor, std::int64_t adviser) {
  if (adviser == actor.id) return {};
  const auto person = staff::person(tx, actor.municipality, adviser);
  if (!person || person->body != actor.body || person->ended_at)
    return about("adviser",
                 base::refuse(unknown_adviser, {{"adviser", std::to_string(adviser)}}).error());
  return {};
}

base::Result<void> check_referral(db::Read& tx, const base::Actor& actor, const Entry& entry) {
  if (entry.referral.empty()) return {};
  const auto all = programme::programmes(tx, actor.municipality);
  if (std::ranges::find(all, entry.referral, &programme::Programme::key) != all.end()) return {};
  return about("referral", base::refuse(unknown_referral, {{"programme", entry.referral}}).error());
}

// The door of records says whether the programme is there and whose it is; here it is said in the
// words of the desk.
std::unexpected<base::Refusal> refused_post(db::Read& tx, const base::Actor& actor,
                                            const Entry& entry, const base::Refusal& refusal) {
  if (refusal.code == record::unknown_programme.code)
    return about("programme",
                 base::refuse(unknown_programme, {{"programme", entry.programme}}).error());
  if (refusal.code != staff::post_may_not.code) return std::unexpected(refusal);
  const auto all = programme::programmes(tx, actor.municipality);
  const auto found = std::ranges::find(all, entry.programme, &programme::Programme::key);
  const int year = base::FiscalYear::containing(entry.day).number();
  const programme::Owner* owner = found == all.end() ? nullptr : programme::owner_in(*found, year);
  if (owner == nullptr || owner->body == actor.body) return std::unexpected(refusal);
  return about("programme", base::refuse(programme_of_another, {{"programme", found->name},
                                                                {"year", std::to_string(year)}})
                                .error());
}

base::Result<void> check_client(db::Read& tx, const base::Actor& actor, Entry& entry) {
  if (!entry.client) return {};
  if (entry.secrecy != Secrecy::shared) {
    const auto stays = business::standing(tx, actor.municipality, *entry.client);
    if (!stays) return about("client", stays.error());
    entry.client = *stays;
    return {};
  }
  const auto client = business::find(tx, actor.municipality, *entry.client);
  if (!client) return about("client", client.error());
  entry.client = client->id;  // of doubles the one that stays
  if (entry.secrecy == Secrecy::shared && !client->shares())
    return about("secrecy",
                 base::refuse(shared_without_consent, {{"name", client->content.name}}).error());
  return {};
}

// All but what figure::post says itself.
base::Result<Entry> checked(db::Write& tx, const base::Actor& actor, const Entry& typed) {
  auto entry = check(typed, base::japan_date(tx.recorded_at()));
  if (!entry) return entry;
  if (const auto fit = check_referral(tx, actor, *entry); !fit) return std::unexpected(fit.error());
  if (const auto fit = check_adviser(tx, actor, entry->adviser); !fit)
    return std::unexpected(fit.error());
  if (const auto fit = check_client(tx, actor, *entry); !fit) return std::unexpected(fit.error());
  return entry;
}

void add_dues(db::Write& tx, const Consultation& one) {
  if (one.entry.next_on) store::add_due(tx, one, DueKind::next_action, *one.entry.next_on);
  if (one.entry.follow_up_on) store::add_due(tx, one, DueKind::follow_up, *one.entry.follow_up_on);
}

Note note_of(const Entry& entry, int version, std::int64_t deed, base::Instant at) {
  return {.version = version,
          .content = entry.content,
          .advice = entry.advice,
          .next_action = entry.next_action,
          .deed = deed,
          .recorded_at = at};
}

figure::Signers alone(const base::Actor& actor) {
  return {.first = actor, .second = std::nullopt};
}

// ---- commands

std::string content_hash(const base::Actor& actor, const Entry& entry,
                         const std::optional<NewClient>& client) {
  base::Sha256 digest;
  const auto add = [&](std::string_view part) {
    digest.add(std::to_string(part.size()));
    digest.add(":");
    digest.add(part);
  };
  add(std::to_string(actor.id));
  for (const base::Fact& fact : held_facts(entry)) add(fact.value);
  add(topics_text(entry));
  add(minutes_text(entry));
  for (const std::string& text :
       {entry.content, entry.advice, entry.next_action, entry.referral, day_text(entry.next_on),
        day_text(entry.follow_up_on), std::to_string(entry.client.value_or(0)),
        std::to_string(entry.adviser)})
    add(text);
  if (client) {
    add(business::in_db(client->content.kind));
    add(client->content.name);
    add(client->content.kana);
    add(client->content.phone);
  }
  return digest.hex();
}

base::Result<std::optional<Held>> held_before(db::Write& tx, const base::Actor& actor,
                                              std::string_view command, const Entry& entry,
                                              const std::optional<NewClient>& client) {
  if (command.empty()) return std::nullopt;
  const auto known =
      history::command(tx, actor.municipality, command, content_hash(actor, entry, client));
  if (!known) return std::unexpected(known.error());
  if (!known->repeated) return std::nullopt;
  Held held{.repeated = true};
  const std::string& text = known->first_answer;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, held.consultation);
  if (first.ptr != end) std::from_chars(first.ptr + 1, end, held.record.value);
  return held;
}

}  // namespace

base::Result<Held> hold(const base::Actor& actor, db::Database& database, std::string_view command,
                        const Entry& typed, const std::optional<NewClient>& client) {
  return hold([&](db::Read&) -> base::Result<base::Actor> { return actor; }, database, command,
              typed, client);
}

base::Result<Held> hold(Recognise who, db::Database& database, std::string_view command,
                        const Entry& typed, const std::optional<NewClient>& client) {
  if (const auto fit = base::check_text(command, base::Lines::one, kCommandCharactersMax); !fit)
    return base::refuse(command_unfit);
  return figure::write(database, [&](db::Write& tx) -> base::Result<Held> {
    const auto recognised = who(tx);
    if (!recognised) return std::unexpected(recognised.error());
    const base::Actor& actor = *recognised;
    const staff::Place own{actor.municipality, actor.body};
    if (const auto may = staff::permits(actor, staff::Deed::hold_consultation, own); !may)
      return std::unexpected(may.error());
    Entry wanted = typed;
    if (wanted.adviser == 0) wanted.adviser = actor.id;
    const auto before = held_before(tx, actor, command, wanted, client);
    if (!before) return std::unexpected(before.error());
    if (*before) return **before;
    if (client) {
      const auto added = business::add(tx, actor, client->content, client->doubles);
      if (!added) return about("client", added.error());
      wanted.client = *added;
    }
    auto entry = checked(tx, actor, wanted);
    if (!entry) return std::unexpected(entry.error());
    Consultation one{.municipality = actor.municipality,
                     .id = tx.new_id(),
                     .body = actor.body,
                     .entry = *std::move(entry),
                     .author = actor.id};
    if (!one.entry.referral.empty()) one.referral_state = Referral::open;
    const auto posted = figure::post(tx, alone(actor), actor.municipality,
                                     figure::Act{.kind = "consultation.record",
                                                 .subject_kind = "consultation",
                                                 .number = one.id,
                                                 .says = held_facts(one.entry)},
                                     facts_of(one.entry, one.id));
    if (!posted) return refused_post(tx, actor, one.entry, posted.error());
    one.record = posted->record;
    one.deed = posted->deed;
    one.recorded_at = tx.recorded_at();
    store::add(tx, one);
    store::add_note(tx, one.municipality, one.id, note_of(one.entry, 1, one.deed, one.recorded_at));
    add_dues(tx, one);
    store::count(tx, one, 1);
    const Held held{.consultation = one.id, .record = one.record};
    if (!command.empty())
      history::answer(tx, actor.municipality, command,
                      std::to_string(held.consultation) + " " + std::to_string(held.record.value));
    return held;
  });
}

namespace {

// One that the person may change: seen whole, of a body where the deed is permitted, not taken
// back.
base::Result<Consultation> to_change(db::Read& tx, const base::Actor& actor, const Eyes& eyes,
                                     std::int64_t consultation) {
  const auto opened = open(tx, eyes, consultation);
  if (!opened) return std::unexpected(opened.error());
  const Consultation& one = opened->consultation;
  if (opened->sight != Sight::whole) return base::refuse(not_for_you);
  const staff::Place place{actor.municipality, one.body};
  if (const auto may = staff::permits(actor, staff::Deed::hold_consultation, place); !may)
    return std::unexpected(may.error());
  if (one.withdrawn_by) return base::refuse(withdrawn_already);
  return one;
}

bool counts_otherwise(const Entry& before, const Entry& after) {
  return before.programme != after.programme || before.kind != after.kind ||
         before.day != after.day || before.channel != after.channel ||
         before.topics.front() != after.topics.front() || before.client != after.client;
}

bool says_the_same(const Consultation& before, const Note& note, const Entry& after) {
  return changes(before.entry, after).empty() && before.entry.topics == after.topics &&
         before.entry.client == after.client && before.entry.adviser == after.adviser &&
         note.content == after.content && note.advice == after.advice &&
         note.next_action == after.next_action;
}

Referral referral_after(const Consultation& before, const Entry& after) {
  if (after.referral.empty()) return Referral::none;
  return before.entry.referral == after.referral ? before.referral_state : Referral::open;
}

}  // namespace

base::Result<int> correct(const base::Actor& actor, const Eyes& eyes, db::Database& database,
                          const Correction& correction) {
  return figure::write(database, [&](db::Write& tx) -> base::Result<int> {
    const auto before = to_change(tx, actor, eyes, correction.consultation);
    if (!before) return std::unexpected(before.error());
    const Note note = store::notes(tx, actor.municipality, before->id).front();
    // The next action was done already: its words stay without a day.
    Entry typed = correction.entry;
    const bool is_done = !before->entry.next_on && !typed.next_on;
    if (is_done && typed.next_action == note.next_action) typed.next_action.clear();
    auto entry = checked(tx, actor, typed);
    if (!entry) return std::unexpected(entry.error());
    if (is_done) entry->next_action = correction.entry.next_action;
    if (says_the_same(*before, note, *entry)) return base::refuse(nothing_changed);
    if (const auto said = check_reason(correction.reason); !said)
      return std::unexpected(said.error());
    if (before->version != correction.seen_version) return base::refuse(changed_meanwhile);
    Consultation next = *before;
    next.version += 1;
    next.entry = *entry;
    next.referral_state = referral_after(*before, *entry);
    if (counts_otherwise(before->entry, next.entry)) {
      const auto posted = figure::correct(tx, alone(actor), actor.municipality,
                                          {.id = "", .reason = correction.reason}, before->record,
                                          facts_of(next.entry, next.id));
      if (!posted) return refused_post(tx, actor, next.entry, posted.error());
      next.record = posted->record;
    }
    const std::int64_t deed =
        write_deed(tx, actor, "consultation.correct", next.id, correction.reason,
                   corrected_payload(*before, next.entry, note));
    if (!store::move_on(tx, next)) return base::refuse(changed_meanwhile);
    store::add_note(tx, next.municipality, next.id,
                    note_of(next.entry, next.version, deed, tx.recorded_at()));
    store::drop_dues(tx, *before);
    add_dues(tx, next);
    if (next.record != before->record) {
      store::count(tx, *before, -1);
      store::count(tx, next, 1);
    }
    return next.version;
  });
}

base::Result<void> withdraw(const base::Actor& actor, const Eyes& eyes, db::Database& database,
                            std::int64_t consultation, std::string_view reason) {
  return figure::write(database, [&](db::Write& tx) -> base::Result<void> {
    const auto one = to_change(tx, actor, eyes, consultation);
    if (!one) return std::unexpected(one.error());
    if (const auto said = check_reason(reason); !said) return said;
    const auto reversed = figure::reverse(tx, alone(actor), actor.municipality,
                                          {.id = "", .reason = std::string(reason)}, one->record);
    if (!reversed) return std::unexpected(reversed.error());
    const std::int64_t deed = write_deed(tx, actor, "consultation.withdraw", one->id, reason, "");
    if (!store::withdraw(tx, *one, deed)) return base::refuse(changed_meanwhile);
    store::drop_dues(tx, *one);
    store::count(tx, *one, -1);
    return {};
  });
}

namespace {

// What the consultation waits for once the step is taken; a step for which nothing waits is
// refused.
base::Result<Consultation> after_step(const Consultation& before, const StepTaken& step) {
  Consultation after = before;
  switch (step.kind) {
    case StepKind::next_done:
      if (!before.entry.next_on) return base::refuse(nothing_to_do);
      after.entry.next_on.reset();
      return after;
    case StepKind::followed_up:
      if (!before.entry.follow_up_on) return base::refuse(nothing_to_do);
      after.entry.follow_up_on = step.again_on;
      return after;
    case StepKind::referral_followed:
    case StepKind::referral_not_followed:
      if (before.referral_state == Referral::none) return base::refuse(nothing_to_do);
      after.referral_state =
          step.kind == StepKind::referral_followed ? Referral::followed : Referral::not_followed;
      return after;
  }
  return base::refuse(unknown_step);
}

}  // namespace

base::Result<void> take_step(const base::Actor& actor, const Eyes& eyes, db::Database& database,
                             std::int64_t consultation, const StepTaken& taken) {
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto before = to_change(tx, actor, eyes, consultation);
    if (!before) return std::unexpected(before.error());
    if (auto fit = base::check_text(taken.note, base::Lines::many, kTextCharactersMax); !fit)
      return about("note", fit.error());
    const base::Date today = base::japan_date(tx.recorded_at());
    if (taken.again_on && *taken.again_on < today)
      return about("again_on",
                   base::refuse(due_before_day, {{"due", base::iso(*taken.again_on)}}).error());
    const auto after = after_step(*before, taken);
    if (!after) return std::unexpected(after.error());
    base::JsonWriter json;
    json.begin_object().field("step", in_db(taken.kind)).end_object();
    const std::int64_t deed =
        write_deed(tx, actor, "consultation.step", before->id, "", json.take());
    if (!store::set_state(tx, *after)) return base::refuse(changed_meanwhile);
    store::add_step(tx, before->municipality, before->id,
                    {.id = tx.new_id(),
                     .kind = taken.kind,
                     .person = actor.id,
                     .note = taken.note,
                     .deed = deed,
                     .recorded_at = tx.recorded_at()});
    store::drop_dues(tx, *before);
    add_dues(tx, *after);
    return {};
  });
}

namespace {

// The consultations that move with the client, and their records.
base::Result<Merged> hand_over(db::Write& tx, const base::Actor& actor, std::int64_t from,
                               std::int64_t into, const std::string& reason) {
  Merged merged;
  for (Consultation& one :
       store::of_client(tx, actor.municipality, from, Place{}, kHandedOverMax + 1)) {
    const bool is_own = one.body == actor.body && !one.withdrawn_by;
    if (!is_own || merged.handed_over == kHandedOverMax) {
      merged.left += one.withdrawn_by ? 0 : 1;
      continue;
    }
    const Consultation before = one;
    one.entry.client = into;
    const auto posted =
        figure::correct(tx, alone(actor), actor.municipality, {.id = "", .reason = reason},
                        one.record, facts_of(one.entry, one.id));
    if (!posted && (posted.error().code == record::year_closed.code ||
                    posted.error().code == record::year_ended.code)) {
      ++merged.left;
      continue;
    }
    if (!posted) return std::unexpected(posted.error());
    one.record = posted->record;
    store::set_client(tx, one);
    store::count(tx, before, -1);
    store::count(tx, one, 1);
    ++merged.handed_over;
  }
  return merged;
}

}  // namespace

base::Result<Merged> merge_clients(const base::Actor& actor, db::Database& database,
                                   std::int64_t from, std::int64_t into, std::string_view reason) {
  return figure::write(database, [&](db::Write& tx) -> base::Result<Merged> {
    if (const auto done = business::merge(tx, actor, from, into, reason); !done)
      return std::unexpected(done.error());
    return hand_over(tx, actor, from, into, std::string(reason));
  });
}

}  // namespace consultation
