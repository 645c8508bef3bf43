// One programme through the plans that name it, and the programmes of all municipalities side by
// side by the kind of support they are.
#include <algorithm>

#include "base/municipality_code.h"
#include "http/page_frame.h"
#include "plan/plan_service.h"
#include "plan/plan_sheet.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "plan/released_words.h"
#include "plan/series_view.h"
#include "plan/table.h"
#include "ui/plan/compare.h"
#include "ui/plan/programme.h"

namespace plan::web {

namespace {

using base::Language;
using base::say;
using programme::Programme;
using programme::ProgrammeType;

constexpr std::size_t kNamesShown = 5;
constexpr int kTypes = static_cast<int>(ProgrammeType::plan) + 1;

std::string body_name(const std::vector<programme::Body>& bodies, const std::string& key) {
  const auto body = std::find_if(bodies.begin(), bodies.end(),
                                 [&](const programme::Body& one) { return one.key == key; });
  return body == bodies.end() ? key : body->name;
}

// 2011～2013年度, or 2014年度～ for an owner that still is.
std::string owner_years(Language language, const programme::Owner& owner) {
  if (!owner.to) {
    return say(language, "plan.owner_years_open", {{"from", std::to_string(owner.from)}});
  }
  if (*owner.to == owner.from) return years_words(language, {owner.from});
  return say(language, "plan.years_from_to",
             {{"from", std::to_string(owner.from)}, {"to", std::to_string(*owner.to)}});
}

std::vector<FactView> facts_of(Language language, const OpenedProgramme& opened) {
  std::string types = type_words(language, opened.programme.type);
  for (const auto type : opened.programme.also) {
    types += std::string(base::words(language, "plan.list_comma")) + type_words(language, type);
  }
  std::vector<FactView> facts = {
      {std::string(base::words(language, "plan_pages.programme_type")), types, "", ""}};
  for (const auto& owner : opened.programme.owners) {
    const std::string label =
        say(language, "plan_pages.owner", {{"years", owner_years(language, owner)}});
    std::string value = body_name(opened.bodies, owner.body);
    if (owner.department) value += " " + *owner.department;
    facts.push_back({label, value, owner.basis.value_or(""), ""});
  }
  return facts;
}

bool names(const Row& row, const std::string& programme) {
  return std::find(row.programmes.begin(), row.programmes.end(), programme) != row.programmes.end();
}

std::string cell_words(Language language, const Plan& plan, const Reading& reading) {
  const MergedCell* merged = reading.merged ? find_merged(plan, *reading.merged) : nullptr;
  const std::string text = merged != nullptr ? merged_text(*merged) : reading.text.value_or("");
  const std::string state = state_beside(language, plan, reading);
  if (text.empty() || state.empty()) return text + state;
  return say(language, "plan.covered_with_state", {{"text", text}, {"state", state}});
}

ProgrammeLine line_of(Language language, const Plan& plan, const Row& leaf) {
  const Row& printed = programme_row(plan, leaf);
  ProgrammeLine line;
  line.number = printed.number.value_or("");
  line.title = leaf.parent ? printed.title + "　" + printed_title(leaf) : leaf.title;
  line.url = row_url(language, plan.slug, printed.key);
  if (const Row* holder = rating_holder(plan, leaf)) {
    line.rating = rating_view(language, plan, holder->rating);
  }
  for (const auto& cell : leaf.cells) {
    const Reading* reading = shown(cell);
    const Column* column = find_column(plan, cell.column);
    if (reading == nullptr || column == nullptr) continue;
    std::string mark = reading->text
                           ? std::string(base::words(
                                 language, "plan.source_" + std::string(in_db(reading->source))))
                           : std::string();
    if (const std::string apart = apart_in_short(language, cell); !apart.empty())
      mark += std::string(base::words(language, "plan.list_comma")) + apart;
    line.cells.push_back({column->header, cell_words(language, plan, *reading), mark, ""});
  }
  line.series = series_views(language, plan, leaf);
  return line;
}

// Every leaf that names the programme, itself or through the line above it.
ProgrammePlan plan_of(Language language, const Plan& plan, const std::string& programme) {
  ProgrammePlan view;
  view.title = plan.title;
  view.url = plan_url(language, plan.slug);
  view.period = period_words(language, plan.period);
  view.anchor = "plan-" + plan.slug;
  for (const auto* leaf : leaves(plan)) {
    if (!names(*leaf, programme) && !names(programme_row(plan, *leaf), programme)) continue;
    view.lines.push_back(line_of(language, plan, *leaf));
  }
  return view;
}

bool is_of_type(const Programme& programme, ProgrammeType type) {
  return programme.type == type ||
         std::find(programme.also.begin(), programme.also.end(), type) != programme.also.end();
}

CompareCell compare_cell(Language language, const HeldRegister& held, ProgrammeType type,
                         bool is_all_shown) {
  CompareCell cell;
  cell.municipality = held.municipality.name;
  for (const auto& programme : held.programmes) {
    if (!is_of_type(programme, type)) continue;
    ++cell.count;
    if (!is_all_shown && cell.programmes.size() >= kNamesShown) continue;
    cell.programmes.push_back(
        {programme.name, programme_url(language, held.municipality.code, programme.key)});
  }
  const auto rest = cell.count - static_cast<std::int64_t>(cell.programmes.size());
  if (rest > 0) {
    cell.more = {say(language, "plan.compare_more", {{"count", std::to_string(rest)}}),
                 compare_url(language, programme::in_db(type))};
  }
  return cell;
}

}  // namespace

http::Response get_programme(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto opened = open_programme(base::Actor::visitor(), database,
                                     request.capture("municipality"), request.capture("key"));
  if (!opened) return http::refused(opened.error());
  ProgrammePage view;
  view.page = http::page_frame(
      request, opened->programme.name,
      {{std::string(base::words(language, "site.compare")), compare_url(language, "")}});
  view.municipality = opened->municipality.name;
  view.name = opened->programme.name;
  view.id = opened->programme.key;
  view.facts = facts_of(language, *opened);
  for (const auto& plan : opened->plans) {
    view.plans.push_back(plan_of(language, plan, opened->programme.key));
  }
  view.compare_url = compare_url(language, programme::in_db(opened->programme.type));
  return {.body = pages::programme(view, language)};
}

http::Response get_compare(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const std::string wanted = request.parameter("type").value_or("");
  const auto only = programme::programme_type(wanted);
  if (!wanted.empty() && !only) {
    return http::refused(base::refuse(unknown_type, {{"type", wanted}}).error());
  }
  const auto held = registers(base::Actor::visitor(), database);
  ComparePage view;
  view.page =
      http::page_frame(request, std::string(base::words(language, "plan_pages.compare_title")));
  view.action = compare_url(language, "");
  view.types.push_back({.value = "",
                        .label = std::string(base::words(language, "plan.filter_all")),
                        .selected = wanted.empty()});
  for (const auto& one : held) {
    if (base::is_practice_municipality(one.municipality.code)) view.page.has_practice = true;
    view.municipalities.push_back({one.municipality.name, one.municipality.code});
  }
  for (int i = 0; i < kTypes; ++i) {
    const auto type = static_cast<ProgrammeType>(i);
    const std::string code(programme::in_db(type));
    view.types.push_back(
        {.value = code, .label = type_words(language, type), .selected = code == wanted});
    if (only && *only != type) continue;
    CompareRow row{
        .type = type_words(language, type), .url = compare_url(language, code), .cells = {}};
    for (const auto& one : held) {
      row.cells.push_back(compare_cell(language, one, type, only.has_value()));
    }
    view.rows.push_back(std::move(row));
  }
  return {.body = pages::compare(view, language)};
}

}  // namespace plan::web
