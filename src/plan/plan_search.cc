// What of a plan can be searched for, and under which key it is found again.
#include "plan/plan_search.h"

namespace plan {

namespace {

std::string key_of(const Plan& plan, std::string_view part) {
  return part.empty() ? plan.slug : plan.slug + "/" + std::string(part);
}

void add(std::string& text, const std::optional<std::string>& more) {
  if (!more || more->empty()) return;
  if (!text.empty()) text += ' ';
  text += *more;
}

std::string row_text(const Plan& plan, const Row& row) {
  std::string text;
  if (row.description) add(text, row.description->text);
  for (const auto* child : sub_activities(plan, row)) {
    add(text, child->title);
    if (child->description) add(text, child->description->text);
    for (const auto& cell : child->cells) add(text, shown(cell)->text);
  }
  for (const auto& cell : row.cells) add(text, shown(cell)->text);
  return text;
}

std::string document_text(const Document& document) {
  std::string text;
  for (const auto& block : document.blocks) {
    add(text, block.text);
    for (const auto& item : block.items) add(text, item);
  }
  return text;
}

std::string plan_text(const Plan& plan) {
  std::string text;
  add(text, plan.title_printed);
  add(text, plan.edition);
  for (const auto& node : plan.nodes) {
    add(text, node.name);
    add(text, node.direction);
    add(text, node.text);
  }
  for (const auto& caveat : plan.caveats) add(text, caveat.text);
  return text;
}

}  // namespace

void put_into_search(db::Write& tx, const Plan& plan, const Gone& gone) {
  for (const auto& row : gone.rows) {
    db::search::remove(tx, plan.municipality, kSearchRow, key_of(plan, row));
  }
  for (const auto& document : gone.documents) {
    db::search::remove(tx, plan.municipality, kSearchDocument, key_of(plan, document));
  }
  db::search::put(tx, {plan.municipality, kSearchPlan, plan.slug, plan.title, plan_text(plan)});
  for (const auto& row : plan.rows) {
    if (row.parent) {  // found with its programme; it may have been a line of its own before
      db::search::remove(tx, plan.municipality, kSearchRow, key_of(plan, row.key));
      continue;
    }
    db::search::put(tx, {plan.municipality, kSearchRow, key_of(plan, row.key),
                         number_and_title(row), row_text(plan, row)});
  }
  for (const auto& document : plan.documents) {
    db::search::put(tx, {plan.municipality, kSearchDocument, key_of(plan, document.key),
                         document.title, document_text(document)});
  }
}

std::string position_text(const Hit& hit) {
  const std::string key = hit.key.empty() ? hit.plan : hit.plan + "/" + hit.key;
  return hit.municipality + "/" + hit.kind + "/" + key;
}

std::optional<db::search::Position> position_from(std::string_view text) {
  const auto first = text.find('/');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return db::search::Position{std::string(text.substr(0, first)),
                              std::string(text.substr(first + 1, second - first - 1)),
                              std::string(text.substr(second + 1))};
}

Hits find_in_search(db::Read& tx, const KnownPlans& known, const SearchQuestion& asked) {
  std::vector<db::search::Holder> holders;
  for (const KnownPlan& plan : known.all()) holders.push_back({plan.municipality, plan.slug});
  const db::search::Question question{.municipality = std::nullopt,
                                      .words = asked.words,
                                      .limit = asked.limit + 1,
                                      .after = asked.after,
                                      .holders = holders};
  Hits hits;
  hits.total = db::search::count(tx, question);
  for (auto& found : db::search::find(tx, question)) {
    const auto slash = found.key.find('/');
    Hit hit;
    hit.kind = std::move(found.kind);
    hit.municipality = std::move(found.municipality);
    hit.plan = found.key.substr(0, slash);
    if (slash != std::string::npos) hit.key = found.key.substr(slash + 1);
    hit.title = std::move(found.title);
    hit.snippet = std::move(found.snippet);
    hits.page.push_back(std::move(hit));
  }
  hits.more = hits.page.size() > static_cast<std::size_t>(asked.limit);
  if (hits.more) hits.page.pop_back();
  return hits;
}

}  // namespace plan
