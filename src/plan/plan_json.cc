// The nouns of a plan, written out member by member.
#include "plan/plan_json.h"

#include "base/instant.h"
#include "base/json_text.h"
#include "base/quantity_json.h"

namespace plan {

namespace {

using base::JsonWriter;

void maybe(JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  json.key(name);
  if (text) {
    json.string(*text);
  } else {
    json.null();
  }
}

void maybe(JsonWriter& json, std::string_view name, const std::optional<int>& number) {
  json.key(name);
  if (number) {
    json.integer(*number);
  } else {
    json.null();
  }
}

void texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& list) {
  json.key(name).begin_array();
  for (const auto& text : list) json.string(text);
  json.end_array();
}

void years(JsonWriter& json, std::string_view name, const std::vector<int>& list) {
  json.key(name).begin_array();
  for (const int year : list) json.integer(year);
  json.end_array();
}

template <class List, class Write>
void objects(JsonWriter& json, std::string_view name, const List& list, Write write) {
  json.key(name).begin_array();
  for (const auto& element : list) {
    json.begin_object();
    write(element);
    json.end_object();
  }
  json.end_array();
}

void certainty(JsonWriter& json, const Certainty& certainty) {
  json.field("confidence", in_db(certainty.confidence));
  maybe(json, "reason", certainty.reason);
}

void period(JsonWriter& json, const Period& period) {
  json.key("period").begin_object();
  json.field("from", period.from).field("to", period.to).field("printed", period.printed);
  json.end_object();
}

void meaning(JsonWriter& json, const Meaning& meaning) {
  json.field("state", in_db(meaning.state));
  maybe(json, "state_body", meaning.body);
  maybe(json, "state_row", meaning.row);
  maybe(json, "state_by", meaning.by);
  maybe(json, "state_reason", meaning.reason);
}

}  // namespace

void write_municipality(JsonWriter& json, const programme::Municipality& municipality) {
  json.key("municipality").begin_object();
  json.field("code", municipality.code);
  json.field("name", municipality.name);
  json.field("name_en", municipality.name_en);
  json.field("kind", programme::in_db(municipality.kind));
  json.end_object();
}

void write_reading(JsonWriter& json, const Reading& reading) {
  json.field("source", in_db(reading.source));
  json.field("version", reading.version);
  maybe(json, "text", reading.text);
  json.field("kind", in_db(reading.kind));
  meaning(json, reading.meaning);
  maybe(json, "merged", reading.merged);
  json.key("quantities").begin_array();
  for (const auto& quantity : reading.quantities) json.raw(base::quantity_json(quantity));
  json.end_array();
  certainty(json, reading.certainty);
}

