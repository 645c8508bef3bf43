// Creating and dropping a PostgreSQL database beside the one the tests were given.
#include "stories/story_database.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "stories/request.h"

namespace stories {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

void run_statement(const std::string& server, const std::string& statement) {
  const Connection connection(PQconnectdb(server.c_str()), PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(
      PQexec(connection.get(), statement.c_str()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    throw std::runtime_error(statement + ": " + PQerrorMessage(connection.get()));
  }
}

}  // namespace

std::string with_database(const std::string& server, const std::string& name) {
  char* problem = nullptr;
  const Options options(PQconninfoParse(server.c_str(), &problem), PQconninfoFree);
  if (!options) throw std::runtime_error("NIGIWAI_TEST_POSTGRES: " + std::string(problem));
  std::string address = "postgres:///" + name;
  char joint = '?';
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr || std::string_view(option->keyword) == "dbname") continue;
    address += joint + std::string(option->keyword) + "=" + percent_encoded(option->val);
    joint = '&';
  }
  return address;
}

StoryDatabase::StoryDatabase(Engine engine, const std::string& folder)
    : address_("sqlite:" + folder + "/nigiwai.sqlite") {
  if (engine == Engine::sqlite) return;
  const char* server = std::getenv("NIGIWAI_TEST_POSTGRES");
  if (server == nullptr) {
    throw std::runtime_error("no PostgreSQL: run this under tests/postgres/with_cluster");
  }
  server_ = server;
  name_ = "story_" + std::to_string(getpid());
  run_statement(server_, "CREATE DATABASE " + name_ + " TEMPLATE template0 ENCODING 'UTF8'");
  address_ = with_database(server_, name_);
}

StoryDatabase::~StoryDatabase() {
  if (server_.empty()) return;
  try {
    run_statement(server_, "DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::exception&) {
    // The private server is thrown away as a whole at the end; a leftover harms nobody.
  }
}

}  // namespace stories
