// A confirmation takes a contribution out of the unconfirmed sum and puts it into the confirmed
// one. A distinct count keeps its value the same way: confirmed rows hold the distinct confirmed
// members, unconfirmed rows what is missing to all.
#include "figure/moves.h"

#include <algorithm>
#include <tuple>

#include "figure/member_store.h"
#include "figure/milestone_store.h"
#include "figure/sum_store.h"

namespace figure {
namespace {

bool distinct(const Held& figure) {
  return figure.definition.measure == Measure::distinct_businesses;
}

}  // namespace

int day_of(base::Instant at) {
  return static_cast<int>(base::japan_date(at).days().time_since_epoch().count());
}

int month_of(base::Date date) {
  return date.year() * 100 + static_cast<int>(date.month());
}

void Moves::add(const Held& figure, const record::Record& record, base::Instant at, bool confirmed,
                int sign) {
  const auto contributed = contribution(figure.definition, record);
  if (!contributed) return;
  const bool by_member = distinct(figure);
  Sum& sum = days_[{.figure = figure.id.value,
                    .fiscal_year = record.fiscal_year.number(),
                    .day = day_of(at),
                    .month = by_member ? 0 : month_of(record.occurred_on),
                    .confirmed = confirmed}];
  sum.records += record.reverses ? -sign : sign;
  if (by_member) return;
  sum.value += sign * contributed->value;
  sum.divisor += sign * contributed->divisor;
  if (!record.summary) sum.singles += sign * contributed->value;
}

void Moves::move_member(const Held& figure, const record::Record& record, base::Instant at,
                        int scope) {
  if (!contribution(figure.definition, record)) return;
  members_[{.figure = figure.id.value,
            .fiscal_year = record.fiscal_year.number(),
            .scope = scope,
            .member = *record.business}]
      .push_back({.at = at, .records = record.reverses ? -1 : 1});
}

void Moves::move_milestone(const Held& figure, const record::Record& record, base::Instant at,
                           bool confirmed) {
  if (!contribution(figure.definition, record)) return;
  MilestoneStep step = confirmed ? MilestoneStep::confirmed : MilestoneStep::recorded;
  if (record.reverses)
    step = confirmed ? MilestoneStep::reversal_confirmed : MilestoneStep::reversed;
  milestones_.push_back({.figure = figure.id.value,
                         .fiscal_year = record.fiscal_year.number(),
                         .occurred_on = base::iso(record.occurred_on),
                         .record = record.reverses ? record.reverses->value : record.id.value,
                         .milestone = std::string(milestone_of(record)),
                         .step = step,
                         .at = at});
}

void Moves::recorded(const Held& figure, const record::Record& record) {
  add(figure, record, record.recorded_at, false, 1);
  if (distinct(figure)) move_member(figure, record, record.recorded_at, 0);
  if (figure.definition.measure == Measure::milestone)
    move_milestone(figure, record, record.recorded_at, false);
}

void Moves::confirmed(const Held& figure, const record::Record& record, base::Instant at) {
  add(figure, record, at, false, -1);
  add(figure, record, at, true, 1);
  if (distinct(figure)) move_member(figure, record, at, 1);
  if (figure.definition.measure == Measure::milestone) move_milestone(figure, record, at, true);
}

// A member is there while at least one record says so. The keys are in order, so that two writers
// who meet at several members never wait for each other in a circle.
void Moves::count_members(db::Write& tx) {
  for (auto& [key, moves] : members_) {
    std::ranges::stable_sort(moves, {}, &MemberMove::at);
    int gained = 0;
    for (const MemberMove& move : moves) gained += move.records;
    std::int64_t records = store::move_member(tx, municipality_, key, gained) - gained;
    for (const MemberMove& move : moves) {
      const bool was_there = records > 0;
      records += move.records;
      const bool is_there = records > 0;
      if (was_there == is_there) continue;
      const base::Instant at = is_there ? store::begin_presence(tx, municipality_, key, move.at)
                                        : store::end_presence(tx, municipality_, key, move.at);
      const int change = is_there ? 1 : -1;
      DayKey day{.figure = key.figure,
                 .fiscal_year = key.fiscal_year,
                 .day = day_of(at),
                 .month = 0,
                 .confirmed = key.scope == 1};
      days_[day].value += change;
      days_[day].singles += change;
      if (key.scope == 0) continue;
      day.confirmed = false;
      days_[day].value -= change;
      days_[day].singles -= change;
    }
  }
}

void Moves::save(db::Write& tx) {
  count_members(tx);
  for (const MilestoneMove& move : milestones_) store::move_milestone(tx, municipality_, move);
  std::map<std::tuple<std::int64_t, int, bool>, Sum> totals;
  for (const auto& [key, sum] : days_) {
    if (sum == Sum{}) continue;
    store::move_day(tx, municipality_, shard_, key, sum);
    totals[{key.figure, key.fiscal_year, key.confirmed}] += sum;
  }
  for (const auto& [key, sum] : totals) {
    const auto& [figure, fiscal_year, confirmed] = key;
    store::move_sum(
        tx, municipality_, shard_,
        {.figure = figure, .fiscal_year = fiscal_year, .confirmed = confirmed, .sum = sum});
  }
  days_.clear();
  members_.clear();
  milestones_.clear();
}

}  // namespace figure
