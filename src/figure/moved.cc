// One table is read for each plan, not one for each figure, and the records all at once.
#include "figure/moved.h"

#include <algorithm>
#include <tuple>

#include "figure/confirming.h"
#include "figure/drill.h"
#include "record/record_store.h"

namespace figure {
namespace {

bool is_same_cell(const Place& one, const Place& other) {
  return std::tie(one.plan, one.row, one.figure, one.fiscal_year) ==
         std::tie(other.plan, other.row, other.figure, other.fiscal_year);
}

void add(std::vector<Moved>& all, const Place& place) {
  const auto known = std::ranges::find_if(
      all, [&](const Moved& other) { return is_same_cell(other.place, place); });
  if (known == all.end()) {
    all.push_back({place, "", "", ""});
    return;
  }
  known->place.contribution.value += place.contribution.value;
  known->place.contribution.divisor += place.contribution.divisor;
}

// A plan as it is now, both for staff and for the public.
struct PlanNow {
  Shown shown;
  Table all;
  Table confirmed;
};

void show(const PlanNow& plan, Moved& moved) {
  const Held* figure = plan.shown.find(moved.place.row, moved.place.figure);
  if (!figure) return;
  const RowDefinition& row = plan.shown.row_of(*figure);
  const auto text = [&](const Table& table) {
    return shown_value(figure->definition, value_in(table, *figure, moved.place.fiscal_year), row);
  };
  moved.unit = figure->definition.unit;
  moved.now = text(plan.all);
  moved.confirmed = text(plan.confirmed);
}

}  // namespace

const RowDefinition& Shown::row_of(const Held& figure) const {
  static const RowDefinition kNoRow;
  const auto found = rows.find(figure.row);
  return found == rows.end() ? kNoRow : found->second;
}

const Held* Shown::find(std::string_view row, std::string_view key) const {
  const auto found = std::ranges::find_if(figures, [&](const Held& figure) {
    return figure.row == row && figure.definition.key == key;
  });
  return found == figures.end() ? nullptr : &*found;
}

Shown shown(db::Read& tx, std::string_view municipality, std::string_view plan,
            std::optional<base::Instant> at) {
  Shown shown;
  shown.figures = figures(tx, municipality, plan, at);
  for (RowDefinition& row : rows(tx, municipality, plan, at)) {
    std::string key = row.row;
    shown.rows.emplace(std::move(key), std::move(row));
  }
  return shown;
}

std::vector<Moved> moved(db::Read& tx, std::string_view municipality,
                         std::span<const record::RecordId> records) {
  std::vector<Moved> all;
  const auto known = record::store::find_all(tx, municipality, records);
  const auto in_force = figures_in_force(tx, municipality);
  for (const record::RecordId record : records) {
    const auto found = known.find(record);
    if (found == known.end()) continue;
    for (const Place& place : places_of(in_force, found->second)) add(all, place);
  }
  std::map<std::string, PlanNow> plans;
  for (Moved& one : all) {
    const auto [plan, is_new] = plans.try_emplace(one.place.plan);
    if (is_new) {
      plan->second = {shown(tx, municipality, plan->first),
                      table(tx, municipality, plan->first, Scope::all),
                      table(tx, municipality, plan->first, Scope::confirmed)};
    }
    show(plan->second, one);
  }
  return all;
}

std::vector<history::PastDeed> RecordDeeds::all() const {
  std::vector<history::PastDeed> deeds;
  const auto add = [&](const history::PastDeed& deed) {
    const auto known = std::ranges::find(deeds, deed.id, &history::PastDeed::id);
    if (known == deeds.end()) deeds.push_back(deed);
  };
  if (recorded) add(*recorded);
  for (const history::PastDeed& deed : returned) add(deed);
  for (const auto* deed : {&confirmed, &taken_back, &reversal_confirmed})
    if (*deed) add(**deed);
  return deeds;
}

RecordDeeds deeds_of(db::Read& tx, std::string_view municipality, const OpenedRecord& opened) {
  const auto find = [&](std::optional<std::int64_t> number) {
    return number ? history::find(tx, municipality, history::DeedId{*number}) : std::nullopt;
  };
  std::vector<history::PastDeed> returned;
  for (const std::int64_t deed : returns_of(tx, municipality, opened.record.id))
    if (auto found = find(deed)) returned.push_back(*std::move(found));
  return {.recorded = find(opened.record.deed),
          .returned = std::move(returned),
          .confirmed = find(opened.confirmation),
          .taken_back = opened.reversal ? find(opened.reversal->deed) : std::nullopt,
          .reversal_confirmed = find(opened.reversal_confirmation)};
}

Value value_in(const Table& table, const Held& figure, int fiscal_year) {
  const auto found = table.find({figure.id.value, fiscal_year});
  return found == table.end() ? Value{} : found->second;
}

std::string with_unit(const Definition& definition, std::string shown_value) {
  return shown_value.empty() ? shown_value : shown_value + definition.unit;
}

}  // namespace figure
