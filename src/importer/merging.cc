// Lines are told apart by number and name together, then by name, then by number, each within the
// line above them; where several are alike, by their order if there are as many of them.
#include "importer/merging.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/japanese_text.h"
#include "base/joined.h"

namespace importer {
namespace {

using plan::Column;
using plan::Plan;
using plan::Row;

using Identity = std::function<std::string(const Row&)>;

constexpr char kBetween = '\n';

// Pairs the lines that are alike, as far as there are as many of them on both sides.
void pair_alike(const std::vector<const Row*>& mine, const std::vector<const Row*>& theirs,
                const Identity& my_identity, const Identity& their_identity, Keys& keys,
                std::set<std::string, std::less<>>& taken) {
  std::map<std::string, std::pair<std::vector<const Row*>, std::vector<const Row*>>> groups;
  for (const Row* row : mine) {
    if (keys.contains(row->key)) continue;
    if (std::string identity = my_identity(*row); !identity.empty())
      groups[std::move(identity)].first.push_back(row);
  }
  for (const Row* row : theirs) {
    if (taken.contains(row->key)) continue;
    if (std::string identity = their_identity(*row); !identity.empty())
      groups[std::move(identity)].second.push_back(row);
  }
  for (const auto& [identity, group] : groups) {
    if (group.first.size() != group.second.size()) continue;
    for (std::size_t i = 0; i < group.first.size(); ++i) {
      keys[group.first[i]->key] = group.second[i]->key;
      taken.insert(group.second[i]->key);
    }
  }
}

std::string title_of(const Row& row) {
  return base::search_key(row.title);
}
std::string number_of(const Row& row) {
  return base::search_key(row.number.value_or(""));
}

// The line above, by its key in the plan; a part of a line that was not found is not found either.
Identity within(const Keys& keys, bool is_mine, Identity own) {
  return [&keys, is_mine, own = std::move(own)](const Row& row) -> std::string {
    std::string above;
    if (row.parent) {
      const auto found = keys.find(*row.parent);
      if (is_mine && found == keys.end()) return {};
      above = is_mine ? found->second : *row.parent;
    }
    std::string mine = own(row);
    return mine.empty() ? mine : above + kBetween + mine;
  };
}

Keys matched_rows(const Plan& made, const Plan& before, bool number_suffices) {
  Keys keys;
  std::set<std::string, std::less<>> taken;
  const Identity both = [](const Row& row) {
    const std::string number = number_of(row);
    const std::string title = title_of(row);
    return number.empty() || title.empty() ? std::string() : number + kBetween + title;
  };
  std::vector<Identity> identities = {both, title_of};
  if (number_suffices) identities.push_back(number_of);
  for (const bool parts : {false, true}) {
    std::vector<const Row*> mine, theirs;
    for (const Row& row : made.rows)
      if (row.parent.has_value() == parts) mine.push_back(&row);
    for (const Row& row : before.rows)
      if (row.parent.has_value() == parts) theirs.push_back(&row);
    for (const Identity& own : identities)
      pair_alike(mine, theirs, within(keys, true, own), within(keys, false, own), keys, taken);
  }
  return keys;
}

bool same_column(const Column& left, const Column& right) {
  return left.kind == right.kind && left.fiscal_years == right.fiscal_years &&
         !left.fiscal_years.empty();
}

// By what they hold, and among several by their header.
Keys matched_columns(const Plan& made, const Plan& before) {
  Keys keys;
  std::set<std::string, std::less<>> taken;
  const auto pair_where = [&](auto same) {
    for (const Column& mine : made.columns) {
      if (keys.contains(mine.key)) continue;
      for (const Column& theirs : before.columns) {
        if (taken.contains(theirs.key) || !same(mine, theirs)) continue;
        keys[mine.key] = theirs.key;
        taken.insert(theirs.key);
        break;
      }
    }
  };
  const auto header = [](const Column& column) { return base::search_key(column.header); };
  pair_where([&](const Column& mine, const Column& theirs) {
    return mine.kind == theirs.kind && mine.fiscal_years == theirs.fiscal_years &&
           header(mine) == header(theirs);
  });
  pair_where(same_column);
  return keys;
}

// Those without a counterpart keep their own key, or get one that nobody has.
template <class Things>
void complete(Keys& keys, const Things& made, const Things& before) {
  std::set<std::string, std::less<>> taken;
  for (const auto& thing : before) taken.insert(thing.key);
  for (const auto& [mine, theirs] : keys) taken.insert(theirs);
  for (const auto& thing : made) {
    if (keys.contains(thing.key)) continue;
    std::string key = thing.key;
    for (int number = 2; taken.contains(key); ++number)
      key = thing.key + "-" + std::to_string(number);
    taken.insert(key);
    keys[thing.key] = key;
  }
}

void rename(std::string& key, const Keys& keys) {
  if (const auto found = keys.find(key); found != keys.end()) key = found->second;
}
void rename(std::optional<std::string>& key, const Keys& keys) {
  if (key) rename(*key, keys);
}
void rename(std::vector<std::string>& all, const Keys& keys) {
  for (std::string& key : all) rename(key, keys);
}

const plan::Reading* printed(const Row& row, std::string_view column) {
  const plan::Cell* cell = plan::find_cell(row, column);
  return cell == nullptr ? nullptr : plan::find_reading(*cell, plan::ReadingSource::printed);
}

std::optional<std::string> text_in(const Row& row, std::string_view column) {
  const plan::Reading* reading = printed(row, column);
  return reading == nullptr ? std::nullopt : reading->text;
}

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// What a line says beside its cells, by the names that origins have for it.
std::vector<std::pair<std::string, std::optional<std::string>>> said_by(const Row& row) {
  return {{"title", unless_empty(row.title)},
          {"number", row.number},
          {"content", row.description ? unless_empty(row.description->text) : std::nullopt},
          {"owner", unless_empty(base::joined(row.departments, "\n"))},
          {"rating", row.rating ? std::optional(row.rating->printed) : std::nullopt}};
}

class Comparing {
 public:
  Comparing(const Plan& before, const Plan& after, const std::vector<Origin>& origins)
      : before_(before), after_(after) {
    for (const Origin& origin : origins)
      places_.try_emplace({origin.row, origin.column}, origin.grid_row, origin.grid_column);
  }

