// The one door. Everything that is written about records is written here, in one order: the line is
// entered, a repeated command gets its first answer, the rules decide, then deed, records and sums
// are saved together.
#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/sha256.h"
#include "figure/clock.h"
#include "figure/confirming.h"
#include "figure/deed_text.h"
#include "figure/figure_service.h"
#include "figure/moves.h"
#include "figure/signers.h"

namespace figure {
namespace {

using record::Facts;
using record::Record;
using record::RecordId;

// One command on its way: who, where, what is known.
struct Writing {
  db::Write& tx;
  const Signers& signers;
  std::string_view municipality;
  const Command& command;
  std::shared_ptr<const Known> known;
  base::Instant moment;  // what is written now is sealed with moments not before this one

  // Whose work a programme is in that year; empty: nobody is known, and everybody's own counts.
  std::string body_of(std::string_view programme, base::FiscalYear year) const {
    const auto found = known->owners.find(programme);
    if (found == known->owners.end()) return {};
    for (const programme::Owner& owner : found->second) {
      if (owner.from <= year.number() && (!owner.to || year.number() <= *owner.to))
        return owner.body;
    }
    return {};
  }

  // The day is that of the seal: a clock that went back opens no closed door.
  record::Situation situation() const {
    return {.today = base::japan_date(moment),
            .two_persons = signers.second.has_value(),
            .programmes = &known->programmes,
            .closed_years = &known->closed_years};
  }
};

std::string answer_text(const Posted& posted) {
  return std::to_string(posted.record.value) + ' ' + std::to_string(posted.deed);
}

Posted answered(std::string_view text) {
  Posted posted{.repeated = true};
  const char* end = text.data() + text.size();
  const auto record = std::from_chars(text.data(), end, posted.record.value);
  std::from_chars(record.ptr + 1, end, posted.deed);
  return posted;
}

using CommandText =
    db::FunctionRef<std::string()>;  // asked for when there is an id to keep it under

// The first answer of a repeated command, as text; nothing when this is the first time.
base::Result<std::optional<std::string>> earlier_text(const Writing& writing, CommandText text) {
  if (writing.command.id.empty()) return std::nullopt;
  // Another person with the same id does not get this one's answer.
  const base::Actor& who = writing.signers.first;
  const std::string content =
      std::string(base::in_db(who.kind)) + ' ' + std::to_string(who.id) + ' ' + text();
  auto known = history::command(writing.tx, writing.municipality, writing.command.id,
                                base::sha256_hex(content));
  if (!known) return std::unexpected(known.error());
  if (!known->repeated) return std::nullopt;
  return std::move(known->first_answer);
}

base::Result<std::optional<Posted>> first_answer(const Writing& writing, CommandText text) {
  const auto earlier = earlier_text(writing, text);
  if (!earlier) return std::unexpected(earlier.error());
  if (!*earlier) return std::nullopt;
  return answered(**earlier);
}

Posted answer(const Writing& writing, Posted posted) {
  if (!writing.command.id.empty())
    history::answer(writing.tx, writing.municipality, writing.command.id, answer_text(posted));
  return posted;
}

void number(const Writing& writing, Record& record, std::int64_t deed) {
  record.municipality = writing.municipality;
  record.id = RecordId{writing.tx.new_id()};
  record.recorded_at = writing.tx.recorded_at();
  record.deed = deed;
  record::store::seal(record);
}

// The second signer stands in the deed's reason beside the first, who did it.
std::string reason_of(const Writing& writing) {
  if (!writing.signers.second) return writing.command.reason;
  return writing.command.reason + second_signer(*writing.signers.second);
}

void write_deed(const Writing& writing, std::string_view kind, std::int64_t deed,
                std::string subject, std::string payload) {
  history::write(writing.tx, writing.signers.first,
                 {.kind = std::string(kind),
                  .municipality = std::string(writing.municipality),
                  .subject_kind = "record",
                  .subject_key = std::move(subject),
                  .reason = reason_of(writing),
                  .payload_json = std::move(payload),
                  .number = history::DeedId{deed}});
}

void count_recorded(const Writing& writing, Moves& moves, const Record& record) {
  for (const Held* figure : writing.known->figures_over(record.programme, record.kind))
    moves.recorded(*figure, record);
}

void count_confirmed(const Writing& writing, Moves& moves, const Record& record, base::Instant at) {
  for (const Held* figure : writing.known->figures_over(record.programme, record.kind))
    moves.confirmed(*figure, record, at);
}

// Deed first, then the records that point to it, then the sums.
void save(const Writing& writing, std::string_view kind, std::int64_t deed,
          std::span<const Record> records, Moves& moves, bool confirmed = false) {
  write_deed(writing, kind, deed, std::to_string(records.back().id.value),
             deed_payload(records, confirmed));
  record::store::add_all(writing.tx, records);
  for (const Record& record : records) count_recorded(writing, moves, record);
}

std::vector<record::Warning> warnings_about(const Writing& writing, const Record& record) {
  std::vector<record::Warning> warnings;
  const auto first = writing.known->first_years.find(record.programme);
  if (first != writing.known->first_years.end() && record.fiscal_year.number() < first->second)
    warnings.push_back(record::Warning::before_programme);
  if (record.yen && !record.entry) warnings.push_back(record::Warning::yen_declared);
  if (record.count > 1 && !record.summary) warnings.push_back(record::Warning::several_in_one);
  return warnings;
}

base::Result<Writing> start(db::Write& tx, const Signers& signers, std::string_view municipality,
                            const Command& command, staff::Deed deed) {
  if (const auto may = check_permitted(signers, deed, municipality); !may)
    return std::unexpected(may.error());
  auto known = enter(tx, municipality);
  return Writing{tx, signers, municipality, command, std::move(known), tx.recorded_at()};
}

base::Result<void> check_work(const Writing& writing, staff::Deed deed, const Record& record) {
  return check_permitted(writing.signers, deed, writing.municipality,
                         writing.body_of(record.programme, record.fiscal_year));
}

base::Result<Record> stored(const Writing& writing, RecordId id) {
  auto record = record::store::find(writing.tx, writing.municipality, id);
  if (!record) return base::refuse(record::unknown_record, {{"record", std::to_string(id.value)}});
  return std::move(*record);
}

// Another server's clock may be ahead of ours: nobody takes back or confirms what is not yet
// recorded, and a build that tells everything in the order of its moments finds it in that order.
void be_later_than(const Writing& writing, const Record& record) {
  writing.tx.not_before(record.recorded_at);
  if (record.confirmed_at) writing.tx.not_before(*record.confirmed_at);
}

// The record to be taken back, with its reversal; refused when it is one itself or has one already.
base::Result<Record> reversal_for(const Writing& writing, RecordId id) {
  const auto first = stored(writing, id);
  if (!first) return std::unexpected(first.error());
  if (first->reverses)
    return base::refuse(record::is_a_reversal, {{"record", std::to_string(id.value)},
                                                {"first", std::to_string(first->reverses->value)}});
  if (const auto earlier = record::store::reversal_of(writing.tx, writing.municipality, id))
    return base::refuse(
        record::already_reversed,
        {{"record", std::to_string(id.value)}, {"reversal", std::to_string(earlier->id.value)}});
  if (const auto may = check_work(writing, staff::Deed::write_records, *first); !may)
    return std::unexpected(may.error());
  be_later_than(writing, *first);
  return record::reversal_of(*first, writing.situation());
}

}  // namespace

base::Result<Posted> post(db::Write& tx, const Signers& signers, std::string_view municipality,
                          const Command& command, const Facts& facts) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] { return command_text("add", facts); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  auto record = record::check(facts, writing->situation());
  if (!record) return std::unexpected(record.error());
  if (const auto may = check_work(*writing, staff::Deed::write_records, *record); !may)
    return std::unexpected(may.error());

  const std::int64_t deed = tx.new_id();
  number(*writing, *record, deed);
  Moves moves(municipality, tx.writer());
  save(*writing, "record.add", deed, {&*record, 1}, moves);
  if (!facts.note.empty()) record::store::add_note(tx, municipality, record->id, facts.note);
  moves.save(tx);
  return answer(
      *writing,
      {.record = record->id, .deed = deed, .warnings = warnings_about(*writing, *record)});
}

