// From a draft to the plans and back: what was proposed outside the transaction is proposed again
// inside it against the plan as it stands there, and nothing is written where that is another one
// than the officer saw.
#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/json_text.h"
#include "base/sha256.h"
#include "db/few_pages.h"
#include "history/history.h"
#include "importer/choices_text.h"
#include "importer/import_service.h"
#include "importer/made_plan.h"
#include "plan/defining.h"
#include "plan/taking_over.h"
#include "planning/planning_service.h"
#include "staff/municipality_service.h"
#include "staff/permission.h"

namespace importer {
namespace {

constexpr std::size_t kPlacesAtOnce = 2'000;
constexpr std::size_t kManyOrigins = 20'000;

base::Result<void> may_import(const base::Actor& actor) {
  return staff::permits(actor, staff::Deed::import_tables, {actor.municipality, actor.body});
}

std::string key_of(ImportId id) {
  return std::to_string(id.value);
}

bool is_of_line(std::string_view column) {
  constexpr std::string_view kOfLine[] = {"title", "number", "content", "owner", "rating"};
  return std::ranges::find(kOfLine, column) != std::end(kOfLine);
}

plan::Source source_of(db::Read& tx, const Import& draft) {
  const auto town = staff::municipality(tx, draft.municipality);
  const std::string& title =
      draft.wanted.source_title.empty() ? draft.name : draft.wanted.source_title;
  return {.key = "import-" + key_of(draft.id),
          .file = draft.name,
          .title = title,
          .publisher = town ? town->name : draft.municipality,
          .published = {},
          .note = {}};
}

std::vector<Origin> origins_of(const std::vector<store::CellPlace>& places) {
  std::vector<Origin> origins;
  for (const store::CellPlace& place : places)
    if (!is_of_line(place.column))
      origins.push_back({place.row, place.column, place.grid_row, place.grid_column, place.text});
  return origins;
}

// The plan that a draft goes into, as it stands.
struct Into {
  std::optional<plan::Plan> before;
  std::int64_t standing = 0;
  bool is_public = false;
  std::vector<Origin> earlier;  // of the import it corrects
};

base::Result<Into> into_of(db::Read& tx, const Import& draft) {
  Into into;
  const auto there = plan::standing(tx, draft.municipality, draft.wanted.plan);
  std::optional<Import> earlier;
  if (draft.corrects) {
    auto found = find(tx, draft.municipality, *draft.corrects);
    if (!found) return std::unexpected(found.error());
    if (found->state != State::committed) return base::refuse(not_committed);
    earlier = *std::move(found);
  }
  const bool is_new = draft.wanted.target == Target::new_plan && !draft.corrects;
  if (is_new && there) return base::refuse(slug_in_use, {{"slug", draft.wanted.plan}});
  if (is_new && planning::open_draft(tx, {draft.municipality, draft.wanted.plan}))
    return base::refuse(slug_in_use, {{"slug", draft.wanted.plan}});
  if (is_new) return into;
  if (!there) return base::refuse(plan_unknown, {{"slug", draft.wanted.plan}});
  if (earlier && earlier->standing_deed != there->deed)
    return base::refuse(plan_changed, {{"slug", draft.wanted.plan}});
  auto before = plan::whole_document(tx, draft.municipality, draft.wanted.plan);
  if (!before) return std::unexpected(before.error());
  into.before = *std::move(before);
  into.standing = there->deed;
  into.is_public = there->released;
  if (earlier) into.earlier = origins_of(store::cells_of(tx, draft.municipality, earlier->id));
  return into;
}

base::Result<Proposal> proposal_of(db::Read& tx, const Import& draft, Made made, const Into& into) {
  if (draft.wanted.target == Target::new_plan) plan::tell_programmes(tx, made.plan);
  if (!into.before) {
    if (const auto may = plan::may_be_new(tx, made.plan); !may) return std::unexpected(may.error());
    return as_new_plan(std::move(made));
  }
  if (draft.wanted.target == Target::new_plan) return as_correction(std::move(made), *into.before);
  Proposal proposal =
      as_later_year(std::move(made), *into.before, source_of(tx, draft), into.earlier);
  if (proposal.origins.empty()) return base::refuse(nothing_matches, {{"slug", draft.wanted.plan}});
  return proposal;
}

int cells_in(const Proposal& proposal) {
  return static_cast<int>(std::ranges::count_if(
      proposal.origins, [](const Origin& origin) { return !is_of_line(origin.column); }));
}

Frame frame_with(const Import& draft) {
  Frame frame = frame_of(draft);
  if (draft.wanted.target == Target::new_plan) return frame;
  // What the plan is called stands in the plan; the table is read under any name.
  if (frame.title.empty()) frame.title = draft.name;
  if (frame.source_title.empty()) frame.source_title = draft.name;
  return frame;
}

base::Result<Made> made_of(const Import& draft, const Understanding& understanding) {
  if (const auto fit = check_wanted(draft.wanted); !fit) return std::unexpected(fit.error());
  return make_plan(understanding, frame_with(draft));
}

// The same of a table that is at hand for nothing else: what was understood of its lines goes into
// the plan, columns and flags stay.
base::Result<Made> made_spending(const Import& draft, KeptTable& kept) {
  if (const auto fit = check_wanted(draft.wanted); !fit) return std::unexpected(fit.error());
  auto own = std::make_shared<Understanding>(understand(kept.source(), draft.choices));
  kept.understanding = own;
  auto made = make_plan_spending(*own, frame_with(draft));
  if (made) made->origins.shrink_to_fit();
  return made;
}

base::Result<Proposed> proposed(db::Database& database, const Import& draft, KeptTable kept,
                                base::Result<Made> made) {
  if (!made) return std::unexpected(made.error());
  return database.read([&](db::Read& tx) -> base::Result<Proposed> {
    const auto into = into_of(tx, draft);
    if (!into) return std::unexpected(into.error());
    auto proposal = proposal_of(tx, draft, *std::move(made), *into);
    if (!proposal) return std::unexpected(proposal.error());
    Proposed all{draft, std::move(kept), *std::move(proposal), into->standing, into->is_public, 0};
    all.cells = cells_in(all.proposal);
    return all;
  });
}

// ---- into the plan

using Place = std::pair<std::string_view, std::string_view>;  // line and column

constexpr auto kPlaceOf = [](const Origin& origin) { return Place(origin.row, origin.column); };

// In the order of the cells' keys, in which they go in fastest; those of one cell as they stand in
// the file. Of a large table this is done before it is written (ready_of).
void order_by_place(std::vector<Origin>& origins) {
  if (!std::ranges::is_sorted(origins, {}, kPlaceOf))
    std::ranges::stable_sort(origins, {}, kPlaceOf);
}

// Where each cell stands in the file; the first of those that give the same cell of the plan.
// `cells` are in the order of their keys.
void add_places(db::Write& tx, const Import& draft, Proposal& proposal,
                const sheet::SourceTable& table,
                const std::vector<plan::store::AppendedCell>& cells) {
  std::vector<store::CellPlace> places;
  const auto put = [&] {
    store::add_cells(tx, draft.municipality, draft.wanted.plan, places);
    places.clear();
  };
  order_by_place(proposal.origins);
  auto cell = cells.begin();
  const Origin* last = nullptr;
  for (const Origin& origin : proposal.origins) {
    const Place place = kPlaceOf(origin);
    if (last != nullptr && place == kPlaceOf(*last)) continue;
    last = &origin;
    int version = 0;
    if (!is_of_line(origin.column)) {
      while (cell != cells.end() && Place(cell->row, cell->column) < place) ++cell;
      if (cell == cells.end() || Place(cell->row, cell->column) != place) continue;
      version = cell->version;
    }
    places.push_back({origin.row, origin.column, version, draft.id, origin.grid_row,
                      origin.grid_column, table.address(origin.grid_row, origin.grid_column),
                      origin.text});
    if (places.size() == kPlacesAtOnce) put();
  }
  put();
}

std::string payload_of(const Import& draft, const Proposal& proposal) {
  base::JsonWriter json;
  json.begin_object().field("import", key_of(draft.id)).field("file", draft.name);
  json.field("sha256", draft.sha256).field("choices", choices_text(draft.choices));
  json.field("cells", cells_in(proposal)).field("changes", proposal.changes.size());
  return json.end_object().take();
}

std::string undo_payload(const Import& one) {
  base::JsonWriter json;
  json.begin_object().field("import", key_of(one.id)).field("file", one.name);
  return json.end_object().take();
}

// A deed of the plan: its pages tell of it among what else was done to it.
std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        const Import& one, std::string_view reason, std::string payload) {
  return history::write(tx, actor,
                        {.kind = "importer." + std::string(kind),
                         .municipality = one.municipality,
                         .subject_kind = "plan",
                         .subject_key = one.wanted.plan,
                         .reason = std::string(reason),
                         .payload_json = std::move(payload)})
      .value;
}

void keep_mapping(db::Write& tx, const Import& draft, const std::string& headers) {
  if (draft.choices.columns.empty()) return;
  store::Mapping mapping;
  mapping.mapping = tx.new_id();
  mapping.plan = draft.wanted.plan;
  mapping.headers = headers;
  mapping.choices.columns = draft.choices.columns;
  mapping.kept_by = draft.id;
  store::add_mapping(tx, draft.municipality, mapping, *draft.committed_deed);
}

std::string first_answer(const Committed& done) {
  return std::to_string(done.deed) + " " + std::to_string(done.cells) + " " + done.plan;
}

Committed committed_from(std::string_view text) {
  Committed done;
  const auto first = text.find(' ');
  const auto second = text.find(' ', first + 1);
  std::from_chars(text.data(), text.data() + first, done.deed);
  std::from_chars(text.data() + first + 1, text.data() + second, done.cells);
  done.plan = text.substr(second + 1);
  return done;
}

// What was read of a draft's file, ready to go into the plans. The understanding is gone by then:
// of a large table it would stand in memory beside the plan.
struct Ready {
  std::shared_ptr<const sheet::SourceFile> file;
  std::string headers;       // for next year's file
  std::optional<Made> made;  // written once
};

base::Result<Ready> ready_of(const Shop& shop, const Import& draft) {
  const MemoryGivenBack given_back;
  auto kept = take_kept_table(shop.folder, draft);
  if (!kept) return std::unexpected(kept.error());
  auto made = made_spending(draft, *kept);
  if (!made) return std::unexpected(made.error());
  order_by_place(made->origins);
  return Ready{kept->file, header_lines(*kept->understanding), *std::move(made)};
}

base::Result<Committed> write_commit(db::Write& tx, const base::Actor& actor, const Seen& seen,
                                     Ready& ready, ImportId id) {
  auto draft = find(tx, actor.municipality, id);
  if (!draft) return std::unexpected(draft.error());
  if (draft->state != State::draft) return base::refuse(not_a_draft);
  if (draft->version != seen.version) return base::refuse(draft_changed);
  plan::enter_taking_over(tx, draft->municipality);
  const auto into = into_of(tx, *draft);
  if (!into) return std::unexpected(into.error());
  if (into->standing != seen.standing)
    return base::refuse(plan_changed, {{"slug", draft->wanted.plan}});
  if (into->is_public && !seen.publish) return base::refuse(public_not_confirmed);
  auto proposal = proposal_of(tx, *draft, *std::exchange(ready.made, {}), *into);
  if (!proposal) return std::unexpected(proposal.error());
  if (into->before && proposal->changes.empty()) return base::refuse(nothing_differs);

  const std::int64_t deed =
      write_deed(tx, actor, "commit", *draft, "", payload_of(*draft, *proposal));
  draft->committed_deed = deed;
  draft->committed_at = tx.recorded_at();
  if (into->before) draft->before_deed = into->standing;
  if (!store::commit(tx, *draft, seen.version, proposal->columns_added))
    return base::refuse(draft_changed);
  const plan::store::Place place{draft->municipality, draft->wanted.plan, deed};
  const auto cells = plan::take_over(tx, actor, place, std::move(proposal->after));
  add_places(tx, *draft, *proposal, ready.file->tables[static_cast<std::size_t>(draft->table)],
             cells);
  keep_mapping(tx, *draft, ready.headers);
  const auto appended = std::ranges::count(cells, true, &plan::store::AppendedCell::is_new);
  return Committed{deed, draft->wanted.plan, static_cast<int>(appended)};
}

// ---- and out of it

void fill_before(db::Read& tx, plan::Plan& document, const Import& one) {
  for (plan::Row& row : document.rows) row.cells.clear();
  plan::read_printed(tx, document, {one.committed_at->microseconds - 1});
}

void clear_new_cells(plan::Plan& document, const plan::Plan& now) {
  for (plan::Row& row : document.rows) {
    const plan::Row* current = plan::find_row(now, row.key);
    if (current == nullptr) continue;
    for (const plan::Cell& cell : current->cells) {
      if (plan::find_cell(row, cell.column) == nullptr &&
          plan::find_column(document, cell.column) != nullptr)
        row.cells.push_back({cell.column, {nothing_printed()}});
    }
  }
}

// The document before columns of a later year came.
plan::Plan without_year(db::Read& tx, const plan::Plan& now, const Import& one) {
  plan::Plan document = now;
  std::erase_if(document.columns, [&](const plan::Column& column) {
    return std::ranges::find(one.columns_added, column.key) != one.columns_added.end();
  });
  std::erase_if(document.sources, [&](const plan::Source& source) {
    return source.key == "import-" + key_of(one.id);
  });
  fill_before(tx, document, one);
  clear_new_cells(document, now);
  return document;
}

// The lines of the table that was corrected, under the keys it was taken over with.
void rename_as_taken(Made& made, const std::vector<store::CellPlace>& places) {
  std::map<std::pair<std::size_t, std::size_t>, std::string> titles;
  std::multimap<std::pair<std::size_t, std::size_t>, const store::CellPlace*> cells;
  for (const store::CellPlace& place : places) {
    const std::pair at(place.grid_row, place.grid_column);
    if (place.column == "title")
      titles[at] = place.row;
    else
      cells.emplace(at, &place);
  }
  Keys rows, columns;
  for (const Origin& origin : made.origins) {
    const auto found = titles.find({origin.grid_row, origin.grid_column});
    if (origin.column == "title" && found != titles.end()) rows[origin.row] = found->second;
  }
  for (const Origin& origin : made.origins) {
    const auto row = rows.find(origin.row);
    if (row == rows.end()) continue;
    const auto [first, last] = cells.equal_range({origin.grid_row, origin.grid_column});
    for (auto at = first; at != last; ++at)
      if (at->second->row == row->second &&
          is_of_line(origin.column) == is_of_line(at->second->column))
        columns.try_emplace(origin.column, at->second->column);
  }
  rename_keys(made, rows, columns);
}

base::Result<plan::Plan> before_correction(db::Read& tx, const plan::Plan& now, const Import& one,
                                           const Import& earlier, const Made& made) {
  Made as_taken = made;
  rename_as_taken(as_taken, store::cells_of(tx, one.municipality, earlier.id));
  plan::Plan document = std::move(as_taken.plan);
  plan::tell_programmes(tx, document);
  fill_before(tx, document, one);
  clear_new_cells(document, now);
  return document;
}

// What an undo brings back is again where the earlier import had it.
void place_again(db::Write& tx, const Import& one,
                 const std::vector<plan::store::AppendedCell>& appended) {
  std::vector<store::CellPlace> again;
  for (const auto& cell : appended) {
    if (!cell.is_new) continue;
    const auto places =
        store::places_before(tx, one.municipality, one.wanted.plan, cell.row, cell.column);
    const auto earlier = std::ranges::find_if(places, [&](const store::CellPlace& place) {
      if (place.taken_by == one.id) return false;
      const auto by = store::find(tx, one.municipality, place.taken_by);
      return by && by->state == State::committed;
    });
    if (earlier == places.end()) continue;
    again.push_back(*earlier);
    again.back().version = cell.version;
  }
  store::add_cells(tx, one.municipality, one.wanted.plan, again);
}

struct Corrected {
  Import earlier;
  Made made;
};

base::Result<std::int64_t> write_undo(db::Write& tx, const base::Actor& actor, ImportId id,
                                      std::string_view reason,
                                      const std::optional<Corrected>& corrected) {
  auto one = find(tx, actor.municipality, id);
  if (!one) return std::unexpected(one.error());
  if (one->state != State::committed) return base::refuse(not_committed);
  plan::enter_taking_over(tx, one->municipality);
  if (store::corrected_by(tx, one->municipality, id)) return base::refuse(corrected_already);
  const auto there = plan::standing(tx, one->municipality, one->wanted.plan);
  if (!there || there->deed != *one->standing_deed)
    return base::refuse(changed_since, {{"slug", one->wanted.plan}});
  const auto work =
      store::later_work(tx, one->municipality, one->wanted.plan, *one->committed_deed);
  if (work) return base::refuse(work->refusal, {{"count", std::to_string(work->count)}});
  auto now = plan::whole_document(tx, one->municipality, one->wanted.plan);
  if (!now) return std::unexpected(now.error());

  const std::int64_t deed = write_deed(tx, actor, "undo", *one, reason, undo_payload(*one));
  const plan::store::Place place{one->municipality, one->wanted.plan, deed};
  if (one->wanted.target == Target::new_plan && !corrected) {
    plan::withdraw(tx, actor, place);
  } else {
    auto before = one->wanted.target == Target::later_year
                      ? base::Result<plan::Plan>(without_year(tx, *now, *one))
                      : before_correction(tx, *now, *one, corrected->earlier, corrected->made);
    if (!before) return std::unexpected(before.error());
    place_again(tx, *one, plan::take_over(tx, actor, place, *std::move(before)));
    store::stand_again(tx, *one, deed);
  }
  if (!store::undo(tx, *one, deed)) return base::refuse(not_committed);
  return deed;
}

// Of a corrected plan, the one before, read from its own file.
base::Result<std::optional<Corrected>> corrected_by_it(const base::Actor& actor, const Shop& shop,
                                                       const Import& one) {
  if (!one.corrects || one.wanted.target != Target::new_plan || one.state != State::committed)
    return std::nullopt;
  const auto earlier =
      shop.database.read([&](db::Read& tx) { return find(tx, actor.municipality, *one.corrects); });
  if (!earlier) return std::unexpected(earlier.error());
  const auto kept = kept_table(shop.folder, *earlier);
  if (!kept) return std::unexpected(kept.error());
  auto made = made_of(*earlier, *kept->understanding);
  if (!made) return std::unexpected(made.error());
  return Corrected{*earlier, *std::move(made)};
}

// What a command with a number was told the first time.
base::Result<history::Command> told_first(db::Write& tx, const base::Actor& actor,
                                          std::string_view what, ImportId id,
                                          std::string_view command_id) {
  if (command_id.empty()) return history::Command{};
  return history::command(
      tx, actor.municipality, command_id,
      base::sha256_hex(std::string(what) + " " + key_of(id) + " " + std::to_string(actor.id)));
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

base::Result<Proposed> propose(const base::Actor& actor, const Shop& shop, ImportId id) {
  const auto draft =
      shop.database.read([&](db::Read& tx) { return find(tx, actor.municipality, id); });
  if (!draft) return std::unexpected(draft.error());
  auto kept = take_kept_table(shop.folder, *draft);
  if (!kept) return std::unexpected(kept.error());
  auto made = made_spending(*draft, *kept);
  return proposed(shop.database, *draft, *std::move(kept), std::move(made));
}

base::Result<Proposed> propose(const base::Actor&, db::Database& database, const Import& draft,
                               KeptTable kept) {
  auto made = made_of(draft, *kept.understanding);
  return proposed(database, draft, std::move(kept), std::move(made));
}

base::Result<Committed> commit(const base::Actor& actor, const Shop& shop, ImportId id,
                               const Seen& seen) {
  if (const auto may = may_import(actor); !may) return std::unexpected(may.error());
  const auto draft =
      shop.database.read([&](db::Read& tx) { return find(tx, actor.municipality, id); });
  if (!draft) return std::unexpected(draft.error());
  std::optional<Ready> ready;
  if (draft->state == State::draft) {
    auto read = ready_of(shop, *draft);
    if (!read) return std::unexpected(read.error());
    ready = *std::move(read);
  }
  std::optional<db::FewPages> few_pages;
  if (ready && ready->made->origins.size() > kManyOrigins) few_pages.emplace(shop.database);
  return shop.database.write([&](db::Write& tx) -> base::Result<Committed> {
    const auto first = told_first(tx, actor, "commit", id, seen.command_id);
    if (!first) return std::unexpected(first.error());
    if (first->repeated) return committed_from(first->first_answer);
    if (!ready) return base::refuse(not_a_draft);
    if (!ready->made) {  // the database asks a second time
      auto again = ready_of(shop, *draft);
      if (!again) return std::unexpected(again.error());
      ready = *std::move(again);
    }
    auto done = write_commit(tx, actor, seen, *ready, id);
    if (done && !seen.command_id.empty())
      history::answer(tx, actor.municipality, seen.command_id, first_answer(*done));
    return done;
  });
}

base::Result<std::int64_t> undo(const base::Actor& actor, const Shop& shop, ImportId id,
                                std::string_view reason, std::string_view command_id) {
  if (const auto may = may_import(actor); !may) return std::unexpected(may.error());
  if (const auto fit = check_reason(reason); !fit) return std::unexpected(fit.error());
  const auto one =
      shop.database.read([&](db::Read& tx) { return find(tx, actor.municipality, id); });
  if (!one) return std::unexpected(one.error());
  const auto corrected = corrected_by_it(actor, shop, *one);
  if (!corrected) return std::unexpected(corrected.error());
  return shop.database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto first = told_first(tx, actor, "undo", id, command_id);
    if (!first) return std::unexpected(first.error());
    if (first->repeated) return number_in(first->first_answer);
    auto deed = write_undo(tx, actor, id, reason, *corrected);
    if (deed && !command_id.empty())
      history::answer(tx, actor.municipality, command_id, std::to_string(*deed));
    return deed;
  });
}

}  // namespace importer
