// Definitions come in with a plan. What is equal stays untouched, without a lock or a deed; what is
// new or changed becomes a further version, to be built where there are records already; what is
// gone retires.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/json_text.h"
#include "base/sha256.h"
#include "figure/build_reading.h"
#include "figure/clock.h"
#include "figure/definition_store.h"
#include "figure/figure_file.h"
#include "figure/mark_store.h"
#include "job/job.h"

namespace figure {
namespace {

using store::Standing;

// A figure or a row as the file says it; a row has no key.
struct Wanted {
  std::string row;
  std::string key;
  std::string text;
  std::optional<Definition> definition;
};

std::vector<Wanted> wanted_figures(const DefinitionSet& set) {
  std::vector<Wanted> wanted;
  const auto add = [&](const std::string& row, const Definition& definition) {
    wanted.push_back({row, definition.key, definition_json(definition), definition});
  };
  for (const RowDefinition& row : set.rows)
    for (const Definition& definition : row.figures) add(row.row, definition);
  base::Mistakes mistakes(set.plan);
  for (const Total& total : set.totals) add("", as_figure(total, set, mistakes));
  if (!mistakes.none()) throw std::logic_error("figure: totals that were not checked");
  return wanted;
}

std::vector<Wanted> wanted_rows(const DefinitionSet& set) {
  std::vector<Wanted> wanted;
  for (const RowDefinition& row : set.rows) wanted.push_back({row.row, "", row_json(row), {}});
  return wanted;
}

// What stands under one key: the version in force, and the one being built.
struct Pair {
  std::optional<Standing> current;
  std::optional<Standing> building;
};
using Pairs = std::map<std::pair<std::string, std::string>, Pair>;

Pairs paired(const std::vector<Standing>& standing) {
  Pairs pairs;
  for (const Standing& one : standing) {
    Pair& pair = pairs[{one.row, one.key}];
    (one.building ? pair.building : pair.current) = one;
  }
  return pairs;
}

struct Written {
  Standing standing;  // as it will be, without number and version
  std::optional<Standing> current;
  std::optional<Definition> definition;
  bool known = false;          // changed, not new
  std::int64_t stretches = 0;  // of records that are there already
};

struct Changes {
  std::vector<Written> written;
  std::vector<Standing> abandoned;
  std::vector<Standing> gone;
  std::vector<Standing> moved;  // to another place of the list
  bool none() const {
    return written.empty() && abandoned.empty() && gone.empty() && moved.empty();
  }
};

void move(Standing standing, int ordinal, Changes& changes) {
  if (standing.ordinal == ordinal) return;
  standing.ordinal = ordinal;
  changes.moved.push_back(std::move(standing));
}

void compare(const Wanted& wanted, int ordinal, const Pair& pair, Changes& changes) {
  const auto& newest = pair.building ? pair.building : pair.current;
  const bool unchanged = newest && newest->definition == wanted.text;
  const bool taken_back =
      !unchanged && pair.building && pair.current && pair.current->definition == wanted.text;
  if (pair.building && !unchanged) changes.abandoned.push_back(*pair.building);
  if (unchanged && pair.building) move(*pair.building, ordinal, changes);
  if (pair.current) move(*pair.current, ordinal, changes);
  if (unchanged || taken_back) return;
  Standing standing;
  standing.row = wanted.row;
  standing.key = wanted.key;
  standing.ordinal = ordinal;
  standing.definition = wanted.text;
  changes.written.push_back({standing, pair.current, wanted.definition, newest.has_value()});
}

Changes compared(const std::vector<Wanted>& wanted, const std::vector<Standing>& standing) {
  Changes changes;
  Pairs pairs = paired(standing);
  int ordinal = 0;
  for (const Wanted& one : wanted) {
    const auto found = pairs.extract({one.row, one.key});
    compare(one, ordinal++, found ? found.mapped() : Pair{}, changes);
  }
  for (const auto& [key, pair] : pairs) {
    if (pair.current) changes.gone.push_back(*pair.current);
    if (pair.building) changes.abandoned.push_back(*pair.building);
  }
  return changes;
}

struct Revision {
  Changes figures;
  Changes rows;
  bool none() const { return figures.none() && rows.none(); }
};

Revision revision_to(db::Read& tx, const DefinitionSet& set) {
  return {compared(wanted_figures(set), store::standing_figures(tx, set.municipality, set.plan)),
          compared(wanted_rows(set), store::standing_rows(tx, set.municipality, set.plan))};
}

std::string name_of(const Standing& standing) {
  return standing.key.empty() ? standing.row : standing.row + "/" + standing.key;
}

void add_names(base::JsonWriter& json, std::string_view name, const std::vector<Standing>& list) {
  json.key(name).begin_array();
  for (const Standing& standing : list) json.string(name_of(standing));
  json.end_array();
}

void add_written(base::JsonWriter& json, std::string_view name, const std::vector<Written>& list) {
  json.key(name).begin_array();
  for (const Written& one : list) {
    const Standing& standing = one.standing;
    json.begin_object().field("figure", name_of(standing)).field("version", standing.version);
    if (one.definition)
      json.field("id", std::to_string(standing.id.value)).field("building", standing.building);
    json.field("hash", base::sha256_hex(standing.definition)).end_object();
  }
  json.end_array();
}

// What verify holds the rows of this load against (definition_proof.cc reads it).
std::string payload(const Revision& revision, base::Instant moment) {
  base::JsonWriter json;
  json.begin_object().field("at", moment.microseconds);
  add_written(json, "figures", revision.figures.written);
  add_names(json, "abandoned", revision.figures.abandoned);
  add_names(json, "gone", revision.figures.gone);
  add_written(json, "rows", revision.rows.written);
  add_names(json, "rows_gone", revision.rows.gone);
  return json.end_object().take();
}

// One load's changes, written at one moment by one deed. The transaction is alone in the line.
class Installing {
 public:
  Installing(db::Write& tx, const base::Actor& actor, const DefinitionSet& set, Revision revision)
      : tx_(tx),
        set_(set),
        revision_(std::move(revision)),
        moment_(store::settle(tx, set.municipality)) {
    number_figures();
    number_rows();
    author_ = {set.municipality, set.plan,
               history::write(tx, actor,
                              {.kind = "figure.define",
                               .municipality = set.municipality,
                               .subject_kind = "plan",
                               .subject_key = set.plan,
                               .reason = "",
                               .payload_json = payload(revision_, moment_)})
                   .value};
    store::add_mark(tx, set.municipality, {moment_, "definition", set.plan}, author_.deed);
  }

