// No statements of a transaction: they are said to the one connection that writes.
#include "db/few_pages.h"

#include <string>

#include "db/backend.h"

namespace db {
namespace {

constexpr int kFewPagesKib = 16'384;

void keep_pages(Database& database, int kib) {
  if (database.engine() != Engine::sqlite) return;
  const std::string said = "PRAGMA cache_size=-" + std::to_string(kib) + "; PRAGMA shrink_memory";
  database.maintain([&](Backend& connection) { connection.script(said); });
}

}  // namespace

FewPages::FewPages(Database& database) : database_(database) {
  keep_pages(database_, kFewPagesKib);
}

FewPages::~FewPages() {
  try {
    keep_pages(database_, kWriterPagesKib);
  } catch (const Fault&) {
    // A connection that cannot do even this is opened anew, and has its usual pages then.
  }
}

}  // namespace db
