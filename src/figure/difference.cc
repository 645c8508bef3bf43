// 差の説明: why a figure says something else now than it said then, record by record. What was
// recorded in between (in the public scope: confirmed in between) moves the value, each line by
// what its record adds; a definition changed in between is told by the records it counts anew or no
// longer.
#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

#include "figure/drill_store.h"
#include "figure/figure_service.h"
#include "figure/work.h"

namespace figure {
namespace {

constexpr int kPiece = 5000;
constexpr std::size_t kLinesMax = 100'000;
constexpr std::size_t kDefinitionLines = 50;

// One question and what answers it.
struct Asked {
  db::Read& tx;
  std::string_view municipality;
  const Held& figure;
  int fiscal_year;
  Scope scope;
  base::Instant from;
  base::Instant until;

  std::optional<Contribution> counted(const record::Record& record) const {
    if (record.fiscal_year.number() != fiscal_year) return std::nullopt;
    return contribution(figure.definition, record);
  }
};

base::Instant became_known(const Asked& asked, const record::Record& record) {
  return asked.scope == Scope::all ? record.recorded_at : *record.confirmed_at;
}

// What the figure counts of that which became known in between, in the order of becoming known.
base::Result<std::vector<record::Record>> became_known_between(const Asked& asked) {
  std::vector<record::Record> counted;
  base::Instant from = asked.from;
  record::RecordId after{std::numeric_limits<std::int64_t>::max()};  // nothing of `from` itself
  for (;;) {
    const auto piece = asked.scope == Scope::all
                           ? record::store::recorded_between(asked.tx, asked.municipality, from,
                                                             after, asked.until, kPiece)
                           : record::store::confirmed_between(asked.tx, asked.municipality, from,
                                                              after, asked.until, kPiece);
    for (const record::Record& record : piece)
      if (asked.counted(record)) counted.push_back(record);
    if (counted.size() > kLinesMax)
      return base::refuse(too_many_changes, {{"max", std::to_string(kLinesMax)}});
    if (piece.size() < kPiece) return counted;
    from = became_known(asked, piece.back());
    after = piece.back().id;
  }
}

// A correction counts on both sides, or it moved the record elsewhere (or here).
class Corrections {
 public:
  explicit Corrections(const Asked& asked) : asked_(asked) {}

  std::optional<Because> because(const record::Record& record) {
    if (record.deed != deed_) {
      deed_ = record.deed;
      correcting_ = store::correcting(asked_.tx, asked_.municipality, deed_);
    }
    if (!correcting_) return std::nullopt;
    const auto correction = store::correction(asked_.tx, *correcting_, record);
    if (!correction) return std::nullopt;
    const bool both = counts(correction->reversal) && counts(correction->replacement);
    return both ? Because::corrected : Because::reclassified;
  }

 private:
  bool counts(record::RecordId id) const {
    const auto record = record::store::find(asked_.tx, asked_.municipality, id);
    return record && asked_.counted(*record);
  }

  const Asked& asked_;
  std::int64_t deed_ = 0;
  std::optional<store::CorrectingDeed> correcting_;
};

Because because(const Asked& asked, Corrections& corrections, const record::Record& record) {
  if (const auto corrected = corrections.because(record)) return *corrected;
  if (record.reverses) return Because::reversed;
  if (asked.scope == Scope::confirmed && record.recorded_at <= asked.from)
    return Because::confirmed;
  return record.occurred_on <= base::japan_date(asked.from) ? Because::late : Because::fresh;
}

std::vector<store::Stretch> stretches(const Asked& asked, const Definition& definition) {
  std::vector<store::Stretch> all;
  for (Work& work : works_of(definition))
    all.push_back({std::string(asked.municipality), std::move(work), asked.fiscal_year,
                   "0000-01-01", "9999-12-31"});
  return all;
}

using Members = std::map<std::int64_t, std::int64_t>;  // the records of each business

Members members_at(const Asked& asked, const Definition& definition, base::Instant at) {
  Members members;
  for (const store::Stretch& stretch : stretches(asked, definition))
    for (const store::MemberCount& member :
         store::known_members(asked.tx, stretch, definition, asked.scope, at))
      members[member.business] += member.records;
  return members;
}

std::int64_t known_value(const Asked& asked, const Definition& definition, base::Instant at) {
  std::int64_t value = 0;
  if (definition.measure == Measure::distinct_businesses) {
    for (const auto& [business, records] : members_at(asked, definition, at))
      value += records > 0 ? 1 : 0;
    return value;
  }
  for (const store::Stretch& stretch : stretches(asked, definition))
    value += store::known_sum(asked.tx, stretch, definition, asked.scope, at).value;
  return value;
}

// Distinct counts: only what lets a business come or go is a line. The records of one deed are one
// step.
class Comings {
 public:
  explicit Comings(const Asked& asked)
      : members_(members_at(asked, asked.figure.definition, asked.from)) {}

