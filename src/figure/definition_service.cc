// Definitions come in with a plan. What is equal stays untouched, without a lock or a deed; what is
// new or changed becomes a further version; what is gone retires. A row and its figures change
// together: where records are there already, everything the row changes waits until the last of its
// figures is built (build.cc), so that no cell mixes old definitions and new ones.
#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/json_text.h"
#include "base/sha256.h"
#include "figure/build_reading.h"
#include "figure/bundle.h"
#include "figure/clock.h"
#include "figure/definition_store.h"
#include "figure/figure_file.h"
#include "figure/mark_store.h"
#include "job/job.h"

namespace figure {
namespace {

using store::Standing;

// A figure or a row as it is to be; a row has no key.
struct Wanted {
  std::string row;
  std::string key;
  std::string text;
  int ordinal = 0;
};

// What stands under one key: the version in force, and the one that waits.
struct Pair {
  std::optional<Standing> current;
  std::optional<Standing> building;

  // What it will be when nothing waits any more.
  const Standing* newest() const {
    if (building) return &*building;
    return current && !current->leaving ? &*current : nullptr;
  }
};
using Pairs = std::map<std::string, Pair>;  // by key

void add(Pairs& pairs, const Standing& one) {
  Pair& pair = pairs[one.key];
  (one.building ? pair.building : pair.current) = one;
}

// A row with its figures, or one total: what is wanted of it and what stands.
struct Bundle {
  std::vector<Wanted> figures;
  std::vector<Wanted> rows;  // the row itself; a total has none
  Pairs standing_figures;
  Pairs standing_rows;
};
using Bundles = std::map<std::string, Bundle>;  // by bundle_name

void add_standing(Bundles& bundles, const std::vector<Standing>& figures,
                  const std::vector<Standing>& rows) {
  for (const Standing& one : figures)
    add(bundles[bundle_name(one.row, one.key)].standing_figures, one);
  for (const Standing& one : rows) add(bundles[bundle_name(one.row, one.key)].standing_rows, one);
}

void add_wanted(Bundles& bundles, const DefinitionSet& set) {
  int figures = 0;
  int rows = 0;
  const auto add_figure = [&](const std::string& row, const Definition& definition) {
    bundles[bundle_name(row, definition.key)].figures.push_back(
        {row, definition.key, definition_json(definition), figures++});
  };
  for (const RowDefinition& row : set.rows) {
    bundles[bundle_name(row.row, "")].rows.push_back({row.row, "", row_json(row), rows++});
    for (const Definition& definition : row.figures) add_figure(row.row, definition);
  }
  base::Mistakes mistakes(set.plan);
  for (const Total& total : set.totals) add_figure("", as_figure(total, set, mistakes));
  if (!mistakes.none()) throw std::logic_error("figure: totals that were not checked");
}

struct Written {
  Standing standing;  // as it will be; numbered once it is written
  std::optional<Standing> current;
  bool known = false;  // changed, not new
};

struct Changes {
  std::vector<Written> written;
  std::vector<Standing> abandoned;
  std::vector<Standing> gone;
  std::vector<Standing> staying;  // were to leave with what is abandoned
  std::vector<Standing> moved;    // to another place of the list
  bool none() const {
    return written.empty() && abandoned.empty() && gone.empty() && staying.empty() && moved.empty();
  }
};

bool will_be(const std::vector<Wanted>& wanted, const Pairs& standing) {
  const auto as_wanted = [&](const Wanted& one) {
    const auto found = standing.find(one.key);
    const Standing* newest = found == standing.end() ? nullptr : found->second.newest();
    return newest != nullptr && newest->definition == one.text;
  };
  const auto has_newest = [](const auto& pair) { return pair.second.newest() != nullptr; };
  return std::ranges::all_of(wanted, as_wanted) &&
         std::ranges::count_if(standing, has_newest) == std::ssize(wanted);
}

void move(const std::optional<Standing>& standing, int ordinal, Changes& changes) {
  if (!standing || standing->ordinal == ordinal) return;
  changes.moved.push_back(*standing);
  changes.moved.back().ordinal = ordinal;
}

Changes moves_only(const std::vector<Wanted>& wanted, const Pairs& standing) {
  Changes changes;
  for (const Wanted& one : wanted) {
    const Pair& pair = standing.at(one.key);
    move(pair.building, one.ordinal, changes);
    move(pair.current, one.ordinal, changes);
  }
  return changes;
}

// From what is in force to what is wanted; whatever waits is given up.
Changes compared(const std::vector<Wanted>& wanted, Pairs standing) {
  Changes changes;
  for (const auto& [key, pair] : standing)
    if (pair.building) changes.abandoned.push_back(*pair.building);
  for (const Wanted& one : wanted) {
    const auto found = standing.extract(one.key);
    const Pair pair = found ? found.mapped() : Pair{};
    move(pair.current, one.ordinal, changes);
    if (pair.current && pair.current->definition == one.text) {
      if (pair.current->leaving) changes.staying.push_back(*pair.current);
      continue;
    }
    Standing next;
    next.row = one.row;
    next.key = one.key;
    next.ordinal = one.ordinal;
    next.definition = one.text;
    changes.written.push_back({next, pair.current, pair.newest() != nullptr});
  }
  for (const auto& [key, pair] : standing)
    if (pair.current) changes.gone.push_back(*pair.current);
  return changes;
}

// What changes in one bundle.
struct Revision {
  std::string name;
  Changes figures;
  Changes rows;
  bool waits = false;          // until its figures are built
  std::int64_t stretches = 0;  // of records that are there already
  bool none() const { return figures.none() && rows.none(); }
};

Revision anew(const std::string& name, const Bundle& bundle) {
  return {.name = name,
          .figures = compared(bundle.figures, bundle.standing_figures),
          .rows = compared(bundle.rows, bundle.standing_rows)};
}

std::vector<Revision> revisions_to(db::Read& tx, const DefinitionSet& set) {
  Bundles bundles;
  add_standing(bundles, store::standing_figures(tx, set.municipality, set.plan),
               store::standing_rows(tx, set.municipality, set.plan));
  add_wanted(bundles, set);
  std::vector<Revision> revisions;
  for (const auto& [name, bundle] : bundles) {
    Revision revision;
    if (will_be(bundle.figures, bundle.standing_figures) &&
        will_be(bundle.rows, bundle.standing_rows)) {
      revision.name = name;
      revision.figures = moves_only(bundle.figures, bundle.standing_figures);
      revision.rows = moves_only(bundle.rows, bundle.standing_rows);
    } else {
      revision = anew(name, bundle);
    }
    if (!revision.none()) revisions.push_back(std::move(revision));
  }
  return revisions;
}

std::string name_of(const Standing& standing) {
  return standing.key.empty() ? standing.row : standing.row + "/" + standing.key;
}

// The lists of a deed, over all its bundles.
class Payload {
 public:
  Payload(const std::vector<Revision>& revisions, base::Instant moment) : revisions_(revisions) {
    json_.begin_object().field("at", moment.microseconds);
    add_written("figures", &Revision::figures);
    add_names("abandoned", &Revision::figures, &Changes::abandoned);
    add_names("staying", &Revision::figures, &Changes::staying);
    add_names("gone", &Revision::figures, &Changes::gone, false);
    add_names("leaving", &Revision::figures, &Changes::gone, true);
    add_written("rows", &Revision::rows);
    add_names("rows_abandoned", &Revision::rows, &Changes::abandoned);
    add_names("rows_gone", &Revision::rows, &Changes::gone);
  }
  // What verify holds the rows of this load against (definition_proof.cc reads it).
  std::string take() { return json_.end_object().take(); }

