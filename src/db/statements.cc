// The texts by name for each engine, behind one lock; connections note a statement when they
// prepare it.
#include "db/statements.h"

#include <atomic>
#include <map>
#include <mutex>
#include <utility>

namespace db::statements {
namespace {

std::atomic<bool> watching{false};
std::mutex texts_mutex;
using Texts = std::map<std::string, std::string, std::less<>>;
Texts sqlite_texts;
Texts postgres_texts;

std::function<void(std::string_view)> step;

Texts& texts_of(Engine engine) {
  return engine == Engine::sqlite ? sqlite_texts : postgres_texts;
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
  const std::lock_guard lock(texts_mutex);
  texts_of(engine).insert_or_assign(std::string(statement.name), std::string(statement.sql));
}

void step_before_each(std::function<void(std::string_view)> one) {
  step = std::move(one);
}

void step_before(const Statement& statement) {
  if (step) step(statement.name);
}

std::set<std::string> run_on(Engine engine) {
  const std::lock_guard lock(texts_mutex);
  std::set<std::string> names;
  for (const auto& [name, text] : texts_of(engine)) names.insert(name);
  return names;
}

std::string text_of(Engine engine, std::string_view name) {
  const std::lock_guard lock(texts_mutex);
  const auto found = texts_of(engine).find(name);
  return found == texts_of(engine).end() ? std::string() : found->second;
}

}  // namespace db::statements