  // What each record of a deed moves, in their order.
  std::vector<std::int64_t> moves(std::span<const record::Record> deed) {
    const Members before = members_;
    std::map<std::int64_t, std::size_t> last;  // by business: the record that settles it
    for (std::size_t i = 0; i < deed.size(); ++i) {
      if (!deed[i].business) continue;
      members_[*deed[i].business] += deed[i].reverses ? -1 : 1;
      last[*deed[i].business] = i;
    }
    std::vector<std::int64_t> moves(deed.size());
    for (const auto& [business, i] : last) {
      const auto was = before.find(business);
      const bool was_there = was != before.end() && was->second > 0;
      moves[i] = (members_[business] > 0 ? 1 : 0) - (was_there ? 1 : 0);
    }
    return moves;
  }

 private:
  Members members_;
};

void explain_sums(const Asked& asked, std::vector<record::Record>& records,
                  std::vector<Difference>& lines) {
  Corrections corrections(asked);
  for (record::Record& record : records) {
    const Because why = because(asked, corrections, record);
    const std::int64_t change = asked.counted(record)->value;
    lines.push_back({why, std::move(record), change});
  }
}

void explain_members(const Asked& asked, std::vector<record::Record>& records,
                     std::vector<Difference>& lines) {
  Corrections corrections(asked);
  Comings comings(asked);
  for (std::size_t begin = 0, end = 0; begin < records.size(); begin = end) {
    while (end < records.size() && records[end].deed == records[begin].deed) ++end;
    const auto moves = comings.moves(std::span(records).subspan(begin, end - begin));
    for (std::size_t i = begin; i < end; ++i) {
      if (moves[i - begin] == 0) continue;
      const Because why = because(asked, corrections, records[i]);
      lines.push_back({why, std::move(records[i]), moves[i - begin]});
    }
  }
}

// ---- another definition

// A record as the two definitions count it, together with what took it back.
struct Recount {
  std::optional<record::Record> record;
  std::optional<std::int64_t> was;
  std::optional<std::int64_t> is;