 private:
  void add_names(std::string_view name, Changes Revision::* of,
                 std::vector<Standing> Changes::* list, std::optional<bool> waits = {}) {
    json_.key(name).begin_array();
    for (const Revision& revision : revisions_) {
      if (waits && *waits != revision.waits) continue;
      for (const Standing& standing : (revision.*of).*list) json_.string(name_of(standing));
    }
    json_.end_array();
  }

  void add_written(std::string_view name, Changes Revision::* of) {
    json_.key(name).begin_array();
    for (const Revision& revision : revisions_) {
      for (const Written& one : (revision.*of).written) {
        const Standing& standing = one.standing;
        json_.begin_object().field("figure", name_of(standing));
        json_.field("version", standing.version);
        if (standing.id.value != 0) json_.field("id", std::to_string(standing.id.value));
        json_.field("building", standing.building);
        json_.field("hash", base::sha256_hex(standing.definition)).end_object();
      }
    }
    json_.end_array();
  }

  const std::vector<Revision>& revisions_;
  base::JsonWriter json_;
};

// The changes of one plan, written at one moment by one deed. The transaction is alone in the line.
class Installing {
 public:
  Installing(db::Write& tx, const base::Actor& actor, std::string_view municipality,
             std::string_view plan, std::vector<Revision> revisions)
      : tx_(tx),
        municipality_(municipality),
        plan_(plan),
        revisions_(std::move(revisions)),
        moment_(store::settle(tx, municipality)) {
    number();
    author_ = {municipality_, plan_,
               history::write(tx, actor,
                              {.kind = "figure.define",
                               .municipality = std::string(municipality),
                               .subject_kind = "plan",
                               .subject_key = std::string(plan),
                               .reason = "",
                               .payload_json = Payload(revisions_, moment_).take()})
                   .value};
    store::add_mark(tx, municipality, {moment_, "definition", std::string(plan)}, author_.deed);
  }

