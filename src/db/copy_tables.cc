// Values travel as text: a column's type in the target makes a number of a number again. PostgreSQL
// is read through a cursor and written with COPY, which also lets a table refer to itself.
#include "db/copy_tables.h"

#include "db/postgres.h"

namespace db {
namespace {

constexpr std::size_t kCopyBufferBytes = 1 << 16;

std::string select_all(const Table& table) {
  return "SELECT " + quoted(table.columns) + " FROM " + quoted(table.name) + " ORDER BY " +
         quoted(table.primary_key);
}

void read_by_cursor(const std::string& select, Backend& from, OnRow on_row) {
  from.script("DECLARE rows_to_copy NO SCROLL CURSOR FOR " + select);
  const Statement fetch{"db.copy_fetch", "FETCH 2000 FROM rows_to_copy"};
  for (bool more = true; more;) {
    more = false;
    const auto take = [&](Row& row) {
      more = true;
      on_row(row);
    };
    from.query(fetch, {}, take);
    // The next table's cursor has other columns under the same text.
    from.forget_statement(fetch);
  }
  from.script("CLOSE rows_to_copy");
}

void each_row(const Table& table, Backend& from, OnRow on_row) {
  const std::string select = select_all(table);
  if (from.engine() == Engine::postgres) return read_by_cursor(select, from, on_row);
  from.query({"db.copy_select", select}, {}, on_row);
}

void insert_rows(const Table& table, Backend& from, Backend& to) {
  std::string places;
  for (std::size_t i = 1; i <= table.columns.size(); ++i)
    places += (i == 1 ? "?" : ", ?") + std::to_string(i);
  const std::string sql = "INSERT INTO " + quoted(table.name) + " (" + quoted(table.columns) +
                          ") VALUES (" + places + ")";
  std::vector<Value> values(table.columns.size());
  const auto insert = [&](Row& row) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::string& column = table.columns[i];
      values[i] = row.null(column) ? Value{} : Value{row.view(column)};
    }
    to.save({"db.copy_insert", sql}, values);
  };
  each_row(table, from, insert);
}

void append_escaped(std::string& line, std::string_view value) {
  for (const char c : value) {
    if (c == '\\' || c == '\n' || c == '\r' || c == '\t') line += '\\';
    line += c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c;
  }
}

void copy_in(const Table& table, Backend& from, PostgresConnection& to) {
  to.start_copy("COPY " + quoted(table.name) + " (" + quoted(table.columns) + ") FROM STDIN");
  std::string buffer;
  const auto add = [&](Row& row) {
    for (const std::string& column : table.columns) {
      if (&column != &table.columns.front()) buffer += '\t';
      if (row.null(column))
        buffer += "\\N";
      else
        append_escaped(buffer, row.view(column));
    }
    buffer += '\n';
    if (buffer.size() < kCopyBufferBytes) return;
    to.put_copy(buffer);
    buffer.clear();
  };
  each_row(table, from, add);
  to.put_copy(buffer);
  to.end_copy();
}

}  // namespace

void copy_tables(const std::vector<Table>& tables, Backend& from, Backend& to) {
  for (const Table& table : tables) {
    if (auto* postgres = dynamic_cast<PostgresConnection*>(&to))
      copy_in(table, from, *postgres);
    else
      insert_rows(table, from, to);
  }
}

bool any_rows(const std::vector<Table>& tables, Backend& backend) {
  for (const Table& table : tables) {
    if (table.name == "writer_lease") continue;
    const std::string sql = "SELECT count(*) AS rows_there FROM (SELECT 1 FROM " +
                            quoted(table.name) + " LIMIT 1) AS found";
    bool found = false;
    const auto look = [&](Row& row) { found = row.integer("rows_there") > 0; };
    backend.query({"db.copy_any", sql}, {}, look);
    if (found) return true;
  }
  return false;
}

}  // namespace db
