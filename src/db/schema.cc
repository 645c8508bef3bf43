// SQLite's own catalogue, sorted so that parents come first.
#include "db/schema.h"

#include <algorithm>
#include <set>

namespace db {
namespace {

constexpr Statement kTables{
    "db.tables_sqlite",
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE "
    "'\\' AND name NOT LIKE 'search\\_grams%' ESCAPE '\\' AND name <> 'schema_version' "
    "ORDER BY name"};
constexpr Statement kColumns{"db.columns_sqlite",
                             "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid"};
constexpr Statement kReferences{
    "db.references_sqlite",
    "SELECT DISTINCT \"table\" AS parent FROM pragma_foreign_key_list(?1) "
    "WHERE \"table\" <> ?1 ORDER BY 1"};

Table describe(Read& tx, std::string name) {
  Table table;
  std::vector<std::pair<std::int64_t, std::string>> key;
  tx.each(
      kColumns,
      [&](Row& row) {
        table.columns.push_back(row.text("name"));
        if (const auto place = row.integer("pk")) key.emplace_back(place, table.columns.back());
      },
      name);
  std::ranges::sort(key);
  for (auto& [place, column] : key) table.primary_key.push_back(std::move(column));
  table.refers_to =
      tx.list<std::string>(kReferences, [](Row& row) { return row.text("parent"); }, name);
  table.name = std::move(name);
  return table;
}

}  // namespace

std::vector<Table> tables_to_copy(Read& sqlite) {
  std::vector<Table> waiting;
  for (std::string& name :
       sqlite.list<std::string>(kTables, [](Row& row) { return row.text("name"); }))
    waiting.push_back(describe(sqlite, std::move(name)));

  std::vector<Table> sorted;
  std::set<std::string> placed;
  const auto ready = [&](const Table& table) {
    return std::ranges::all_of(table.refers_to,
                               [&](const std::string& parent) { return placed.contains(parent); });
  };
  while (!waiting.empty()) {
    const auto next = std::ranges::find_if(waiting, ready);
    if (next == waiting.end())
      throw std::logic_error("db: tables refer to each other in a circle at " +
                             waiting.front().name);
    placed.insert(next->name);
    sorted.push_back(std::move(*next));
    waiting.erase(next);
  }
  return sorted;
}

std::string quoted(std::string_view name) {
  return '"' + std::string(name) + '"';
}

std::string quoted(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quoted(name);
  return list;
}

}  // namespace db