  Installed write() {
    for (const Revision& revision : revisions_) {
      write_figures(revision);
      write_rows(revision);
      if (!revision.waits) continue;
      job::add(tx_, municipality_, kBuildJob,
               build_subject({std::string(plan_), revision.name, author_.deed}),
               revision.stretches);
    }
    raise_generation(tx_, municipality_);
    return installed_;
  }

 private:
  static int next_version(const store::Versions& versions, const Standing& standing) {
    const auto last = versions.find({standing.row, standing.key});
    return last == versions.end() ? 1 : last->second + 1;
  }

  // Before the deed is written, which says them.
  void number() {
    const auto figures = store::figure_versions(tx_, municipality_, plan_);
    const auto rows = store::row_versions(tx_, municipality_, plan_);
    for (Revision& revision : revisions_) {
      for (Written& one : revision.figures.written) {
        one.standing.version = next_version(figures, one.standing);
        one.standing.id = FigureId{tx_.new_id()};
        revision.stretches += count_stretches(definition_from_json(one.standing.definition));
      }
      revision.waits = revision.stretches > 0;
      for (Written& one : revision.figures.written) one.standing.building = revision.waits;
      for (Written& one : revision.rows.written) {
        one.standing.version = next_version(rows, one.standing);
        // a row that was not there before has nothing to go on showing
        one.standing.building = revision.waits && one.current.has_value();
      }
    }
  }

  void write_figures(const Revision& revision) {
    const Changes& figures = revision.figures;
    for (const Standing& one : figures.abandoned) store::abandon(tx_, municipality_, one.id);
    for (const Standing& one : figures.staying)
      store::set_leaving(tx_, municipality_, one.id, false);
    for (const Standing& one : figures.gone) {
      if (revision.waits)
        store::set_leaving(tx_, municipality_, one.id, true);
      else
        store::retire(tx_, municipality_, one.id, moment_);
      ++installed_.figures_gone;
    }
    for (const Standing& one : figures.moved)
      store::move_figure(tx_, municipality_, one.id, one.ordinal);
    for (const Written& one : figures.written) write_figure(one);
  }

  void write_figure(const Written& one) {
    const Standing& figure = one.standing;
    if (!figure.building && one.current)
      store::retire(tx_, municipality_, one.current->id, moment_);
    store::add_figure(tx_, author_, figure,
                      figure.building ? std::nullopt : std::optional(moment_));
    ++(one.known ? installed_.figures_changed : installed_.figures_new);
  }

  // Programmes, kinds and years with records: many figures share them.
  std::int64_t count_stretches(const Definition& definition) {
    std::int64_t stretches = 0;
    for (const Work& work : works_of(definition)) {
      const auto [known, fresh] = years_.try_emplace(work, 0);
      if (fresh) {
        known->second = static_cast<std::int64_t>(
            record::store::years_of(tx_, municipality_, work.programme, work.kind).size());
      }
      stretches += known->second;
    }
    return stretches;
  }

  void write_rows(const Revision& revision) {
    const Changes& rows = revision.rows;
    for (const auto* ended : {&rows.abandoned, &rows.gone})
      for (const Standing& one : *ended) store::end_row(tx_, municipality_, plan_, one, moment_);
    for (const Standing& one : rows.moved)
      store::move_row(tx_, municipality_, plan_, one, one.ordinal);
    for (const Written& one : rows.written) {
      const bool waits = one.standing.building;
      if (one.current && !waits) store::end_row(tx_, municipality_, plan_, *one.current, moment_);
      store::add_row(tx_, author_, one.standing, waits ? std::nullopt : std::optional(moment_));
      ++installed_.rows_written;
    }
  }