base::Result<Posted> reverse(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, RecordId id) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] { return command_text("reverse", id); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  if (const auto said = check_reason(command.reason); !said) return std::unexpected(said.error());
  auto reversal = reversal_for(*writing, id);
  if (!reversal) return std::unexpected(reversal.error());

  const std::int64_t deed = tx.new_id();
  number(*writing, *reversal, deed);
  Moves moves(municipality, tx.writer());
  save(*writing, "record.reverse", deed, {&*reversal, 1}, moves);
  moves.save(tx);
  return answer(*writing, {.record = reversal->id, .deed = deed});
}

base::Result<Posted> correct(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, RecordId id, const Facts& facts) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(
      *writing, [&] { return command_text("correct", id) + command_text("by", facts); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  if (const auto said = check_reason(command.reason); !said) return std::unexpected(said.error());
  auto reversal = reversal_for(*writing, id);
  if (!reversal) return std::unexpected(reversal.error());
  auto record = record::check(facts, writing->situation());
  if (!record) return std::unexpected(record.error());
  if (const auto may = check_work(*writing, staff::Deed::write_records, *record); !may)
    return std::unexpected(may.error());

  const std::int64_t deed = tx.new_id();
  number(*writing, *reversal, deed);
  number(*writing, *record, deed);
  const Record both[] = {*reversal, *record};
  Moves moves(municipality, tx.writer());
  save(*writing, "record.correct", deed, both, moves);
  if (!facts.note.empty()) record::store::add_note(tx, municipality, record->id, facts.note);
  moves.save(tx);
  return answer(
      *writing,
      {.record = record->id, .deed = deed, .warnings = warnings_about(*writing, *record)});
}

namespace {

// A record taken back before it was confirmed has nothing to confirm, and neither has its reversal.
base::Result<Record> to_confirm(const Writing& writing, RecordId id) {
  auto record = stored(writing, id);
  if (!record) return record;
  const std::string named = std::to_string(id.value);
  if (record->confirmed_at) return base::refuse(record::already_confirmed, {{"record", named}});
  if (record->reverses) {
    const auto first = stored(writing, *record->reverses);
    if (!first) return first;
    if (!first->confirmed_at) return base::refuse(record::nothing_to_confirm, {{"record", named}});
    be_later_than(writing, *first);
  } else if (record::store::reversal_of(writing.tx, writing.municipality, id)) {
    return base::refuse(record::nothing_to_confirm, {{"record", named}});
  }
  if (const auto may = check_work(writing, staff::Deed::confirm_records, *record); !may)
    return std::unexpected(may.error());
  be_later_than(writing, *record);
  return record;
}

// Persons, not posts: who wrote the record, alone or as the second who signed, does not confirm it.
base::Result<void> check_author(const Writing& writing, const Record& record) {
  const auto persons = authors_of(writing.tx, writing.municipality, record);
  for (const base::Actor* actor :
       {&writing.signers.first, writing.signers.second ? &*writing.signers.second : nullptr}) {
    if (actor == nullptr || actor->kind == base::ActorKind::system) continue;
    if (std::ranges::find(persons, actor->id) != persons.end())
      return base::refuse(author_confirms, {{"record", std::to_string(record.id.value)}});
  }
  return {};
}

using Records = std::map<std::int64_t, Record>;

// The record and what is confirmed with it, each once.
base::Result<void> take_together(const Writing& writing, RecordId id, Records& records) {
  if (records.contains(id.value)) return {};
  const auto asked = to_confirm(writing, id);
  if (!asked) return std::unexpected(asked.error());
  for (const RecordId part : confirmed_together(writing.tx, *asked)) {
    auto record = part == id ? asked : to_confirm(writing, part);
    if (!record) return std::unexpected(record.error());
    if (const auto other = check_author(writing, *record); !other)
      return std::unexpected(other.error());
    records.emplace(part.value, *std::move(record));
  }
  return {};
}

std::int64_t save_confirmed(const Writing& writing, const Records& chosen) {
  std::vector<Record> records;
  for (const auto& [id, record] : chosen) records.push_back(record);
  const std::int64_t deed = writing.tx.new_id();
  write_deed(writing, records.size() == 1 ? "record.confirm" : kConfirmAll, deed,
             std::to_string(records.back().id.value), deed_payload(records));
  Moves moves(writing.municipality, writing.tx.writer());
  for (const Record& record : records) {
    const base::Instant at = writing.tx.recorded_at();
    record::store::add_confirmation(writing.tx, writing.municipality, record.id, at, deed);
    count_confirmed(writing, moves, record, at);
  }
  moves.save(writing.tx);
  return deed;
}

}  // namespace

base::Result<Posted> confirm(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, RecordId id) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::confirm_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] { return command_text("confirm", id); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  Records records;
  if (const auto taken = take_together(*writing, id, records); !taken)
    return std::unexpected(taken.error());
  return answer(*writing, {.record = id, .deed = save_confirmed(*writing, records)});
}

