// A correction is one deed with two records; a correction of a correction leads back to what the
// public knows and forward to what stands now.
#include "figure/confirming.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <numeric>
#include <random>
#include <set>

#include "figure/drill_store.h"
#include "history/history.h"
#include "record/record_store.h"

namespace figure {
namespace {

using record::Record;
using record::RecordId;

constexpr std::string_view kSecondBegins = " [2: ";

std::optional<Record> stored(db::Read& tx, std::string_view municipality, RecordId id) {
  return record::store::find(tx, municipality, id);
}

// The reversal of what this record took the place of.
std::optional<Record> reversal_beside(db::Read& tx, const Record& record) {
  const auto both = store::correction(tx, record);
  if (!both || both->replacement != record.id) return std::nullopt;
  return stored(tx, record.municipality, both->reversal);
}

}  // namespace

std::optional<Record> replacement(db::Read& tx, const Record& reversal) {
  const auto both = store::correction(tx, reversal);
  if (!both || both->reversal != reversal.id) return std::nullopt;
  return stored(tx, reversal.municipality, both->replacement);
}

std::string second_signer(const base::Actor& second) {
  return std::string(kSecondBegins) + std::to_string(second.id) + ' ' + second.post + ' ' +
         second.body + ']';
}

std::vector<std::int64_t> signers_of(std::string_view actor_kind, std::int64_t actor,
                                     std::string_view reason) {
  std::vector<std::int64_t> persons;
  if (actor_kind == base::in_db(base::ActorKind::system)) return persons;
  persons.push_back(actor);
  const auto at = reason.rfind(kSecondBegins);
  std::int64_t second = 0;
  if (at == std::string::npos) return persons;
  const char* begin = reason.data() + at + kSecondBegins.size();
  if (std::from_chars(begin, reason.data() + reason.size(), second).ec == std::errc{})
    persons.push_back(second);
  return persons;
}

std::vector<std::int64_t> authors_of(db::Read& tx, std::string_view municipality,
                                     const Record& record) {
  const auto deed = history::find(tx, municipality, history::DeedId{record.deed});
  if (!deed) return {};
  return signers_of(deed->actor_kind, deed->actor, deed->reason.value_or(""));
}

std::vector<RecordId> confirmed_together(db::Read& tx, const Record& record) {
  std::optional<Record> stands = record.reverses ? replacement(tx, record) : std::optional(record);
  while (stands) {
    const auto taken_back = record::store::reversal_of(tx, record.municipality, stands->id);
    if (!taken_back) break;
    stands = replacement(tx, *taken_back);
  }
  std::optional<Record> back =
      record.reverses ? std::optional(record) : reversal_beside(tx, record);
  while (back) {
    const auto first = stored(tx, record.municipality, *back->reverses);
    if (!first || first->confirmed_at) break;
    back = reversal_beside(tx, *first);
  }
  std::vector<RecordId> together;
  if (back && !back->confirmed_at) together.push_back(back->id);
  if (stands && !stands->confirmed_at) together.push_back(stands->id);
  return together;
}

std::vector<std::size_t> sample_of(std::span<const Record> records, std::uint64_t seed) {
  std::vector<std::size_t> places(records.size());
  std::iota(places.begin(), places.end(), 0U);
  const auto size_of = [&](std::size_t i) {
    const Record& one = records[i];
    return std::abs(one.yen.value_or(one.people.value_or(one.count)));
  };
  std::set<std::size_t> chosen;
  const auto take_first = [&](auto before) {
    std::ranges::stable_sort(places, before);
    for (std::size_t i = 0; i < std::min(kSampleEach, places.size()); ++i) chosen.insert(places[i]);
  };
  take_first([&](std::size_t a, std::size_t b) { return size_of(a) > size_of(b); });
  take_first([&](std::size_t a, std::size_t b) {
    return records[a].recorded_at > records[b].recorded_at;
  });
  std::mt19937_64 dice(seed);
  const std::size_t wanted = std::min(records.size(), chosen.size() + kSampleEach);
  while (chosen.size() < wanted) chosen.insert(dice() % records.size());
  return {chosen.begin(), chosen.end()};
}

}  // namespace figure