  db::Write& tx_;
  const std::string_view municipality_;
  const std::string_view plan_;
  std::vector<Revision> revisions_;
  const base::Instant moment_;
  store::Author author_;
  std::map<Work, std::int64_t> years_;
  Installed installed_;
};

// ---- trying again

// What a bundle will be when nothing of it waits any more.
std::vector<Wanted> as_it_will_be(const Pairs& standing) {
  std::vector<Wanted> wanted;
  for (const auto& [key, pair] : standing)
    if (const Standing* newest = pair.newest())
      wanted.push_back({newest->row, newest->key, newest->definition, newest->ordinal});
  return wanted;
}

// The bundles of a plan that wait though nobody works on them any more.
std::vector<Revision> stalled(db::Read& tx, std::string_view municipality, std::string_view plan) {
  std::set<std::string> worked_on;
  for (const job::Job& job : job::pending(tx, kBuildJob))
    if (job.municipality == municipality) worked_on.insert(job.subject);
  Bundles bundles;
  add_standing(bundles, store::standing_figures(tx, municipality, plan),
               store::standing_rows(tx, municipality, plan));
  std::vector<Revision> revisions;
  for (auto& [name, bundle] : bundles) {
    const auto waits = std::ranges::find_if(
        bundle.standing_figures, [](const auto& pair) { return pair.second.building.has_value(); });
    if (waits == bundle.standing_figures.end()) continue;
    const std::int64_t deed = waits->second.building->deed;
    if (worked_on.contains(build_subject({std::string(plan), name, deed}))) continue;
    bundle.figures = as_it_will_be(bundle.standing_figures);
    bundle.rows = as_it_will_be(bundle.standing_rows);
    revisions.push_back(anew(name, bundle));
  }
  return revisions;
}

RowDefinition* find_row(std::vector<RowDefinition>& rows, std::string_view key) {
  const auto found = std::ranges::find(rows, key, &RowDefinition::row);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

bool is_installed(db::Read& tx, const DefinitionSet& set) {
  return revisions_to(tx, set).empty();
}

Installed install(db::Write& tx, const base::Actor& actor, const DefinitionSet& set) {
  if (is_installed(tx, set)) return {};
  enter_alone(tx, set.municipality);
  auto alone = revisions_to(tx, set);  // somebody may have been faster
  if (alone.empty()) return {};
  return Installing(tx, actor, set.municipality, set.plan, std::move(alone)).write();
}

int try_again(db::Database& database, const base::Actor& actor) {
  int bundles = 0;
  const auto plans = database.read([](db::Read& tx) { return store::waiting_plans(tx); });
  for (const auto& [municipality, plan] : plans) {
    bundles += database.write([&](db::Write& tx) {
      enter_alone(tx, municipality);
      auto revisions = stalled(tx, municipality, plan);
      const int again = static_cast<int>(revisions.size());
      if (again > 0) Installing(tx, actor, municipality, plan, std::move(revisions)).write();
      return again;
    });
  }
  return bundles;
}

std::vector<Waiting> waiting(db::Read& tx, std::string_view municipality, std::string_view plan) {
  std::vector<Waiting> all;
  for (const Standing& one : store::standing_figures(tx, municipality, plan)) {
    if (!one.building) continue;
    const std::string name = bundle_name(one.row, one.key);
    auto known = std::ranges::find(all, name, &Waiting::name);
    if (known == all.end()) {
      const std::string subject = build_subject({std::string(plan), name, one.deed});
      all.push_back({.municipality = std::string(municipality),
                     .plan = std::string(plan),
                     .name = name,
                     .figures = {},
                     .job = job::latest(tx, municipality, kBuildJob, subject)});
      known = std::prev(all.end());
    }
    known->figures.push_back(one.key);
  }
  return all;
}

std::vector<Waiting> waiting(db::Read& tx) {
  std::vector<Waiting> all;
  for (const auto& [municipality, plan] : store::waiting_plans(tx))
    std::ranges::move(waiting(tx, municipality, plan), std::back_inserter(all));
  return all;
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