base::Result<Confirmed> confirm_all(db::Write& tx, const Signers& signers,
                                    std::string_view municipality, const Command& command,
                                    std::span<const RecordId> ids) {
  if (ids.empty()) return base::refuse(nothing_chosen);
  if (ids.size() > kBulkMax)
    return base::refuse(too_many_records,
                        {{"count", std::to_string(ids.size())}, {"max", std::to_string(kBulkMax)}});
  const auto writing = start(tx, signers, municipality, command, staff::Deed::confirm_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] {
    std::string text;
    for (const RecordId id : ids) text += command_text("confirm", id);
    return text;
  });
  if (!earlier) return std::unexpected(earlier.error());
  // The first answer holds the number of records where that of one record holds its number.
  if (*earlier) return Confirmed{(*earlier)->deed, (*earlier)->record.value, true};
  Records records;
  for (const RecordId id : ids) {
    if (const auto taken = take_together(*writing, id, records); !taken)
      return std::unexpected(taken.error());
  }
  const Confirmed done{save_confirmed(*writing, records), std::ssize(records), false};
  answer(*writing, {.record = RecordId{done.records}, .deed = done.deed});
  return done;
}

base::Result<Posted> send_back(db::Write& tx, const Signers& signers, std::string_view municipality,
                               const Command& command, RecordId id) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::confirm_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] { return command_text("send_back", id); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  if (const auto said = check_reason(command.reason); !said) return std::unexpected(said.error());
  const auto record = to_confirm(*writing, id);
  if (!record) return std::unexpected(record.error());
  const std::int64_t deed = tx.new_id();
  write_deed(*writing, "record.send_back", deed, std::to_string(id.value), "");
  store::add_return(tx, municipality, id, deed);
  return answer(*writing, {.record = id, .deed = deed});
}

