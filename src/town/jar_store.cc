// Rows go as many to a statement as have places in it; values travel as they are written.
#include "town/jar_store.h"

#include <algorithm>
#include <map>
#include <string>

#include "db/backend.h"
#include "db/search.h"

namespace town::store {
namespace {

constexpr std::size_t kPlacesMax = 400;  // of one statement
constexpr std::int64_t kTakenAtOnce = 2'000;
constexpr std::string_view kOwner = "municipality";

constexpr db::Statement kSearchEntries{
    "town.search_entries",
    "SELECT kind, key, title, text FROM search_entry WHERE municipality = ?1 ORDER BY kind, key"};

std::string insert_of(const db::Table& table, std::size_t rows) {
  std::string sql =
      "INSERT INTO " + db::quoted(table.name) + " (" + db::quoted(table.columns) + ") VALUES ";
  std::size_t place = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      sql += (column == 0 ? "?" : ", ?") + std::to_string(++place);
    sql += ")";
  }
  return sql;
}

// Rows of one table on their way, a statement's worth at a time.
class Pouring {
 public:
  Pouring(db::Write& into, const db::Table& table)
      : into_(into), table_(table), rows_max_(std::max<std::size_t>(1, kPlacesMax / columns())) {}

  void add(db::Row& row) {
    for (const std::string& column : table_.columns)
      texts_.push_back(row.null(column) ? std::nullopt : std::optional(row.text(column)));
    ++rows_;
    if (texts_.size() == rows_max_ * columns()) send();
  }

  std::int64_t finish() {
    if (!texts_.empty()) send();
    return rows_;
  }

 private:
  std::size_t columns() const { return table_.columns.size(); }

  void send() {
    std::vector<db::Value> values;
    values.reserve(texts_.size());
    for (const auto& text : texts_) values.push_back(db::to_value(text));
    const std::string name = "town.pour_" + table_.name;
    const std::string sql = insert_of(table_, texts_.size() / columns());
    into_.save_values({name, sql}, values);
    texts_.clear();
  }

  db::Write& into_;
  const db::Table& table_;
  const std::size_t rows_max_;
  std::vector<std::optional<std::string>> texts_;
  std::int64_t rows_ = 0;
};

constexpr db::Statement kReferringColumns{
    "town.referring_columns_sqlite",
    "SELECT id AS reference, \"from\" AS own_column FROM pragma_foreign_key_list(?1) "
    "ORDER BY id, seq"};
constexpr db::Statement kIndexedColumns{
    "town.indexed_columns_sqlite",
    "SELECT list.seq AS place, columns.name AS indexed FROM pragma_index_list(?1) AS list, "
    "pragma_index_info(list.name) AS columns WHERE list.partial = 0 ORDER BY list.seq, "
    "columns.seqno"};
constexpr db::Statement kDeclaredReferences{
    "town.declared_references_postgres",
    "SELECT CAST(CAST(conrelid AS regclass) AS TEXT) AS referring, conname AS name, "
    "pg_get_constraintdef(oid) AS declared FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) "
    "ORDER BY conrelid, conname"};

using Columns = std::vector<std::string>;

// The columns by which rows of a table are found quickly: its key and its indexes.
std::vector<Columns> ways_to_find(db::Read& empty, const db::Table& table) {
  std::map<std::int64_t, Columns> indexes;
  empty.each(
      kIndexedColumns,
      [&](db::Row& row) { indexes[row.integer("place")].push_back(row.text("indexed")); },
      table.name);
  std::vector<Columns> ways = {table.primary_key};
  for (auto& [place, columns] : indexes) ways.push_back(std::move(columns));
  return ways;
}

// The way begins with the columns of the reference, in whatever order.
bool leads(const Columns& way, const Columns& reference) {
  const auto count = static_cast<std::ptrdiff_t>(reference.size());
  return std::ssize(way) >= count &&
         std::is_permutation(reference.begin(), reference.end(), way.begin(), way.begin() + count);
}

std::vector<Columns> references_without_index(db::Read& empty, const db::Table& table) {
  std::map<std::int64_t, Columns> references;
  empty.each(
      kReferringColumns,
      [&](db::Row& row) { references[row.integer("reference")].push_back(row.text("own_column")); },
      table.name);
  const auto ways = ways_to_find(empty, table);
  std::vector<Columns> missing;
  for (auto& [number, columns] : references) {
    const bool known = std::ranges::find(missing, columns) != missing.end();
    if (!known && std::ranges::none_of(ways, [&](const auto& way) { return leads(way, columns); }))
      missing.push_back(std::move(columns));
  }
  return missing;
}

Easing with_indexes(db::Read& empty, const std::vector<db::Table>& tables) {
  Easing easing;
  for (const db::Table& table : tables) {
    for (const Columns& columns : references_without_index(empty, table)) {
      const std::string name = "town_taken_out_" + std::to_string(easing.before.size());
      easing.before.push_back("CREATE INDEX " + name + " ON " + db::quoted(table.name) + " (" +
                              db::quoted(columns) + ")");
      easing.after.push_back("DROP INDEX " + name);
    }
  }
  return easing;
}

Easing without_references(db::Read& tx) {
  Easing easing;
  tx.each(kDeclaredReferences, [&](db::Row& row) {
    const std::string table = "ALTER TABLE " + row.text("referring");
    const std::string name = db::quoted(row.text("name"));
    easing.before.push_back(table + " DROP CONSTRAINT " + name);
    easing.after.push_back(table + " ADD CONSTRAINT " + name + " " + row.text("declared"));
  });
  return easing;
}

void tell(db::Write& tx, std::string_view when, const std::vector<std::string>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string name = "town." + std::string(when) + "_taking_out_" + std::to_string(i);
    tx.run({name, all[i]});
  }
}

