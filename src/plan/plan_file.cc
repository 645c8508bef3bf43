// The reader of plan.json, from the top of the file downwards; rows and cells are read in
// plan_file_row.cc.
#include "plan/plan_file.h"

#include <algorithm>
#include <utility>

#include "plan/plan_file_row.h"
#include "programme/programme.h"

namespace plan {

namespace {

using base::JsonNode;
using base::JsonObject;

Period read_period(const JsonNode& node) {
  auto object = node.object();
  Period period;
  period.printed = object.text("printed");
  period.from = read_year(object.required("from"));
  period.to = read_year(object.required("to"));
  object.end();
  return period;
}

Source read_source(const JsonNode& node) {
  auto object = node.object();
  Source source;
  source.key = object.text("key");
  source.file = object.text("file");
  source.title = object.text("title");
  source.publisher = object.text("publisher");
  source.published = object.maybe_text("published");
  source.note = object.maybe_text("note");
  object.end();
  return source;
}

Caveat read_caveat(const JsonNode& node) {
  auto object = node.object();
  Caveat caveat{object.text("text"), object.maybe_text("note")};
  object.end();
  return caveat;
}

Level read_level(const JsonNode& node) {
  auto object = node.object();
  Level level{object.text("key"), object.text("name")};
  object.end();
  return level;
}

Relation read_relation(const JsonNode& node) {
  auto object = node.object();
  Relation relation;
  relation.kind = read_code<RelationKind>(object.required("kind"));
  relation.plan = object.maybe_text("plan");
  relation.name = object.text("name");
  relation.period = object.maybe_text("period");
  relation.mark = object.maybe_text("mark");
  relation.rows = object.texts("rows");
  relation.note = object.maybe_text("note");
  object.end();
  return relation;
}

Column read_column(const JsonNode& node) {
  auto object = node.object();
  Column column;
  column.key = object.text("key");
  column.header = object.text("header");
  column.kind = read_code<ColumnKind>(object.required("kind"));
  column.fiscal_years = read_years(object.optional("fiscal_years"));
  object.end();
  return column;
}

Node read_node(const JsonNode& json) {
  auto object = json.object();
  Node node;
  node.key = object.text("key");
  node.level = object.text("level");
  node.parent = object.maybe_text("parent");
  node.code = object.maybe_text("code");
  node.name = object.maybe_text("name");
  node.direction = object.maybe_text("direction");
  node.printed = object.maybe_text("printed");
  node.text = object.maybe_text("text");
  node.note = object.maybe_text("note");
  node.certainty = read_certainty(object);
  object.end();
  return node;
}

constexpr int kScaleVersionMax = 1000;

RatingScale read_scale(const JsonNode& node) {
  auto object = node.object();
  RatingScale scale;
  scale.key = object.text("key");
  scale.version = object.required("version").integer_in(1, kScaleVersionMax);
  scale.header = object.text("header");
  object.each("marks", [&](const JsonNode& mark_node) {
    auto mark = mark_node.object();
    scale.marks.push_back({mark.text("mark"), mark.text("printed")});
    mark.end();
  });
  scale.definition = object.maybe_text("definition");
  scale.note = object.maybe_text("note");
  object.end();
  return scale;
}

MergedCell read_merged(const JsonNode& node) {
  auto object = node.object();
  MergedCell merged;
  merged.key = object.text("key");
  merged.rows = object.texts("rows");
  merged.columns = object.texts("columns");
  merged.texts = object.texts("texts");
  merged.unassigned = object.flag_or("unassigned", false);
  merged.certainty = read_certainty(object);
  object.end();
  return merged;
}

template <class T, class Read>
std::vector<T> list_of(JsonObject& object, std::string_view key, Read read) {
  std::vector<T> list;
  object.each(key, [&](const JsonNode& node) { list.push_back(read(node)); });
  return list;
}

void check_format(JsonObject& root, std::string_view expected, base::Mistakes& mistakes) {
  const std::string format = root.text("format");
  if (root.present() && format != expected) {
    mistakes.add("format", "plan.wrong_format",
                 {{"format", format}, {"expected", std::string(expected)}});
  }
}

Block read_block(const JsonNode& node, const Plan& plan) {
  auto object = node.object();
  Block block;
  block.kind = read_code<BlockKind>(object.required("kind"));
  std::int64_t level = 0;
  if (block.kind == BlockKind::heading) level = object.integer("level");
  if (block.kind == BlockKind::list) {
    block.items = object.texts("items");
  } else {
    block.text = object.text("text");
  }
  block.rows = object.texts("rows");
  block.link_reason = object.maybe_text("link_reason");
  object.end();
  if (block.kind == BlockKind::heading && (level < 2 || level > 4)) {
    node.mistake("plan.bad_heading_level", {{"level", std::to_string(level)}});
  } else {
    block.level = static_cast<int>(level);
  }
  for (const auto& item : block.items) {
    if (item.find('\n') != std::string::npos) node.mistake("plan.line_break", {{"text", item}});
  }
  for (const auto& row : block.rows) {
    if (find_row(plan, row) == nullptr) node.mistake("plan.unknown_row_named", {{"row", row}});
  }
  return block;
}

// The key is part of the chapter's address.
void check_document(const Document& document, const Plan& plan, base::Mistakes& mistakes) {
  if (!programme::is_key(document.key)) {
    mistakes.add("key", "programme.bad_key", {{"key", document.key}});
  }
  if (document.title.empty()) mistakes.add("title", "plan.empty_text");
  const bool source_known =
      std::any_of(plan.sources.begin(), plan.sources.end(),
                  [&](const Source& source) { return source.key == document.source; });
  if (!source_known) mistakes.add("source", "plan.unknown_source", {{"source", document.source}});
}

}  // namespace

Plan read_plan(std::string_view text, base::Mistakes& mistakes) {
  Plan plan;
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return plan;
  auto root = file->root().object();
  check_format(root, "nigiwai-plan/1", mistakes);
  plan.slug = root.text("slug");
  plan.municipality = root.text("municipality");
  plan.title = root.text("title");
  plan.title_printed = root.maybe_text("title_printed");
  plan.edition = root.maybe_text("edition");
  plan.kind = read_code<PlanKind>(root.required("kind"));
  plan.period = read_period(root.required("period"));
  plan.sources = list_of<Source>(root, "sources", read_source);
  plan.caveats = list_of<Caveat>(root, "caveats", read_caveat);
  plan.notes = root.texts("notes");
  plan.levels = list_of<Level>(root, "levels", read_level);
  plan.relations = list_of<Relation>(root, "relations", read_relation);
  plan.columns = list_of<Column>(root, "columns", read_column);
  plan.nodes = list_of<Node>(root, "nodes", read_node);
  plan.rating_scales = list_of<RatingScale>(root, "rating_scales", read_scale);
  plan.merged_cells = list_of<MergedCell>(root, "merged_cells", read_merged);
  root.each("rows", [&](const JsonNode& row) { read_row(row, std::nullopt, plan); });
  root.end();
  check(plan, mistakes);
  return plan;
}

Document read_document(std::string_view text, const Plan& plan, base::Mistakes& mistakes) {
  Document document;
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return document;
  auto root = file->root().object();
  check_format(root, "nigiwai-document/1", mistakes);
  document.key = root.text("key");
  document.title = root.text("title");
  document.source = root.text("source");
  root.each("blocks",
            [&](const JsonNode& block) { document.blocks.push_back(read_block(block, plan)); });
  root.end();
  check_document(document, plan, mistakes);
  return document;
}

}  // namespace plan
