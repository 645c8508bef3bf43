// What figures are: today, as known at a moment, month by month, this year so far. As known at a
// moment is the sum of the days before it and of the records of its own day; distinct counts and
// milestones know their moments themselves.
#include <limits>
#include <utility>

#include "figure/definition_store.h"
#include "figure/figure_service.h"
#include "figure/member_store.h"
#include "figure/milestone_store.h"
#include "figure/moves.h"
#include "figure/sum_store.h"
#include "figure/work.h"
#include "record/record_store.h"

namespace figure {
namespace {

constexpr int kPiece = 5000;
constexpr base::Instant kNow{std::numeric_limits<std::int64_t>::max()};

bool in_scope(Scope scope, bool confirmed) {
  return scope == Scope::all || confirmed;
}

// The last moment of the day before, in Japan.
base::Instant end_of_day_before(base::Instant at) {
  constexpr std::int64_t day_microseconds = 86'400'000'000;
  constexpr std::int64_t japan_ahead = 9 * 3'600'000'000;
  return base::Instant{day_of(at) * day_microseconds - japan_ahead - 1};
}

void add_sums(Table& table, const std::vector<store::SumRow>& rows, Scope scope) {
  for (const store::SumRow& row : rows)
    if (in_scope(scope, row.confirmed)) table[{row.figure, row.fiscal_year}].sum += row.sum;
}

void add_milestones(Table& table, db::Read& tx, std::string_view municipality,
                    std::string_view plan, Scope scope, base::Instant at) {
  for (store::MilestoneRow& row : store::milestones(tx, municipality, plan, scope, at))
    table[{row.figure, row.fiscal_year}].milestone = std::move(row.milestone);
}

Sum contributed(const Held& figure, const record::Record& record) {
  const auto part = contribution(figure.definition, record);
  if (!part) return {};
  const bool by_member = figure.definition.measure == Measure::distinct_businesses;
  return {.records = record.reverses ? -1 : 1,
          .value = by_member ? 0 : part->value,
          .singles = by_member || record.summary ? 0 : part->value,
          .divisor = part->divisor};
}

void add_record(Table& table, const std::vector<Held>& figures, const record::Record& record) {
  for (const Held& figure : figures) {
    const Sum sum = contributed(figure, record);
    if (sum != Sum{}) table[{figure.id.value, record.fiscal_year.number()}].sum += sum;
  }
}

// What was written on the moment's own day until then.
template <class Take>
void each_of_own_day(db::Read& tx, std::string_view municipality, Scope scope, base::Instant at,
                     Take take) {
  base::Instant from = end_of_day_before(at);
  record::RecordId after;
  for (bool more = true; more;) {
    const auto piece =
        scope == Scope::all
            ? record::store::recorded_between(tx, municipality, from, after, at, kPiece)
            : record::store::confirmed_between(tx, municipality, from, after, at, kPiece);
    for (const record::Record& record : piece) take(record);
    more = piece.size() == kPiece;
    if (!more) break;
    from = scope == Scope::all ? piece.back().recorded_at : *piece.back().confirmed_at;
    after = piece.back().id;
  }
}

void add_own_day(Table& table, db::Read& tx, std::string_view municipality, std::string_view plan,
                 Scope scope, base::Instant at) {
  const std::vector<Held> held = figures(tx, municipality, plan, at);
  each_of_own_day(tx, municipality, scope, at,
                  [&](const record::Record& record) { add_record(table, held, record); });
}

void add_own_day_members(Table& table, db::Read& tx, std::string_view municipality,
                         std::string_view plan, Scope scope, base::Instant at) {
  const int wanted = scope == Scope::all ? 0 : 1;
  for (const store::PresenceMove& move :
       store::presence_moves(tx, municipality, plan, end_of_day_before(at), at, at)) {
    if (move.scope != wanted || move.came == move.went) continue;
    Sum& sum = table[{move.figure, move.fiscal_year}].sum;
    sum.value += move.came - move.went;
    sum.singles += move.came - move.went;
  }
}

// The records of a year that happened from `first` to `last`.
Sum happened_between(db::Read& tx, std::string_view municipality, const Held& figure,
                     int fiscal_year, base::Date first, base::Date last) {
  Sum sum;
  const bool by_member = figure.definition.measure == Measure::distinct_businesses;
  std::map<std::int64_t, std::int64_t> members;
  const auto take = [&](const record::Record& record) {
    sum += contributed(figure, record);
    if (by_member && contribution(figure.definition, record))
      members[*record.business] += record.reverses ? -1 : 1;
  };
  for (const auto& [programme, kind] : works_of(figure.definition)) {
    std::optional<record::store::Place> after{{base::iso(first), 0}};
    while (after) {
      const auto page = record::store::page(tx, municipality, programme, kind, fiscal_year, after,
                                            record::store::Order::oldest_first, kPiece);
      after.reset();
      for (const record::Record& record : page) {
        if (record.occurred_on > last) break;
        take(record);
      }
      if (page.size() == kPiece && page.back().occurred_on <= last)
        after = {base::iso(page.back().occurred_on), page.back().id.value};
    }
  }
  if (!by_member) return sum;
  for (const auto& [member, records] : members) sum.value += records > 0 ? 1 : 0;
  sum.singles = sum.value;
  return sum;
}

// Whole months from the sums, the month of `until` from its records.
Sum until_day(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
              base::Date until) {
  const base::FiscalYear year(fiscal_year);
  if (figure.definition.measure == Measure::distinct_businesses)
    return happened_between(tx, municipality, figure, fiscal_year, year.starts(), until);
  Sum sum;
  for (const MonthValue& month : by_month(tx, municipality, figure.id, fiscal_year, Scope::all))
    if (month.month < month_of(until)) sum += month.sum;
  const base::Date first(until.year(), until.month(), 1);
  sum += happened_between(tx, municipality, figure, fiscal_year, first, until);
  return sum;
}

// The same day a year earlier; 29 February becomes the 28th.
base::Date a_year_before(base::Date day) {
  return base::add_months(day, -12);
}

}  // namespace

Table table(db::Read& tx, std::string_view municipality, std::string_view plan, Scope scope,
            std::optional<base::Instant> at) {
  Table table;
  if (at) {
    add_sums(table, store::sums_before(tx, municipality, plan, day_of(*at), *at), scope);
    add_own_day(table, tx, municipality, plan, scope, *at);
    add_own_day_members(table, tx, municipality, plan, scope, *at);
  } else {
    add_sums(table, store::sums(tx, municipality, plan), scope);
  }
  add_milestones(table, tx, municipality, plan, scope, at.value_or(kNow));
  return table;
}

std::optional<RowNow> row_now(db::Read& tx, std::string_view municipality, std::string_view plan,
                              std::string_view row) {
  auto definition = store::current_row(tx, municipality, plan, row);
  if (!definition) return std::nullopt;
  RowNow now{*std::move(definition), {}};
  std::map<std::int64_t, std::string> keys;
  for (Held& held : store::current_of_row(tx, municipality, plan, row)) {
    keys[held.id.value] = held.definition.key;
    now.definition.figures.push_back(std::move(held.definition));
  }
  for (const store::SumRow& sum : store::sums_of_row(tx, municipality, plan, row))
    if (const auto key = keys.find(sum.figure); key != keys.end())
      now.values[key->second][sum.fiscal_year].sum += sum.sum;
  return now;
}

std::vector<MonthValue> by_month(db::Read& tx, std::string_view municipality, FigureId figure,
                                 int fiscal_year, Scope scope) {
  std::vector<MonthValue> series;
  for (const store::MonthRow& row : store::months(tx, municipality, figure, fiscal_year)) {
    if (!in_scope(scope, row.confirmed)) continue;
    if (series.empty() || series.back().month != row.month) series.push_back({row.month, {}});
    series.back().sum += row.sum;
  }
  return series;
}

std::vector<DayValue> by_day(db::Read& tx, std::string_view municipality, FigureId figure,
                             int fiscal_year, Scope scope) {
  std::vector<DayValue> days;
  for (const store::RecordedDay& row : store::days(tx, municipality, figure, fiscal_year)) {
    if (!in_scope(scope, row.confirmed)) continue;
    if (days.empty() || days.back().day != row.day || days.back().month != row.month)
      days.push_back({row.day, row.month, {}});
    days.back().sum += row.sum;
  }
  return days;
}

std::vector<MonthValue> by_month(db::Read& tx, std::string_view municipality, const Held& figure,
                                 int fiscal_year, Scope scope, base::Instant at) {
  std::map<int, Sum> months;
  for (const DayValue& day : by_day(tx, municipality, figure.id, fiscal_year, scope))
    if (day.day < day_of(at)) months[day.month] += day.sum;
  each_of_own_day(tx, municipality, scope, at, [&](const record::Record& record) {
    if (record.fiscal_year.number() == fiscal_year)
      months[month_of(record.occurred_on)] += contributed(figure, record);
  });
  std::vector<MonthValue> series;
  for (const auto& [month, sum] : months)
    if (sum != Sum{}) series.push_back({month, sum});
  return series;
}

SoFar so_far(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
             base::Date until) {
  SoFar compared;
  compared.last_until = a_year_before(until);
  compared.this_year = until_day(tx, municipality, figure, fiscal_year, until);
  compared.last_year = until_day(tx, municipality, figure, fiscal_year - 1, compared.last_until);
  return compared;
}

}  // namespace figure
