// All rows of one database into the empty tables of another, of the same or the other kind.
#pragma once

#include <vector>

#include "db/backend.h"
#include "db/schema.h"

namespace db {

// Both connections are inside a transaction. Values arrive byte for byte.
void copy_tables(const std::vector<Table>& tables, Backend& from, Backend& to);

// Is there any row in these tables? Leases of writers do not count.
bool any_rows(const std::vector<Table>& tables, Backend& backend);

}  // namespace db
