// The doors: which engine an address names, and the calls that the templates of db.h end in.
#include "db/database.h"

#include "db/backend.h"

namespace db {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
thread_local int writes_on_this_thread = 0;

}  // namespace

InsideWrite::InsideWrite() {
  ++writes_on_this_thread;
}
InsideWrite::~InsideWrite() {
  --writes_on_this_thread;
}

void refuse_inside_write() {
  if (writes_on_this_thread > 0)
    throw std::logic_error("db: a door was opened inside a write; use the Write at hand");
}

Database Database::open(std::string_view url, Options options) {
  if (url.starts_with(kSqlite))
    return Database(open_sqlite(std::string(url.substr(kSqlite.size())), options));
  if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
    return Database(open_postgres(url, options));
  throw Fault(FaultKind::cannot_open,
              "the address must begin with sqlite: or postgres:// (sqlite:PATH, "
              "postgres://user@host/name)");
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Engine Database::engine() const {
  return impl_->engine;
}
const std::string& Database::url() const {
  return impl_->url;
}
void Database::maintain(FunctionRef<void(Backend&)> body) {
  refuse_inside_write();
  impl_->maintain(body);
}
void Database::run_read(FunctionRef<void(Read&)> body) {
  refuse_inside_write();
  impl_->read(body);
}
void Database::run_write(FunctionRef<Outcome(Write&)> body) {
  refuse_inside_write();
  impl_->write(body);
}

bool Database::among_writes(Work work, Kept kept) {
  return impl_->among_writes(std::move(work), std::move(kept));
}

Engine Read::engine() const {
  return backend_.engine();
}
base::Instant Write::recorded_at() {
  return backend_.lease().recorded_at();
}

void Write::not_before(base::Instant at) {
  backend_.lease().not_before(at);
}
std::int64_t Write::new_id() {
  return backend_.lease().new_id();
}
int Write::writer() const {
  return backend_.lease().writer();
}

namespace doors {

void query(Backend& backend, const Statement& statement, std::span<const Value> values,
           FunctionRef<void(Row&)> on_row) {
  backend.query(statement, values, on_row);
}
std::int64_t execute(Backend& backend, const Statement& statement, std::span<const Value> values) {
  return backend.execute(statement, values);
}
void save(Backend& backend, const Statement& statement, std::span<const Value> values) {
  backend.save(statement, values);
}
void several_rows(const Statement& statement) {
  throw std::logic_error(std::string(statement.name) + ": several rows where one was asked for");
}

}  // namespace doors
}  // namespace db
