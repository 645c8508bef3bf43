// Everything is read as it stands now, but the population and the figure's value as they were known
// at the mark.
#include "sampling/sampling_words.h"

#include <algorithm>

#include "base/joined.h"
#include "base/yen.h"
#include "figure/moved.h"
#include "paper/paper_service.h"
#include "plan/cell_words.h"
#include "plan/plan_service.h"
#include "plan/work_record_words.h"
#include "programme/programme_service.h"
#include "staff/account.h"
#include "staff/staff_form.h"

namespace sampling {
namespace {

using staff::web::moment_words;
using staff::web::say;
using staff::web::word;

class Teller {
 public:
  Teller(db::Read& tx, const http::Request& request, std::string_view municipality)
      : tx_(tx), request_(request), municipality_(municipality) {}

  std::string person(std::int64_t number) {
    if (number == 0) return word(request_, "sampling.the_program");
    const auto known = staff::person(tx_, municipality_, number);
    return known ? known->name : std::to_string(number);
  }

  std::string deed(const std::optional<history::PastDeed>& deed) {
    if (!deed) return {};
    const bool is_staff = deed->actor_kind == base::in_db(base::ActorKind::staff);
    return moment_words(request_, deed->at) + " " + person(is_staff ? deed->actor : 0);
  }

  base::Result<void> tell_figure(Told& told) {
    const Sample& sample = told.opened.sample;
    const auto held =
        figure::find(tx_, municipality_, sample.plan, sample.row, sample.figure, sample.mark);
    if (!held) return std::unexpected(held.error());
    const auto plan = plan::open(tx_, base::Actor::system(municipality_), sample.plan);
    if (!plan) return std::unexpected(plan.error());
    told.plan_title = plan->plan.title;
    if (const auto* row = plan::find_row(plan->plan, sample.row))
      told.row = plan::leaf_words(plan->plan, *row);
    const figure::Definition& definition = held->definition;
    told.figure = say(request_, "plan_work.figure_in_year",
                      {{"figure", definition.label.empty() ? definition.key : definition.label},
                       {"year", std::to_string(sample.fiscal_year)}});
    told.adds = adds_words(definition, sample.adds);
    definition_ = definition;
    const auto known = figure::shown(tx_, municipality_, sample.plan, sample.mark);
    const auto scope = sample.confirmed_only ? figure::Scope::confirmed : figure::Scope::all;
    const auto value =
        figure::value_in(figure::table(tx_, municipality_, sample.plan, scope, sample.mark), *held,
                         sample.fiscal_year);
    told.value =
        figure::with_unit(definition, figure::shown_value(definition, value, known.row_of(*held)));
    figure::Names names;
    for (const auto& one : programme::programmes(tx_, municipality_))
      names.emplace(one.key, one.name);
    told.how = figure::explain(request_.language, known.row_of(*held), definition, names);
    return {};
  }

  void tell_strata(Told& told) {
    std::map<std::string, std::string, std::less<>> bodies;
    for (const auto& body : programme::bodies(tx_, municipality_))
      bodies.emplace(body.key, body.name);
    for (const Stratum& one : told.opened.strata) {
      const auto body = bodies.find(one.name);
      const bool is_body = told.opened.sample.method == Method::by_body && body != bodies.end();
      told.strata.emplace(one.name, is_body ? body->second : one.name);
    }
  }

  base::Result<ToldItem> tell_item(const Told& told, const Item& item) {
    const auto opened = figure::open_record(tx_, municipality_, record::RecordId{item.record});
    if (!opened) return std::unexpected(opened.error());
    const record::Record& record = opened->record;
    const auto deeds = figure::deeds_of(tx_, municipality_, *opened);
    ToldItem line;
    line.item = item;
    line.stratum = told.strata.at(item.stratum);
    line.day = base::iso(record.occurred_on);
    line.what =
        word(request_, "record.kind_" + record.kind) + " " + plan::web::amounts(request_, record);
    line.adds = adds_words(definition_, item.adds);
    line.recorded = deed(deeds.recorded);
    line.confirmed = deed(deeds.confirmed);
    line.papers = papers(item.record);
    if (opened->note) line.working = word(request_, "sampling.working_there");
    if (deeds.taken_back)
      line.since = say(request_, "sampling.taken_back_since", {{"deed", deed(deeds.taken_back)}});
    if (item.finding) {
      line.seen = evidence_words(request_, item.finding->seen);
      line.verdict = verdict_words(request_, item.finding->verdict);
      line.found_by =
          moment_words(request_, item.finding->recorded_at) + " " + person(item.finding->person);
    }
    return line;
  }

