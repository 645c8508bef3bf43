// Rows ↔ nouns of what describes a plan: itself, sources, remarks, levels, relations, columns,
// nodes, scales, merged cells, documents. Writing stamps every row with the deed; `sweep` then
// takes away what the deed did not stamp. Rows, cells and ratings have stores of their own
// (row_store, cell_store).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/db.h"
#include "plan/plan.h"

namespace plan::store {

// Whose table it is, which plan, and the deed that writes: the first columns of every row.
struct Place {
  std::string_view municipality;
  std::string_view plan;
  std::int64_t deed = 0;
};

// What a list of plans shows.
struct Summary {
  std::string municipality;
  std::string slug;
  std::string title;
  std::optional<std::string> edition;
  PlanKind kind = PlanKind::plan;
  Period period;
  int rows = 0;                                    // printed lines, sub-activities not counted
  std::vector<std::pair<std::string, int>> marks;  // how often each was given
  std::optional<std::string> caveat;               // the first
};

// A plan without anything that stands in it. `released`: public by itself, as what is loaded from
// published papers; one that was adopted here is not (public_plans.h).
struct Name {
  std::string municipality;
  std::string slug;
  bool released = true;
};

// The municipality a slug belongs to; nullopt when it was never given.
std::optional<std::string> owner_of_slug(db::Read& tx, std::string_view slug);
void take_slug(db::Write& tx, std::string_view slug, std::string_view municipality);

std::optional<std::string> file_hash(db::Read& tx, std::string_view municipality,
                                     std::string_view plan);
// Released or not is what it was; a plan written for the first time is so
// unless `released` says otherwise.
void put_plan(db::Write& tx, const Place& place, const Plan& plan, std::string_view file_hash,
              bool released = true);
// nullopt: no such plan.
std::optional<bool> is_released(db::Read& tx, std::string_view municipality, std::string_view plan);
// The deed that wrote the plan as it stands; nullopt: no such plan.
std::optional<std::int64_t> deed_of(db::Read& tx, std::string_view municipality,
                                    std::string_view plan);
// From now on nothing shows the plan; written again under its slug, it is there again. false: there
// is none.
bool withdraw(db::Write& tx, const Place& place);
void put_description(db::Write& tx, const Place& place, const Plan& plan);
void put_documents(db::Write& tx, const Place& place, const std::vector<Document>& documents);
// Chapters that the deed did not write; asked before the sweep takes them away.
std::vector<std::string> gone_documents(db::Read& tx, const Place& place);
void sweep(db::Write& tx, const Place& place);

std::vector<Name> names(db::Read& tx);
std::vector<Summary> summaries(db::Read& tx);
std::optional<Plan> head(db::Read& tx, std::string_view municipality, std::string_view plan);
void read_columns(db::Read& tx, Plan& plan);
void read_description(db::Read& tx, Plan& plan);  // with the columns
std::vector<Document> documents(db::Read& tx, std::string_view municipality, std::string_view plan);

}  // namespace plan::store
