// The deed of the diary is written first, because every version names it; what is corrected goes
// through the bulk door together, and so does what is new.
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

// A line of the bulk door, told by the turn it came from.
base::Refusal of_turn(base::Refusal refusal, const std::vector<std::size_t>& places,
                      std::size_t turns) {
  std::size_t line = 0;
  for (const base::Fact& one : refusal.facts)
    if (one.name == "line") line = static_cast<std::size_t>(std::stoul(one.value)) - 1;
  std::erase_if(refusal.facts, [](const base::Fact& one) { return one.name == "line"; });
  return at_line(std::move(refusal), places[std::min(line, places.size() - 1)], turns);
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
    return std::unexpected(of_turn(posted.error(), additions.turns, turns));
  }
  return posted->records;
}

// What is corrected and taken back, and whose it is.
struct Corrections {
  std::vector<figure::CorrectionLine> lines;
  std::vector<std::size_t> turns;
};

Corrections corrections_of(const std::vector<Turn>& turns) {
  Corrections all;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const Turn& turn = turns[i];
    for (const auto& one : turn.changes.corrections) {
      all.lines.push_back({turn.entry.records[one.record].id, turn.wanted[one.fact]});
      all.turns.push_back(i);
    }
    for (const std::size_t record : turn.changes.reversals) {
      all.lines.push_back({turn.entry.records[record].id, {}});
      all.turns.push_back(i);
    }
  }
  return all;
}

// What stands now, line by line.
base::Result<std::vector<record::RecordId>> correct(db::Write& tx, const figure::Signers& signers,
                                                    const std::string& reason,
                                                    const Corrections& corrections,
                                                    std::size_t turns) {
  const std::string& municipality = signers.first.municipality;
  const figure::Command because{.id = "", .reason = reason};
  if (corrections.lines.empty()) return {};
  if (corrections.lines.size() == 1) {
    const figure::CorrectionLine& line = corrections.lines.front();
    const auto done =
        line.facts ? figure::correct(tx, signers, municipality, because, line.record, *line.facts)
                   : figure::reverse(tx, signers, municipality, because, line.record);
    if (!done) return std::unexpected(at_line(done.error(), corrections.turns.front(), turns));
    return std::vector{done->record};
  }
  const auto done = figure::correct_all(tx, signers, municipality, because, corrections.lines);
  if (!done) return std::unexpected(of_turn(done.error(), corrections.turns, turns));
  return done->records;
}

// The pointers end at what was taken back and begin at what came in its place.
base::Result<void> change_records(db::Write& tx, const figure::Signers& signers,
                                  const std::string& reason, const std::vector<Turn>& turns,
                                  std::vector<store::Pointer>& pointers) {
  const std::string& municipality = signers.first.municipality;
  const Corrections corrections = corrections_of(turns);
  const auto records = correct(tx, signers, reason, corrections, turns.size());
  if (!records) return std::unexpected(records.error());
  for (std::size_t i = 0; i < records->size(); ++i) {
    const figure::CorrectionLine& line = corrections.lines[i];
    const Entry& entry = turns[corrections.turns[i]].entry;
    store::end_record(tx, municipality, line.record, entry.version);
    if (line.facts) pointers.push_back({(*records)[i], entry.entry, entry.version});
  }
  return {};
}

// Of each entry the next version, if nobody was faster; new ones begin.
base::Result<void> move_entries(db::Write& tx, const std::string& municipality,
                                const std::vector<Turn>& turns) {
  std::vector<std::int64_t> known;
  for (const Turn& turn : turns)
    if (!turn.is_new) known.push_back(turn.entry.entry);
  const auto versions = store::move_on(tx, municipality, known);
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const Entry& entry = turns[i].entry;
    if (turns[i].is_new) {
      store::add_entry(tx, municipality, entry);
    } else {
      const auto now = versions.find(entry.entry);
      if (now == versions.end() || now->second != entry.version)
        return std::unexpected(
            at_line({entry_changed.code, entry_changed.http_status, {}}, i, turns.size()));
      if (turns[i].is_moved) store::set_entry(tx, municipality, entry);
    }
    store::add_version(tx, municipality, entry);
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
  turn.is_moved = before.state != after.state || before.fiscal_year != after.fiscal_year ||
                  before.days.first != after.days.first || before.days.last != after.days.last;
  return turn;
}

base::Result<std::int64_t> carry_out(db::Write& tx, const base::Actor& actor, const Deed& deed,
                                     std::vector<Turn>& turns) {
  const std::string& municipality = actor.municipality;
  const bool touches =
      std::ranges::any_of(turns, [](const Turn& turn) { return turn.changes.touches(); });
  if (touches && base::is_blank(deed.reason)) return base::refuse(reason_missing);

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
  for (Turn& turn : turns) {
    turn.entry.deed = number;
    turn.entry.recorded_at = moment;
    turn.entry.person = actor.id;
  }
  if (const auto moved = move_entries(tx, municipality, turns); !moved)
    return std::unexpected(moved.error());

  const figure::Signers signers{actor, {}};
  std::vector<store::Pointer> pointers;
  if (const auto changed = change_records(tx, signers, deed.reason, turns, pointers); !changed)
    return std::unexpected(changed.error());
  Additions additions;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    for (const std::size_t fact : turns[i].changes.additions) {
      additions.facts.push_back(turns[i].wanted[fact]);
      additions.turns.push_back(i);
    }
  }
  const auto added = post(tx, signers, additions, turns.size());
  if (!added) return std::unexpected(added.error());
  for (std::size_t i = 0; i < added->size(); ++i) {
    const Entry& entry = turns[additions.turns[i]].entry;
    pointers.push_back({(*added)[i], entry.entry, entry.version});
  }
  store::add_records(tx, municipality, pointers);
  return number;
}

}  // namespace diary
