// A key is given once: the printed number where it can stand in an address, otherwise one made of
// the number of the line.
#include "planning/carry.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/era.h"
#include "base/fiscal_year.h"
#include "planning/tree.h"

namespace planning {
namespace {

constexpr std::size_t kKeyBytesMax = 32;

const CarriedAction* action_of(std::span<const CarriedAction> actions, std::string_view row) {
  const auto found = std::ranges::find(actions, row, &CarriedAction::row);
  return found == actions.end() ? nullptr : &*found;
}

std::string cut(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
  return text;
}

class Carrying {
 public:
  Carrying(const Carried& carried, const Head& head) : carried_(carried), head_(head) {}

  std::vector<Line> all(bool is_same_plan, std::string_view closed_reason) {
    for (const auto& node : carried_.plan.nodes) add_node(node);
    for (const auto& row : carried_.plan.rows) {
      Line& line = add_row(row);
      if (is_same_plan)
        take_work(line, row);
      else
        take_over(line, row, closed_reason);
    }
    return std::move(lines_);
  }

 private:
  Line& add(Kind kind, std::optional<int> parent, const std::string& key) {
    Line line{.line = static_cast<int>(lines_.size()) + 1, .kind = kind};
    line.parent = parent;
    line.ordinal = 10 * (++below_[parent.value_or(0)]);
    line.carried_plan = carried_.plan.slug;
    line.carried_row = key;
    lines_.push_back(std::move(line));
    return lines_.back();
  }

  void add_node(const plan::Node& node) {
    const auto parent = node.parent ? std::optional(nodes_[*node.parent]) : std::nullopt;
    Line& line = add(Kind::node, parent, node.key);
    line.title = node.name.value_or(node.direction.value_or(node.code.value_or("")));
    line.direction = node.name ? node.direction.value_or("") : std::string();
    line.description = node.text.value_or("");
    if (node.code && codes_.insert(*node.code).second) line.number = node.code;
    nodes_[node.key] = line.line;
  }

  Line& add_row(const plan::Row& row) {
    std::optional<int> parent;
    if (row.parent)
      parent = rows_[*row.parent];
    else if (row.node)
      parent = nodes_[*row.node];
    Line& line = add(Kind::row, parent, row.key);
    line.title = cut(row.title, 3 * kTitleCharactersMax);
    if (row.number && codes_.insert(*row.number).second) line.number = row.number;
    if (row.description) line.description = row.description->text;
    line.departments = row.departments;
    line.programmes = row.programmes;
    if (const auto* work = plan::find_work(carried_.work, row.key)) {
      line.legal_basis = work->legal_basis;
      line.funding = work->funding;
    }
    rows_[row.key] = line.line;
    return line;
  }

  void take_over(Line& line, const plan::Row& row, std::string_view closed_reason) {
    const auto* owner =
        plan::owner_of(carried_.plan, row, head_.from, carried_.work, carried_.programmes);
    if (owner != nullptr)
      line.owners = {{head_.from, std::nullopt, owner->body, owner->department, owner->basis}};
    const CarriedAction* action = action_of(carried_.actions, row.key);
    if (action == nullptr) return;
    line.action = *action;
    if (closes(*action)) line.ended = std::string(closed_reason) + action->text;
  }

  bool is_inside(int year) const { return head_.from <= year && year <= head_.to; }

  void take_work(Line& line, const plan::Row& row) {
    line.years = row.years.printed.value_or("");
    const auto* work = plan::find_work(carried_.work, row.key);
    if (work == nullptr) return;
    line.owners = work->owners;
    line.indicators = work->indicators;
    for (const auto& one : work->indicators)
      line.indicators_given = std::max(line.indicators_given, one.number);
    for (const auto& target : work->targets)
      if (is_inside(target.fiscal_year)) line.targets.push_back(target);
    for (const auto& money : work->money)
      if (is_inside(money.fiscal_year)) line.money.push_back(money);
  }

  const Carried& carried_;
  const Head& head_;
  std::vector<Line> lines_;
  std::map<int, int> below_;
  std::map<std::string, int> nodes_;
  std::map<std::string, int> rows_;
  std::set<std::string> codes_;
};

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= kKeyBytesMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

class Composing {
 public:
  Composing(const Draft& draft, std::string_view source_title, std::string_view ended_note)
      : draft_(draft), ended_note_(ended_note) {
    plan::Plan& plan = composed_.plan;
    plan.slug = draft.head.slug;
    plan.municipality = draft.head.municipality;
    plan.title = draft.head.title;
    plan.period = {draft.head.period, draft.head.from, draft.head.to};
    plan.sources.push_back({"draft", "", std::string(source_title), "", {}, {}});
    for (std::size_t i = 0; i < draft.head.levels.size(); ++i)
      plan.levels.push_back({"level-" + std::to_string(i + 1), draft.head.levels[i].name});
    for (int year = draft.head.from; year <= draft.head.to; ++year)
      plan.columns.push_back({std::to_string(year),
                              base::format_era(base::FiscalYear(year)),
                              plan::ColumnKind::year,
                              {year}});
    if (draft.head.predecessor)
      plan.relations.push_back({plan::RelationKind::before,
                                draft.head.predecessor,
                                *draft.head.predecessor,
                                {},
                                {},
                                {},
                                {}});
    for (const Line& line : draft.lines)
      if (line.plan_key) taken_.insert(*line.plan_key);
  }

  Composed all() {
    for (const Placed& placed : in_order(draft_)) add(*placed.line);
    // Ended lines the plan knows: their results stay readable.
    for (const Line& line : draft_.lines)
      if (!line.lives() && line.plan_key && line.kind == Kind::row) add_ended(line);
    return std::move(composed_);
  }

