// Taking a seal: the heads as one text, digested behind the seal before.
#include "history/seal.h"

#include <map>

#include "history/head_lines.h"
#include "history/history_store.h"
#include "history/link.h"
#include "history/seal_store.h"

namespace history {
namespace {

// The seal that the next one covers. A seal that was taken away is still covered as its head
// remembers it, so that sealing on does not hide the gap.
store::SealHead covered_next(const std::optional<Seal>& last,
                             const std::optional<store::SealHead>& head) {
  if (head && (!last || head->number > last->number)) return *head;
  if (last) return {last->municipality, last->number, last->digest};
  return {};
}

}  // namespace

std::optional<Seal> seal(db::Write& tx, std::string_view municipality) {
  const auto last = store::last_seal(tx, municipality);
  const auto covered = covered_next(last, store::seal_head(tx, municipality));
  Seal next;
  next.municipality = municipality;
  for (const store::StoredHead& stored : store::heads(tx, municipality)) {
    next.heads += head_line(stored);
    next.deeds += stored.head.sequence;
  }
  if (next.heads.empty()) return std::nullopt;
  if (last && last->number == covered.number && last->heads == next.heads) return std::nullopt;
  next.number = covered.number + 1;
  next.sealed_at = tx.recorded_at();
  next.digest = digest_of(next, covered.digest);
  if (!store::add_seal(tx, next)) return std::nullopt;
  store::move_seal_head(tx, next);
  return next;
}

int seal_all(db::Database& database) {
  const auto municipalities =
      database.read([](db::Read& tx) { return store::municipalities_with_chains(tx); });
  int written = 0;
  for (const std::string& municipality : municipalities)
    written += database.write([&](db::Write& tx) { return seal(tx, municipality).has_value(); });
  return written;
}

namespace {

Unsealed unsealed_in(db::Read& tx, const std::string& municipality) {
  std::map<std::int64_t, std::int64_t> sealed;  // writer → the last number under a seal
  if (const auto last = store::last_seal(tx, municipality))
    for (const store::StoredHead& stored : heads_in(*last))
      sealed[stored.writer] = stored.head.sequence;
  Unsealed found{.municipality = municipality, .deeds = 0, .since = {}};
  for (const store::StoredHead& stored : store::heads(tx, municipality)) {
    const std::int64_t open = stored.head.sequence - sealed[stored.writer];
    if (open <= 0) continue;
    const auto since =
        store::recorded_at(tx, municipality, stored.writer, sealed[stored.writer] + 1);
    if (since && (found.since == base::Instant{} || *since < found.since)) found.since = *since;
    found.deeds += open;
  }
  return found;
}

}  // namespace

std::vector<Unsealed> unsealed(db::Read& tx) {
  std::vector<Unsealed> all;
  for (const std::string& municipality : store::municipalities_with_chains(tx)) {
    Unsealed found = unsealed_in(tx, municipality);
    if (found.deeds > 0) all.push_back(std::move(found));
  }
  return all;
}

std::vector<Seal> seals(db::Read& tx, std::string_view municipality) {
  return store::seals(tx, municipality);
}

std::optional<Seal> find_seal(db::Read& tx, std::string_view municipality, std::int64_t number) {
  return store::find_seal(tx, municipality, number);
}

std::optional<Seal> seal_over(db::Read& tx, std::string_view municipality, const WholeDeed& deed) {
  // A seal may be of a server whose clock is behind.
  constexpr std::int64_t kSlack = 3'600'000'000;
  constexpr int kLookedAt = 100;
  const base::Instant since{deed.deed.at.microseconds - kSlack};
  for (Seal& seal : store::seals_since(tx, municipality, since, kLookedAt)) {
    for (const store::StoredHead& stored : heads_in(seal)) {
      if (stored.writer == deed.writer && stored.head.sequence >= deed.sequence)
        return std::move(seal);
    }
  }
  return std::nullopt;
}

std::string seal_text(base::Language language, const Seal& seal) {
  std::string text = base::say(language, "history.seal_line",
                               {{"municipality", seal.municipality},
                                {"seal", std::to_string(seal.number)},
                                {"at", base::iso_japan(seal.sealed_at)},
                                {"deeds", std::to_string(seal.deeds)},
                                {"digest", seal.digest}}) +
                     '\n';
  for (const store::StoredHead& stored : heads_in(seal))
    text += base::say(language, "history.seal_head_line",
                      {{"writer", std::to_string(stored.writer)},
                       {"sequence", std::to_string(stored.head.sequence)},
                       {"digest", stored.head.digest}}) +
            '\n';
  return text;
}

}  // namespace history
