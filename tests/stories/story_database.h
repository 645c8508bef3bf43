// The story's own database: a SQLite file in its folder, or a fresh database on the PostgreSQL
// server that NIGIWAI_TEST_POSTGRES names, dropped at the end.
#pragma once

#include <string>

namespace stories {

enum class Engine { sqlite, postgres };

class StoryDatabase {
 public:
  StoryDatabase(Engine engine, const std::string& folder);
  ~StoryDatabase();
  StoryDatabase(const StoryDatabase&) = delete;
  StoryDatabase& operator=(const StoryDatabase&) = delete;

  // What --db takes.
  const std::string& address() const { return address_; }

 private:
  std::string server_;  // empty for SQLite
  std::string name_;
  std::string address_;
};

// The address of another database on the server that `server` names.
std::string with_database(const std::string& server, const std::string& name);

}  // namespace stories
