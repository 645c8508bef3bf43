// Every statement on the tables that describe a plan, each above its one function.
#include "plan/plan_store.h"

#include "plan/listed_text.h"

namespace plan::store {

constexpr db::Statement kOwnerOfSlug{"plan.owner_of_slug",
                                     "SELECT municipality FROM plan_address WHERE slug = ?1"};

std::optional<std::string> owner_of_slug(db::Read& tx, std::string_view slug) {
  return tx.one<std::string>(
      kOwnerOfSlug, [](db::Row& row) { return row.text("municipality"); }, slug);
}

constexpr db::Statement kTakeSlug{"plan.take_slug",
                                  "INSERT INTO plan_address (slug, municipality) VALUES (?1, ?2)"};

void take_slug(db::Write& tx, std::string_view slug, std::string_view municipality) {
  tx.save(kTakeSlug, slug, municipality);
}

constexpr db::Statement kFileHash{
    "plan.file_hash", "SELECT file_hash FROM plan WHERE municipality = ?1 AND plan = ?2"};

std::optional<std::string> file_hash(db::Read& tx, std::string_view municipality,
                                     std::string_view plan) {
  return tx.one<std::string>(
      kFileHash, [](db::Row& row) { return row.text("file_hash"); }, municipality, plan);
}

constexpr db::Statement kPutPlan{
    "plan.put_plan",
    "INSERT INTO plan (municipality, plan, title, title_printed, edition, kind, period_printed, "
    "period_from, period_to, file_hash, deed, released) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "?9, ?10, ?11, ?12) "
    "ON CONFLICT (municipality, plan) DO UPDATE SET title = excluded.title, "
    "title_printed = excluded.title_printed, edition = excluded.edition, kind = excluded.kind, "
    "period_printed = excluded.period_printed, period_from = excluded.period_from, "
    "period_to = excluded.period_to, file_hash = excluded.file_hash, deed = excluded.deed, "
    "withdrawn_deed = NULL"};

void put_plan(db::Write& tx, const Place& place, const Plan& plan, std::string_view file_hash,
              bool released) {
  tx.save(kPutPlan, place.municipality, place.plan, plan.title, plan.title_printed, plan.edition,
          in_db(plan.kind), plan.period.printed, plan.period.from, plan.period.to, file_hash,
          place.deed, released);
}

constexpr db::Statement kIsReleased{
    "plan.is_released", "SELECT released FROM plan WHERE municipality = ?1 AND plan = ?2"};

std::optional<bool> is_released(db::Read& tx, std::string_view municipality,
                                std::string_view plan) {
  return tx.one<bool>(
      kIsReleased, [](db::Row& row) { return row.flag("released"); }, municipality, plan);
}

constexpr db::Statement kDeedOf{
    "plan.deed_of",
    "SELECT deed FROM plan WHERE municipality = ?1 AND plan = ?2 AND withdrawn_deed IS NULL"};

std::optional<std::int64_t> deed_of(db::Read& tx, std::string_view municipality,
                                    std::string_view plan) {
  return tx.one<std::int64_t>(
      kDeedOf, [](db::Row& row) { return row.integer("deed"); }, municipality, plan);
}

constexpr db::Statement kWithdraw{
    "plan.withdraw",
    "UPDATE plan SET withdrawn_deed = ?3 WHERE municipality = ?1 AND plan = ?2 "
    "AND withdrawn_deed IS NULL"};

bool withdraw(db::Write& tx, const Place& place) {
  return tx.run(kWithdraw, place.municipality, place.plan, place.deed) == 1;
}

constexpr db::Statement kPutSource{
    "plan.put_source",
    "INSERT INTO plan_source (municipality, plan, source, ordinal, file, title, publisher, "
    "published, "
    "note, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
    "ON CONFLICT (municipality, plan, source) DO UPDATE SET ordinal = excluded.ordinal, "
    "file = excluded.file, title = excluded.title, publisher = excluded.publisher, "
    "published = excluded.published, note = excluded.note, deed = excluded.deed"};

constexpr db::Statement kPutRemark{
    "plan.put_remark",
    "INSERT INTO plan_remark (municipality, plan, kind, ordinal, text, note, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (municipality, plan, kind, ordinal) DO UPDATE SET text = excluded.text, "
    "note = excluded.note, deed = excluded.deed"};

