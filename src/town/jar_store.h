// The jar's rows: how a town that was built in a database of its own is poured into another, whole,
// and how it is taken out again. A town is its municipality's rows in every table, nothing else.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/schema.h"

namespace town::store {

// The jar is thrown away if the machine stops, so nothing waits for its disk.
void work_fast(db::Database& jar);

// The tables of which a town has rows, in an order in which every row finds what it refers to.
std::vector<db::Table> tables(db::Read& jar);

// How many rows were copied. The search index is written anew.
std::int64_t pour(db::Read& jar, db::Write& into, const std::vector<db::Table>& tables,
                  std::string_view municipality);

// PostgreSQL looks for rows by what it knows of the tables, and knew them without the town.
void learn_tables(db::Database& database);

// Taking a row out asks of every row that may refer to it whether it does still, and no index leads
// there: real work never takes a row away. What the database is told before and after in the same
// transaction, so that a town of a hundred thousand records goes in seconds: on PostgreSQL the
// references are declared anew afterwards, which checks all of them at once; on SQLite they get
// their indexes for as long as it lasts.
struct Easing {
  std::vector<std::string> before;
  std::vector<std::string> after;
};
// `empty`: a SQLite database of the same schema, which describes it.
Easing easing(db::Read& tx, db::Read& empty, const std::vector<db::Table>& tables);

// How many rows were taken out: children first, in pieces, each within the time that one statement
// may take.
std::int64_t take_out(db::Write& tx, const std::vector<db::Table>& tables, const Easing& easing,
                      std::string_view municipality);

}  // namespace town::store
