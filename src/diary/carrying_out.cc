// The deed of the diary is written first, because every version names it; what is new goes through
// the bulk door together.
#include "diary/carrying_out.h"

#include <algorithm>
#include <set>

#include "base/japanese_text.h"
#include "figure/figure_service.h"
#include "history/changes.h"
#include "history/history.h"

namespace diary {
namespace {

std::string number_text(std::optional<std::int64_t> number) {
  return number ? std::to_string(*number) : std::string();
}

// What the deed tells of a corrected number; texts stay out of it, because they can be erased.
void tell(const record::Record& before, const record::Facts* after,
          std::vector<history::Change>& changes) {
  const auto add = [&](std::string_view field, std::string was, std::string is) {
    changes.push_back({std::string(field), std::move(was), std::move(is)});
  };
  add("occurred_on", base::iso(before.occurred_on), after ? base::iso(after->occurred_on) : "");
  add("count", std::to_string(before.count), after ? std::to_string(after->count) : "");
  add("people", number_text(before.people), after ? number_text(after->people) : "");
  add("yen", number_text(before.yen), after ? number_text(after->yen) : "");
}

std::string payload_of(const std::vector<Turn>& turns) {
  std::vector<history::Change> changes;
  for (const Turn& turn : turns) {
    for (const auto& one : turn.changes.corrections)
      tell(turn.entry.records[one.record], &turn.wanted[one.fact], changes);
    for (const std::size_t record : turn.changes.reversals)
      tell(turn.entry.records[record], nullptr, changes);
  }
  changes = history::differing(std::move(changes));
  return changes.empty() ? std::string() : history::changes_text(changes);
}

base::Refusal at_line(base::Refusal refusal, std::size_t turn, std::size_t turns) {
  if (turns > 1) {
    std::erase_if(refusal.facts, [](const base::Fact& fact) { return fact.name == "line"; });
    refusal.facts.push_back({"line", std::to_string(turn + 1)});
  }
  return refusal;
}

// Facts that are new, and whose they are.
struct Additions {
  std::vector<record::Facts> facts;
  std::vector<std::size_t> turns;
};

base::Result<std::vector<record::RecordId>> post(db::Write& tx, const figure::Signers& signers,
                                                 const Additions& additions, std::size_t turns) {
  const std::string& municipality = signers.first.municipality;
  if (additions.facts.empty()) return {};
  if (additions.facts.size() == 1) {
    const auto posted = figure::post(tx, signers, municipality, {}, additions.facts.front());
    if (!posted) return std::unexpected(at_line(posted.error(), additions.turns.front(), turns));
    return std::vector{posted->record};
  }
  const auto posted = figure::post_all(tx, signers, municipality, {}, additions.facts, false);
  if (!posted) {
    base::Refusal refusal = posted.error();
    std::size_t fact = 0;
    for (const base::Fact& one : refusal.facts)
      if (one.name == "line") fact = static_cast<std::size_t>(std::stoul(one.value)) - 1;
    const std::size_t turn = additions.turns[std::min(fact, additions.turns.size() - 1)];
    std::erase_if(refusal.facts, [](const base::Fact& one) { return one.name == "line"; });
    return std::unexpected(at_line(std::move(refusal), turn, turns));
  }
  return store::records_of_deed(tx, municipality, posted->first, posted->last, posted->deed);
}

base::Result<void> change_records(db::Write& tx, const figure::Signers& signers,
                                  const std::string& reason, const Turn& turn) {
  const std::string& municipality = signers.first.municipality;
  const figure::Command because{.id = "", .reason = reason};
  for (const auto& one : turn.changes.corrections) {
    const record::RecordId before = turn.entry.records[one.record].id;
    const auto after =
        figure::correct(tx, signers, municipality, because, before, turn.wanted[one.fact]);
    if (!after) return std::unexpected(after.error());
    store::end_record(tx, municipality, before, turn.entry.version);
    const store::Pointer pointer{after->record, turn.entry.entry, turn.entry.version};
    store::add_records(tx, municipality, {&pointer, 1});
  }
  for (const std::size_t record : turn.changes.reversals) {
    const record::RecordId before = turn.entry.records[record].id;
    const auto reversed = figure::reverse(tx, signers, municipality, because, before);
    if (!reversed) return std::unexpected(reversed.error());
    store::end_record(tx, municipality, before, turn.entry.version);
  }
  return {};
}

}  // namespace

Turn beginning(const Entry& entry, std::vector<record::Facts> wanted) {
  Turn turn{entry, std::move(wanted), {}, true};
  turn.changes = changes_between({}, turn.wanted);
  return turn;
}

Turn changing(const Entry& before, const Entry& after, std::vector<record::Facts> wanted) {
  Turn turn{after, std::move(wanted), {}, false};
  turn.entry.records = before.records;
  turn.entry.version = before.version + 1;
  turn.changes = changes_between(before.records, turn.wanted);
  return turn;
}

base::Result<std::int64_t> carry_out(db::Write& tx, const base::Actor& actor, const Deed& deed,
                                     std::vector<Turn>& turns) {
  const std::string& municipality = actor.municipality;
  const bool touches =
      std::ranges::any_of(turns, [](const Turn& turn) { return turn.changes.touches(); });
  if (touches && base::search_key(deed.reason).empty()) return base::refuse(reason_missing);

  const std::int64_t number = tx.new_id();
  std::string subject = deed.subject_key;
  for (Turn& turn : turns) {
    if (turn.is_new) turn.entry.entry = tx.new_id();
    if (subject.empty()) subject = std::to_string(turn.entry.entry);
  }
  history::write(tx, actor,
                 {.kind = deed.kind,
                  .municipality = municipality,
                  .subject_kind = deed.subject_kind,
                  .subject_key = std::move(subject),
                  .reason = deed.reason,
                  .payload_json = payload_of(turns),
                  .number = history::DeedId{number}});
  const base::Instant moment = tx.recorded_at();
  for (std::size_t i = 0; i < turns.size(); ++i) {
    Entry& entry = turns[i].entry;
    entry.deed = number;
    entry.recorded_at = moment;
    entry.person = actor.id;
    if (turns[i].is_new)
      store::add_entry(tx, municipality, entry);
    else if (!store::move_entry(tx, municipality, entry))
      return std::unexpected(
          at_line({entry_changed.code, entry_changed.http_status, {}}, i, turns.size()));
    store::add_version(tx, municipality, entry);
  }

  const figure::Signers signers{actor, {}};
  Additions additions;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (const auto changed = change_records(tx, signers, deed.reason, turns[i]); !changed)
      return std::unexpected(at_line(changed.error(), i, turns.size()));
    for (const std::size_t fact : turns[i].changes.additions) {
      additions.facts.push_back(turns[i].wanted[fact]);
      additions.turns.push_back(i);
    }
  }
  const auto added = post(tx, signers, additions, turns.size());
  if (!added) return std::unexpected(added.error());
  std::vector<store::Pointer> pointers;
  for (std::size_t i = 0; i < added->size(); ++i) {
    const Entry& entry = turns[additions.turns[i]].entry;
    pointers.push_back({(*added)[i], entry.entry, entry.version});
  }
  store::add_records(tx, municipality, pointers);
  return number;
}

}  // namespace diary
