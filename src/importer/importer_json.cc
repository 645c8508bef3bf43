// Numbers of imports and deeds are texts, as everywhere in the API.
#include "importer/importer_json.h"

#include "importer/choices_text.h"

namespace importer {
namespace {

void maybe(base::JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  if (text) json.field(name, *text);
}

void write_change(base::JsonWriter& json, const Proposed& proposed, const Change& change) {
  json.begin_object().field("row", change.row).field("column", change.column);
  maybe(json, "before", change.before);
  maybe(json, "after", change.after);
  if (change.grid_row && change.grid_column)
    json.field("address", proposed.kept.source().address(*change.grid_row, *change.grid_column));
  json.end_object();
}

}  // namespace

void write_import(base::JsonWriter& json, const Import& one) {
  json.begin_object().field("import", std::to_string(one.id.value));
  json.field("state", in_db(one.state)).field("version", one.version);
  json.field("target", in_db(one.wanted.target)).field("plan", one.wanted.plan);
  json.field("title", one.wanted.title).field("source_title", one.wanted.source_title);
  json.field("from_year", one.wanted.from).field("to_year", one.wanted.to);
  json.field("file", one.name).field("sha256", one.sha256).field("bytes", one.bytes);
  json.field("table", one.table + 1).field("changed_at", base::iso_japan(one.changed_at));
  if (one.corrects) json.field("corrects", std::to_string(one.corrects->value));
  if (one.committed_deed) json.field("committed_deed", std::to_string(*one.committed_deed));
  if (one.undone_deed) json.field("undone_deed", std::to_string(*one.undone_deed));
  json.key("choices").raw(choices_text(one.choices)).end_object();
}

void write_proposal(base::JsonWriter& json, const Proposed& proposed) {
  json.begin_object().field("import", std::to_string(proposed.draft.id.value));
  json.field("version", proposed.draft.version);
  json.field("standing", std::to_string(proposed.standing));
  json.field("plan", proposed.draft.wanted.plan).field("is_public", proposed.is_public);
  json.field("cells", proposed.cells).field("rows", proposed.proposal.after.rows.size());
  json.field("flags", proposed.kept.understanding->flags.size());
  json.key("changes").begin_array();
  for (const Change& change : proposed.proposal.changes) write_change(json, proposed, change);
  json.end_array().key("unmatched").begin_array();
  for (const Unmatched& one : proposed.proposal.unmatched)
    json.begin_object()
        .field("row", one.grid_row + 1)
        .field("number", one.number)
        .field("title", one.title)
        .end_object();
  json.end_array().end_object();
}

}  // namespace importer
