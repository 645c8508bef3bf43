// Every record under its own seal and under the deed that wrote it; every deed with all its
// records; every confirmation under its deed. Records come in the order of their numbers, and the
// deeds of a page lie close together, so both are read in pages.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/sha256.h"
#include "figure/confirming.h"
#include "figure/deed_reading.h"
#include "figure/proof.h"

namespace figure {
namespace {

constexpr std::string_view kRoom = "record";
constexpr int kPage = 10'000;
constexpr int kDeedsMax = 4 * kPage;
constexpr std::int64_t kConfirmedWithin = 60'000'000;  // a transaction takes no minute

using record::Record;

// Deeds of records by number: those of a stretch at once, others one by one.
class Deeds {
 public:
  Deeds(db::Read& tx, std::string_view municipality) : tx_(tx), municipality_(municipality) {}

  void load(std::int64_t first, std::int64_t last) {
    held_.clear();
    for (store::DeedRow& row : store::deeds_between(tx_, municipality_, first, last, kDeedsMax))
      held_.emplace(row.deed, std::move(row));
  }
  const store::DeedRow* find(std::int64_t deed) {
    const auto held = held_.find(deed);
    if (held != held_.end()) return &held->second;
    auto row = store::deed(tx_, municipality_, deed);
    if (!row) return nullptr;
    return &held_.emplace(deed, std::move(*row)).first->second;
  }

 private:
  db::Read& tx_;
  std::string_view municipality_;
  std::unordered_map<std::int64_t, store::DeedRow> held_;
};

// The records of a deed as they pass by, until all that it says have been seen.
struct Trail {
  std::optional<DeedSays> says;  // absent: unreadable or erased
  std::int64_t seen = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  base::Sha256 seals;
};

class RecordProof {
 public:
  RecordProof(db::Read& tx, std::string_view municipality, Findings& findings)
      : tx_(tx), municipality_(municipality), findings_(findings), deeds_(tx, municipality) {}

  void prove_page(const std::vector<Record>& page) {
    const auto [first, last] = std::ranges::minmax(page, {}, &Record::deed);
    deeds_.load(first.deed, last.deed);
    for (const Record& record : page) {
      if (record::seal_of(record) != record.seal) about_record("record.seal_broken", record);
      follow(record);
    }
  }

  // After the last page: deeds that say more records than there are.
  void finish(std::int64_t deeds_writing) {
    for (const auto& [deed, trail] : open_) {
      if (trail.says) tell(deed, trail);
    }
    if (seen_ == deeds_writing) return;
    for (const store::Orphan& orphan : store::deeds_without_record(tx_, municipality_)) {
      if (told_.insert(orphan.deed).second)
        add("record.removed", {{"record", orphan.record}, {"deed", std::to_string(orphan.deed)}});
    }
  }

  // Batches that say they confirmed all their records.
  const std::map<std::int64_t, std::int64_t>& confirmed_batches() const { return batches_; }

 private:
  void follow(const Record& record) {
    const auto open = open_.find(record.deed);
    if (open != open_.end()) return pass(record, open);
    const store::DeedRow* deed = deeds_.find(record.deed);
    if (deed == nullptr || deed->kind.starts_with("record.confirm"))
      return about_record("record.without_deed", record);
    ++seen_;
    Trail trail;
    if (!deed->erased) {
      trail.says = read_deed_payload(deed->payload);
      if (!trail.says) add("record.deed_unreadable", {{"deed", std::to_string(record.deed)}});
    }
    if (trail.says && trail.says->confirmed) batches_[record.deed] = trail.says->records;
    pass(record, open_.emplace(record.deed, std::move(trail)).first);
  }

  void pass(const Record& record, std::map<std::int64_t, Trail>::iterator open) {
    Trail& trail = open->second;
    if (trail.seen == 0) trail.first = record.id.value;
    trail.last = record.id.value;
    trail.seals.add(record.seal);
    ++trail.seen;
    if (!trail.says || trail.seen < trail.says->records) return;
    const DeedSays& says = *trail.says;
    if (says.first != trail.first || says.last != trail.last || says.seals != trail.seals.hex())
      tell(record.deed, trail);
    open_.erase(open);
  }

  void tell(std::int64_t deed, const Trail& trail) {
    if (!told_.insert(deed).second) return;
    add("record.deed_differs", {{"deed", std::to_string(deed)},
                                {"said", std::to_string(trail.says->records)},
                                {"found", std::to_string(trail.seen)},
                                {"first", std::to_string(trail.first)},
                                {"last", std::to_string(trail.last)}});
  }
  void about_record(std::string_view code, const Record& record) {
    add(code, {{"record", std::to_string(record.id.value)}, {"deed", std::to_string(record.deed)}});
  }
  void add(std::string_view code, std::vector<base::Fact> facts) {
    facts.push_back({"municipality", std::string(municipality_)});
    findings_.push_back({kRoom, code, std::move(facts)});
  }

