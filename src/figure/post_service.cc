// The one door. Everything that is written about records is written here, in one order: the line is
// entered, a repeated command gets its first answer, the rules decide, then deed, records and sums
// are saved together, and with them what waits for confirmation.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/sha256.h"
#include "figure/confirming.h"
#include "figure/deed_text.h"
#include "figure/signers.h"
#include "figure/waiting_store.h"
#include "figure/writing.h"
#include "record/batch_store.h"

namespace figure {
namespace {

using record::Facts;
using record::Record;
using record::RecordId;

// Deed first, then the records that point to it, then the sums.
void save(const Writing& writing, std::string_view kind, std::int64_t deed,
          std::span<const Record> records, Moves& moves, bool confirmed = false) {
  write_deed(writing, kind, deed, std::to_string(records.back().id.value),
             deed_payload(records, confirmed));
  record::store::add_all(writing.tx, records);
  for (const Record& record : records) count_recorded(writing, moves, record);
}

// A new record under a deed that is there already.
void save_one(const Writing& writing, const Record& record, std::string_view note) {
  WaitMoves waits(writing.municipality);
  waits.recorded(record);
  waits.save(writing.tx);
  record::store::add(writing.tx, record);
  if (!note.empty()) record::store::add_note(writing.tx, writing.municipality, record.id, note);
  Moves moves(writing.municipality, writing.tx.writer());
  count_recorded(writing, moves, record);
  moves.save(writing.tx);
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

// A record to be taken back, with its reversal.
struct TakenOut {
  Record first;
  Record reversal;
};

// Refused when it is a reversal itself or has one already.
base::Result<TakenOut> take_out(const Writing& writing, const Record& first,
                                std::optional<RecordId> taken_back) {
  const std::string named = std::to_string(first.id.value);
  if (first.reverses)
    return base::refuse(record::is_a_reversal,
                        {{"record", named}, {"first", std::to_string(first.reverses->value)}});
  if (taken_back)
    return base::refuse(record::already_reversed,
                        {{"record", named}, {"reversal", std::to_string(taken_back->value)}});
  if (const auto may = check_work(writing, staff::Deed::write_records, first); !may)
    return std::unexpected(may.error());
  be_later_than(writing, first);
  auto reversal = record::reversal_of(first, writing.situation());
  if (!reversal) return std::unexpected(writing.told(reversal.error()));
  return TakenOut{first, *std::move(reversal)};
}

base::Result<TakenOut> take_out(const Writing& writing, RecordId id) {
  const auto first = stored(writing, id);
  if (!first) return std::unexpected(first.error());
  std::optional<RecordId> taken_back;
  if (const auto earlier = record::store::reversal_of(writing.tx, writing.municipality, id))
    taken_back = earlier->id;
  return take_out(writing, *first, taken_back);
}

base::Result<Record> checked(const Writing& writing, const Facts& facts) {
  auto record = record::check(facts, writing.situation());
  if (!record) return std::unexpected(writing.told(record.error()));
  if (const auto may = check_work(writing, staff::Deed::write_records, *record); !may)
    return std::unexpected(may.error());
  return record;
}

}  // namespace

base::Result<Posted> post(db::Write& tx, const Signers& signers, std::string_view municipality,
                          const Command& command, const Facts& facts) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] { return command_text("add", facts); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  auto record = checked(*writing, facts);
  if (!record) return std::unexpected(record.error());

  const std::int64_t deed = tx.new_id();
  number(*writing, *record, deed);
  write_deed(*writing, "record.add", deed, std::to_string(record->id.value),
             deed_payload({&*record, 1}));
  save_one(*writing, *record, facts.note);
  return answer(
      *writing,
      {.record = record->id, .deed = deed, .warnings = warnings_about(*writing, *record)});
}

base::Result<Posted> post(db::Write& tx, const Signers& signers, std::string_view municipality,
                          const Act& act, const Facts& facts) {
  if (std::ranges::find(kProcedureDeeds, act.kind) == kProcedureDeeds.end())
    throw std::logic_error("figure: a deed that verify does not know");
  const Command once;
  const auto writing = start(tx, signers, municipality, once, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  auto record = checked(*writing, facts);
  if (!record) return std::unexpected(record.error());

  const std::int64_t deed = tx.new_id();
  number(*writing, *record, deed, act.number);
  write_deed(*writing, act, deed, deed_payload(act.says, *record));
  save_one(*writing, *record, facts.note);
  return Posted{.record = record->id, .deed = deed, .warnings = warnings_about(*writing, *record)};
}

base::Result<Posted> reverse(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, RecordId id) {
  const auto writing = start(tx, signers, municipality, command, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_answer(*writing, [&] { return command_text("reverse", id); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  if (const auto said = check_reason(command.reason); !said) return std::unexpected(said.error());
  auto taken_out = take_out(*writing, id);
  if (!taken_out) return std::unexpected(taken_out.error());

  const std::int64_t deed = tx.new_id();
  Record& reversal = taken_out->reversal;
  number(*writing, reversal, deed);
  WaitMoves waits(municipality);
  waits.reversed(taken_out->first, reversal);
  waits.save(tx);
  Moves moves(municipality, tx.writer());
  save(*writing, "record.reverse", deed, {&reversal, 1}, moves);
  moves.save(tx);
  return answer(*writing, {.record = reversal.id, .deed = deed});
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
  auto taken_out = take_out(*writing, id);
  if (!taken_out) return std::unexpected(taken_out.error());
  auto record = checked(*writing, facts);
  if (!record) return std::unexpected(record.error());

  const std::int64_t deed = tx.new_id();
  number(*writing, taken_out->reversal, deed);
  number(*writing, *record, deed);
  const Record both[] = {taken_out->reversal, *record};
  WaitMoves waits(municipality);
  waits.reversed(taken_out->first, both[0]);
  waits.recorded(both[1]);
  waits.save(tx);
  Moves moves(municipality, tx.writer());
  save(*writing, kCorrect, deed, both, moves);
  if (!facts.note.empty()) record::store::add_note(tx, municipality, record->id, facts.note);
  moves.save(tx);
  return answer(
      *writing,
      {.record = record->id, .deed = deed, .warnings = warnings_about(*writing, *record)});
}

namespace {

base::Result<std::vector<Record>> check_all(const Writing& writing, std::span<const Facts> facts) {
  const record::Situation situation = writing.situation();
  std::vector<Record> records;
  records.reserve(facts.size());
  for (const Facts& one : facts) {
    auto record = record::check(one, situation);
    if (!record) {
      base::Refusal refusal = writing.told(record.error());
      refusal.facts.push_back({"line", std::to_string(records.size() + 1)});
      return std::unexpected(std::move(refusal));
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

// What a deed of many has written, line by line: of a correction the record that stands now, of
// what was only taken back the reversal.
std::vector<RecordId> lines_of(const Writing& writing, const Bulk& bulk) {
  std::vector<RecordId> lines;
  bool after_reversal = false;
  for (const auto& one : record::store::written_by(writing.tx, writing.municipality, bulk.deed,
                                                   RecordId{bulk.first}, RecordId{bulk.last})) {
    if (after_reversal && !one.is_reversal)
      lines.back() = one.record;
    else
      lines.push_back(one.record);
    after_reversal = one.is_reversal;
  }
  return lines;
}

base::Result<std::optional<Bulk>> first_bulk(const Writing& writing, CommandText text) {
  const auto earlier = earlier_text(writing, text);
  if (!earlier) return std::unexpected(earlier.error());
  if (!*earlier) return std::nullopt;
  Bulk bulk{.repeated = true, .records = {}};
  const char* end = (*earlier)->data() + (*earlier)->size();
  const auto deed = std::from_chars((*earlier)->data(), end, bulk.deed);
  const auto first = std::from_chars(deed.ptr + 1, end, bulk.first);
  std::from_chars(first.ptr + 1, end, bulk.last);
  bulk.records = lines_of(writing, bulk);
  return bulk;
}

std::string batch_text(std::span<const Facts> facts, bool confirmed) {
  base::Sha256 digest;
  for (const Facts& one : facts) digest.add(command_text("add", one));
  return digest.hex() + (confirmed ? " confirmed" : "");
}

using record::store::Confirmation;

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
  WaitMoves waits(writing.municipality);
  if (!confirmed)
    for (const Record& record : records) waits.recorded(record);
  waits.save(writing.tx);
  write_deed(writing, "record.batch", deed, std::to_string(records.back().id.value),
             deed_payload(records, confirmed));
  record::store::add_all(writing.tx, records);
  std::vector<record::store::Note> notes;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (!facts[i].note.empty()) notes.push_back({records[i].id, facts[i].note});
  record::store::add_notes(writing.tx, writing.municipality, notes);
  record::store::add_confirmations(writing.tx, writing.municipality, confirmations, deed);
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
  Bulk bulk{deed, records->front().id.value, records->back().id.value, false, {}};
  for (const Record& record : *records) bulk.records.push_back(record.id);
  if (!command.id.empty()) history::answer(tx, municipality, command.id, bulk_text(bulk));
  return bulk;
}

namespace {

std::string corrections_text(std::span<const CorrectionLine> lines) {
  base::Sha256 digest;
  for (const CorrectionLine& line : lines) {
    digest.add(command_text("correct", line.record));
    if (line.facts) digest.add(command_text("by", *line.facts));
  }
  return digest.hex();
}

// One line, checked: what goes, and what comes in its place.
struct Turned {
  TakenOut out;
  std::optional<Record> in;
};

base::Result<Turned> turned(const Writing& writing, const CorrectionLine& line,
                            const std::map<RecordId, Record>& firsts,
                            const std::map<RecordId, RecordId>& taken_back) {
  const auto first = firsts.find(line.record);
  if (first == firsts.end())
    return base::refuse(record::unknown_record, {{"record", std::to_string(line.record.value)}});
  const auto earlier = taken_back.find(line.record);
  auto out = take_out(writing, first->second,
                      earlier == taken_back.end() ? std::nullopt : std::optional(earlier->second));
  if (!out) return std::unexpected(out.error());
  Turned turned{*std::move(out), {}};
  if (!line.facts) return turned;
  auto in = checked(writing, *line.facts);
  if (!in) return std::unexpected(in.error());
  turned.in = *std::move(in);
  return turned;
}

base::Result<std::vector<Turned>> turned_all(const Writing& writing,
                                             std::span<const CorrectionLine> lines) {
  std::vector<RecordId> ids;
  for (const CorrectionLine& line : lines) ids.push_back(line.record);
  const auto firsts = record::store::find_all(writing.tx, writing.municipality, ids);
  const auto taken_back = record::store::reversals_among(writing.tx, writing.municipality, ids);
  std::vector<Turned> all;
  all.reserve(lines.size());
  std::set<RecordId> named;
  const auto refused = [&](base::Refusal refusal) {
    refusal.facts.push_back({"line", std::to_string(all.size() + 1)});
    return std::unexpected(std::move(refusal));
  };
  for (const CorrectionLine& line : lines) {
    if (!named.insert(line.record).second)
      return refused(
          base::refuse(named_twice, {{"record", std::to_string(line.record.value)}}).error());
    auto one = turned(writing, line, firsts, taken_back);
    if (!one) return refused(one.error());
    all.push_back(*std::move(one));
  }
  return all;
}

}  // namespace

base::Result<Bulk> correct_all(db::Write& tx, const Signers& signers, std::string_view municipality,
                               const Command& command, std::span<const CorrectionLine> lines) {
  if (lines.empty() || lines.size() > kBulkMax)
    return base::refuse(too_many_records, {{"count", std::to_string(lines.size())},
                                           {"max", std::to_string(kBulkMax)}});
  const auto writing = start(tx, signers, municipality, command, staff::Deed::write_records);
  if (!writing) return std::unexpected(writing.error());
  const auto earlier = first_bulk(*writing, [&] { return corrections_text(lines); });
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return **earlier;
  if (const auto said = check_reason(command.reason); !said) return std::unexpected(said.error());
  auto all = turned_all(*writing, lines);
  if (!all) return std::unexpected(all.error());

  Bulk bulk{.deed = tx.new_id(), .records = {}};
  // Each reversal is followed by what it put in the place: that is how the deed is read later.
  std::vector<Record> records;
  records.reserve(2 * all->size());
  WaitMoves waits(municipality);
  Moves moves(municipality, tx.writer());
  const auto write = [&](Record& record) -> const Record& {
    number(*writing, record, bulk.deed);
    records.push_back(std::move(record));
    return records.back();
  };
  for (Turned& one : *all) {
    waits.reversed(one.out.first, write(one.out.reversal));
    if (one.in) waits.recorded(write(*one.in));
    bulk.records.push_back(records.back().id);
  }
  bulk.first = records.front().id.value;
  bulk.last = records.back().id.value;
  for (const Record& record : records) count_recorded(*writing, moves, record);
  // As with a batch the sums go first.
  moves.save(tx);
  waits.save(tx);
  write_deed(*writing, kCorrectAll, bulk.deed, std::to_string(bulk.last), deed_payload(records));
  record::store::add_all(tx, records);
  std::vector<record::store::Note> notes;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].facts && !lines[i].facts->note.empty())
      notes.push_back({bulk.records[i], lines[i].facts->note});
  record::store::add_notes(tx, municipality, notes);
  if (!command.id.empty()) history::answer(tx, municipality, command.id, bulk_text(bulk));
  return bulk;
}

}  // namespace figure