 private:
  std::string key_of(const Line& line) {
    if (line.plan_key) return *line.plan_key;
    std::string key = "l" + std::to_string(line.line);
    if (line.number && is_key(*line.number) && !taken_.contains(*line.number)) key = *line.number;
    while (taken_.contains(key)) key += "-2";
    taken_.insert(key);
    composed_.keys.emplace_back(line.line, key);
    return key;
  }

  std::string level_of(const Line& line) const {
    const auto name = level_name(draft_, line);
    for (std::size_t i = 0; i < draft_.head.levels.size(); ++i)
      if (draft_.head.levels[i].name == name && draft_.head.levels[i].kind == line.kind)
        return "level-" + std::to_string(i + 1);
    return "level-1";
  }

  void add(const Line& line) {
    const std::string key = key_of(line);
    keys_[line.line] = key;
    const Line* above = line.parent ? find(draft_.lines, *line.parent) : nullptr;
    if (line.kind == Kind::node) {
      plan::Node node{.key = key,
                      .level = level_of(line),
                      .parent = {},
                      .code = line.number,
                      .name = line.title,
                      .direction = {},
                      .printed = {},
                      .text = {},
                      .note = {},
                      .certainty = {}};
      if (above != nullptr) node.parent = keys_[above->line];
      if (!line.direction.empty()) node.direction = line.direction;
      if (!line.description.empty()) node.text = line.description;
      composed_.plan.nodes.push_back(std::move(node));
      return;
    }
    plan::Row row = row_of(line, key);
    if (above != nullptr) (above->kind == Kind::node ? row.node : row.parent) = keys_[above->line];
    composed_.plan.rows.push_back(std::move(row));
    add_work(line, key);
  }

  void add_ended(const Line& line) {
    plan::Row row = row_of(line, *line.plan_key);
    row.notes.push_back(std::string(ended_note_) + *line.ended);
    composed_.plan.rows.push_back(std::move(row));
    add_work(line, *line.plan_key);
  }

  plan::Row row_of(const Line& line, const std::string& key) const {
    plan::Row row;
    row.key = key;
    row.number = line.number;
    row.level = level_of(line);
    row.title = line.title;
    if (!line.description.empty()) row.description = plan::Description{line.description, {}};
    row.programmes = line.programmes;
    row.departments = line.departments;
    row.notes = line.related;
    if (!line.years.empty()) {
      row.years.printed = line.years;
      if (const auto years = base::parse_fiscal_years(line.years))
        for (const auto year : years->years) row.years.fiscal_years.push_back(year.number());
    }
    row.provenance.source = "draft";
    return row;
  }

  void add_work(const Line& line, const std::string& key) {
    composed_.work.push_back({key, line.owners, line.indicators, line.targets, line.money,
                              line.legal_basis, line.funding});
  }

  const Draft& draft_;
  std::string_view ended_note_;
  Composed composed_;
  std::set<std::string> taken_;
  std::map<int, std::string> keys_;
};

bool has_target(const Line& line, int year) {
  return std::ranges::find(line.targets, year, &plan::Target::fiscal_year) != line.targets.end();
}

}  // namespace

bool closes(const CarriedAction& action) {
  return action.kind == "complete" || action.kind == "abolish";
}

std::vector<Level> levels_of(const plan::Plan& plan) {
  std::vector<Level> levels;
  for (const auto& level : plan.levels) {
    const bool of_nodes =
        std::ranges::find(plan.nodes, level.key, &plan::Node::level) != plan.nodes.end();
    levels.push_back({level.name, of_nodes ? Kind::node : Kind::row});
  }
  return levels;
}

std::vector<Line> lines_of_predecessor(const Carried& carried, const Head& head,
                                       std::string_view closed_reason) {
  return Carrying(carried, head).all(false, closed_reason);
}

std::vector<Line> lines_of_plan(const Carried& carried, const Head& head) {
  return Carrying(carried, head).all(true, {});
}

Composed compose(const Draft& draft, std::string_view source_title, std::string_view ended_note) {
  return Composing(draft, source_title, ended_note).all();
}

std::string body_of(const Draft& draft, const Line& line, int fiscal_year) {
  for (const Line* one = &line; one != nullptr;
       one = one->parent ? find(draft.lines, *one->parent) : nullptr) {
    for (const auto& owner : one->owners)
      if (owner.from <= fiscal_year && (!owner.to || fiscal_year <= *owner.to)) return owner.body;
  }
  return {};
}

std::vector<Gap> gaps(const Draft& draft, std::span<const int> lines_with_open_comments) {
  std::vector<Gap> all;
  for (const Placed& placed : in_order(draft)) {
    const Line& line = *placed.line;
    if (std::ranges::find(lines_with_open_comments, line.line) != lines_with_open_comments.end())
      all.push_back({line.line, GapKind::open_comments});
    const bool is_leaf = below(draft, line.line).empty();
    if (line.kind == Kind::node) {
      if (is_leaf) all.push_back({line.line, GapKind::empty_place});
      continue;
    }
    if (!is_leaf) continue;
    for (int year = draft.head.from; year <= draft.head.to; ++year) {
      if (!body_of(draft, line, year).empty()) continue;
      all.push_back({line.line, GapKind::no_owner, year});
      break;
    }
    if (line.description.empty()) all.push_back({line.line, GapKind::no_description});
    if (line.indicators.empty()) {
      all.push_back({line.line, GapKind::no_indicator});
      continue;
    }
    for (int year = draft.head.from; year <= draft.head.to; ++year) {
      if (has_target(line, year)) continue;
      all.push_back({line.line, GapKind::no_target, year});
      break;
    }
  }
  return all;
}

}  // namespace planning