namespace {

void cell(JsonWriter& json, const Cell& cell) {
  const Reading* visible = shown(cell);
  json.field("column", cell.column);
  json.key("shown");
  if (visible == nullptr) {
    json.null();
  } else {
    json.string(in_db(visible->source));
  }
  objects(json, "readings", cell.readings, [&](const Reading& r) { write_reading(json, r); });
}

void rating(JsonWriter& json, const std::optional<Rating>& rating) {
  json.key("rating");
  if (!rating) {
    json.null();
    return;
  }
  json.begin_object();
  json.field("scale", rating->scale).field("mark", rating->mark).field("printed", rating->printed);
  maybe(json, "from", rating->from);
  maybe(json, "to", rating->to);
  json.field("rating_scope", in_db(rating->scope));
  texts(json, "over_rows", rating->over_rows);
  certainty(json, rating->certainty);
  json.end_object();
}

void description(JsonWriter& json, const std::optional<Description>& description) {
  json.key("description");
  if (!description) {
    json.null();
    return;
  }
  json.begin_object();
  json.field("text", description->text);
  certainty(json, description->certainty);
  json.end_object();
}

void row(JsonWriter& json, const Row& row) {
  json.field("key", row.key);
  maybe(json, "number", row.number);
  json.field("level", row.level);
  maybe(json, "parent", row.parent);
  maybe(json, "node", row.node);
  json.field("node_confidence", in_db(row.node_certainty.confidence));
  maybe(json, "node_reason", row.node_certainty.reason);
  json.field("title", row.title);
  maybe(json, "title_reason", row.title_reason);
  description(json, row.description);
  texts(json, "programmes", row.programmes);
  texts(json, "departments", row.departments);
  texts(json, "parties", row.parties);
  json.field("star", row.star);
  json.key("years").begin_object();
  maybe(json, "printed", row.years.printed);
  years(json, "fiscal_years", row.years.fiscal_years);
  json.end_object();
  objects(json, "cells", row.cells, [&](const Cell& c) { cell(json, c); });
  rating(json, row.rating);
  texts(json, "notes", row.notes);
  objects(json, "related", row.related, [&](const Neighbour& neighbour) {
    json.field("row", neighbour.row).field("kind", neighbour.kind);
    maybe(json, "note", neighbour.note);
  });
  json.key("provenance").begin_object();
  json.field("source", row.provenance.source);
  maybe(json, "page", row.provenance.page);
  certainty(json, row.provenance.certainty);
  json.end_object();
}

void sources_and_remarks(JsonWriter& json, const Plan& plan) {
  objects(json, "sources", plan.sources, [&](const Source& source) {
    json.field("key", source.key).field("file", source.file).field("title", source.title);
    json.field("publisher", source.publisher);
    maybe(json, "published", source.published);
    maybe(json, "note", source.note);
  });
  objects(json, "caveats", plan.caveats, [&](const Caveat& caveat) {
    json.field("text", caveat.text);
    maybe(json, "note", caveat.note);
  });
  texts(json, "notes", plan.notes);
  objects(json, "relations", plan.relations, [&](const Relation& relation) {
    json.field("kind", in_db(relation.kind));
    maybe(json, "plan", relation.plan);
    json.field("name", relation.name);
    maybe(json, "period", relation.period);
    maybe(json, "mark", relation.mark);
    texts(json, "rows", relation.rows);
    maybe(json, "note", relation.note);
  });
}

void tree(JsonWriter& json, const Plan& plan) {
  objects(json, "levels", plan.levels,
          [&](const Level& level) { json.field("key", level.key).field("name", level.name); });
  objects(json, "nodes", plan.nodes, [&](const Node& node) {
    json.field("key", node.key).field("level", node.level);
    maybe(json, "parent", node.parent);
    maybe(json, "code", node.code);
    maybe(json, "name", node.name);
    maybe(json, "direction", node.direction);
    maybe(json, "printed", node.printed);
    maybe(json, "text", node.text);
    maybe(json, "note", node.note);
    certainty(json, node.certainty);
  });
}

void table_shape(JsonWriter& json, const Plan& plan) {
  objects(json, "columns", plan.columns, [&](const Column& column) {
    json.field("key", column.key).field("header", column.header).field("kind", in_db(column.kind));
    years(json, "fiscal_years", column.fiscal_years);
  });
  objects(json, "rating_scales", plan.rating_scales, [&](const RatingScale& scale) {
    json.field("key", scale.key).field("version", scale.version).field("header", scale.header);
    objects(json, "marks", scale.marks, [&](const Mark& mark) {
      json.field("mark", mark.mark).field("printed", mark.printed);
    });
    maybe(json, "definition", scale.definition);
    maybe(json, "note", scale.note);
  });
  objects(json, "merged_cells", plan.merged_cells, [&](const MergedCell& merged) {
    json.field("key", merged.key);
    texts(json, "rows", merged.rows);
    texts(json, "columns", merged.columns);
    texts(json, "texts", merged.texts);
    json.field("unassigned", merged.unassigned);
    certainty(json, merged.certainty);
  });
}

void block(JsonWriter& json, const Block& block) {
  json.field("kind", in_db(block.kind));
  if (block.kind == BlockKind::heading) json.field("level", block.level);
  if (block.kind == BlockKind::list) {
    texts(json, "items", block.items);
  } else {
    json.field("text", block.text);
  }
  texts(json, "rows", block.rows);
  maybe(json, "link_reason", block.link_reason);
}

}  // namespace

namespace {

void page_end(JsonWriter& json, const PageEnd& end) {
  json.field("total", end.total);
  maybe(json, "next", end.next.empty() ? std::nullopt : std::optional(end.next));
}

std::string api_url(const std::string& slug, std::string_view rest = "") {
  return "/api/v1/plans/" + slug + std::string(rest);
}

}  // namespace