// The youngest first: what refers to a row of its own table is younger.
std::int64_t take_out(db::Write& tx, const db::Table& table, std::string_view municipality) {
  const std::string key = db::quoted(table.primary_key);
  std::string order;
  for (const std::string& column : table.primary_key)
    order += (order.empty() ? "" : ", ") + db::quoted(column) + " DESC";
  const std::string sql = "DELETE FROM " + db::quoted(table.name) + " WHERE (" + key +
                          ") IN (SELECT " + key + " FROM " + db::quoted(table.name) +
                          " WHERE municipality = ?1 ORDER BY " + order + " LIMIT ?2)";
  const std::string name = "town.take_out_" + table.name;
  std::int64_t rows = 0;
  for (std::int64_t piece = kTakenAtOnce; piece == kTakenAtOnce; rows += piece)
    piece = tx.run({name, sql}, municipality, kTakenAtOnce);
  return rows;
}

}  // namespace

void work_fast(db::Database& jar) {
  jar.maintain([](db::Backend& backend) { backend.script("PRAGMA synchronous = OFF"); });
}

void learn_tables(db::Database& database) {
  database.maintain([](db::Backend& backend) {
    if (backend.engine() == db::Engine::postgres) backend.script("ANALYZE");
  });
}

std::vector<db::Table> tables(db::Read& jar) {
  auto all = db::tables_to_copy(jar);
  std::erase_if(all, [](const db::Table& table) {
    return table.name == "search_entry" ||
           std::ranges::find(table.columns, kOwner) == table.columns.end();
  });
  return all;
}

std::int64_t pour(db::Read& jar, db::Write& into, const std::vector<db::Table>& tables,
                  std::string_view municipality) {
  std::int64_t rows = 0;
  for (const db::Table& table : tables) {
    const std::string sql = "SELECT " + db::quoted(table.columns) + " FROM " +
                            db::quoted(table.name) + " WHERE municipality = ?1 ORDER BY " +
                            db::quoted(table.primary_key);
    Pouring pouring(into, table);
    const db::Value owner[] = {municipality};
    jar.each_values({"town.jar_" + table.name, sql}, owner,
                    [&](db::Row& row) { pouring.add(row); });
    rows += pouring.finish();
  }
  jar.each(
      kSearchEntries,
      [&](db::Row& row) {
        const std::string kind = row.text("kind");
        const std::string key = row.text("key");
        const std::string title = row.text("title");
        const std::string text = row.text("text");
        db::search::put(into, {municipality, kind, key, title, text});
      },
      municipality);
  return rows;
}

Easing easing(db::Read& tx, db::Read& empty, const std::vector<db::Table>& tables) {
  return tx.engine() == db::Engine::sqlite ? with_indexes(empty, tables) : without_references(tx);
}

std::int64_t take_out(db::Write& tx, const std::vector<db::Table>& tables, const Easing& easing,
                      std::string_view municipality) {
  struct Key {
    std::string kind;
    std::string key;
  };
  for (const Key& one : tx.list<Key>(
           kSearchEntries,
           [](db::Row& row) {
             Key key{row.text("kind"), row.text("key")};
             row.view("title");
             row.view("text");
             return key;
           },
           municipality))
    db::search::remove(tx, municipality, one.kind, one.key);
  tell(tx, "before", easing.before);
  std::int64_t rows = 0;
  for (auto table = tables.rbegin(); table != tables.rend(); ++table)
    rows += take_out(tx, *table, municipality);
  tell(tx, "after", easing.after);
  return rows;
}

}  // namespace town::store
