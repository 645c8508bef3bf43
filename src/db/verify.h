// What the database itself can be asked: is the file whole, does every reference find its row, is
// every constraint in force, is every applied migration the one this program has. Rooms add their
// own.
#pragma once

#include <vector>

#include "db/db.h"
#include "db/finding.h"

namespace db {

std::vector<Finding> verify(Database& database);

}  // namespace db