std::string plans_json(std::span<const Listed> listed, const PageEnd& end) {
  JsonWriter json;
  json.begin_object();
  objects(json, "plans", listed, [&](const Listed& entry) {
    const auto& summary = entry.summary;
    json.field("slug", summary.slug);
    write_municipality(json, entry.municipality);
    json.field("title", summary.title);
    maybe(json, "edition", summary.edition);
    json.field("kind", in_db(summary.kind));
    period(json, summary.period);
    json.field("rows", summary.rows);
    objects(json, "marks", summary.marks,
            [&](const auto& mark) { json.field("mark", mark.first).field("count", mark.second); });
    maybe(json, "caveat", summary.caveat);
    json.field("url", api_url(summary.slug));
  });
  page_end(json, end);
  json.end_object();
  return json.take();
}

// Title and times of what was released; no numbers of ours, no persons.
void write_releases(JsonWriter& json, const Opened& opened) {
  static const std::vector<release::Release> kNone;
  objects(json, "releases", opened.released ? opened.released->releases : kNone,
          [&](const release::Release& one) {
            json.field("kind", release::in_db(one.kind)).field("title", one.title);
            json.field("effective_at", base::iso_japan(one.effective_at));
            maybe(json, "known_at",
                  one.kind == release::Kind::publication ? std::optional(base::iso_japan(one.mark))
                                                         : std::nullopt);
            texts(json, "rows", one.rows);
            const bool is_over = one.withdrawn && one.withdrawn->at <= opened.released->at;
            maybe(json, "withdrawn_at",
                  is_over ? std::optional(base::iso_japan(one.withdrawn->at)) : std::nullopt);
            maybe(json, "withdrawn_because",
                  is_over ? std::optional(one.withdrawn->reason) : std::nullopt);
          });
}

std::string plan_json(const Opened& opened) {
  const Plan& plan = opened.plan;
  JsonWriter json;
  json.begin_object();
  json.field("slug", plan.slug);
  write_municipality(json, opened.municipality);
  json.field("title", plan.title);
  maybe(json, "title_printed", plan.title_printed);
  maybe(json, "edition", plan.edition);
  json.field("kind", in_db(plan.kind));
  period(json, plan.period);
  sources_and_remarks(json, plan);
  tree(json, plan);
  table_shape(json, plan);
  objects(json, "rows", plan.rows, [&](const Row& r) { row(json, r); });
  write_releases(json, opened);
  objects(json, "documents", plan.documents, [&](const Document& document) {
    json.field("key", document.key).field("title", document.title).field("source", document.source);
    objects(json, "blocks", document.blocks, [&](const Block& b) { block(json, b); });
  });
  json.end_object();
  return json.take();
}

std::string row_json(const Opened& opened, const Row& wanted) {
  JsonWriter json;
  json.begin_object();
  json.field("plan", opened.plan.slug);
  write_municipality(json, opened.municipality);
  json.key("row").begin_object();
  row(json, wanted);
  json.end_object();
  objects(json, "sub_activities", sub_activities(opened.plan, wanted),
          [&](const Row* child) { row(json, *child); });
  write_releases(json, opened);
  json.end_object();
  return json.take();
}

std::string rows_json(const Opened& opened, std::span<const Row> rows, const PageEnd& end) {
  JsonWriter json;
  json.begin_object();
  json.field("plan", opened.plan.slug);
  write_municipality(json, opened.municipality);
  objects(json, "rows", rows, [&](const Row& r) { row(json, r); });
  write_releases(json, opened);
  page_end(json, end);
  json.end_object();
  return json.take();
}

std::string hits_json(std::string_view words, const Hits& hits, const PageEnd& end) {
  JsonWriter json;
  json.begin_object();
  json.field("q", words);
  objects(json, "hits", hits.page, [&](const Hit& hit) {
    const bool is_row = hit.kind == kSearchRow;
    const bool is_plan = hit.kind == kSearchPlan;
    json.field("kind", is_plan ? "plan" : is_row ? "row" : "document");
    json.field("municipality", hit.municipality).field("plan", hit.plan);
    maybe(json, "key", is_plan ? std::nullopt : std::optional(hit.key));
    json.field("title", hit.title);
    objects(json, "snippet", hit.snippet, [&](const db::search::Piece& piece) {
      json.field("text", piece.text).field("hit", piece.hit);
    });
    json.field("url", api_url(hit.plan, is_row ? "/rows/" + hit.key : ""));
  });
  page_end(json, end);
  json.end_object();
  return json.take();
}

}  // namespace plan