constexpr db::Statement kPutLevel{
    "plan.put_level",
    "INSERT INTO plan_level (municipality, plan, level, ordinal, name, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (municipality, plan, level) DO UPDATE SET ordinal = excluded.ordinal, "
    "name = excluded.name, deed = excluded.deed"};

constexpr db::Statement kPutRelation{
    "plan.put_relation",
    "INSERT INTO plan_relation (municipality, plan, ordinal, kind, other_plan, name, period, mark, "
    "rows_named, note, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (municipality, plan, ordinal) DO UPDATE SET kind = excluded.kind, "
    "other_plan = excluded.other_plan, name = excluded.name, period = excluded.period, "
    "mark = excluded.mark, rows_named = excluded.rows_named, note = excluded.note, "
    "deed = excluded.deed"};

constexpr db::Statement kPutColumn{
    "plan.put_column",
    "INSERT INTO plan_column (municipality, plan, column_key, ordinal, header, kind, fiscal_years, "
    "deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
    "ON CONFLICT (municipality, plan, column_key) DO UPDATE SET ordinal = excluded.ordinal, "
    "header = excluded.header, kind = excluded.kind, fiscal_years = excluded.fiscal_years, "
    "deed = excluded.deed"};

constexpr db::Statement kPutNode{
    "plan.put_node",
    "INSERT INTO plan_node (municipality, plan, node, ordinal, level, parent, code, name, "
    "direction, "
    "printed, text, note, confidence, reason, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) "
    "ON CONFLICT (municipality, plan, node) DO UPDATE SET ordinal = excluded.ordinal, "
    "level = excluded.level, parent = excluded.parent, code = excluded.code, name = excluded.name, "
    "direction = excluded.direction, printed = excluded.printed, text = excluded.text, "
    "note = excluded.note, confidence = excluded.confidence, reason = excluded.reason, "
    "deed = excluded.deed"};

constexpr db::Statement kPutScale{
    "plan.put_scale",
    "INSERT INTO rating_scale (municipality, plan, scale, version, ordinal, header, marks, "
    "definition, "
    "note, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
    "ON CONFLICT (municipality, plan, scale, version) DO UPDATE SET ordinal = excluded.ordinal, "
    "header = excluded.header, marks = excluded.marks, definition = excluded.definition, "
    "note = excluded.note, deed = excluded.deed"};

constexpr db::Statement kPutMerged{
    "plan.put_merged",
    "INSERT INTO merged_cell (municipality, plan, merged, ordinal, rows_merged, columns_merged, "
    "texts, "
    "unassigned, confidence, reason, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (municipality, plan, merged) DO UPDATE SET ordinal = excluded.ordinal, "
    "rows_merged = excluded.rows_merged, columns_merged = excluded.columns_merged, "
    "texts = excluded.texts, unassigned = excluded.unassigned, confidence = excluded.confidence, "
    "reason = excluded.reason, deed = excluded.deed"};

namespace {

constexpr std::string_view kCaveat = "caveat";
constexpr std::string_view kNote = "note";

std::string marks_text(const RatingScale& scale) {
  std::vector<std::string> lines;
  for (const auto& mark : scale.marks) lines.push_back(mark.mark + "=" + mark.printed);
  return joined(lines, '\n');
}

std::vector<Mark> marks_of(std::string_view text) {
  std::vector<Mark> marks;
  for (const auto& line : parted(text, '\n')) {
    const auto equals = line.find('=');
    marks.push_back({line.substr(0, equals), line.substr(equals + 1)});
  }
  return marks;
}

void put_remarks(db::Write& tx, const Place& place, const Plan& plan) {
  int ordinal = 0;
  for (const auto& caveat : plan.caveats) {
    tx.save(kPutRemark, place.municipality, place.plan, kCaveat, ordinal++, caveat.text,
            caveat.note, place.deed);
  }
  ordinal = 0;
  for (const auto& note : plan.notes) {
    tx.save(kPutRemark, place.municipality, place.plan, kNote, ordinal++, note, std::nullopt,
            place.deed);
  }
}

void put_tree(db::Write& tx, const Place& place, const Plan& plan) {
  int ordinal = 0;
  for (const auto& level : plan.levels) {
    tx.save(kPutLevel, place.municipality, place.plan, level.key, ordinal++, level.name,
            place.deed);
  }
  ordinal = 0;
  for (const auto& node : plan.nodes) {
    tx.save(kPutNode, place.municipality, place.plan, node.key, ordinal++, node.level, node.parent,
            node.code, node.name, node.direction, node.printed, node.text, node.note,
            in_db(node.certainty.confidence), node.certainty.reason, place.deed);
  }
}

void put_table_shape(db::Write& tx, const Place& place, const Plan& plan) {
  int ordinal = 0;
  for (const auto& column : plan.columns) {
    tx.save(kPutColumn, place.municipality, place.plan, column.key, ordinal++, column.header,
            in_db(column.kind), joined_years(column.fiscal_years), place.deed);
  }
  ordinal = 0;
  for (const auto& scale : plan.rating_scales) {
    tx.save(kPutScale, place.municipality, place.plan, scale.key, scale.version, ordinal++,
            scale.header, marks_text(scale), scale.definition, scale.note, place.deed);
  }
  ordinal = 0;
  for (const auto& merged : plan.merged_cells) {
    tx.save(kPutMerged, place.municipality, place.plan, merged.key, ordinal++,
            joined(merged.rows, ' '), joined(merged.columns, ' '), joined(merged.texts, '\n'),
            merged.unassigned, in_db(merged.certainty.confidence), merged.certainty.reason,
            place.deed);
  }
}

}  // namespace