  Installed write() {
    write_figures();
    write_rows();
    raise_generation(tx_, set_.municipality);
    return installed_;
  }

 private:
  static int next_version(const store::Versions& versions, const Standing& standing) {
    const auto last = versions.find({standing.row, standing.key});
    return last == versions.end() ? 1 : last->second + 1;
  }

  // Before the deed is written, which says them.
  void number_figures() {
    if (revision_.figures.written.empty()) return;
    const auto versions = store::figure_versions(tx_, set_.municipality, set_.plan);
    for (Written& one : revision_.figures.written) {
      one.standing.version = next_version(versions, one.standing);
      one.standing.id = FigureId{tx_.new_id()};
      one.stretches = count_stretches(*one.definition);
      one.standing.building = one.stretches > 0;
    }
  }

  void number_rows() {
    if (revision_.rows.written.empty()) return;
    const auto versions = store::row_versions(tx_, set_.municipality, set_.plan);
    for (Written& one : revision_.rows.written)
      one.standing.version = next_version(versions, one.standing);
  }

  void write_figures() {
    for (const Standing& one : revision_.figures.abandoned)
      store::abandon(tx_, set_.municipality, one.id);
    for (const Standing& one : revision_.figures.gone) {
      store::retire(tx_, set_.municipality, one.id, moment_);
      ++installed_.figures_gone;
    }
    for (const Standing& one : revision_.figures.moved)
      store::move_figure(tx_, set_.municipality, one.id, one.ordinal);
    for (const Written& one : revision_.figures.written) write_figure(one);
  }

