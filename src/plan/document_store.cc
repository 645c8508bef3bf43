// The prose chapters of a plan, block by block.
#include "plan/listed_text.h"
#include "plan/plan_store.h"

namespace plan::store {

constexpr db::Statement kPutDocument{
    "plan.put_document",
    "INSERT INTO plan_document (municipality, plan, document, ordinal, title, source, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (municipality, plan, document) DO UPDATE SET ordinal = excluded.ordinal, "
    "title = excluded.title, source = excluded.source, deed = excluded.deed"};

constexpr db::Statement kPutBlock{
    "plan.put_block",
    "INSERT INTO plan_document_block (municipality, plan, document, ordinal, kind, level, text, "
    "items, "
    "rows_named, link_reason, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (municipality, plan, document, ordinal) DO UPDATE SET kind = excluded.kind, "
    "level = excluded.level, text = excluded.text, items = excluded.items, "
    "rows_named = excluded.rows_named, link_reason = excluded.link_reason, deed = excluded.deed"};

void put_documents(db::Write& tx, const Place& place, const std::vector<Document>& documents) {
  int document_ordinal = 0;
  for (const auto& document : documents) {
    tx.save(kPutDocument, place.municipality, place.plan, document.key, document_ordinal++,
            document.title, document.source, place.deed);
    int block_ordinal = 0;
    for (const auto& block : document.blocks) {
      tx.save(kPutBlock, place.municipality, place.plan, document.key, block_ordinal++,
              in_db(block.kind), block.level, block.text, joined(block.items, '\n'),
              joined(block.rows, ' '), block.link_reason, place.deed);
    }
  }
}

constexpr db::Statement kGoneDocuments{
    "plan.gone_documents",
    "SELECT document FROM plan_document WHERE municipality = ?1 AND plan = ?2 AND deed <> ?3 "
    "ORDER BY document"};

std::vector<std::string> gone_documents(db::Read& tx, const Place& place) {
  return tx.list<std::string>(
      kGoneDocuments, [](db::Row& row) { return row.text("document"); }, place.municipality,
      place.plan, place.deed);
}

constexpr db::Statement kDocuments{
    "plan.documents",
    "SELECT document, title, source FROM plan_document WHERE municipality = ?1 AND plan = ?2 "
    "ORDER BY ordinal"};

constexpr db::Statement kBlocks{
    "plan.blocks",
    "SELECT kind, level, text, items, rows_named, link_reason FROM plan_document_block "
    "WHERE municipality = ?1 AND plan = ?2 AND document = ?3 ORDER BY ordinal"};

namespace {

Block to_block(db::Row& row) {
  Block block;
  block.kind = from_db<BlockKind>(row.view("kind")).value_or(BlockKind::paragraph);
  block.level = static_cast<int>(row.integer("level"));
  block.text = row.text("text");
  block.items = parted(row.view("items"), '\n');
  block.rows = parted(row.view("rows_named"), ' ');
  block.link_reason = row.maybe_text("link_reason");
  return block;
}

}  // namespace

std::vector<Document> documents(db::Read& tx, std::string_view municipality,
                                std::string_view plan) {
  auto list = tx.list<Document>(
      kDocuments,
      [](db::Row& row) {
        Document document;
        document.key = row.text("document");
        document.title = row.text("title");
        document.source = row.text("source");
        return document;
      },
      municipality, plan);
  for (auto& document : list) {
    document.blocks = tx.list<Block>(kBlocks, to_block, municipality, plan, document.key);
  }
  return list;
}

}  // namespace plan::store
