// While a large table is written, SQLite's writer keeps few pages at hand: the table would fill
// whatever there is once, and nothing of it is read again. Afterwards it has its usual number, and
// what the table filled has gone back to the machine. PostgreSQL keeps its pages elsewhere.
#pragma once

#include "db/db.h"

namespace db {

inline constexpr int kWriterPagesKib = 65'536;

class FewPages {
 public:
  explicit FewPages(Database& database);
  ~FewPages();
  FewPages(const FewPages&) = delete;
  FewPages& operator=(const FewPages&) = delete;

 private:
  Database& database_;
};

}  // namespace db