  db::Read& tx_;
  std::string_view municipality_;
  Findings& findings_;
  Deeds deeds_;
  std::map<std::int64_t, Trail> open_;
  std::map<std::int64_t, std::int64_t> batches_;
  std::set<std::int64_t> told_;
  std::int64_t seen_ = 0;
};

class ConfirmationProof {
 public:
  // `batches`: how many confirmations each batch still owes.
  ConfirmationProof(db::Read& tx, std::string_view municipality,
                    std::map<std::int64_t, std::int64_t> batches, Findings& findings)
      : tx_(tx),
        municipality_(municipality),
        owed_(std::move(batches)),
        findings_(findings),
        deeds_(tx, municipality) {}

  void prove_page(const std::vector<store::ConfirmationRow>& page) {
    const auto [first, last] = std::ranges::minmax(page, {}, &store::ConfirmationRow::deed);
    deeds_.load(first.deed, last.deed);
    for (const store::ConfirmationRow& row : page) {
      if (!under_deed(row))
        add("record.confirmation_without_deed", std::to_string(row.record), row.deed);
    }
  }

  void finish(std::int64_t deeds_confirming) {
    for (const auto& [deed, owed] : owed_) {
      if (owed != 0)
        findings_.push_back({kRoom,
                             "record.confirmations_differ",
                             {{"municipality", std::string(municipality_)},
                              {"deed", std::to_string(deed)},
                              {"missing", std::to_string(owed)}}});
    }
    if (single_ == deeds_confirming) return;
    for (const store::Orphan& orphan : store::deeds_without_confirmation(tx_, municipality_))
      add("record.confirmation_removed", orphan.record, orphan.deed);
  }

 private:
  bool under_deed(const store::ConfirmationRow& row) {
    const store::DeedRow* deed = deeds_.find(row.deed);
    if (deed == nullptr ||
        std::abs(row.recorded_at.microseconds - deed->recorded_at.microseconds) > kConfirmedWithin)
      return false;
    if (deed->kind == "record.batch") return of_batch(row, *deed);
    if (deed->kind == kConfirmAll) {
      if (confirming_.insert(row.deed).second) ++single_;
      return of_batch(row, *deed);
    }
    if (deed->kind != "record.confirm" || deed->subject != std::to_string(row.record)) return false;
    ++single_;
    return true;
  }
  // A batch confirms all its records or none.
  bool of_batch(const store::ConfirmationRow& row, const store::DeedRow& deed) {
    if (batch_ != deed.deed) {
      batch_ = deed.deed;
      says_ = deed.erased ? std::nullopt : read_deed_payload(deed.payload);
      if (says_) owed_.try_emplace(batch_, says_->records);
    }
    if (!says_) return deed.erased;
    --owed_[batch_];
    return says_->first <= row.record && row.record <= says_->last;
  }
  void add(std::string_view code, std::string record, std::int64_t deed) {
    findings_.push_back({kRoom,
                         code,
                         {{"municipality", std::string(municipality_)},
                          {"record", std::move(record)},
                          {"deed", std::to_string(deed)}}});
  }

  db::Read& tx_;
  std::string_view municipality_;
  std::map<std::int64_t, std::int64_t> owed_;
  Findings& findings_;
  Deeds deeds_;
  std::int64_t batch_ = 0;
  std::optional<DeedSays> says_;
  std::set<std::int64_t> confirming_;
  std::int64_t single_ = 0;
};

}  // namespace

void prove_records(db::Read& tx, std::string_view municipality, Progress& progress,
                   Findings& findings) {
  const store::DeedCount deeds = store::count_deeds(tx, municipality);
  RecordProof records(tx, municipality, findings);
  record::RecordId after;
  for (;;) {
    const std::vector<Record> page = record::store::in_order(tx, municipality, after, kPage);
    if (page.empty()) break;
    records.prove_page(page);
    progress.step(municipality, static_cast<std::int64_t>(page.size()));
    after = page.back().id;
  }
  records.finish(deeds.writing);

  ConfirmationProof confirmations(tx, municipality, records.confirmed_batches(), findings);
  store::ConfirmationRow last;
  for (;;) {
    const auto page = store::confirmations(tx, municipality, last.recorded_at, last.record, kPage);
    if (page.empty()) break;
    confirmations.prove_page(page);
    last = page.back();
  }
  confirmations.finish(deeds.confirming);
}

}  // namespace figure