namespace {

base::Result<std::vector<Record>> check_all(const Writing& writing, std::span<const Facts> facts) {
  const record::Situation situation = writing.situation();
  std::vector<Record> records;
  records.reserve(facts.size());
  for (const Facts& one : facts) {
    auto record = record::check(one, situation);
    if (!record) {
      record.error().facts.push_back({"line", std::to_string(records.size() + 1)});
      return std::unexpected(record.error());
    }
    if (const auto may = check_work(writing, staff::Deed::write_records, *record); !may)
      return std::unexpected(may.error());
    records.push_back(std::move(*record));
  }
  return records;
}

std::string bulk_text(const Bulk& bulk) {
  return std::to_string(bulk.deed) + ' ' + std::to_string(bulk.first) + ' ' +
         std::to_string(bulk.last);
}

base::Result<std::optional<Bulk>> first_bulk(const Writing& writing, CommandText text) {
  const auto earlier = earlier_text(writing, text);
  if (!earlier) return std::unexpected(earlier.error());
  if (!*earlier) return std::nullopt;
  Bulk bulk{.repeated = true};
  const char* end = (*earlier)->data() + (*earlier)->size();
  const auto deed = std::from_chars((*earlier)->data(), end, bulk.deed);
  const auto first = std::from_chars(deed.ptr + 1, end, bulk.first);
  std::from_chars(first.ptr + 1, end, bulk.last);
  return bulk;
}

std::string batch_text(std::span<const Facts> facts, bool confirmed) {
  base::Sha256 digest;
  for (const Facts& one : facts) digest.add(command_text("add", one));
  return digest.hex() + (confirmed ? " confirmed" : "");
}

struct Confirmation {
  RecordId record{};
  base::Instant at{};
};

// The moments at which the records of a batch are confirmed, counted.
std::vector<Confirmation> confirmed_at(const Writing& writing, std::span<const Record> records,
                                       Moves& moves) {
  std::vector<Confirmation> confirmations;
  confirmations.reserve(records.size());
  for (const Record& record : records) {
    confirmations.push_back({record.id, writing.tx.recorded_at()});
    count_confirmed(writing, moves, record, confirmations.back().at);
  }
  return confirmations;
}

// The sums are moved before the records are written: SQLite keeps what a closure has changed in a
// list, and statements that change an existing row walk along it.
void save_batch(const Writing& writing, std::int64_t deed, std::span<const Facts> facts,
                std::span<const Record> records, bool confirmed) {
  Moves moves(writing.municipality, writing.tx.writer());
  for (const Record& record : records) count_recorded(writing, moves, record);
  const auto confirmations =
      confirmed ? confirmed_at(writing, records, moves) : std::vector<Confirmation>{};
  moves.save(writing.tx);
  write_deed(writing, "record.batch", deed, std::to_string(records.back().id.value),
             deed_payload(records, confirmed));
  record::store::add_all(writing.tx, records);
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (!facts[i].note.empty())
      record::store::add_note(writing.tx, writing.municipality, records[i].id, facts[i].note);
  for (const Confirmation& one : confirmations)
    record::store::add_confirmation(writing.tx, writing.municipality, one.record, one.at, deed);
}

}  // namespace

base::Result<Bulk> post_all(db::Write& tx, const Signers& signers, std::string_view municipality,
                            const Command& command, std::span<const Facts> facts, bool confirmed) {
  if (facts.empty() || facts.size() > kBulkMax)
    return base::refuse(too_many_records, {{"count", std::to_string(facts.size())},
                                           {"max", std::to_string(kBulkMax)}});
  // Who writes does not confirm: two sign, or nobody does in person.
  if (confirmed && signers.first.kind != base::ActorKind::system && !signers.second)
    return base::refuse(record::second_person_missing);
  const auto writing = start(tx, signers, municipality, command,
                             confirmed ? staff::Deed::confirm_records : staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_bulk(*writing, [&] { return batch_text(facts, confirmed); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  auto records = check_all(*writing, facts);
  if (!records) return std::unexpected(records.error());

  const std::int64_t deed = tx.new_id();
  for (Record& record : *records) number(*writing, record, deed);
  save_batch(*writing, deed, facts, *records, confirmed);
  const Bulk bulk{deed, records->front().id.value, records->back().id.value};
  if (!command.id.empty()) history::answer(tx, municipality, command.id, bulk_text(bulk));
  return bulk;
}

}  // namespace figure
