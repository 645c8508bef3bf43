// Thrown inside a write by whoever finds that another transaction was faster between two of its
// statements: PostgreSQL runs the closure again, and it decides on what is there by then. After a
// few times, and on SQLite, where nobody comes in between, it is a fault like any other.
#pragma once

#include "db/db.h"

namespace db {

class MustRunAgain : public Fault {
 public:
  using Fault::Fault;
};

}  // namespace db
