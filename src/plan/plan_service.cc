// The deeds and looks of the room, each one transaction.
#include "plan/plan_service.h"

#include <algorithm>
#include <set>

#include "history/history.h"
#include "plan/cell_store.h"
#include "plan/plan_search.h"
#include "programme/programme_service.h"

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

base::Result<bool> check_neighbours(db::Write& tx, const Plan& plan) {
  const auto owner = store::owner_of_slug(tx, plan.slug);
  if (owner && *owner != plan.municipality) {
    return base::refuse(slug_taken, {{"slug", plan.slug}, {"municipality", *owner}});
  }
  if (!programme::municipality(tx, plan.municipality)) {
    return base::refuse(municipality_missing,
                        {{"municipality", plan.municipality}, {"slug", plan.slug}});
  }
  std::set<std::string, std::less<>> known;
  for (const auto& programme : programme::programmes(tx, plan.municipality)) {
    known.insert(programme.key);
  }
  for (const auto& row : plan.rows) {
    for (const auto& programme : row.programmes) {
      if (!known.contains(programme)) {
        return base::refuse(programme_missing,
                            {{"programme", programme}, {"row", row.key}, {"slug", plan.slug}});
      }
    }
  }
  return !owner.has_value();
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

base::Result<LoadedPlan> load_one(db::Write& tx, const base::Actor& actor, const PlanFile& file) {
  const Plan& plan = file.content;
  const auto new_slug = check_neighbours(tx, plan);
  if (!new_slug) return std::unexpected(new_slug.error());
  LoadedPlan loaded = counted(plan);
  if (store::file_hash(tx, plan.municipality, plan.slug) == file.hash) return loaded;
  loaded.outcome = *new_slug ? Outcome::added : Outcome::changed;
  if (*new_slug) store::take_slug(tx, plan.slug, plan.municipality);
  const store::Place place{plan.municipality, plan.slug, write_deed(tx, actor, file)};
  store::put_plan(tx, place, plan, file.hash);
  store::put_description(tx, place, plan);
  store::put_rows(tx, place, plan.rows);
  loaded.versions_appended =
      store::append_cells(tx, place, plan) + store::append_ratings(tx, place, plan);
  store::put_documents(tx, place, plan.documents);
  put_into_search(tx, plan, {store::gone_rows(tx, place), store::gone_documents(tx, place)});
  store::sweep(tx, place);
  return loaded;
}

// Asked after all plans of the load are in: they may name each other.
std::vector<std::string> relations_unheld(db::Write& tx, const Plan& plan) {
  std::vector<std::string> slugs;
  for (const auto& relation : plan.relations) {
    if (relation.plan && !store::owner_of_slug(tx, *relation.plan)) slugs.push_back(*relation.plan);
  }
  return slugs;
}

base::Result<Plan> read_plan_of(db::Read& tx, std::string_view slug) {
  const auto municipality = store::owner_of_slug(tx, slug);
  auto plan = municipality ? store::head(tx, *municipality, slug) : std::nullopt;
  if (!plan) return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
  store::read_description(tx, *plan);
  plan->rows = store::rows(tx, plan->municipality, plan->slug);
  store::read_cells(tx, *plan);
  store::read_ratings(tx, *plan);
  plan->documents = store::documents(tx, plan->municipality, plan->slug);
  return *std::move(plan);
}

base::Result<Opened> read_opened(db::Read& tx, std::string_view slug) {
  auto plan = read_plan_of(tx, slug);
  if (!plan) return std::unexpected(plan.error());
  auto municipality = programme::municipality(tx, plan->municipality);
  if (!municipality) return std::unexpected(municipality.error());
  return Opened{*std::move(plan), *std::move(municipality)};
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
    for (const auto& file : set.registers) {
      report.registers_written += programme::load(tx, actor, file.content, file.hash) ? 1 : 0;
    }
    for (const auto& file : set.plans) {
      auto loaded = load_one(tx, actor, file);
      if (!loaded) return std::unexpected(loaded.error());
      report.plans.push_back(*std::move(loaded));
    }
    for (std::size_t i = 0; i < set.plans.size(); ++i) {
      report.plans[i].relations_unheld = relations_unheld(tx, set.plans[i].content);
    }
    return report;
  });
}

std::vector<Listed> list(const base::Actor&, db::Database& database) {
  return database.read([](db::Read& tx) {
    std::vector<Listed> listed;
    const auto municipalities = programme::municipalities(tx);
    for (auto& summary : store::summaries(tx)) {
      const auto owner = std::find_if(
          municipalities.begin(), municipalities.end(),
          [&](const programme::Municipality& m) { return m.code == summary.municipality; });
      if (owner != municipalities.end()) listed.push_back({std::move(summary), *owner});
    }
    return listed;
  });
}

base::Result<Opened> open(const base::Actor&, db::Database& database, std::string_view slug) {
  return database.read([&](db::Read& tx) { return read_opened(tx, slug); });
}

base::Result<OpenedRow> open_row(const base::Actor&, db::Database& database, std::string_view slug,
                                 std::string_view row_key) {
  return database.read([&](db::Read& tx) -> base::Result<OpenedRow> {
    auto opened = read_opened(tx, slug);
    if (!opened) return std::unexpected(opened.error());
    const Row* row = find_row(opened->plan, row_key);
    if (row == nullptr) {
      return base::refuse(unknown_row,
                          {{"row", std::string(row_key)}, {"slug", std::string(slug)}});
    }
    OpenedRow page;
    const auto& municipality = opened->plan.municipality;
    const auto keys = programmes_below(opened->plan, *row);
    for (auto& programme : programme::programmes(tx, municipality)) {
      if (std::find(keys.begin(), keys.end(), programme.key) == keys.end()) continue;
      auto uses = store::programme_uses(tx, municipality, programme.key);
      page.programmes.push_back({std::move(programme), std::move(uses)});
    }
    page.bodies = programme::bodies(tx, municipality);
    for (auto& summary : store::summaries(tx)) {
      if (summary.municipality == municipality) page.plans.push_back(std::move(summary));
    }
    page.opened = *std::move(opened);
    return page;
  });
}

Hits search(const base::Actor&, db::Database& database, std::string_view words, int limit,
            int offset) {
  return database.read([&](db::Read& tx) { return find_in_search(tx, words, limit, offset); });
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
    return findings;
  });
}

std::vector<db::Finding> verify_files(db::Database& database, const PlanSet& set) {
  return database.read([&](db::Read& tx) {
    std::vector<db::Finding> findings;
    for (const auto& file : set.plans) {
      const auto& plan = file.content;
      const auto loaded = store::file_hash(tx, plan.municipality, plan.slug);
      if (loaded == file.hash) continue;
      findings.push_back({"plan",
                          loaded ? "plan.verify_file_differs" : "plan.verify_file_not_loaded",
                          {{"slug", plan.slug}, {"file", file.path}}});
    }
    return findings;
  });
}

}  // namespace plan