  std::int64_t change() const { return is.value_or(0) - was.value_or(0); }
  Because because() const {
    if (was && is) return Because::counted_otherwise;
    return is ? Because::newly_counted : Because::no_longer_counted;
  }
};
using Recounts = std::map<std::int64_t, Recount>;  // by the first record's number

void recount(const record::Record& record, const Definition* old_definition,
             const Definition& new_definition, Recounts& recounts) {
  const auto was = old_definition ? contribution(*old_definition, record) : std::nullopt;
  const auto is = contribution(new_definition, record);
  if (!was && !is) return;
  Recount& one = recounts[record.reverses ? record.reverses->value : record.id.value];
  if (was) one.was = one.was.value_or(0) + was->value;
  if (is) one.is = one.is.value_or(0) + is->value;
  if (!record.reverses) one.record = record;
}

bool was_known(const Asked& asked, const record::Record& record) {
  if (asked.scope == Scope::all) return record.recorded_at <= asked.from;
  return record.confirmed_at && *record.confirmed_at <= asked.from;
}

// What was known at the beginning, under both definitions; nothing when it is too much to look at.
Recounts recounts_of(const Asked& asked, const Definition* old_definition) {
  std::vector<Work> works = works_of(asked.figure.definition);
  if (old_definition != nullptr) {
    const auto older = works_of(*old_definition);
    works.insert(works.end(), older.begin(), older.end());
    std::ranges::sort(works);
    works.erase(std::ranges::unique(works).begin(), works.end());
  }
  Recounts recounts;
  std::size_t looked_at = 0;
  for (const Work& work : works) {
    std::optional<record::store::Place> after;
    for (bool more = true; more;) {
      const auto piece =
          record::store::page(asked.tx, asked.municipality, work.programme, work.kind,
                              asked.fiscal_year, after, record::store::Order::oldest_first, kPiece);
      more = piece.size() == kPiece;
      looked_at += piece.size();
      if (looked_at > kLinesMax) return {};
      for (const record::Record& record : piece)
        if (was_known(asked, record))
          recount(record, old_definition, asked.figure.definition, recounts);
      if (more) after = {base::iso(piece.back().occurred_on), piece.back().id.value};
    }
  }
  return recounts;
}

// The records that weigh most, each a line; the rest, and what cannot be told record by record, in
// one. All of them add up to the change.
void explain_definition(const Asked& asked, const Definition* old_definition,
                        Explained& explained) {
  std::int64_t rest =
      known_value(asked, asked.figure.definition, asked.from) - explained.before.sum.value;
  const auto adds = [](const Definition& definition) {
    return is_sum(definition.measure) && definition.measure != Measure::ratio;
  };
  if (adds(asked.figure.definition) && (old_definition == nullptr || adds(*old_definition))) {
    std::vector<Recount> changed;
    for (auto& [number, one] : recounts_of(asked, old_definition))
      if (one.record && one.change() != 0) changed.push_back(std::move(one));
    const auto weight = [](const Recount& one) { return -std::abs(one.change()); };
    std::ranges::stable_sort(changed, {}, weight);
    if (changed.size() > kDefinitionLines) changed.resize(kDefinitionLines);
    for (Recount& one : changed) {
      rest -= one.change();
      explained.lines.push_back({one.because(), std::move(one.record), one.change()});
    }
  }
  if (rest != 0) explained.lines.push_back({Because::definition, std::nullopt, rest});
}

Value value_at(const Asked& asked, const Held& figure, base::Instant at) {
  Table known = table(asked.tx, asked.municipality, figure.plan, asked.scope, at);
  return std::move(known[{figure.id.value, asked.fiscal_year}]);
}

base::Result<bool> check_instants(db::Read& tx, std::string_view municipality, base::Instant from,
                                  base::Instant until) {
  if (until < from)
    return base::refuse(instants_reversed,
                        {{"from", base::iso_japan(from)}, {"until", base::iso_japan(until)}});
  for (const base::Instant at : {from, until})
    if (const auto known = knowable(tx, municipality, at); !known)
      return std::unexpected(known.error());
  return true;
}

}  // namespace

base::Result<Explained> difference(db::Read& tx, std::string_view municipality,
                                   std::string_view plan, std::string_view row,
                                   std::string_view key, int fiscal_year, Scope scope,
                                   base::Instant from, base::Instant until) {
  if (const auto right = check_instants(tx, municipality, from, until); !right)
    return std::unexpected(right.error());
  const auto figure = find(tx, municipality, plan, row, key, until);
  if (!figure) return std::unexpected(figure.error());
  const Asked asked{tx, municipality, *figure, fiscal_year, scope, from, until};
  auto records = became_known_between(asked);
  if (!records) return std::unexpected(records.error());

  Explained explained;
  explained.after = value_at(asked, *figure, until);
  const auto earlier = find(tx, municipality, plan, row, key, from);
  if (earlier) explained.before = value_at(asked, *earlier, from);
  if (!earlier || earlier->id != figure->id)
    explain_definition(asked, earlier ? &earlier->definition : nullptr, explained);
  if (figure->definition.measure == Measure::distinct_businesses)
    explain_members(asked, *records, explained.lines);
  else
    explain_sums(asked, *records, explained.lines);
  return explained;
}

}  // namespace figure
