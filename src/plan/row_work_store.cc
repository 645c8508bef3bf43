// Every statement on the tables of migration 0015, each above its one function.
#include "plan/row_work_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "plan/row_store.h"

namespace plan::store {

constexpr db::Statement kPutOwner{
    "plan.put_owner",
    "INSERT INTO plan_row_owner (municipality, plan, row_key, from_year, to_year, body, "
    "department, basis, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
    "ON CONFLICT (municipality, plan, row_key, from_year) DO UPDATE SET to_year = "
    "excluded.to_year, body = excluded.body, department = excluded.department, "
    "basis = excluded.basis, deed = excluded.deed"};
constexpr db::Statement kPutBasis{
    "plan.put_basis",
    "INSERT INTO plan_row_basis (municipality, plan, row_key, kind, ordinal, text, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (municipality, plan, row_key, kind, ordinal) DO UPDATE SET "
    "text = excluded.text, deed = excluded.deed"};
constexpr db::Statement kPutIndicator{
    "plan.put_indicator",
    "INSERT INTO plan_indicator (municipality, plan, row_key, indicator, label, unit, direction, "
    "nature, tolerance_numerator, tolerance_denominator, base_numerator, base_denominator, "
    "base_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
    "ON CONFLICT (municipality, plan, row_key, indicator) DO UPDATE SET label = excluded.label, "
    "unit = excluded.unit, direction = excluded.direction, nature = excluded.nature, "
    "tolerance_numerator = excluded.tolerance_numerator, "
    "tolerance_denominator = excluded.tolerance_denominator, "
    "base_numerator = excluded.base_numerator, base_denominator = excluded.base_denominator, "
    "base_at = excluded.base_at, deed = excluded.deed"};

constexpr db::Statement kSweepOwners{
    "plan.sweep_owners",
    "DELETE FROM plan_row_owner WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepBases{
    "plan.sweep_bases",
    "DELETE FROM plan_row_basis WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepIndicators{
    "plan.sweep_indicators",
    "DELETE FROM plan_indicator WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};

constexpr db::Statement kLatestTarget{
    "plan.latest_target",
    "SELECT coalesce(max(version), 0) AS version FROM plan_target WHERE municipality = ?1 "
    "AND plan = ?2 AND row_key = ?3 AND indicator = ?4 AND fiscal_year = ?5"};
constexpr db::Statement kAppendTarget{
    "plan.append_target",
    "INSERT INTO plan_target (municipality, plan, row_key, indicator, fiscal_year, version, text, "
    "numerator, denominator, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};
constexpr db::Statement kLatestMoney{
    "plan.latest_money",
    "SELECT coalesce(max(version), 0) AS version FROM plan_money WHERE municipality = ?1 "
    "AND plan = ?2 AND row_key = ?3 AND fiscal_year = ?4 AND stage = ?5"};
constexpr db::Statement kAppendMoney{
    "plan.append_money",
    "INSERT INTO plan_money (municipality, plan, row_key, fiscal_year, stage, version, yen, note, "
    "deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

constexpr db::Statement kOwners{
    "plan.owners",
    "SELECT row_key, from_year, to_year, body, department, basis FROM plan_row_owner "
    "WHERE municipality = ?1 AND plan = ?2 ORDER BY row_key, from_year"};
constexpr db::Statement kBases{
    "plan.bases",
    "SELECT row_key, kind, text FROM plan_row_basis WHERE municipality = ?1 AND plan = ?2 "
    "ORDER BY row_key, kind, ordinal"};
constexpr db::Statement kIndicators{
    "plan.indicators",
    "SELECT row_key, indicator, label, unit, direction, nature, tolerance_numerator, "
    "tolerance_denominator, base_numerator, base_denominator, base_at FROM plan_indicator "
    "WHERE municipality = ?1 AND plan = ?2 ORDER BY row_key, indicator"};
constexpr db::Statement kTargets{
    "plan.targets",
    "SELECT t.row_key AS row_key, t.indicator AS indicator, t.fiscal_year AS fiscal_year, "
    "t.text AS text, t.numerator AS numerator, t.denominator AS denominator FROM plan_target t "
    "WHERE t.municipality = ?1 AND t.plan = ?2 AND t.text <> '' AND t.version = "
    "(SELECT max(u.version) FROM plan_target u WHERE u.municipality = t.municipality "
    "AND u.plan = t.plan AND u.row_key = t.row_key AND u.indicator = t.indicator "
    "AND u.fiscal_year = t.fiscal_year) ORDER BY t.row_key, t.indicator, t.fiscal_year"};
constexpr db::Statement kMoney{
    "plan.money",
    "SELECT t.row_key AS row_key, t.fiscal_year AS fiscal_year, t.stage AS stage, t.yen AS yen, "
    "t.note AS note FROM plan_money t "
    "WHERE t.municipality = ?1 AND t.plan = ?2 AND t.yen IS NOT NULL AND t.version = "
    "(SELECT max(u.version) FROM plan_money u WHERE u.municipality = t.municipality "
    "AND u.plan = t.plan AND u.row_key = t.row_key AND u.fiscal_year = t.fiscal_year "
    "AND u.stage = t.stage) ORDER BY t.row_key, t.fiscal_year, t.stage"};

namespace {

constexpr std::string_view kLegal = "legal";
constexpr std::string_view kFunding = "funding";

struct Fraction {
  std::optional<std::int64_t> numerator = {};
  std::optional<std::int64_t> denominator = {};
};
Fraction fraction_of(const std::optional<base::Number>& number) {
  if (!number) return {};
  return {number->numerator, number->denominator};
}

// 12.5 is kept as 125/10: the power of ten below the line is the number of decimals.
std::optional<base::Number> number_of(db::Row& row, std::string_view numerator,
                                      std::string_view denominator) {
  const auto above = row.maybe_integer(numerator);
  const auto below = row.maybe_integer(denominator);
  if (!above || !below) return std::nullopt;
  base::Number number{*above, *below};
  std::int64_t power = *below;
  while (power > 1 && power % 10 == 0) power /= 10, ++number.decimals;
  if (power != 1) number.decimals = 0;
  return number;
}

bool same(const Target& one, const Target& other) {
  return one.text == other.text && one.value == other.value;
}
bool same(const Money& one, const Money& other) {
  return one.yen == other.yen && one.note == other.note;
}

void put_description_of(db::Write& tx, const Place& place, const RowWork& work) {
  for (const auto& owner : work.owners) {
    tx.save(kPutOwner, place.municipality, place.plan, work.row, owner.from, owner.to, owner.body,
            owner.department, owner.basis, place.deed);
  }
  int ordinal = 0;
  for (const auto& text : work.legal_basis) {
    tx.save(kPutBasis, place.municipality, place.plan, work.row, kLegal, ordinal++, text,
            place.deed);
  }
  ordinal = 0;
  for (const auto& text : work.funding) {
    tx.save(kPutBasis, place.municipality, place.plan, work.row, kFunding, ordinal++, text,
            place.deed);
  }
  for (const auto& one : work.indicators) {
    const Fraction tolerance = fraction_of(one.tolerance);
    const Fraction base = fraction_of(one.base);
    tx.save(kPutIndicator, place.municipality, place.plan, work.row, one.number, one.label,
            one.unit, in_db(one.direction), in_db(one.nature), tolerance.numerator,
            tolerance.denominator, base.numerator, base.denominator, one.base_at, place.deed);
  }
}

void take_away(db::Write& tx, const Place& place, std::string_view row, const Money& money) {
  const auto latest = tx.one<std::int64_t>(
      kLatestMoney, [](db::Row& one) { return one.integer("version"); }, place.municipality,
      place.plan, row, money.fiscal_year, in_db(money.stage));
  tx.run(kAppendMoney, place.municipality, place.plan, row, money.fiscal_year, in_db(money.stage),
         latest.value_or(0) + 1, std::optional<std::int64_t>{}, std::optional<std::string>{},
         place.deed, tx.recorded_at());
}

void put_targets(db::Write& tx, const Place& place, const RowWork& now, const RowWork& before) {
  for (const auto& target : now.targets) {
    const auto* old = find_target(before, target.indicator, target.fiscal_year);
    if (old == nullptr || !same(*old, target)) append_target(tx, place, now.row, target);
  }
  for (const auto& old : before.targets) {
    if (find_target(now, old.indicator, old.fiscal_year) != nullptr) continue;
    append_target(tx, place, now.row, {old.indicator, old.fiscal_year, ""});
  }
}

const Money* find_money(const RowWork& work, const Money& like) {
  const auto found = std::ranges::find_if(work.money, [&](const Money& one) {
    return one.fiscal_year == like.fiscal_year && one.stage == like.stage;
  });
  return found == work.money.end() ? nullptr : &*found;
}

void put_money(db::Write& tx, const Place& place, const RowWork& now, const RowWork& before) {
  for (const auto& money : now.money) {
    const auto* old = find_money(before, money);
    if (old == nullptr || !same(*old, money)) append_money(tx, place, now.row, money);
  }
  for (const auto& old : before.money) {
    if (find_money(now, old) == nullptr) take_away(tx, place, now.row, old);
  }
}

Indicator to_indicator(db::Row& row) {
  Indicator one;
  one.number = static_cast<int>(row.integer("indicator"));
  one.label = row.text("label");
  one.unit = row.text("unit");
  one.direction = from_db<Direction>(row.view("direction")).value_or(Direction::up);
  one.nature = from_db<Nature>(row.view("nature")).value_or(Nature::flow);
  one.tolerance = number_of(row, "tolerance_numerator", "tolerance_denominator");
  one.base = number_of(row, "base_numerator", "base_denominator");
  one.base_at = row.maybe_text("base_at");
  return one;
}

programme::Owner to_owner(db::Row& row) {
  programme::Owner owner;
  owner.from = static_cast<int>(row.integer("from_year"));
  if (const auto to = row.maybe_integer("to_year")) owner.to = static_cast<int>(*to);
  owner.body = row.text("body");
  owner.department = row.maybe_text("department");
  owner.basis = row.maybe_text("basis");
  return owner;
}

}  // namespace

void append_target(db::Write& tx, const Place& place, std::string_view row, const Target& target) {
  const auto latest = tx.one<std::int64_t>(
      kLatestTarget, [](db::Row& one) { return one.integer("version"); }, place.municipality,
      place.plan, row, target.indicator, target.fiscal_year);
  const Fraction value = fraction_of(target.value);
  tx.run(kAppendTarget, place.municipality, place.plan, row, target.indicator, target.fiscal_year,
         latest.value_or(0) + 1, target.text, value.numerator, value.denominator, place.deed,
         tx.recorded_at());
}

void append_money(db::Write& tx, const Place& place, std::string_view row, const Money& money) {
  const auto latest = tx.one<std::int64_t>(
      kLatestMoney, [](db::Row& one) { return one.integer("version"); }, place.municipality,
      place.plan, row, money.fiscal_year, in_db(money.stage));
  tx.run(kAppendMoney, place.municipality, place.plan, row, money.fiscal_year, in_db(money.stage),
         latest.value_or(0) + 1, std::optional<std::int64_t>(money.yen), money.note, place.deed,
         tx.recorded_at());
}

void put_work(db::Write& tx, const Place& place, const std::vector<RowWork>& work) {
  const auto before = row_work(tx, place.municipality, place.plan);
  for (const auto& now : work) {
    put_description_of(tx, place, now);
    const auto* old = find_work(before, now.row);
    const RowWork none{now.row};
    put_targets(tx, place, now, old == nullptr ? none : *old);
    put_money(tx, place, now, old == nullptr ? none : *old);
  }
  for (const auto& old : before) {
    if (find_work(work, old.row) != nullptr) continue;
    put_targets(tx, place, {old.row}, old);
    put_money(tx, place, {old.row}, old);
  }
}

void sweep_work(db::Write& tx, const Place& place) {
  for (const auto* statement : {&kSweepOwners, &kSweepBases, &kSweepIndicators}) {
    tx.save(*statement, place.municipality, place.plan, place.deed);
  }
}

std::vector<RowWork> row_work(db::Read& tx, std::string_view municipality, std::string_view plan) {
  std::map<std::string, RowWork> by_row;
  const auto of = [&](db::Row& row) -> RowWork& { return by_row[row.text("row_key")]; };
  tx.each(
      kOwners, [&](db::Row& row) { of(row).owners.push_back(to_owner(row)); }, municipality, plan);
  tx.each(
      kBases,
      [&](db::Row& row) {
        auto& texts = row.view("kind") == kLegal ? of(row).legal_basis : of(row).funding;
        texts.push_back(row.text("text"));
      },
      municipality, plan);
  tx.each(
      kIndicators, [&](db::Row& row) { of(row).indicators.push_back(to_indicator(row)); },
      municipality, plan);
  tx.each(
      kTargets,
      [&](db::Row& row) {
        of(row).targets.push_back({static_cast<int>(row.integer("indicator")),
                                   static_cast<int>(row.integer("fiscal_year")), row.text("text"),
                                   number_of(row, "numerator", "denominator")});
      },
      municipality, plan);
  tx.each(
      kMoney,
      [&](db::Row& row) {
        of(row).money.push_back(
            {static_cast<int>(row.integer("fiscal_year")),
             from_db<MoneyStage>(row.view("stage")).value_or(MoneyStage::planned),
             row.integer("yen"), row.maybe_text("note")});
      },
      municipality, plan);
  std::vector<RowWork> work;
  for (const auto& row : rows(tx, municipality, plan)) {
    const auto found = by_row.find(row.key);
    if (found == by_row.end()) continue;
    found->second.row = row.key;
    work.push_back(std::move(found->second));
  }
  return work;
}

}  // namespace plan::store