  std::vector<Change> changes() && {
    const std::vector<Column> columns = all_columns();
    for (const Row& row : after_.rows) {
      const Row* old = plan::find_row(before_, row.key);
      compare_lines(old, &row);
      compare_cells(old, &row, columns);
    }
    for (const Row& row : before_.rows) {
      if (plan::find_row(after_, row.key) != nullptr) continue;
      compare_lines(&row, nullptr);
      compare_cells(&row, nullptr, columns);
    }
    return std::move(changes_);
  }

 private:
  std::vector<Column> all_columns() const {
    std::vector<Column> all = after_.columns;
    for (const Column& column : before_.columns)
      if (plan::find_column(after_, column.key) == nullptr) all.push_back(column);
    return all;
  }

  void compare_lines(const Row* old, const Row* now) {
    const auto before = old == nullptr ? decltype(said_by(*now)){} : said_by(*old);
    const auto after = now == nullptr ? decltype(said_by(*old)){} : said_by(*now);
    const std::size_t count = std::max(before.size(), after.size());
    for (std::size_t i = 0; i < count; ++i)
      add(old == nullptr ? *now : *old, before.empty() ? after[i].first : before[i].first,
          before.empty() ? std::nullopt : before[i].second,
          after.empty() ? std::nullopt : after[i].second);
  }

  void compare_cells(const Row* old, const Row* now, const std::vector<Column>& columns) {
    for (const Column& column : columns)
      add(old == nullptr ? *now : *old, column.key,
          old == nullptr ? std::nullopt : text_in(*old, column.key),
          now == nullptr ? std::nullopt : text_in(*now, column.key));
  }

  void add(const Row& row, const std::string& column, std::optional<std::string> before,
           std::optional<std::string> after) {
    if (before == after) return;
    Change change{row.key, column, std::move(before), std::move(after), {}, {}};
    if (const auto place = places_.find({row.key, column}); place != places_.end()) {
      change.grid_row = place->second.first;
      change.grid_column = place->second.second;
    }
    changes_.push_back(std::move(change));
  }