 private:
  // How many; their names are for the page, which asks who may open which.
  std::string papers(std::int64_t record) {
    const auto all = paper::papers_of(tx_, {municipality_, "record", std::to_string(record), {}});
    const auto standing = std::ranges::count_if(
        all, [](const paper::Paper& paper) { return !paper.taken_off_deed.has_value(); });
    if (standing == 0) return {};
    return say(request_, "sampling.papers_count", {{"count", std::to_string(standing)}});
  }

  db::Read& tx_;
  const http::Request& request_;
  const std::string municipality_;
  figure::Definition definition_;
};

}  // namespace

std::string adds_words(const figure::Definition& definition, std::int64_t adds) {
  const bool is_plain = figure::is_sum(definition.measure) &&
                        definition.measure != figure::Measure::ratio &&
                        definition.measure != figure::Measure::carried_out;
  if (!is_plain) return {};
  const std::string unit = definition.scale == 1 ? definition.unit : std::string();
  return base::with_thousands(adds) + unit;
}

std::string method_words(const http::Request& request, Method method) {
  return word(request, "sampling.method_" + std::string(in_db(method)));
}

std::string verdict_words(const http::Request& request, Verdict verdict) {
  return word(request, "sampling.verdict_" + std::string(in_db(verdict)));
}

std::string evidence_words(const http::Request& request, std::span<const Evidence> seen) {
  std::vector<std::string> names;
  for (const Evidence one : seen)
    names.push_back(word(request, "sampling.seen_" + std::string(in_db(one))));
  return base::joined(names, base::words(request.language, "plan.list_comma"));
}

std::string progress_words(const http::Request& request, const Tally& tally) {
  return say(request, "sampling.progress",
             {{"verified", std::to_string(tally.verified)},
              {"exceptions", std::to_string(tally.exceptions)},
              {"open", std::to_string(tally.open)}});
}

base::Result<Told> told(db::Read& tx, const http::Request& request, std::string_view municipality,
                        std::int64_t sample) {
  auto opened = open(tx, municipality, sample);
  if (!opened) return std::unexpected(opened.error());
  Told all;
  all.opened = *std::move(opened);
  Teller teller(tx, request, municipality);
  if (const auto figure = teller.tell_figure(all); !figure) return std::unexpected(figure.error());
  teller.tell_strata(all);
  for (const Item& item : all.opened.items) {
    auto line = teller.tell_item(all, item);
    if (!line) return std::unexpected(line.error());
    all.items.push_back(*std::move(line));
  }
  all.drawn_by = teller.person(all.opened.sample.drawn_by);
  if (!all.opened.conclusions.empty()) {
    const Conclusion& last = all.opened.conclusions.back();
    all.concluded_by = moment_words(request, last.recorded_at) + " " + teller.person(last.person);
  }
  return all;
}

std::vector<Fact> cover(const http::Request& request, const Told& told) {
  const Sample& sample = told.opened.sample;
  std::vector<Fact> facts;
  const auto add = [&](std::string_view key, std::string value) {
    if (!value.empty()) facts.push_back({word(request, key), std::move(value)});
  };
  add("sampling.fact_plan", told.plan_title);
  add("sampling.fact_row", told.row);
  add("sampling.fact_figure", told.figure);
  add("sampling.fact_how", base::joined(told.how, " "));
  add("sampling.fact_period", say(request, "sampling.period",
                                  {{"from", std::to_string(sample.fiscal_year) + "-04-01"},
                                   {"until", std::to_string(sample.fiscal_year + 1) + "-03-31"},
                                   {"year", std::to_string(sample.fiscal_year)}}));
  add("sampling.fact_value", told.value);
  add("sampling.fact_scope",
      word(request, sample.confirmed_only ? "sampling.scope_confirmed" : "sampling.scope_all"));
  add("sampling.fact_population",
      say(request, "sampling.records", {{"count", base::with_thousands(sample.population)}}));
  add("sampling.fact_adds", told.adds);
  add("sampling.fact_method", method_words(request, sample.method));
  add("sampling.fact_size",
      say(request, "sampling.records", {{"count", std::to_string(sample.size)}}));
  add("sampling.fact_seed", sample.seed);
  add("sampling.fact_known", base::iso_japan(sample.mark));
  add("sampling.fact_list", sample.list_sha256);
  add("sampling.fact_drawn", moment_words(request, sample.drawn_at) + " " + told.drawn_by);
  add("sampling.fact_found", progress_words(request, tally(told.opened.items)));
  return facts;
}

std::vector<std::string> how_to_redraw(const http::Request& request, const Sample& sample) {
  std::vector<std::string> lines = {
      say(request, "sampling.redraw_ticket", {{"seed", sample.seed}}),
      say(request,
          sample.method == Method::simple ? "sampling.redraw_simple" : "sampling.redraw_strata",
          {{"size", std::to_string(sample.size)},
           {"population", base::with_thousands(sample.population)}}),
      word(request, "sampling.redraw_list")};
  return lines;
}

}  // namespace sampling