void put_description(db::Write& tx, const Place& place, const Plan& plan) {
  int ordinal = 0;
  for (const auto& source : plan.sources) {
    tx.save(kPutSource, place.municipality, place.plan, source.key, ordinal++, source.file,
            source.title, source.publisher, source.published, source.note, place.deed);
  }
  ordinal = 0;
  for (const auto& relation : plan.relations) {
    tx.save(kPutRelation, place.municipality, place.plan, ordinal++, in_db(relation.kind),
            relation.plan, relation.name, relation.period, relation.mark,
            joined(relation.rows, ' '), relation.note, place.deed);
  }
  put_remarks(tx, place, plan);
  put_tree(tx, place, plan);
  put_table_shape(tx, place, plan);
}

constexpr db::Statement kSweepSources{
    "plan.sweep_sources",
    "DELETE FROM plan_source WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepRemarks{
    "plan.sweep_remarks",
    "DELETE FROM plan_remark WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepLevels{
    "plan.sweep_levels",
    "DELETE FROM plan_level WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepRelations{
    "plan.sweep_relations",
    "DELETE FROM plan_relation WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepNodes{
    "plan.sweep_nodes",
    "DELETE FROM plan_node WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepScales{
    "plan.sweep_scales",
    "DELETE FROM rating_scale WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepMerged{
    "plan.sweep_merged",
    "DELETE FROM merged_cell WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepBlocks{
    "plan.sweep_blocks",
    "DELETE FROM plan_document_block WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};
constexpr db::Statement kSweepDocuments{
    "plan.sweep_documents",
    "DELETE FROM plan_document WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3"};

void sweep(db::Write& tx, const Place& place) {
  for (const auto* statement :
       {&kSweepSources, &kSweepRemarks, &kSweepLevels, &kSweepRelations, &kSweepNodes,
        &kSweepScales, &kSweepMerged, &kSweepBlocks, &kSweepDocuments}) {
    tx.save(*statement, place.municipality, place.plan, place.deed);
  }
}

constexpr db::Statement kNames{
    "plan.names",
    "SELECT municipality, plan, released FROM plan ORDER BY municipality, period_from, plan"};

std::vector<Name> names(db::Read& tx) {
  return tx.list<Name>(kNames, [](db::Row& row) {
    return Name{row.text("municipality"), row.text("plan"), row.flag("released")};
  });
}

constexpr db::Statement kSummaries{
    "plan.summaries",
    "SELECT p.municipality AS municipality, p.plan AS plan, p.title AS title, p.edition AS "
    "edition, "
    "p.kind AS kind, p.period_printed AS period_printed, p.period_from AS period_from, "
    "p.period_to AS period_to, "
    "(SELECT count(*) FROM plan_row r WHERE r.municipality = p.municipality AND r.plan = p.plan "
    "AND r.deed = p.deed AND r.parent IS NULL) AS row_count, "
    "(SELECT m.text FROM plan_remark m WHERE m.municipality = p.municipality AND m.plan = p.plan "
    "AND m.kind = 'caveat' AND m.ordinal = 0) AS caveat "
    "FROM plan p WHERE p.withdrawn_deed IS NULL ORDER BY p.municipality, p.period_from, p.plan"};

namespace {

Summary to_summary(db::Row& row) {
  Summary summary;
  summary.municipality = row.text("municipality");
  summary.slug = row.text("plan");
  summary.title = row.text("title");
  summary.edition = row.maybe_text("edition");
  summary.kind = from_db<PlanKind>(row.view("kind")).value_or(PlanKind::plan);
  summary.period.printed = row.text("period_printed");
  summary.period.from = static_cast<int>(row.integer("period_from"));
  summary.period.to = static_cast<int>(row.integer("period_to"));
  summary.rows = static_cast<int>(row.integer("row_count"));
  summary.caveat = row.maybe_text("caveat");
  return summary;
}

}  // namespace

constexpr db::Statement kMarkCounts{
    "plan.mark_counts",
    "SELECT g.plan AS plan, g.mark AS mark, count(*) AS mark_count FROM rating g "
    "JOIN plan p ON p.municipality = g.municipality AND p.plan = g.plan "
    "JOIN plan_row r ON r.municipality = g.municipality AND r.plan = g.plan "
    "AND r.row_key = g.row_key AND r.deed = p.deed "
    "WHERE g.withdrawn = 0 AND g.version = (SELECT max(h.version) FROM rating h "
    "WHERE h.municipality = g.municipality AND h.plan = g.plan AND h.row_key = g.row_key) "
    "GROUP BY g.municipality, g.plan, g.mark ORDER BY g.municipality, g.plan, g.mark"};

std::vector<Summary> summaries(db::Read& tx) {
  auto list = tx.list<Summary>(kSummaries, to_summary);
  tx.each(kMarkCounts, [&](db::Row& row) {
    const std::string plan = row.text("plan");
    std::string mark = row.text("mark");
    const int count = static_cast<int>(row.integer("mark_count"));
    for (auto& summary : list) {
      if (summary.slug == plan) summary.marks.emplace_back(mark, count);
    }
  });
  return list;
}
constexpr db::Statement kHead{
    "plan.head",
    "SELECT title, title_printed, edition, kind, period_printed, period_from, period_to "
    "FROM plan WHERE municipality = ?1 AND plan = ?2 AND withdrawn_deed IS NULL"};

std::optional<Plan> head(db::Read& tx, std::string_view municipality, std::string_view slug) {
  return tx.one<Plan>(
      kHead,
      [&](db::Row& row) {
        Plan plan;
        plan.slug = slug;
        plan.municipality = municipality;
        plan.title = row.text("title");
        plan.title_printed = row.maybe_text("title_printed");
        plan.edition = row.maybe_text("edition");
        plan.kind = from_db<PlanKind>(row.view("kind")).value_or(PlanKind::plan);
        plan.period.printed = row.text("period_printed");
        plan.period.from = static_cast<int>(row.integer("period_from"));
        plan.period.to = static_cast<int>(row.integer("period_to"));
        return plan;
      },
      municipality, slug);
}

constexpr db::Statement kSources{
    "plan.sources",
    "SELECT source, file, title, publisher, published, note FROM plan_source "
    "WHERE municipality = ?1 AND plan = ?2 ORDER BY ordinal"};

constexpr db::Statement kRemarks{
    "plan.remarks",
    "SELECT kind, text, note FROM plan_remark WHERE municipality = ?1 AND plan = ?2 "
    "ORDER BY kind, ordinal"};

constexpr db::Statement kLevels{
    "plan.levels",
    "SELECT level, name FROM plan_level WHERE municipality = ?1 AND plan = ?2 ORDER BY ordinal"};

constexpr db::Statement kRelations{
    "plan.relations",
    "SELECT kind, other_plan, name, period, mark, rows_named, note FROM plan_relation "
    "WHERE municipality = ?1 AND plan = ?2 ORDER BY ordinal"};

constexpr db::Statement kColumns{
    "plan.columns",
    "SELECT column_key, header, kind, fiscal_years FROM plan_column "
    "WHERE municipality = ?1 AND plan = ?2 AND deed = (SELECT deed FROM plan "
    "WHERE municipality = ?1 AND plan = ?2) ORDER BY ordinal"};

constexpr db::Statement kNodes{
    "plan.nodes",
    "SELECT node, level, parent, code, name, direction, printed, text, note, confidence, reason "
    "FROM plan_node WHERE municipality = ?1 AND plan = ?2 ORDER BY ordinal"};

constexpr db::Statement kScales{
    "plan.scales",
    "SELECT scale, version, header, marks, definition, note FROM rating_scale "
    "WHERE municipality = ?1 AND plan = ?2 ORDER BY ordinal"};

constexpr db::Statement kMerged{
    "plan.merged",
    "SELECT merged, rows_merged, columns_merged, texts, unassigned, confidence, reason "
    "FROM merged_cell WHERE municipality = ?1 AND plan = ?2 ORDER BY ordinal"};

namespace {

Certainty to_certainty(db::Row& row) {
  Certainty certainty;
  certainty.confidence = from_db<Confidence>(row.view("confidence")).value_or(Confidence::low);
  certainty.reason = row.maybe_text("reason");
  return certainty;
}

Source to_source(db::Row& row) {
  Source source;
  source.key = row.text("source");
  source.file = row.text("file");
  source.title = row.text("title");
  source.publisher = row.text("publisher");
  source.published = row.maybe_text("published");
  source.note = row.maybe_text("note");
  return source;
}

Relation to_relation(db::Row& row) {
  Relation relation;
  relation.kind = from_db<RelationKind>(row.view("kind")).value_or(RelationKind::related);
  relation.plan = row.maybe_text("other_plan");
  relation.name = row.text("name");
  relation.period = row.maybe_text("period");
  relation.mark = row.maybe_text("mark");
  relation.rows = parted(row.view("rows_named"), ' ');
  relation.note = row.maybe_text("note");
  return relation;
}

Column to_column(db::Row& row) {
  Column column;
  column.key = row.text("column_key");
  column.header = row.text("header");
  column.kind = from_db<ColumnKind>(row.view("kind")).value_or(ColumnKind::year);
  column.fiscal_years = parted_years(row.view("fiscal_years"));
  return column;
}

Node to_node(db::Row& row) {
  Node node;
  node.key = row.text("node");
  node.level = row.text("level");
  node.parent = row.maybe_text("parent");
  node.code = row.maybe_text("code");
  node.name = row.maybe_text("name");
  node.direction = row.maybe_text("direction");
  node.printed = row.maybe_text("printed");
  node.text = row.maybe_text("text");
  node.note = row.maybe_text("note");
  node.certainty = to_certainty(row);
  return node;
}

RatingScale to_scale(db::Row& row) {
  RatingScale scale;
  scale.key = row.text("scale");
  scale.version = static_cast<int>(row.integer("version"));
  scale.header = row.text("header");
  scale.marks = marks_of(row.view("marks"));
  scale.definition = row.maybe_text("definition");
  scale.note = row.maybe_text("note");
  return scale;
}

MergedCell to_merged(db::Row& row) {
  MergedCell merged;
  merged.key = row.text("merged");
  merged.rows = parted(row.view("rows_merged"), ' ');
  merged.columns = parted(row.view("columns_merged"), ' ');
  merged.texts = parted(row.view("texts"), '\n');
  merged.unassigned = row.flag("unassigned");
  merged.certainty = to_certainty(row);
  return merged;
}

}  // namespace

void read_columns(db::Read& tx, Plan& plan) {
  plan.columns = tx.list<Column>(kColumns, to_column, plan.municipality, plan.slug);
}

void read_description(db::Read& tx, Plan& plan) {
  const auto& municipality = plan.municipality;
  plan.sources = tx.list<Source>(kSources, to_source, municipality, plan.slug);
  tx.each(
      kRemarks,
      [&](db::Row& row) {
        const bool caveat = row.view("kind") == kCaveat;
        Caveat remark;
        remark.text = row.text("text");
        remark.note = row.maybe_text("note");
        if (caveat) {
          plan.caveats.push_back(std::move(remark));
        } else {
          plan.notes.push_back(std::move(remark.text));
        }
      },
      municipality, plan.slug);
  plan.levels = tx.list<Level>(
      kLevels,
      [](db::Row& row) {
        Level level;
        level.key = row.text("level");
        level.name = row.text("name");
        return level;
      },
      municipality, plan.slug);
  plan.relations = tx.list<Relation>(kRelations, to_relation, municipality, plan.slug);
  read_columns(tx, plan);
  plan.nodes = tx.list<Node>(kNodes, to_node, municipality, plan.slug);
  plan.rating_scales = tx.list<RatingScale>(kScales, to_scale, municipality, plan.slug);
  plan.merged_cells = tx.list<MergedCell>(kMerged, to_merged, municipality, plan.slug);
}

}  // namespace plan::store
