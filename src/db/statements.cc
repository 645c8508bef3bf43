// A set of names for each engine, behind one lock; connections note a statement when they prepare
// it.
#include "db/statements.h"

#include <atomic>
#include <mutex>

namespace db::statements {
namespace {

std::atomic<bool> watching{false};
std::mutex names_mutex;
std::set<std::string> sqlite_names;
std::set<std::string> postgres_names;

std::set<std::string>& names_of(Engine engine) {
  return engine == Engine::sqlite ? sqlite_names : postgres_names;
}

}  // namespace

void watch() {
  watching = true;
}
bool watched() {
  return watching.load(std::memory_order_relaxed);
}

void note(Engine engine, const Statement& statement) {
  if (!watched()) return;
  const std::lock_guard lock(names_mutex);
  names_of(engine).emplace(statement.name);
}

std::set<std::string> run_on(Engine engine) {
  const std::lock_guard lock(names_mutex);
  return names_of(engine);
}

}  // namespace db::statements
