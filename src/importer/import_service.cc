// Files before rows; load, decide, save, one transaction.
#include "importer/import_service.h"

#include <algorithm>
#include <charconv>

#include "base/json_text.h"
#include "base/sha256.h"
#include "history/history.h"
#include "importer/choices_text.h"
#include "paper/paper_service.h"
#include "plan/taking_over.h"
#include "planning/planning_service.h"
#include "staff/municipality_service.h"
#include "staff/permission.h"

namespace importer {
namespace {

constexpr std::string_view kSubject = "import";
constexpr int kMappingsLookedAt = 200;
constexpr int kLikeEnoughPercent = 60;

base::Result<void> may_import(const base::Actor& actor) {
  return staff::permits(actor, staff::Deed::import_tables, {actor.municipality, actor.body});
}

std::string key_of(ImportId id) {
  return std::to_string(id.value);
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        const Import& one, std::string_view reason, std::string payload) {
  return history::write(tx, actor,
                        {.kind = "importer." + std::string(kind),
                         .municipality = one.municipality,
                         .subject_kind = std::string(kSubject),
                         .subject_key = key_of(one.id),
                         .reason = std::string(reason),
                         .payload_json = std::move(payload)})
      .value;
}

std::string payload_of(const Import& one) {
  base::JsonWriter json;
  json.begin_object().field("file", one.name).field("sha256", one.sha256);
  json.field("bytes", one.bytes).field("table", one.table + 1);
  json.field("target", in_db(one.wanted.target)).field("plan", one.wanted.plan);
  json.field("title", one.wanted.title).field("choices", choices_text(one.choices));
  if (one.corrects) json.field("corrects", key_of(*one.corrects));
  return json.end_object().take();
}

paper::FileType paper_type(sheet::FileKind kind) {
  switch (kind) {
    case sheet::FileKind::xlsx:
      return paper::FileType::xlsx;
    case sheet::FileKind::pdf:
      return paper::FileType::pdf;
    case sheet::FileKind::csv:
      return paper::FileType::csv;
    case sheet::FileKind::tsv:
    case sheet::FileKind::html:
    case sheet::FileKind::pasted:
      return paper::FileType::text;
  }
  return paper::FileType::text;
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Of what a corrected file corrects. Refusals: unknown_import, not_committed, corrected_already.
base::Result<Import> correctable(db::Read& tx, std::string_view municipality, ImportId id) {
  auto earlier = find(tx, municipality, id);
  if (!earlier) return earlier;
  if (earlier->state != State::committed) return base::refuse(not_committed);
  if (store::corrected_by(tx, municipality, id)) return base::refuse(corrected_already);
  return earlier;
}

std::string body_for(db::Database& database, const base::Actor& actor) {
  if (!actor.body.empty()) return actor.body;
  return database.read(
      [&](db::Read& tx) { return staff::own_body(staff::bodies(tx, actor.municipality)); });
}

}  // namespace

base::Result<Import> find(db::Read& tx, std::string_view municipality, ImportId id) {
  auto found = store::find(tx, municipality, id);
  if (!found) return base::refuse(unknown_import);
  return *std::move(found);
}

std::vector<Import> imports(db::Read& tx, std::string_view municipality, ImportId before) {
  return store::imports(tx, municipality, before, kImportsAtOnce);
}

base::Result<ImportId> begin(const base::Actor& actor, const Shop& shop, const Sent& sent) {
  if (const auto may = may_import(actor); !may) return std::unexpected(may.error());
  if (shop.folder.empty()) return base::refuse(paper::none_taken_here);
  if (sent.bytes.empty() && sent.pasted) return base::refuse(nothing_pasted);
  if (sent.bytes.empty() && sent.name.empty()) return base::refuse(no_file_chosen);
  std::optional<Import> earlier;
  if (sent.corrects) {
    auto found = shop.database.read(
        [&](db::Read& tx) { return find(tx, actor.municipality, *sent.corrects); });
    if (!found) return std::unexpected(found.error());
    earlier = *std::move(found);
  }
  auto file = read_content_of(sent.bytes, sent.name, sent.pasted);
  if (!file) return std::unexpected(file.error());
  auto name = kept_name(sent.name, (*file)->kind);
  if (!name) return std::unexpected(name.error());

  Import one;
  one.municipality = actor.municipality;
  one.name = *std::move(name);
  one.bytes = static_cast<std::int64_t>(sent.bytes.size());
  one.pasted = sent.pasted;
  one.corrects = sent.corrects;
  one.person = actor.id;
  one.body = body_for(shop.database, actor);
  one.table = best_table(**file);
  if (earlier) {
    one.choices.columns = earlier->choices.columns;
    one.choices.ratings = earlier->choices.ratings;
    one.choices.turned = earlier->choices.turned;
    one.wanted = earlier->wanted;
    if (static_cast<std::size_t>(earlier->table) < (*file)->tables.size())
      one.table = earlier->table;
  } else {
    one.wanted = guessed(
        understand((*file)->tables[static_cast<std::size_t>(one.table)], one.choices), one.name);
  }
  one.sha256 = paper::keep_content(shop.folder, sent.bytes);
  const paper::KeptFile kept{one.name, paper_type((*file)->kind), one.bytes, one.sha256};
  const std::string content =
      base::sha256_hex(std::to_string(actor.id) + '\n' + one.name + '\n' + one.sha256 + '\n' +
                       (sent.corrects ? key_of(*sent.corrects) : ""));
  return shop.database.write([&](db::Write& tx) -> base::Result<ImportId> {
    if (!sent.command_id.empty()) {
      const auto known = history::command(tx, one.municipality, sent.command_id, content);
      if (!known) return std::unexpected(known.error());
      if (known->repeated) return ImportId{number_in(known->first_answer)};
    }
    if (sent.corrects) {
      const auto still = correctable(tx, one.municipality, *sent.corrects);
      if (!still) return std::unexpected(still.error());
    }
    Import made = one;
    made.id = ImportId{tx.new_id()};
    made.made_at = made.changed_at = tx.recorded_at();
    made.deed = write_deed(tx, actor, "begin", made, "", payload_of(made));
    store::add(tx, made);
    const paper::Subject subject{made.municipality, std::string(kSubject), key_of(made.id),
                                 made.body};
    const auto attached = paper::attach(tx, actor, subject, std::span(&kept, 1), paper::Eyes::staff,
                                        history::DeedId{made.deed});
    if (!attached) return std::unexpected(attached.error());
    if (!sent.command_id.empty())
      history::answer(tx, made.municipality, sent.command_id, key_of(made.id));
    return made.id;
  });
}

base::Result<Import> correct(const base::Actor& actor, const Shop& shop, ImportId id,
                             int seen_version, const Correction& correction) {
  if (const auto may = may_import(actor); !may) return std::unexpected(may.error());
  return shop.database.write([&](db::Write& tx) -> base::Result<Import> {
    auto draft = find(tx, actor.municipality, id);
    if (!draft) return draft;
    if (draft->state != State::draft) return base::refuse(not_a_draft);
    if (correction.table && *correction.table != draft->table) {
      draft->table = *correction.table;
      draft->choices = {};
    }
    if (correction.choices) draft->choices = *correction.choices;
    if (correction.wanted) draft->wanted = *correction.wanted;
    draft->changed_at = tx.recorded_at();
    if (!store::correct(tx, *draft, seen_version)) return base::refuse(draft_changed);
    write_deed(tx, actor, "correct", *draft, "", payload_of(*draft));
    ++draft->version;
    return draft;
  });
}

base::Result<void> drop(const base::Actor& actor, const Shop& shop, ImportId id) {
  if (const auto may = may_import(actor); !may) return std::unexpected(may.error());
  return shop.database.write([&](db::Write& tx) -> base::Result<void> {
    const auto draft = find(tx, actor.municipality, id);
    if (!draft) return std::unexpected(draft.error());
    if (!store::drop(tx, *draft, tx.recorded_at())) return base::refuse(not_a_draft);
    write_deed(tx, actor, "drop", *draft, "", "");
    return {};
  });
}

std::optional<Offer> offered(db::Read& tx, const Import& draft,
                             const Understanding& understanding) {
  if (!draft.choices.columns.empty()) return std::nullopt;
  const std::string headers = header_lines(understanding);
  std::optional<Offer> best;
  int most = kLikeEnoughPercent - 1;
  for (store::Mapping& mapping : store::mappings(tx, draft.municipality, kMappingsLookedAt)) {
    const int likeness = likeness_percent(headers, mapping.headers);
    if (likeness <= most) continue;
    auto columns = carried_columns(mapping.choices, understanding);
    if (columns.empty()) continue;
    most = likeness;
    best = Offer{std::move(mapping), std::move(columns)};
  }
  return best;
}

}  // namespace importer
