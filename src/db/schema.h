// The tables of a SQLite database as it describes them itself: what is copied by backup and
// restore, in an order in which every row finds the rows it refers to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db {

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> primary_key;
  std::vector<std::string> refers_to;  // other tables, without itself
};

// All but schema_version and the search index, which restore makes anew. Throws std::logic_error
// if tables refer to each other in a circle.
std::vector<Table> tables_to_copy(Read& sqlite);

// "name", as SQL names what a schema calls so; and several of them, divided by commas.
std::string quoted(std::string_view name);
std::string quoted(const std::vector<std::string>& names);

}  // namespace db
