// Two indexes, one meaning. SQLite: FTS5 over grams, asked for phrases. PostgreSQL: an array of
// grams finds the candidates, and the normalised words beside it decide; a tsvector would not do,
// because it forgets positions beyond the 256th of a gram and the 16383rd of a text.
#include "db/search.h"

#include "db/search_words.h"
#include "db/snippet.h"

namespace db::search {
namespace {

constexpr Statement kRemoveGramsOnSqlite{
    "db.search_remove_grams_sqlite",
    "DELETE FROM search_grams WHERE rowid IN (SELECT entry FROM search_entry "
    "WHERE municipality = ?1 AND kind = ?2 AND key = ?3)"};
constexpr Statement kRemoveGramsOnPostgres{
    "db.search_remove_grams_postgres",
    "DELETE FROM search_grams WHERE entry IN (SELECT entry FROM search_entry "
    "WHERE municipality = ?1 AND kind = ?2 AND key = ?3)"};
constexpr Statement kRemoveEntry{
    "db.search_remove_entry",
    "DELETE FROM search_entry WHERE municipality = ?1 AND kind = ?2 AND key = ?3"};

}  // namespace

void remove(Write& tx, std::string_view municipality, std::string_view kind, std::string_view key) {
  tx.save(tx.engine() == Engine::sqlite ? kRemoveGramsOnSqlite : kRemoveGramsOnPostgres,
          municipality, kind, key);
  tx.save(kRemoveEntry, municipality, kind, key);
}

namespace {

constexpr Statement kAddEntry{
    "db.search_add_entry",
    "INSERT INTO search_entry (municipality, kind, key, entry, title, text) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr Statement kAddGramsOnSqlite{"db.search_add_grams_sqlite",
                                      "INSERT INTO search_grams (rowid, grams) VALUES (?1, ?2)"};
constexpr Statement kAddGramsOnPostgres{
    "db.search_add_grams_postgres",
    "INSERT INTO search_grams (entry, words, grams) VALUES (?1, ?2, CAST(?3 AS TEXT[]))"};

std::string spaced(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += ' ' + word;
  return text;
}

void add_grams(Write& tx, std::int64_t entry, std::string_view title, std::string_view text) {
  std::vector<std::string> words = words_of(title);
  for (std::string& word : words_of(text)) words.push_back(std::move(word));
  if (tx.engine() == Engine::sqlite)
    tx.save(kAddGramsOnSqlite, entry, grams_in_order(words));
  else
    tx.save(kAddGramsOnPostgres, entry, spaced(words), array_of_grams(words));
}

}  // namespace

void put(Write& tx, const Entry& entry) {
  remove(tx, entry.municipality, entry.kind, entry.key);
  const std::int64_t id = tx.new_id();
  tx.save(kAddEntry, entry.municipality, entry.kind, entry.key, id, entry.title, entry.text);
  add_grams(tx, id, entry.title, entry.text);
}

namespace {

constexpr Statement kAllEntries{"db.search_all_entries",
                                "SELECT entry, title, text FROM search_entry ORDER BY entry"};

}  // namespace

void index_all(Backend& backend) {
  Write tx(backend);
  tx.each(kAllEntries, [&](Row& row) {
    const std::int64_t entry = row.integer("entry");
    const std::string_view title = row.view("title");
    add_grams(tx, entry, title, row.view("text"));
  });
}

namespace {

constexpr Statement kFindOnSqlite{
    "db.search_find_sqlite",
    "SELECT e.municipality AS municipality, e.kind AS kind, e.key AS key, e.title AS title, "
    "e.text AS text FROM search_grams g JOIN search_entry e ON e.entry = g.rowid "
    "WHERE search_grams MATCH ?1 AND (?2 IS NULL OR e.municipality = ?2) "
    "AND (e.kind = ?7 OR ?7 IS NULL AND e.kind NOT LIKE 'staff.%') "
    "AND (?8 IS NULL OR instr(?8, ' ' || e.municipality || '/' || "
    "substr(e.key, 1, instr(e.key || '/', '/') - 1) || ' ') > 0) "
    "AND (?3 IS NULL OR (e.municipality, e.kind, e.key) > (?3, ?4, ?5)) "
    "ORDER BY e.municipality, e.kind, e.key LIMIT ?6"};
constexpr Statement kFindOnPostgres{
    "db.search_find_postgres",
    "SELECT e.municipality AS municipality, e.kind AS kind, e.key AS key, e.title AS title, "
    "e.text AS text FROM search_grams g JOIN search_entry e ON e.entry = g.entry "
    "WHERE g.grams @> CAST(?1 AS TEXT[]) AND g.words LIKE ALL (CAST(?2 AS TEXT[])) "
    "AND (CAST(?3 AS TEXT) IS NULL OR e.municipality = ?3) "
    "AND (e.kind = CAST(?8 AS TEXT) OR CAST(?8 AS TEXT) IS NULL AND e.kind NOT LIKE 'staff.%') "
    "AND (CAST(?9 AS TEXT) IS NULL OR strpos(CAST(?9 AS TEXT), ' ' || e.municipality || '/' || "
    "split_part(e.key, '/', 1) || ' ') > 0) "
    "AND (CAST(?4 AS TEXT) IS NULL OR (e.municipality, e.kind, e.key) > "
    "(CAST(?4 AS TEXT), CAST(?5 AS TEXT), CAST(?6 AS TEXT))) "
    "ORDER BY e.municipality, e.kind, e.key LIMIT ?7"};
constexpr Statement kCountOnSqlite{
    "db.search_count_sqlite",
    "SELECT COUNT(*) AS hits FROM search_grams g JOIN search_entry e ON e.entry = g.rowid "
    "WHERE search_grams MATCH ?1 AND (?2 IS NULL OR e.municipality = ?2) "
    "AND (e.kind = ?3 OR ?3 IS NULL AND e.kind NOT LIKE 'staff.%') "
    "AND (?4 IS NULL OR instr(?4, ' ' || e.municipality || '/' || "
    "substr(e.key, 1, instr(e.key || '/', '/') - 1) || ' ') > 0)"};
constexpr Statement kCountOnPostgres{
    "db.search_count_postgres",
    "SELECT COUNT(*) AS hits FROM search_grams g JOIN search_entry e ON e.entry = g.entry "
    "WHERE g.grams @> CAST(?1 AS TEXT[]) AND g.words LIKE ALL (CAST(?2 AS TEXT[])) "
    "AND (CAST(?3 AS TEXT) IS NULL OR e.municipality = ?3) "
    "AND (e.kind = CAST(?4 AS TEXT) OR CAST(?4 AS TEXT) IS NULL AND e.kind NOT LIKE 'staff.%') "
    "AND (CAST(?5 AS TEXT) IS NULL OR strpos(CAST(?5 AS TEXT), ' ' || e.municipality || '/' || "
    "split_part(e.key, '/', 1) || ' ') > 0)"};

// All holders in one text, so that one look finds one of them: keys have no spaces.
std::optional<std::string> line_of(const std::optional<std::vector<Holder>>& holders) {
  if (!holders) return std::nullopt;
  std::string line = " ";
  for (const Holder& holder : *holders) line += holder.municipality + "/" + holder.key + " ";
  return line;
}

// A position as three values that may be absent together.
struct AfterValues {
  explicit AfterValues(const std::optional<Position>& after) {
    if (!after) return;
    municipality = after->municipality;
    kind = after->kind;
    key = after->key;
  }
  std::optional<std::string_view> municipality, kind, key;
};

}  // namespace

std::vector<Hit> find(Read& tx, const Question& question) {
  const std::vector<std::string> words = words_of(question.words);
  if (words.empty()) return {};
  const auto to_hit = [&](Row& row) {
    Hit hit{row.text("municipality"), row.text("kind"), row.text("key"), row.text("title"), {}};
    hit.snippet = snippet(row.view("text"), words);
    return hit;
  };
  const AfterValues after(question.after);
  const auto holders = line_of(question.holders);
  if (tx.engine() == Engine::sqlite)
    return tx.list<Hit>(kFindOnSqlite, to_hit, fts5_question(words), question.municipality,
                        after.municipality, after.kind, after.key, question.limit, question.kind,
                        holders);
  return tx.list<Hit>(kFindOnPostgres, to_hit, array_of_needed_grams(words),
                      array_of_patterns(words), question.municipality, after.municipality,
                      after.kind, after.key, question.limit, question.kind, holders);
}

std::int64_t count(Read& tx, const Question& question) {
  const std::vector<std::string> words = words_of(question.words);
  if (words.empty()) return 0;
  const auto holders = line_of(question.holders);
  const auto to_count = [](Row& row) { return row.integer("hits"); };
  if (tx.engine() == Engine::sqlite)
    return *tx.one<std::int64_t>(kCountOnSqlite, to_count, fts5_question(words),
                                 question.municipality, question.kind, holders);
  return *tx.one<std::int64_t>(kCountOnPostgres, to_count, array_of_needed_grams(words),
                               array_of_patterns(words), question.municipality, question.kind,
                               holders);
}

}  // namespace db::search
