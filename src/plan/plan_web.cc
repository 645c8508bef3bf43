// The home page with all plans, and one plan at a glance.
#include "plan/plan_web.h"

#include <algorithm>
#include <map>

#include "base/date.h"
#include "base/municipality_code.h"
#include "http/page_frame.h"
#include "output/chart.h"
#include "plan/overview.h"
#include "plan/plan_service.h"
#include "plan/plan_sheet.h"
#include "plan/plan_words.h"
#include "plan/summary_service.h"
#include "ui/plan/home.h"
#include "ui/plan/plan.h"

namespace plan::web {

namespace {

using base::Language;
using base::say;

std::string kind_words(Language language, PlanKind kind) {
  return std::string(base::words(language, "plan.kind_" + std::string(in_db(kind))));
}

std::string marks_words(Language language, const std::vector<std::pair<std::string, int>>& marks) {
  int total = 0;
  std::string counts;
  for (const auto& [mark, count] : marks) {
    total += count;
    if (!counts.empty()) counts += base::words(language, "plan.list_comma");
    counts += mark + " " + std::to_string(count);
  }
  return say(language, "plan.card_marks", {{"marks", std::to_string(total)}, {"counts", counts}});
}

PlanCard card(Language language, const Listed& listed, base::Date today) {
  const auto& summary = listed.summary;
  PlanCard card;
  card.title = summary.title;
  card.url = plan_url(language, summary.slug);
  card.kind = kind_words(language, summary.kind);
  card.edition = summary.edition.value_or("");
  card.period = period_words(language, summary.period);
  card.period_note = period_note(language, summary.period, today);
  card.counts = say(language, "plan.card_counts", {{"rows", std::to_string(summary.rows)}});
  if (!summary.marks.empty()) card.ratings = marks_words(language, summary.marks);
  if (summary.caveat) card.caveats.push_back({*summary.caveat, ""});
  return card;
}

std::string municipality_name(Language language, const programme::Municipality& municipality) {
  return language == Language::en ? municipality.name_en + " " + municipality.name
                                  : municipality.name;
}

// 達成度 A 2、B 3 of sub-activities that are each rated by themselves; "" for fewer than two marks.
std::string marks_of(Language language, const Plan& plan, const std::vector<const Row*>& children) {
  std::map<std::string, int> counts;
  int total = 0;
  for (const auto* child : children) {
    if (!child->rating || child->rating->scope != RatingScope::row) continue;
    ++counts[child->rating->mark];
    ++total;
  }
  if (total < 2) return {};
  std::string listed;
  for (const auto& [mark, count] : counts) {
    if (!listed.empty()) listed += base::words(language, "plan.list_comma");
    listed += mark + " " + std::to_string(count);
  }
  return say(language, "plan.marks_of_children",
             {{"header", rating_header(plan)}, {"marks", listed}});
}

TreeRow tree_row(Language language, const Plan& plan, const Row& row) {
  TreeRow view;
  view.number = row.number.value_or("");
  view.title = row.title;
  view.url = row_url(language, plan.slug, row.key);
  view.rating = rating_view(language, plan, row.rating);
  const auto children = sub_activities(plan, row);
  if (const std::string words = marks_of(language, plan, children); !words.empty()) {
    view.rating = {.mark = words, .tone = "other", .words = words, .scope = ""};
  }
  if (children.size() == 1 || (!children.empty() && children.front()->rating &&
                               children.front()->rating->scope == RatingScope::programme)) {
    view.rating = rating_view(language, plan, children.front()->rating);
    view.rating.scope.clear();
  }
  return view;
}

TreeNode tree_node(Language language, const Plan& plan, const Node& node) {
  TreeNode view;
  const auto* level = find_level(plan, node.level);
  view.level = level == nullptr ? "" : level->name;
  view.code = node.code.value_or("");
  view.name = node.name.value_or("");
  if (node.direction) view.name += (view.name.empty() ? "" : "　") + *node.direction;
  if (view.name.empty()) view.name = node.text.value_or(std::string());
  view.note = node.note.value_or("");
  if (node.certainty.reason) {
    view.note += (view.note.empty() ? "" : " ") + *node.certainty.reason;
  }
  view.anchor = "place-" + node.key;
  if (has_table(plan)) view.table_url = table_url(language, plan.slug) + "?objective=" + node.key;
  for (const auto& child : plan.nodes) {
    if (child.parent == node.key) view.nodes.push_back(tree_node(language, plan, child));
  }
  for (const auto& row : plan.rows) {
    if (row.node == node.key) view.rows.push_back(tree_row(language, plan, row));
  }
  return view;
}

// Rows that stand under no objective or measure: shown after the tree, so that no row is lost.
TreeNode placeless_rows(Language language, const Plan& plan) {
  TreeNode view;
  view.name = base::words(language, "plan.without_place");
  view.anchor = "without-place";
  for (const auto& row : plan.rows) {
    if (!row.parent && !row.node) view.rows.push_back(tree_row(language, plan, row));
  }
  return view;
}

RatingChart rating_chart(Language language, const Plan& plan) {
  RatingChart chart;
  const auto counts = mark_counts(plan);
  for (const auto& [mark, count] : counts) chart.total += count;
  if (chart.total == 0) return chart;
  std::int64_t before = 0;
  std::string listed;
  for (const auto& [mark, count] : counts) {
    Rating rating;
    rating.mark = mark;
    RatingBar bar;
    bar.rating = rating_view(language, plan, rating);
    bar.count = count;
    bar.share = output::percent(count, chart.total);
    bar.x = output::hundredths(before, chart.total);
    bar.width = output::hundredths(count, chart.total);
    before += count;
    if (!listed.empty()) listed += base::words(language, "plan.list_comma");
    listed += say(language, "plan.mark_count", {{"mark", mark}, {"count", std::to_string(count)}});
    chart.bars.push_back(std::move(bar));
  }
  chart.sentence = say(language, "plan.chart_sentence",
                       {{"total", std::to_string(chart.total)}, {"marks", listed}});
  const auto& scale = plan.rating_scales.front();
  chart.scale_note = scale.definition.value_or(scale.note.value_or(""));
  return chart;
}

// How the marks fall under each objective. All bars have one scale: the fullest is full.
ObjectiveChart objective_chart(Language language, const Plan& plan) {
  ObjectiveChart chart;
  const auto objectives = objective_marks(plan);
  if (objectives.empty()) return chart;
  int fullest = 0;
  for (const auto& objective : objectives) fullest = std::max(fullest, objective.total);
  for (const auto& [mark, count] : objectives.front().marks) {
    Rating rating;
    rating.mark = mark;
    chart.marks.push_back(rating_view(language, plan, rating));
  }
  for (const auto& objective : objectives) {
    ObjectiveBar bar;
    bar.code = objective.objective->code.value_or("");
    bar.name = place_name(*objective.objective);
    bar.url = table_url(language, plan.slug) + "?objective=" + objective.objective->key;
    bar.total = objective.total;
    std::vector<output::Share> shares;
    std::string listed;
    for (std::size_t i = 0; i < objective.marks.size(); ++i) {
      const auto& [mark, count] = objective.marks[i];
      bar.counts.push_back(count);
      shares.push_back({chart.marks[i].tone, count});
      if (!listed.empty()) listed += base::words(language, "plan.list_comma");
      listed +=
          say(language, "plan.mark_count", {{"mark", mark}, {"count", std::to_string(count)}});
    }
    bar.bar = output::divided_bar(shares, fullest, bar.name + " " + listed);
    chart.bars.push_back(std::move(bar));
  }
  chart.sentence = say(language, "plan.objectives_sentence",
                       {{"objectives", std::to_string(chart.bars.size())}});
  return chart;
}

ChangeView leaf_view(Language language, const Plan& plan, const Row& leaf) {
  const Row& programme = programme_row(plan, leaf);
  ChangeView view;
  view.number = programme.number.value_or("");
  view.title = leaf.parent ? programme.title + "　" + printed_title(leaf) : leaf.title;
  view.url = row_url(language, plan.slug, programme.key);
  return view;
}

bool has_years(const Plan& plan) {
  return std::count_if(plan.columns.begin(), plan.columns.end(),
                       [](const Column& column) { return column.kind == ColumnKind::year; }) > 1;
}

std::vector<ChangeView> change_views(Language language, const Plan& plan) {
  std::vector<ChangeView> views;
  for (const auto& change : changes(plan)) {
    ChangeView view = leaf_view(language, plan, *change.leaf);
    view.label = change.before->label;
    const auto in_year = [&](const base::Quantity& quantity, const Column& column) {
      return say(language, "plan.quantity_in_year",
                 {{"quantity", grouped(quantity.value) + quantity.unit}, {"year", column.header}});
    };
    view.before = in_year(*change.before, *change.from);
    view.after = in_year(*change.after, *change.to);
    if (change.percent) {
      const auto percent = *change.percent;
      view.change = say(language, percent < 0 ? "plan.shrank" : "plan.grew",
                        {{"percent", std::to_string(percent < 0 ? -percent : percent)}});
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<ChangeView> hand_over_views(Language language, const Plan& plan) {
  std::vector<ChangeView> views;
  for (const auto& handed : handed_over(plan)) {
    ChangeView view = leaf_view(language, plan, *handed.leaf);
    view.label = handed.column == nullptr ? "" : handed.column->header;
    view.after = handed.text;
    views.push_back(std::move(view));
  }
  return views;
}

// A plan that is named but not held here has no page to link to.
RelationView relation_view(Language language, const Relation& relation,
                           const std::vector<Listed>& held) {
  RelationView view;
  view.kind = base::words(language, "plan.relation_" + std::string(in_db(relation.kind)));
  view.name = relation.mark.value_or("") + relation.name;
  const bool is_held = std::any_of(held.begin(), held.end(), [&](const Listed& listed) {
    return listed.summary.slug == relation.plan;
  });
  if (is_held) view.url = plan_url(language, *relation.plan);
  view.period = relation.period.value_or("");
  view.note = relation.note.value_or("");
  return view;
}

std::vector<FactView> plan_facts(Language language, const Plan& plan) {
  std::vector<FactView> facts;
  facts.push_back({std::string(base::words(language, "plan.fact_kind")),
                   kind_words(language, plan.kind), "", ""});
  facts.push_back({std::string(base::words(language, "plan.fact_period")),
                   period_words(language, plan.period), "", ""});
  const auto programmes =
      std::count_if(plan.rows.begin(), plan.rows.end(), [](const Row& row) { return !row.parent; });
  facts.push_back({std::string(base::words(language, "plan.fact_rows")),
                   say(language, "plan.fact_rows_value",
                       {{"programmes", std::to_string(programmes)},
                        {"lines", std::to_string(leaves(plan).size())}}),
                   "", ""});
  if (plan.title_printed) {
    facts.push_back({std::string(base::words(language, "plan.fact_title_printed")),
                     *plan.title_printed, "", ""});
  }
  return facts;
}

SourceView source_view(const Source& source) {
  SourceView view;
  view.title = source.title;
  view.publisher = source.publisher;
  view.published = source.published.value_or("");
  view.file = source.file;
  view.note = source.note.value_or("");
  return view;
}

}  // namespace

http::Response get_home(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto today = base::japan_date(base::now());
  HomePage view;
  view.page = http::page_frame(request, std::string(base::words(language, "plan.home")), {},
                               http::Area::home);
  const auto all = list(base::Actor::visitor(), database);
  const bool is_own = !all.empty() && all.front().municipality.code == all.back().municipality.code;
  const auto* own = is_own ? &all.front().municipality : nullptr;
  for (const auto& listed : all) {
    if (view.municipalities.empty() ||
        view.municipalities.back().code != listed.municipality.code) {
      view.municipalities.push_back({municipality_name(language, listed.municipality),
                                     listed.municipality.code,
                                     "m" + listed.municipality.code,
                                     {}});
    }
    view.municipalities.back().plans.push_back(card(language, listed, today));
    if (base::is_practice_municipality(listed.municipality.code)) view.page.has_practice = true;
    view.row_count += listed.summary.rows;
    ++view.plan_count;
  }
  view.municipality_count = static_cast<std::int64_t>(view.municipalities.size());
  if (own != nullptr) {
    view.own_title = say(language, "plan.own_title", {{"name", view.municipalities.front().name}});
    view.own_lead =
        base::words(language, "plan.own_lead_" + std::string(programme::in_db(own->kind)));
  }
  return {.body = pages::home(view, language)};
}

http::Response get_plan(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return http::refused(opened.error());
  const Plan& plan = opened->plan;
  PlanPage view;
  view.page = http::page_frame(request, plan.title);
  view.municipality = opened->municipality.name;
  view.title = plan.title;
  view.edition = plan.edition.value_or("");
  view.period = period_words(language, plan.period);
  view.period_note = period_note(language, plan.period, base::japan_date(base::now()));
  view.facts = plan_facts(language, plan);
  const std::string summary =
      database.read([&](db::Read& tx) { return summary_of(tx, plan.municipality, plan.slug); });
  if (!summary.empty())
    view.facts.insert(view.facts.begin(),
                      {std::string(base::words(language, "plan.fact_summary")), summary, "", ""});
  view.facts.push_back({std::string(base::words(language, "plan.fact_editions")),
                        std::string(base::words(language, "plan.fact_editions_link")), "",
                        plan_url(language, plan.slug) + "/editions"});
  view.caveats = caveat_views(plan);
  view.notes = plan.notes;
  view.ratings = rating_chart(language, plan);
  view.objectives = objective_chart(language, plan);
  view.movements = {has_years(plan), change_views(language, plan), hand_over_views(language, plan)};
  for (const auto& node : plan.nodes) {
    if (!node.parent) view.tree.push_back(tree_node(language, plan, node));
  }
  if (auto placeless = placeless_rows(language, plan); !placeless.rows.empty()) {
    view.tree.push_back(std::move(placeless));
  }
  const auto held = list(base::Actor::visitor(), database);
  for (const auto& relation : plan.relations) {
    view.relations.push_back(relation_view(language, relation, held));
  }
  for (const auto& document : plan.documents) {
    view.documents.push_back({document.title, document_url(language, plan.slug, document.key), ""});
  }
  for (const auto& source : plan.sources) view.sources.push_back(source_view(source));
  if (has_table(plan)) {
    view.table_url = table_url(language, plan.slug);
    view.csv_url = csv_url(language, plan.slug);
  }
  view.json_url = json_url(plan.slug);
  return {.body = pages::plan(view, language)};
}

}  // namespace plan::web
