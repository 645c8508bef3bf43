// The rules decide; here is read what they ask for, and whether a file declared figures.
#include "plan/defining.h"

#include <algorithm>

#include "figure/clock.h"
#include "figure/definition_store.h"
#include "figure/drill_store.h"
#include "plan/adopted_figures.h"
#include "plan/installing.h"
#include "plan/row_store.h"
#include "plan/row_work_store.h"
#include "plan/taking_over.h"
#include "plan/told_lines.h"
#include "programme/programme_service.h"

namespace plan {
namespace {

bool is_declared_in_file(db::Read& tx, const Plan& content) {
  return std::ranges::any_of(
      figure::store::standing_figures(tx, content.municipality, content.slug),
      [](const figure::store::Standing& one) { return !is_adopted_figure(one.key); });
}

std::vector<figure::Definition> defined_elsewhere(db::Read& tx, const Plan& content) {
  std::vector<figure::Definition> all;
  for (const std::string& plan : figure::store::plans_with_figures(tx, content.municipality)) {
    if (plan == content.slug) continue;
    for (figure::Held& held : figure::figures(tx, content.municipality, plan))
      if (!held.row.empty()) all.push_back(std::move(held.definition));
  }
  return all;
}

// What a person wrote about a line says more than its cells.
std::vector<RowWork> with_told(std::vector<RowWork> work, std::vector<RowWork> told) {
  for (RowWork& one : told) {
    const auto written = std::ranges::find(work, one.row, &RowWork::row);
    if (written == work.end())
      work.push_back(std::move(one));
    else if (written->indicators.empty())
      written->indicators = std::move(one.indicators);
  }
  return work;
}

bool is_adopted(std::string_view origin) {
  return origin.starts_with(store::kAdopted);
}
bool is_taken_over(std::string_view origin) {
  return origin.starts_with(store::kTakenOver);
}

std::string origin_of(db::Read& tx, const Plan& document) {
  return store::file_hash(tx, document.municipality, document.slug).value_or("");
}

// The lines of a table that came before lines were told their programmes, under the deed by which
// they stand.
void link(db::Write& tx, Plan& document) {
  const auto before = document.rows;
  if (tell_programmes(tx, document) == 0) return;
  const auto deed = store::deed_of(tx, document.municipality, document.slug);
  const store::Place place{document.municipality, document.slug, *deed};
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].programmes.empty()) store::add_programmes(tx, place, document.rows[i]);
}

}  // namespace

int tell_programmes(db::Read& tx, Plan& document) {
  KnownWork known;
  for (const store::NamedLine& line : store::named_lines(tx, document.municipality, document.slug))
    known.add_line(line.title, line.programmes);
  for (const auto& one : programme::programmes(tx, document.municipality))
    known.add_programme(one.name, one.key);
  return link_programmes(document, known);
}

void define_adopted(db::Write& tx, const base::Actor& actor, const Plan& content,
                    const std::vector<RowWork>& work) {
  if (is_declared_in_file(tx, content)) return;
  figure::install(tx, actor,
                  adopted_figures(content, work, programme::programmes(tx, content.municipality),
                                  defined_elsewhere(tx, content)));
}

std::vector<RowWork> work_told(db::Read& tx, const Plan& document) {
  auto work = store::row_work(tx, document.municipality, document.slug);
  if (!is_taken_over(origin_of(tx, document))) return work;
  return with_told(std::move(work), told_measures(document, defined_elsewhere(tx, document)));
}

void define_taken_over(db::Write& tx, const base::Actor& actor, const Plan& document,
                       const std::vector<RowWork>& work) {
  const std::string origin = origin_of(tx, document);
  if (is_adopted(origin) || is_taken_over(origin)) define_adopted(tx, actor, document, work);
}

void undefine(db::Write& tx, const base::Actor& actor, std::string_view municipality,
              std::string_view slug) {
  figure::DefinitionSet none;
  none.municipality = municipality;
  none.plan = slug;
  figure::install(tx, actor, none);
}

std::vector<std::pair<std::string, std::string>> undefined_plans(db::Read& tx) {
  std::vector<std::pair<std::string, std::string>> undefined;
  for (const store::Name& name : store::names(tx)) {
    if (!store::deed_of(tx, name.municipality, name.slug)) continue;  // taken back
    const auto origin = store::file_hash(tx, name.municipality, name.slug);
    if (origin && (is_adopted(*origin) || is_taken_over(*origin)) &&
        figure::store::standing_rows(tx, name.municipality, name.slug).empty())
      undefined.emplace_back(name.municipality, name.slug);
  }
  return undefined;
}

int define_undefined(const base::Actor& actor, db::Database& database) {
  return database.write([&](db::Write& tx) {
    int plans = 0;
    for (const auto& [municipality, slug] : undefined_plans(tx)) {
      figure::enter_alone(tx, municipality);
      auto document = whole_document(tx, municipality, slug);
      if (!document) continue;
      if (is_taken_over(origin_of(tx, *document))) link(tx, *document);
      define_taken_over(tx, actor, *document, work_told(tx, *document));
      ++plans;
    }
    return plans;
  });
}

}  // namespace plan