  const Plan& before_;
  const Plan& after_;
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>> places_;
  std::vector<Change> changes_;
};

// A cell that the table no longer fills says so, beside the others of its line.
void clear_emptied(Plan& after, const Plan& before) {
  for (Row& row : after.rows) {
    const Row* old = plan::find_row(before, row.key);
    if (old == nullptr) continue;
    for (const plan::Cell& cell : old->cells) {
      if (plan::find_column(after, cell.column) == nullptr ||
          plan::find_cell(row, cell.column) != nullptr)
        continue;
      if (text_in(*old, cell.column)) row.cells.push_back({cell.column, {nothing_printed()}});
    }
  }
}

void set_cell(Row& row, const std::string& column, plan::Reading reading) {
  for (plan::Cell& cell : row.cells) {
    if (cell.column != column) continue;
    cell.readings = {std::move(reading)};
    return;
  }
  row.cells.push_back({column, {std::move(reading)}});
}

std::size_t place_of(const std::vector<Origin>& origins, const std::string& row) {
  const auto found = std::ranges::find(origins, row, &Origin::row);
  return found == origins.end() ? 0 : found->grid_row;
}

}  // namespace

void rename_keys(Made& made, const Keys& rows, const Keys& columns) {
  for (Column& column : made.plan.columns) rename(column.key, columns);
  for (Row& row : made.plan.rows) {
    rename(row.key, rows);
    rename(row.parent, rows);
    for (plan::Cell& cell : row.cells) {
      rename(cell.column, columns);
      for (plan::Reading& reading : cell.readings) rename(reading.meaning.row, rows);
    }
    if (row.rating) rename(row.rating->over_rows, rows);
    for (plan::Neighbour& one : row.related) rename(one.row, rows);
  }
  for (plan::MergedCell& merged : made.plan.merged_cells) {
    rename(merged.rows, rows);
    rename(merged.columns, columns);
  }
  for (plan::Relation& relation : made.plan.relations) rename(relation.rows, rows);
  for (Origin& origin : made.origins) {
    rename(origin.row, rows);
    rename(origin.column, columns);
  }
}

plan::Reading nothing_printed() {
  plan::Reading reading;
  reading.kind = plan::CellKind::absent;
  reading.meaning.state = plan::CellState::unknown;
  return reading;
}

Proposal as_new_plan(Made made) {
  return {.after = std::move(made.plan),
          .origins = std::move(made.origins),
          .changes = {},
          .unmatched = {},
          .columns_added = {}};
}

Proposal as_correction(Made made, const Plan& before) {
  Keys rows = matched_rows(made.plan, before, true);
  Keys columns = matched_columns(made.plan, before);
  complete(rows, made.plan.rows, before.rows);
  complete(columns, made.plan.columns, before.columns);
  rename_keys(made, rows, columns);
  Proposal proposal = as_new_plan(std::move(made));
  clear_emptied(proposal.after, before);
  proposal.changes = Comparing(before, proposal.after, proposal.origins).changes();
  return proposal;
}

Proposal as_later_year(Made made, const Plan& before, const plan::Source& source,
                       const std::vector<Origin>& earlier) {
  Proposal proposal;
  proposal.after = before;
  const Keys rows = matched_rows(made.plan, before, false);
  Keys columns = matched_columns(made.plan, before);
  for (const Row& row : made.plan.rows)
    if (!rows.contains(row.key))
      proposal.unmatched.push_back(
          {row.number.value_or(""), row.title, place_of(made.origins, row.key)});
  complete(columns, made.plan.columns, before.columns);
  rename_keys(made, rows, columns);
  std::set<std::string> filled;
  std::set<std::pair<std::string, std::string>> said;
  for (Row& row : made.plan.rows) {
    const auto line = std::ranges::find(proposal.after.rows, row.key, &Row::key);
    const bool is_matched =
        std::ranges::any_of(rows, [&](const auto& pair) { return pair.second == row.key; });
    if (!is_matched || line == proposal.after.rows.end()) continue;
    if (!plan::sub_activities(before, *plan::find_row(before, row.key)).empty()) continue;
    for (plan::Cell& cell : row.cells) {
      if (cell.readings.empty() || !cell.readings.front().text) continue;
      said.emplace(row.key, cell.column);
      filled.insert(cell.column);
      if (text_in(*line, cell.column) == cell.readings.front().text) continue;
      cell.readings.front().merged.reset();
      set_cell(*line, cell.column, std::move(cell.readings.front()));
    }
  }
  for (const Column& column : made.plan.columns) {
    if (!filled.contains(column.key) || plan::find_column(proposal.after, column.key) != nullptr)
      continue;
    proposal.columns_added.push_back(column.key);
    proposal.after.columns.push_back(column);
  }
  for (const Origin& origin : earlier) {
    if (said.contains({origin.row, origin.column})) continue;
    const auto line = std::ranges::find(proposal.after.rows, origin.row, &Row::key);
    if (line == proposal.after.rows.end() ||
        plan::find_column(proposal.after, origin.column) == nullptr)
      continue;
    set_cell(*line, origin.column, nothing_printed());
  }
  std::erase_if(proposal.after.sources,
                [&](const plan::Source& one) { return one.key == source.key; });
  proposal.after.sources.push_back(source);
  for (Origin& origin : made.origins)
    if (said.contains({origin.row, origin.column})) proposal.origins.push_back(std::move(origin));
  proposal.changes = Comparing(before, proposal.after, proposal.origins).changes();
  return proposal;
}

}  // namespace importer
