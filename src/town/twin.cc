// The exchanged names stand in the word catalogue, as a list of pairs.
#include "town/twin.h"

#include <algorithm>
#include <utility>

#include "base/words.h"

namespace town {
namespace {

using base::Language;

std::string ja(std::string_view key) {
  return std::string(base::words(Language::ja, key));
}

// "old=new;old=new": the longest first, so that no name is cut by a shorter one.
std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view list) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!list.empty()) {
    const std::string_view pair = list.substr(0, list.find(';'));
    list.remove_prefix(std::min(list.size(), pair.size() + 1));
    const std::size_t sign = pair.find('=');
    pairs.emplace_back(pair.substr(0, sign), pair.substr(sign + 1));
  }
  std::ranges::stable_sort(pairs, std::ranges::greater{},
                           [](const auto& pair) { return pair.first.size(); });
  return pairs;
}

void rename(std::string& text) {
  text = renamed(text);
}

void rename(std::optional<std::string>& text) {
  if (text) text = renamed(*text);
}

void rename_tree(plan::Plan& plan) {
  for (plan::Node& node : plan.nodes) {
    rename(node.name);
    rename(node.direction);
    rename(node.text);
    node.printed.reset();
    node.note.reset();
    node.certainty = {};
  }
}

void rename_rows(plan::Plan& plan) {
  for (plan::Row& row : plan.rows) {
    rename(row.title);
    row.title_reason.reset();
    row.node_certainty = {};
    if (row.description) {
      rename(row.description->text);
      row.description->certainty = {};
    }
    for (std::string& party : row.parties) rename(party);
    row.cells.clear();
    row.rating.reset();
    row.notes.clear();
    for (plan::Neighbour& related : row.related) related.note.reset();
    row.provenance = {.source = plan.sources.front().key, .page = {}, .certainty = {}};
  }
}

plan::Plan twin_plan(const plan::Plan& original) {
  plan::Plan plan = original;
  plan.slug = twin_slug(original.slug);
  plan.municipality = kTown;
  plan.title = ja("town.plan_title");
  plan.title_printed.reset();
  plan.edition = original.edition;
  plan.sources = {{.key = "practice",
                   .file = plan.slug,
                   .title = ja("town.source_title"),
                   .publisher = ja("town.name"),
                   .published = {},
                   .note = {}}};
  plan.caveats = {{.text = ja("town.caveat"), .note = {}}};
  plan.notes.clear();
  plan.relations.clear();
  plan.rating_scales.clear();
  plan.merged_cells.clear();
  plan.documents.clear();
  rename_tree(plan);
  rename_rows(plan);
  return plan;
}

figure::DefinitionSet twin_figures(figure::DefinitionSet figures) {
  figures.plan = twin_slug(figures.plan);
  figures.municipality = kTown;
  for (figure::RowDefinition& row : figures.rows) {
    for (figure::Wording& word : row.words) rename(word.text);
    for (figure::ColumnDefinition& column : row.columns) rename(column.text);
    rename(row.handed_over_text);
    rename(row.done_elsewhere_text);
  }
  return figures;
}

programme::Register twin_register(programme::Register reg) {
  reg.municipality = {.code = std::string(kTown),
                      .name = ja("town.name"),
                      .name_en = std::string(base::words(Language::en, "town.name")),
                      .kind = programme::MunicipalityKind::city};
  for (programme::Body& body : reg.bodies)
    body.name = body.key == "corporation" ? ja("town.corporation") : ja("town.name");
  for (programme::Programme& one : reg.programmes) {
    rename(one.name);
    one.coverage.clear();
    for (programme::Owner& owner : one.owners) owner.basis.reset();
  }
  return reg;
}

}  // namespace

std::string renamed(std::string_view text) {
  static const auto pairs = pairs_of(base::words(Language::ja, "town.renamed"));
  std::string result(text);
  for (const auto& [real, made_up] : pairs)
    for (std::size_t at = result.find(real); at != std::string::npos;
         at = result.find(real, at + made_up.size()))
      result.replace(at, real.size(), made_up);
  return result;
}

std::string twin_slug(std::string_view slug) {
  return std::string(slug) + std::string(kSlugEnding);
}

base::Result<Published> published(const plan::PlanSet& set, std::string_view slug) {
  for (const plan::PlanFile& file : set.plans) {
    if (file.content.slug != slug) continue;
    if (!file.figures) return base::refuse(plan_without_figures, {{"slug", std::string(slug)}});
    for (const plan::RegisterFile& reg : set.registers)
      if (reg.content.municipality.code == file.content.municipality)
        return Published{file, reg.content};
  }
  return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
}

bool is_scaled(const plan::Plan& twin) {
  return twin.caveats.size() > 1;
}

plan::PlanSet twin_of(const Published& original, std::int64_t scale) {
  plan::PlanSet set;
  const std::string name = twin_slug(original.plan.content.slug);
  set.registers.push_back({name, original.plan.hash, twin_register(original.reg)});
  set.plans.push_back({.path = name,
                       .hash = original.plan.hash,
                       .content = twin_plan(original.plan.content),
                       .figures = twin_figures(*original.plan.figures)});
  if (scale > 1)
    set.plans.back().content.caveats.push_back(
        {.text = base::say(Language::ja, "town.caveat_scale", {{"scale", std::to_string(scale)}}),
         .note = {}});
  return set;
}

}  // namespace town
