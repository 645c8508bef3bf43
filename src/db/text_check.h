// What text both engines can hold: UTF-8 without NUL. PostgreSQL refuses other bytes, SQLite would
// take them, so db refuses them before either sees them.
#pragma once

#include <string_view>

#include "db/db.h"

namespace db {

// Throws Fault(constraint) naming the statement. Rooms check what people give (base::check_text)
// before it comes here.
void check_storable(const Statement& statement, std::string_view text);

}  // namespace db
