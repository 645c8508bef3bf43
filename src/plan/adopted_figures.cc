// A line's indicators become figures one by one; the text of its cells names them in their order,
// each with its unit, so that a review finds the number of every indicator again.
#include "plan/adopted_figures.h"

#include <algorithm>
#include <array>

#include "base/japanese_text.h"
#include "base/words.h"
#include "figure/figure_file_definition.h"
#include "record/record_kind.h"

namespace plan {
namespace {

using figure::Definition;
using figure::Measure;
using programme::Programme;
using programme::ProgrammeType;

constexpr std::string_view kIndicatorKey = "indicator_";
constexpr std::string_view kDoneKey = "work_done";
constexpr std::int64_t kThousand = 1000;

std::string_view said(std::string_view key) {
  return base::words(base::Language::ja, key);
}

bool is_listed(std::string_view key, std::string_view unit) {
  std::string_view list = said(key);
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == unit) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool names(std::string_view text, std::string_view key) {
  return text.find(said(key)) != std::string_view::npos;
}

// ---- what an indicator asks of records

enum class Asks { times, people, businesses, companies, groups, copies, yen };

std::optional<Asks> asks_of(const Indicator& indicator) {
  const std::string& unit = indicator.unit;
  if (unit == figure::money_unit() || unit == said("figure.unit_thousand_yen")) return Asks::yen;
  if (is_listed("plan.units_people", unit)) return Asks::people;
  if (is_listed("plan.units_businesses", unit)) return Asks::businesses;
  if (is_listed("plan.units_companies", unit)) return Asks::companies;
  if (is_listed("plan.units_groups", unit)) return Asks::groups;
  if (is_listed("plan.units_copies", unit)) return Asks::copies;
  if (is_listed("plan.units_times", unit)) return Asks::times;
  return std::nullopt;
}

bool is_gross(const Indicator& indicator) {
  return names(indicator.label, "plan.gross_word");
}

// Which kinds of record of a type answer what is asked. Steps of one case (決定・確定・支払) never
// stand together: a case would count several times. `label`: only where the indicator names it.
struct Offer {
  ProgrammeType type;
  Asks asks;
  std::array<std::string_view, 4> kinds;
  std::string_view label = {};
};
constexpr Offer kOffers[] = {
    {ProgrammeType::subsidy, Asks::times, {"grant_paid"}},
    {ProgrammeType::subsidy, Asks::yen, {"grant_paid"}},
    {ProgrammeType::loan, Asks::times, {"loan_executed"}},
    {ProgrammeType::loan, Asks::yen, {"interest_subsidy_paid"}, "plan.interest_word"},
    {ProgrammeType::loan, Asks::yen, {"guarantee_fee_paid"}, "plan.guarantee_word"},
    {ProgrammeType::loan, Asks::yen, {"loan_executed"}},
    {ProgrammeType::consultation,
     Asks::times,
     {"consultation_held", "guidance_visited", "adviser_dispatched", "consumer_consulted"}},
    {ProgrammeType::gathering, Asks::times, {"session_held", "event_held"}},
    {ProgrammeType::gathering, Asks::people, {"participant_enrolled", "event_held"}},
    {ProgrammeType::matching, Asks::times, {"introduction_made"}},
    {ProgrammeType::matching, Asks::companies, {"company_joined"}},
    {ProgrammeType::certification, Asks::times, {"certificate_issued", "award_given"}},
    {ProgrammeType::certification, Asks::people, {"award_given"}},
    {ProgrammeType::directory, Asks::times, {"information_published"}},
    {ProgrammeType::publication, Asks::times, {"issue_published"}},
    {ProgrammeType::publication, Asks::copies, {"issue_published"}},
    {ProgrammeType::survey, Asks::times, {"survey_answered"}},
    {ProgrammeType::notification, Asks::times, {"notification_received"}},
    {ProgrammeType::project, Asks::times, {"site_planted"}},
    {ProgrammeType::facility, Asks::times, {"room_let"}},
    {ProgrammeType::currency, Asks::times, {"coins_issued"}},
    {ProgrammeType::currency, Asks::yen, {"coins_issued"}},
    {ProgrammeType::network, Asks::times, {"meeting_held"}},
    {ProgrammeType::network, Asks::people, {"meeting_held"}},
    {ProgrammeType::network, Asks::groups, {"organisation_supported"}},
};

const Offer* offer_of(ProgrammeType type, Asks asks, std::string_view label) {
  for (const Offer& offer : kOffers)
    if (offer.type == type && offer.asks == asks &&
        (offer.label.empty() || names(label, offer.label)))
      return &offer;
  return nullptr;
}

// Shops and associations are counted one record each where no kind is about them alone.
const Offer* offer_for(const Programme& programme, Asks asks, std::string_view label) {
  std::vector<ProgrammeType> types{programme.type};
  types.insert(types.end(), programme.also.begin(), programme.also.end());
  for (const ProgrammeType type : types)
    if (const Offer* offer = offer_of(type, asks, label)) return offer;
  if (asks == Asks::businesses) return offer_for(programme, Asks::companies, label);
  if (asks == Asks::companies || asks == Asks::groups)
    return offer_for(programme, Asks::times, label);
  return nullptr;
}

void select(std::vector<figure::Selection>& selections, std::string_view kind,
            const std::string& programme) {
  const auto known = std::ranges::find(selections, kind, &figure::Selection::kind);
  if (known == selections.end())
    selections.push_back({{programme}, std::string(kind), {}, {}});
  else if (std::ranges::find(known->programmes, programme) == known->programmes.end())
    known->programmes.push_back(programme);
}

// A line's programmes, and what other plans count of them.
struct Line {
  std::vector<const Programme*> programmes;
  std::vector<const Definition*> elsewhere;
};

bool holds(const Line& line, std::string_view programme) {
  return std::ranges::any_of(line.programmes,
                             [&](const Programme* one) { return one->key == programme; });
}

bool is_of_line(const Definition& definition, const Line& line) {
  return std::ranges::all_of(definition.records, [&](const figure::Selection& selection) {
    return std::ranges::all_of(selection.programmes,
                               [&](const std::string& key) { return holds(line, key); });
  });
}

// What another plan counts under the same name; without the name, what alone has the unit.
const Definition* as_elsewhere(const Line& line, const Indicator& indicator) {
  const Definition* alone = nullptr;
  const Definition* named = nullptr;
  int fit = 0;
  for (const Definition* one : line.elsewhere) {
    if (one->unit != indicator.unit) continue;
    if (base::search_key(one->label) == base::search_key(indicator.label)) named = one;
    if (alone == nullptr || alone->records != one->records || alone->measure != one->measure) ++fit;
    alone = one;
  }
  if (named != nullptr) return named;
  return fit == 1 ? alone : nullptr;
}

Measure measure_of(Asks asks, bool gross) {
  switch (asks) {
    case Asks::people:
      return Measure::people;
    case Asks::businesses:
      return gross ? Measure::count : Measure::distinct_businesses;
    case Asks::copies:
      return Measure::attribute;
    case Asks::yen:
      return Measure::yen;
    case Asks::times:
    case Asks::companies:
    case Asks::groups:
      return Measure::count;
  }
  return Measure::count;
}

// Kinds of one basis of yen only; kinds without a business are no businesses.
bool fits(const Definition& definition, const record::RecordKind& kind) {
  if (definition.measure == Measure::distinct_businesses)
    return kind.business != record::Carries::none;
  return definition.measure != Measure::yen || !definition.basis || definition.basis == kind.yen;
}

std::vector<figure::Selection> selected(Definition& definition, const Line& line, Asks asks) {
  std::vector<figure::Selection> records;
  for (const Programme* programme : line.programmes) {
    const Offer* offer = offer_for(*programme, asks, definition.label);
    if (offer == nullptr) continue;
    for (const std::string_view code : offer->kinds) {
      const auto* kind = record::find_kind(code);
      if (kind == nullptr || !fits(definition, *kind)) continue;
      if (definition.measure == Measure::yen) definition.basis = kind->yen;
      select(records, code, programme->key);
    }
  }
  return records;
}

std::optional<Definition> counted(const Line& line, const Indicator& indicator) {
  const auto asks = asks_of(indicator);
  Definition definition;
  if (const Definition* known = as_elsewhere(line, indicator)) {
    definition = *known;
    definition.part_of.reset();
  } else if (asks) {
    definition.measure = measure_of(*asks, is_gross(indicator));
    definition.label = indicator.label;
    definition.records = selected(definition, line, *asks);
    if (*asks == Asks::copies) definition.attribute = "copies";
    definition.gross = is_gross(indicator);
  }
  if (definition.records.empty()) return std::nullopt;
  definition.key = std::string(kIndicatorKey) + std::to_string(indicator.number);
  definition.label = indicator.label;
  definition.unit = indicator.unit;
  definition.scale = indicator.unit == said("figure.unit_thousand_yen") ? kThousand : 1;
  return definition;
}

// ---- whether the work was done

// The kinds that other plans count of a programme; where none does, those of its type.
void select_work(std::vector<figure::Selection>& records, const Programme& programme,
                 const Line& line) {
  const auto before = records.size();
  for (const Definition* one : line.elsewhere)
    for (const figure::Selection& selection : one->records)
      if (std::ranges::find(selection.programmes, programme.key) != selection.programmes.end())
        select(records, selection.kind, programme.key);
  if (records.size() > before) return;
  for (const record::RecordKind& kind : record::kinds()) {
    const bool is_own = kind.type == programme.type ||
                        std::ranges::find(programme.also, kind.type) != programme.also.end();
    if (is_own) select(records, kind.code, programme.key);
  }
}

Definition done(const Line& line, std::string key, std::string_view label) {
  Definition definition;
  definition.key = std::move(key);
  definition.label = label;
  for (const Programme* programme : line.programmes)
    select_work(definition.records, *programme, line);
  // 検討 is not 実施: where work goes by stages, the line says which was reached.
  const bool has_stages = std::ranges::any_of(
      definition.records, [](const auto& one) { return one.kind == "milestone_reached"; });
  definition.measure = has_stages ? Measure::milestone : Measure::carried_out;
  return definition;
}

// ---- a line and the text of its cells

std::string in_pattern(std::string text) {
  std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
  return text;
}

std::string pattern_of(const std::vector<Definition>& figures) {
  std::string text;
  for (const Definition& one : figures) {
    if (!text.empty()) text += said("plan.figures_between");
    if (figures.size() > 1 && !one.label.empty()) text += in_pattern(one.label) + " ";
    text += "{" + one.key + "}" + in_pattern(one.unit);
  }
  return text;
}

std::vector<Definition> figures_of(const Line& line, const RowWork* work) {
  std::vector<Definition> figures;
  if (work != nullptr) {
    for (const Indicator& indicator : work->indicators) {
      if (figures.size() == figure::kFiguresMax) break;
      if (indicator.direction == Direction::milestone) {
        figures.push_back(done(line, std::string(kIndicatorKey) + std::to_string(indicator.number),
                               indicator.label));
      } else if (auto definition = counted(line, indicator)) {
        figures.push_back(*std::move(definition));
      }
    }
  }
  if (figures.empty())
    figures.push_back(done(line, std::string(kDoneKey), said("plan.work_done_label")));
  std::erase_if(figures, [](const Definition& one) { return one.records.empty(); });
  return figures;
}

// What a table that was printed elsewhere has beside its years: aims and sums of its own are not
// counted again, a state (現況) is that of its year.
void add_other_columns(figure::RowDefinition& row, const Plan& content) {
  const figure::ColumnDefinition general = row.columns.front();
  for (const Column& column : content.columns) {
    if (column.kind == ColumnKind::year && column.fiscal_years.size() == 1) continue;
    figure::ColumnDefinition other = general;
    other.column = column.key;
    other.fiscal_years = column.fiscal_years;
    if (column.kind == ColumnKind::state_at && !column.fiscal_years.empty()) {
      other.rule = figure::ColumnRule::up_to;
    } else {
      other.rule = figure::ColumnRule::not_computed;
      other.text.clear();
      other.reason = said(column.kind == ColumnKind::target ? "plan.target_not_counted"
                                                            : "plan.column_not_counted");
    }
    row.columns.push_back(std::move(other));
  }
}

figure::RowDefinition row_definition(const Plan& content, const std::string& key, const Line& line,
                                     const RowWork* work) {
  figure::RowDefinition row;
  row.row = key;
  row.figures = figures_of(line, work);
  if (row.figures.empty()) {
    row.reason = said("plan.nothing_to_count");
    return row;
  }
  // A stage that was reached stays reached; everything else is counted year by year.
  const bool stays = std::ranges::all_of(
      row.figures, [](const Definition& one) { return one.measure == Measure::milestone; });
  row.columns.push_back({.column = {},
                         .rule = stays ? figure::ColumnRule::up_to : figure::ColumnRule::year,
                         .fiscal_years = {},
                         .text = pattern_of(row.figures),
                         .none = {},
                         .reason = {}});
  add_other_columns(row, content);
  return row;
}

Line line_of(const Plan& content, const Row& leaf, std::span<const Programme> programmes,
             std::span<const Definition> elsewhere) {
  Line line;
  const auto& keys =
      leaf.programmes.empty() ? programme_row(content, leaf).programmes : leaf.programmes;
  for (const Programme& one : programmes)
    if (std::ranges::find(keys, one.key) != keys.end()) line.programmes.push_back(&one);
  if (line.programmes.empty()) return line;
  for (const Definition& one : elsewhere)
    if (is_of_line(one, line)) line.elsewhere.push_back(&one);
  return line;
}

}  // namespace

bool is_adopted_figure(std::string_view key) {
  return key == kDoneKey || key.starts_with(kIndicatorKey);
}

figure::DefinitionSet adopted_figures(const Plan& content, std::span<const RowWork> work,
                                      std::span<const Programme> programmes,
                                      std::span<const Definition> elsewhere) {
  figure::DefinitionSet set;
  set.plan = content.slug;
  set.municipality = content.municipality;
  for (const Row* leaf : leaves(content))
    set.rows.push_back(row_definition(content, leaf->key,
                                      line_of(content, *leaf, programmes, elsewhere),
                                      find_work(work, leaf->key)));
  return set;
}

}  // namespace plan