  void write_figure(const Written& one) {
    const Standing& figure = one.standing;
    if (!figure.building && one.current)
      store::retire(tx_, set_.municipality, one.current->id, moment_);
    store::add_figure(tx_, author_, figure,
                      figure.building ? std::nullopt : std::optional(moment_));
    if (figure.building)
      job::add(tx_, set_.municipality, kBuildJob, std::to_string(figure.id.value), one.stretches);
    ++(one.known ? installed_.figures_changed : installed_.figures_new);
  }

  // Programmes, kinds and years with records: many figures share them.
  std::int64_t count_stretches(const Definition& definition) {
    std::int64_t stretches = 0;
    for (const Work& work : works_of(definition)) {
      const auto [known, fresh] = years_.try_emplace({work.programme, work.kind}, 0);
      if (fresh) {
        known->second = static_cast<std::int64_t>(
            record::store::years_of(tx_, set_.municipality, work.programme, work.kind).size());
      }
      stretches += known->second;
    }
    return stretches;
  }

  void write_rows() {
    for (const Standing& one : revision_.rows.gone)
      store::end_row(tx_, set_.municipality, set_.plan, one, moment_);
    for (const Standing& one : revision_.rows.moved)
      store::move_row(tx_, set_.municipality, set_.plan, one, one.ordinal);
    for (const Written& one : revision_.rows.written) {
      if (one.current) store::end_row(tx_, set_.municipality, set_.plan, *one.current, moment_);
      store::add_row(tx_, author_, one.standing, moment_);
      ++installed_.rows_written;
    }
  }

  db::Write& tx_;
  const DefinitionSet& set_;
  Revision revision_;
  const base::Instant moment_;
  store::Author author_;
  std::map<std::pair<std::string, std::string>, std::int64_t> years_;
  Installed installed_;
};

RowDefinition* find_row(std::vector<RowDefinition>& rows, std::string_view key) {
  const auto found = std::ranges::find(rows, key, &RowDefinition::row);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

bool is_installed(db::Read& tx, const DefinitionSet& set) {
  return revision_to(tx, set).none();
}

Installed install(db::Write& tx, const base::Actor& actor, const DefinitionSet& set) {
  if (is_installed(tx, set)) return {};
  enter_alone(tx, set.municipality);
  Revision alone = revision_to(tx, set);  // somebody may have been faster
  return alone.none() ? Installed{} : Installing(tx, actor, set, std::move(alone)).write();
}

void changed(db::Write& tx, std::string_view municipality) {
  enter_alone(tx, municipality);
  raise_generation(tx, municipality);
}

std::vector<Held> figures(db::Read& tx, std::string_view municipality, std::string_view plan,
                          std::optional<base::Instant> at) {
  return at ? store::at(tx, municipality, plan, *at) : store::current(tx, municipality, plan);
}

std::vector<RowDefinition> rows(db::Read& tx, std::string_view municipality, std::string_view plan,
                                std::optional<base::Instant> at) {
  auto rows = at ? store::rows_at(tx, municipality, plan, *at)
                 : store::current_rows(tx, municipality, plan);
  for (Held& held : figures(tx, municipality, plan, at)) {
    if (RowDefinition* row = find_row(rows, held.row))
      row->figures.push_back(std::move(held.definition));
  }
  return rows;
}

base::Result<Held> find(db::Read& tx, std::string_view municipality, std::string_view plan,
                        std::string_view row, std::string_view key,
                        std::optional<base::Instant> at) {
  auto held = at ? store::at(tx, municipality, plan, row, key, *at)
                 : store::current(tx, municipality, plan, row, key);
  if (held) return *std::move(held);
  return base::refuse(
      unknown_figure,
      {{"plan", std::string(plan)}, {"row", std::string(row)}, {"figure", std::string(key)}});
}

}  // namespace figure
