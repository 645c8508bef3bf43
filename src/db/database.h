// What an engine offers to Database: its two doors without templates, and one connection for
// maintenance. sqlite_database.cc and postgres_database.cc are the two.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "db/db.h"

namespace db {

struct Database::Impl {
  Impl(Engine engine_in, std::string url_in) : engine(engine_in), url(std::move(url_in)) {}
  virtual ~Impl() = default;

  virtual void read(FunctionRef<void(Read&)> body) = 0;
  virtual void write(FunctionRef<Outcome(Write&)> body) = 0;
  virtual void maintain(FunctionRef<void(Backend&)> body) = 0;
  virtual bool among_writes(Database::Work&& work, Database::Kept&& kept) = 0;

  const Engine engine;
  const std::string url;
};

std::unique_ptr<Database::Impl> open_sqlite(std::string path, const Database::Options& options);
std::unique_ptr<Database::Impl> open_postgres(std::string_view url,
                                              const Database::Options& options);

// A write inside a write would wait for itself; it is a bug and throws std::logic_error.
class InsideWrite {
 public:
  InsideWrite();
  ~InsideWrite();
  InsideWrite(const InsideWrite&) = delete;
  InsideWrite& operator=(const InsideWrite&) = delete;
};
void refuse_inside_write();

}  // namespace db
