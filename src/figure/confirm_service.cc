// 確認 and 差戻し: another person than those who wrote a record looks at it. What belongs together
// is confirmed together; what was confirmed waits no more.
#include <algorithm>
#include <map>
#include <set>

#include "figure/confirming.h"
#include "figure/deed_text.h"
#include "figure/signers.h"
#include "figure/waiting_store.h"
#include "figure/writing.h"
#include "record/batch_store.h"
#include "record/record_store.h"

namespace figure {
namespace {

using record::Record;
using record::RecordId;

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
base::Result<void> check_author(const Writing& writing, const Record& record,
                                std::span<const std::int64_t> persons) {
  for (const base::Actor* actor :
       {&writing.signers.first, writing.signers.second ? &*writing.signers.second : nullptr}) {
    if (actor == nullptr || actor->kind == base::ActorKind::system) continue;
    if (std::ranges::find(persons, actor->id) != persons.end())
      return base::refuse(author_confirms, {{"record", std::to_string(record.id.value)}});
  }
  return {};
}

using Records = std::map<std::int64_t, Record>;

// What many records need to be looked at is read in a few statements. Most stand alone: new, not
// taken back, no correction. Whatever is otherwise is looked up step by step.
struct Ahead {
  std::map<RecordId, Record> records = {};
  std::map<RecordId, RecordId> taken_back = {};
  std::map<std::int64_t, std::vector<std::int64_t>> authors = {};  // by deed, not of corrections

  const Record* alone(RecordId id) const {
    const auto found = records.find(id);
    if (found == records.end()) return nullptr;
    const Record& record = found->second;
    const bool is_alone = !record.confirmed_at && !record.reverses && !taken_back.contains(id) &&
                          authors.contains(record.deed);
    return is_alone ? &record : nullptr;
  }
};

Ahead look_ahead(const Writing& writing, std::span<const RecordId> ids) {
  Ahead ahead;
  ahead.records = record::store::find_all(writing.tx, writing.municipality, ids);
  ahead.taken_back = record::store::reversals_among(writing.tx, writing.municipality, ids);
  std::set<std::int64_t> deeds;
  for (const auto& [id, record] : ahead.records) deeds.insert(record.deed);
  ahead.authors = authors_among(writing.tx, writing.municipality,
                                std::vector<std::int64_t>(deeds.begin(), deeds.end()));
  return ahead;
}

base::Result<void> take_alone(const Writing& writing, const Record& record, const Ahead& ahead,
                              Records& records) {
  if (const auto may = check_work(writing, staff::Deed::confirm_records, record); !may) return may;
  be_later_than(writing, record);
  if (const auto other = check_author(writing, record, ahead.authors.at(record.deed)); !other)
    return other;
  records.emplace(record.id.value, record);
  return {};
}

// The record and what is confirmed with it, each once.
base::Result<void> take_together(const Writing& writing, RecordId id, const Ahead& ahead,
                                 Records& records) {
  if (records.contains(id.value)) return {};
  if (const Record* alone = ahead.alone(id)) return take_alone(writing, *alone, ahead, records);
  const auto asked = to_confirm(writing, id);
  if (!asked) return std::unexpected(asked.error());
  const auto together = confirmed_together(writing.tx, *asked);
  // Between the two looks somebody else confirmed it or took it back: PostgreSQL shows each
  // statement what is committed by then.
  if (std::ranges::find(together, id) == together.end()) {
    const auto again = to_confirm(writing, id);
    if (!again) return std::unexpected(again.error());
    return base::refuse(record::nothing_to_confirm, {{"record", std::to_string(id.value)}});
  }
  for (const RecordId part : together) {
    auto record = part == id ? asked : to_confirm(writing, part);
    if (!record) return std::unexpected(record.error());
    const auto persons = authors_of(writing.tx, writing.municipality, *record);
    if (const auto other = check_author(writing, *record, persons); !other)
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
  WaitMoves waits(writing.municipality);
  for (const Record& record : records) waits.confirmed(record);
  waits.save(writing.tx);
  Moves moves(writing.municipality, writing.tx.writer());
  std::vector<record::store::Confirmation> confirmations;
  for (const Record& record : records) {
    confirmations.push_back({record.id, writing.tx.recorded_at()});
    count_confirmed(writing, moves, record, confirmations.back().at);
  }
  record::store::add_confirmations(writing.tx, writing.municipality, confirmations, deed);
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
  if (const auto taken = take_together(*writing, id, {}, records); !taken)
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
  const Ahead ahead = look_ahead(*writing, ids);
  for (const RecordId id : ids) {
    if (const auto taken = take_together(*writing, id, ahead, records); !taken)
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

}  // namespace figure
