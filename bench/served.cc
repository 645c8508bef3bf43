// The program is started as its users start it; only the database is laid by hand.
#include "bench/served.h"

#include <unistd.h>

#include <stdexcept>

#include "db/db.h"
#include "db/migrate.h"
#include "plan/plan_service.h"

namespace bench {

Folder::Folder()
    : path(std::filesystem::temp_directory_path() /
           ("nigiwai-bench-" + std::to_string(::getpid()))) {
  std::filesystem::create_directories(path / "files");
}

Folder::~Folder() {
  std::filesystem::remove_all(path);
}

std::string load_plans(const std::filesystem::path& folder, const std::string& plans_folder) {
  const std::string file = (folder / "nigiwai.sqlite").string();
  auto database = db::Database::open("sqlite:" + file, {.create = true});
  db::migrate(database);
  const auto set = plan::read_plan_set({plans_folder});
  if (!set.mistakes.empty() || set.plans.empty()) throw std::runtime_error("no plans to load");
  if (!plan::load(base::Actor::system(), database, set)) throw std::runtime_error("plans refused");
  return file;
}

Server start_nigiwai(const std::string& program, const std::string& database,
                     const std::string& files) {
  const bool is_url = database.contains(':');
  Server server{"nigiwai", nullptr, free_port()};
  std::vector<std::string> words = {program,  "serve",
                                    "--db",   is_url ? database : "sqlite:" + database,
                                    "--port", std::to_string(server.port)};
  if (!files.empty()) words.insert(words.end(), {"--files", files});
  server.child = std::make_unique<Child>(words, kServerCore);
  wait_until_listening(server.port);
  return server;
}

}  // namespace bench
