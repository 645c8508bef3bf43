// The deeds and looks of the room, each one transaction.
#include "plan/plan_service.h"

#include <algorithm>
#include <set>

#include "base/japanese_text.h"
#include "figure/clock.h"
#include "figure/figure_file.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "plan/cell_store.h"
#include "plan/defining.h"
#include "plan/figure_check.h"
#include "plan/installing.h"
#include "plan/plan_search.h"
#include "plan/public_plans.h"
#include "plan/public_reading.h"
#include "plan/source_store.h"
#include "programme/programme_service.h"
#include "staff/municipality_service.h"

namespace plan {

namespace {

LoadedPlan counted(const Plan& plan) {
  LoadedPlan loaded;
  loaded.slug = plan.slug;
  loaded.municipality = plan.municipality;
  for (const auto* leaf : leaves(plan)) {
    ++loaded.leaves;
    loaded.cells += static_cast<int>(leaf->cells.size());
  }
  for (const auto& [mark, count] : mark_counts(plan)) loaded.marks += count;
  return loaded;
}

base::Result<bool> check_neighbours(db::Write& tx, const PlanFile& file) {
  auto new_slug = store::takes_new_slug(tx, file.content);
  if (!new_slug || !file.figures) return new_slug;
  const auto known = store::known_programmes(tx, file.content.municipality);
  for (const auto& named : programmes_named(*file.figures)) {
    if (!known.contains(named.programme)) {
      return base::refuse(
          programme_missing,
          {{"programme", named.programme}, {"row", named.row}, {"slug", file.content.slug}});
    }
  }
  return new_slug;
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, const PlanFile& file) {
  return history::write(tx, actor,
                        {.kind = "plan.load",
                         .municipality = file.content.municipality,
                         .subject_kind = "plan",
                         .subject_key = file.content.slug,
                         .reason = "",
                         .payload_json = "{\"file_hash\":\"" + file.hash + "\"}"})
      .value;
}

// What a file without figures.toml declares: nothing, also where there was something before.
figure::DefinitionSet definitions_of(const PlanFile& file) {
  if (file.figures) return *file.figures;
  figure::DefinitionSet none;
  none.plan = file.content.slug;
  none.municipality = file.content.municipality;
  return none;
}

base::Result<LoadedPlan> load_content(db::Write& tx, const base::Actor& actor,
                                      const PlanFile& file) {
  const Plan& plan = file.content;
  const auto new_slug = check_neighbours(tx, file);
  if (!new_slug) return std::unexpected(new_slug.error());
  LoadedPlan loaded = counted(plan);
  if (store::file_hash(tx, plan.municipality, plan.slug) == file.hash) return loaded;
  loaded.outcome = *new_slug ? Outcome::added : Outcome::changed;
  if (*new_slug) store::take_slug(tx, plan.slug, plan.municipality);
  const store::Place place{plan.municipality, plan.slug, write_deed(tx, actor, file)};
  store::put_lines(tx, place, plan, {file.hash});
  loaded.versions_appended =
      store::append_cells(tx, place, plan) + store::append_ratings(tx, place, plan);
  store::put_documents(tx, place, plan.documents);
  put_into_search(tx, plan, {store::gone_rows(tx, place), store::gone_documents(tx, place)});
  store::sweep(tx, place);
  return loaded;
}

base::Result<LoadedPlan> load_one(db::Write& tx, const base::Actor& actor, const PlanFile& file) {
  auto loaded = load_content(tx, actor, file);
  if (loaded) loaded->figures = figure::install(tx, actor, definitions_of(file));
  return loaded;
}

// The municipalities whose register or plans are about to change.
std::set<std::string> municipalities_changing(db::Write& tx, const PlanSet& set) {
  std::set<std::string> codes;
  for (const auto& file : set.registers) {
    const auto& code = file.content.municipality.code;
    if (staff::register_hash(tx, code) != file.hash) codes.insert(code);
  }
  for (const auto& file : set.plans) {
    const auto& plan = file.content;
    if (store::file_hash(tx, plan.municipality, plan.slug) != file.hash) {
      codes.insert(plan.municipality);
    }
  }
  return codes;
}

// Asked after all plans of the load are in: they may name each other.
std::vector<std::string> relations_unheld(db::Write& tx, const Plan& plan) {
  std::vector<std::string> slugs;
  for (const auto& relation : plan.relations) {
    if (relation.plan && !store::owner_of_slug(tx, *relation.plan)) slugs.push_back(*relation.plan);
  }
  return slugs;
}

// What somebody may not know of is not there for them.
base::Result<Plan> read_head(db::Read& tx, const base::Actor& actor, std::string_view slug) {
  const auto municipality = store::owner_of_slug(tx, slug);
  auto plan = municipality && may_know(tx, actor, *municipality, slug)
                  ? store::head(tx, *municipality, slug)
                  : std::nullopt;
  if (!plan) return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
  return *std::move(plan);
}

std::unexpected<base::Refusal> no_such_row(std::string_view slug, std::string_view row) {
  return base::refuse(unknown_row, {{"row", std::string(row)}, {"slug", std::string(slug)}});
}

struct ReadPlan {
  Plan plan;
  std::shared_ptr<const release::PublicPlan> released;
};

base::Result<ReadPlan> read_plan_of(db::Read& tx, const base::Actor& actor, std::string_view slug) {
  auto plan = read_head(tx, actor, slug);
  if (!plan) return std::unexpected(plan.error());
  store::read_description(tx, *plan);
  plan->rows = store::rows(tx, plan->municipality, plan->slug);
  store::read_cells(tx, *plan);
  store::read_ratings(tx, *plan);
  plan->documents = store::documents(tx, plan->municipality, plan->slug);
  auto released = show_released(tx, *plan, base::now());
  return ReadPlan{*std::move(plan), std::move(released)};
}

base::Result<Opened> read_opened(db::Read& tx, const base::Actor& actor, std::string_view slug) {
  auto read = read_plan_of(tx, actor, slug);
  if (!read) return std::unexpected(read.error());
  auto municipality = programme::municipality(tx, read->plan.municipality);
  if (!municipality) return std::unexpected(municipality.error());
  const auto deeds = history::of_subject(tx, read->plan.municipality, "plan", read->plan.slug, 1);
  base::Instant changed_at = deeds.empty() ? base::Instant{} : deeds.front().at;
  if (read->released && read->released->changed_at)
    changed_at = std::max(changed_at, *read->released->changed_at);
  return Opened{std::move(read->plan), *std::move(municipality), changed_at,
                std::move(read->released)};
}

std::vector<std::string> programmes_below(const Plan& plan, const Row& row) {
  std::vector<std::string> keys = row.programmes;
  for (const auto* child : sub_activities(plan, row)) {
    keys.insert(keys.end(), child->programmes.begin(), child->programmes.end());
  }
  std::vector<std::string> once;
  for (const auto& key : keys) {
    if (std::find(once.begin(), once.end(), key) == once.end()) once.push_back(key);
  }
  return once;
}

}  // namespace

base::Result<LoadReport> load(const base::Actor& actor, db::Database& database,
                              const PlanSet& set) {
  return database.write([&](db::Write& tx) -> base::Result<LoadReport> {
    LoadReport report;
    // Alone in the line, so that a mark lies before all of this or after it.
    for (const auto& code : municipalities_changing(tx, set)) figure::enter_alone(tx, code);
    std::set<std::string> registers_changed;
    for (const auto& file : set.registers) {
      if (!programme::load(tx, actor, file.content, file.hash)) continue;
      registers_changed.insert(file.content.municipality.code);
    }
    report.registers_written = static_cast<int>(registers_changed.size());
    for (const auto& file : set.plans) {
      auto loaded = load_one(tx, actor, file);
      if (!loaded) return std::unexpected(loaded.error());
      report.plans.push_back(*std::move(loaded));
    }
    for (std::size_t i = 0; i < set.plans.size(); ++i) {
      report.plans[i].relations_unheld = relations_unheld(tx, set.plans[i].content);
    }
    for (const auto& code : registers_changed) figure::changed(tx, code);
    return report;
  });
}

std::vector<Listed> list(const base::Actor& actor, db::Database& database) {
  return database.read([&](db::Read& tx) {
    std::vector<Listed> listed;
    const KnownPlans known(tx, actor);
    const KnownPlans in_public(tx, base::Actor::visitor());
    const auto municipalities = programme::municipalities(tx);
    for (auto& summary : store::summaries(tx)) {
      if (!known.holds(summary.municipality, summary.slug)) continue;
      const auto owner = std::find_if(
          municipalities.begin(), municipalities.end(),
          [&](const programme::Municipality& m) { return m.code == summary.municipality; });
      if (owner == municipalities.end()) continue;
      const bool has_figures =
          release::is_public(tx, summary.municipality, summary.slug, base::now());
      const bool is_public = in_public.holds(summary.municipality, summary.slug);
      listed.push_back({std::move(summary), *owner, is_public, has_figures});
    }
    return listed;
  });
}

std::optional<std::string> municipality_of(db::Read& tx, std::string_view slug) {
  return store::owner_of_slug(tx, slug);
}

std::string title_of(db::Read& tx, std::string_view municipality, std::string_view slug) {
  auto head = store::head(tx, municipality, slug);
  return head ? std::move(head->title) : std::string(slug);
}

base::Result<Opened> open(db::Read& tx, const base::Actor& actor, std::string_view slug) {
  return read_opened(tx, actor, slug);
}

base::Result<Opened> open(const base::Actor& actor, db::Database& database, std::string_view slug) {
  return database.read([&](db::Read& tx) { return read_opened(tx, actor, slug); });
}

base::Result<Plan> printed_plan(db::Read& tx, std::string_view municipality,
                                std::string_view slug) {
  auto plan = store::head(tx, municipality, slug);
  if (!plan) return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
  store::read_description(tx, *plan);
  plan->rows = store::rows(tx, plan->municipality, plan->slug);
  store::read_cells(tx, *plan);
  store::read_ratings(tx, *plan);
  return *std::move(plan);
}

base::Result<Opened> open_row_alone(const base::Actor& actor, db::Database& database,
                                    std::string_view slug, std::string_view row_key) {
  return database.read([&](db::Read& tx) -> base::Result<Opened> {
    auto plan = read_head(tx, actor, slug);
    if (!plan) return std::unexpected(plan.error());
    // An empty family would be every row.
    if (!row_key.empty()) plan->rows = store::rows(tx, plan->municipality, plan->slug, row_key);
    if (find_row(*plan, row_key) == nullptr) return no_such_row(slug, row_key);
    store::read_columns(tx, *plan);
    store::read_cells(tx, *plan, store::Eyes::visitor, store::kNow, row_key);
    store::read_ratings(tx, *plan, row_key);
    auto released = show_released(tx, *plan, base::now());
    auto municipality = programme::municipality(tx, plan->municipality);
    if (!municipality) return std::unexpected(municipality.error());
    return Opened{*std::move(plan), *std::move(municipality), {}, std::move(released)};
  });
}

base::Result<OpenedRow> open_row(const base::Actor& actor, db::Database& database,
                                 std::string_view slug, std::string_view row_key) {
  return database.read([&](db::Read& tx) -> base::Result<OpenedRow> {
    auto opened = read_opened(tx, actor, slug);
    if (!opened) return std::unexpected(opened.error());
    const Row* row = find_row(opened->plan, row_key);
    if (row == nullptr) return no_such_row(slug, row_key);
    OpenedRow page;
    const KnownPlans known(tx, actor);
    const auto& municipality = opened->plan.municipality;
    const auto keys = programmes_below(opened->plan, *row);
    for (auto& programme : programme::programmes(tx, municipality)) {
      if (std::find(keys.begin(), keys.end(), programme.key) == keys.end()) continue;
      auto uses = store::programme_uses(tx, municipality, programme.key);
      std::erase_if(uses, [&](const store::ProgrammeUse& use) {
        return !known.holds(municipality, use.plan);
      });
      page.programmes.push_back({std::move(programme), std::move(uses)});
    }
    page.bodies = programme::bodies(tx, municipality);
    for (auto& summary : store::summaries(tx)) {
      if (summary.municipality == municipality && known.holds(municipality, summary.slug))
        page.plans.push_back(std::move(summary));
    }
    if (opened->released)
      page.corrections = release::corrections(tx, *opened->released, kCorrectionsMax);
    page.opened = *std::move(opened);
    return page;
  });
}

base::Result<OpenedProgramme> open_programme(const base::Actor& actor, db::Database& database,
                                             std::string_view municipality,
                                             std::string_view programme) {
  return database.read([&](db::Read& tx) -> base::Result<OpenedProgramme> {
    auto whose = programme::municipality(tx, municipality);
    if (!whose) return std::unexpected(whose.error());
    auto held = programme::programmes(tx, municipality);
    const auto found = std::find_if(held.begin(), held.end(), [&](const programme::Programme& one) {
      return one.key == programme;
    });
    if (found == held.end()) {
      return base::refuse(programme::unknown_programme, {{"programme", std::string(programme)}});
    }
    OpenedProgramme page{
        *std::move(whose), std::move(*found), programme::bodies(tx, municipality), {}};
    for (const auto& use : store::programme_uses(tx, municipality, programme)) {
      if (!page.plans.empty() && page.plans.back().slug == use.plan) continue;
      auto read = read_plan_of(tx, actor, use.plan);
      if (read) page.plans.push_back(std::move(read->plan));
    }
    return page;
  });
}

std::vector<HeldRegister> registers(const base::Actor&, db::Database& database) {
  return database.read([](db::Read& tx) {
    std::vector<HeldRegister> held;
    for (auto& municipality : programme::municipalities(tx)) {
      auto programmes = programme::programmes(tx, municipality.code);
      held.push_back({std::move(municipality), std::move(programmes)});
    }
    return held;
  });
}

base::Result<Hits> search(const base::Actor& actor, db::Database& database,
                          const SearchQuestion& question) {
  if (base::character_count(question.words) > kSearchCharactersMax)
    return base::refuse(search_too_long, {{"max", std::to_string(kSearchCharactersMax)}});
  return database.read(
      [&](db::Read& tx) { return find_in_search(tx, KnownPlans(tx, actor), question); });
}

std::vector<db::Finding> verify(db::Database& database) {
  return database.read([](db::Read& tx) {
    std::vector<db::Finding> findings;
    for (const auto& summary : store::summaries(tx)) {
      for (auto& finding : store::changed_readings(tx, summary.municipality, summary.slug)) {
        findings.push_back(
            {"plan",
             "plan.verify_reading_changed",
             {{"slug", summary.slug}, {"row", finding.row}, {"column", finding.column}}});
      }
      for (auto& row : store::changed_ratings(tx, summary.municipality, summary.slug)) {
        findings.push_back(
            {"plan", "plan.verify_rating_changed", {{"slug", summary.slug}, {"row", row}}});
      }
    }
    for (auto& cell : store::without_deed(tx)) {
      findings.push_back({"plan",
                          "plan.verify_without_deed",
                          {{"slug", cell.plan}, {"row", cell.row}, {"column", cell.column}}});
    }
    for (const auto& [municipality, slug] : undefined_plans(tx)) {
      findings.push_back({"plan", "plan.verify_undefined", {{"slug", slug}}});
    }
    for (auto& subject : store::without_row(tx)) {
      findings.push_back({"plan", "plan.verify_deed_without_row", {{"subject", subject}}});
    }
    return findings;
  });
}

std::vector<db::Finding> verify_files(db::Database& database, const PlanSet& set) {
  return database.read([&](db::Read& tx) {
    std::vector<db::Finding> findings;
    for (const auto& file : set.plans) {
      const auto& plan = file.content;
      const auto loaded = store::file_hash(tx, plan.municipality, plan.slug);
      if (loaded && !figure::is_installed(tx, definitions_of(file)))
        findings.push_back(
            {"plan", "plan.figures_differ", {{"slug", plan.slug}, {"file", file.path}}});
      if (loaded == file.hash) continue;
      findings.push_back({"plan",
                          loaded ? "plan.verify_file_differs" : "plan.verify_file_not_loaded",
                          {{"slug", plan.slug}, {"file", file.path}}});
    }
    return findings;
  });
}

}  // namespace plan
