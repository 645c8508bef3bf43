// libpq in pipeline mode. Every answer awaited is noted in the order sent; after an error the
// server skips to the next sync, so everything up to it is read and the first error is what is
// told.
#include "db/postgres.h"

#include <poll.h>

#include <algorithm>
#include <charconv>

#include "db/dialect.h"
#include "db/postgres_url.h"
#include "db/row.h"
#include "db/statements.h"
#include "db/text_check.h"

namespace db {
namespace {

constexpr std::size_t kAwaitedMax = 2000;

class PostgresRow final : public NamedRow {
 public:
  PostgresRow(const Statement& statement, const std::vector<std::string>& names,
              const PGresult* result)
      : NamedRow(statement, names), result_(result) {}

  void go_to(int row) { row_ = row, start_row(); }

  std::int64_t integer(std::string_view column) override {
    const std::size_t at = place(column);
    const std::string_view text = value(at);
    if (PQftype(result_, static_cast<int>(at)) == kBoolean) return text == "t" ? 1 : 0;
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
      refuse_value(at, "no whole number, or null");
    return number;
  }
  std::string_view view(std::string_view column) override {
    const std::size_t at = place(column);
    if (PQgetisnull(result_, row_, static_cast<int>(at)))
      refuse_value(at, "null where a text was asked for");
    return value(at);
  }
  bool null(std::string_view column) override {
    return PQgetisnull(result_, row_, static_cast<int>(look(column))) != 0;
  }

 private:
  static constexpr Oid kBoolean = 16;
  std::string_view value(std::size_t at) const {
    const int column = static_cast<int>(at);
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }

  const PGresult* result_;
  int row_ = 0;
};

// Values in libpq's shape: addresses and lengths; numbers as their digits.
class Parameters {
 public:
  Parameters(const Statement& statement, std::span<const Value> values)
      : digits_(values.size()), addresses_(values.size()), lengths_(values.size()) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
        set(i, write_digits(i, *number));
      } else if (const auto* text = std::get_if<std::string_view>(&values[i])) {
        check_storable(statement, *text);
        // The text format of libpq wants a closing NUL.
        texts_.push_back(std::make_unique<std::string>(*text));
        set(i, *texts_.back());
      }
    }
  }
  int count() const { return static_cast<int>(addresses_.size()); }
  const char* const* addresses() const { return addresses_.data(); }
  const int* lengths() const { return lengths_.data(); }

 private:
  std::string_view write_digits(std::size_t i, std::int64_t number) {
    auto& place = digits_[i];
    *std::to_chars(place.data(), place.data() + place.size() - 1, number).ptr = '\0';
    return place.data();
  }
  void set(std::size_t i, std::string_view text) {
    addresses_[i] = text.data();
    lengths_[i] = static_cast<int>(text.size());
  }

  std::vector<std::array<char, 24>> digits_;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<const char*> addresses_;
  std::vector<int> lengths_;
};

std::string one_line(std::string_view message) {
  std::string line(message);
  while (!line.empty() && line.back() == '\n') line.pop_back();
  std::ranges::replace(line, '\n', ' ');
  return line;
}

bool is_open(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

}  // namespace

FaultKind postgres_fault_kind(std::string_view sqlstate) {
  struct Known {
    std::string_view state;  // five characters, or the two of a class
    FaultKind kind;
  };
  static constexpr Known kKnown[] = {
      {"23", FaultKind::constraint},     {"22P05", FaultKind::constraint},
      {"28", FaultKind::wrong_password}, {"3D", FaultKind::cannot_open},
      {"08", FaultKind::cannot_open},    {"57P", FaultKind::cannot_open},
      {"57014", FaultKind::busy},        {"55P03", FaultKind::busy},
      {"25P03", FaultKind::busy},        {"53300", FaultKind::busy},
      {"40", FaultKind::busy},           {"25006", FaultKind::read_only},
      {"53100", FaultKind::disk_full},   {"XX001", FaultKind::corrupt},
      {"XX002", FaultKind::corrupt}};
  for (const Known& known : kKnown)
    if (sqlstate.starts_with(known.state)) return known.kind;
  return FaultKind::other;
}

PostgresConnection::PostgresConnection(const std::string& url)
    : handle_(PQconnectdbParams(connection_keywords(), connection_values(url).data(), 1)) {
  if (PQstatus(handle_.get()) != CONNECTION_OK)
    throw Fault(refused_connection_kind(handle_.get()), one_line(PQerrorMessage(handle_.get())));
  PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
  script(
      "SET statement_timeout = '30s'; SET lock_timeout = '10s';"
      "SET idle_in_transaction_session_timeout = '60s'");
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::lost(std::string_view where) {
  failure_ = Fault(FaultKind::cannot_open, std::string(where) + ": the connection was lost: " +
                                               one_line(PQerrorMessage(handle_.get())));
  awaited_.clear();
  synced_ = false;
  throw ConnectionLost(failure_->kind(), failure_->what());
}

void PostgresConnection::expect_sent(int sent, std::string_view statement) {
  if (sent != 1) lost(statement);
}

// The answer to a read's closing COMMIT is taken first. After that a server has nothing to say to
// an idle connection but that it ends it.
bool PostgresConnection::alive() {
  try {
    if (synced_) collect();
  } catch (const Fault&) {
    return false;
  }
  pollfd socket{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
  return unbroken() && poll(&socket, 1, 0) == 0;
}

PostgresConnection::Prepared& PostgresConnection::prepared(const Statement& statement) {
  const auto found = statements_.find(statement.sql.data());
  if (found != statements_.end() && found->second.text == statement.sql) return found->second;
  statements::note(Engine::postgres, statement);
  Prepared fresh{.name = std::to_string(++statements_prepared_),
                 .text = std::string(statement.sql),
                 .columns = {}};
  const std::string sql = dialect::with_dollar_placeholders(statement.sql);
  expect_sent(PQsendPrepare(handle_.get(), fresh.name.c_str(), sql.c_str(), 0, nullptr),
              statement.name);
  awaited_.push_back({statement.name, true});
  return statements_[statement.sql.data()] = std::move(fresh);
}

void PostgresConnection::send(const Statement& statement, std::span<const Value> values) {
  if (synced_) collect();
  const Parameters parameters(statement, values);
  const std::string name = prepared(statement).name;
  expect_sent(PQsendQueryPrepared(handle_.get(), name.c_str(), parameters.count(),
                                  parameters.addresses(), parameters.lengths(), nullptr, 0),
              statement.name);
  awaited_.push_back({statement.name, false});
}

// The state of the first error is kept; those after it only say that they were skipped.
void PostgresConnection::note_error(const Awaited& awaited, PGresult* result) {
  if (first_kind_ || PQresultStatus(result) == PGRES_PIPELINE_ABORTED) return;
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (state == nullptr) lost(awaited.statement);
  first_state_ = state;
  first_kind_ = postgres_fault_kind(first_state_);
  first_message_ =
      std::string(awaited.statement) + ": " + one_line(message == nullptr ? "" : message);
}

PostgresConnection::Result PostgresConnection::collect_one(const Awaited& awaited) {
  Result last;
  while (PGresult* result = PQgetResult(handle_.get())) {
    last.reset(result);
    if (!is_open(result)) note_error(awaited, result);
  }
  if (!last) lost(awaited.statement);
  return last;
}

void PostgresConnection::await_sync() {
  const Result sync(PQgetResult(handle_.get()));
  if (!sync || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) lost("sync");
}

// What was prepared in a batch that failed may not exist on the server: all is prepared anew.
void PostgresConnection::raise_first_error() {
  if (!first_kind_) return;
  statements_.clear();
  failure_ = Fault(*std::exchange(first_kind_, std::nullopt), first_message_);
  const bool cached_plan_changed = first_state_ == "0A000";
  if (first_state_ == "57P01" || first_state_ == "57P02" || cached_plan_changed)
    throw ConnectionLost(failure_->kind(), failure_->what());
  if (first_state_ == "40001" || first_state_ == "40P01")
    throw MustRunAgain(failure_->kind(), failure_->what());
  throw Fault(*failure_);
}

PostgresConnection::Result PostgresConnection::collect() {
  if (!synced_) expect_sent(PQpipelineSync(handle_.get()), "sync");
  synced_ = true;
  Result last;
  for (const Awaited& awaited : std::vector<Awaited>(awaited_)) last = collect_one(awaited);
  await_sync();
  awaited_.clear();
  synced_ = false;
  raise_first_error();
  return last;
}

PostgresConnection::Result PostgresConnection::ask(const Statement& statement,
                                                   std::span<const Value> values) {
  if (statements::watched()) statements::step_before(statement);
  send(statement, values);
  return collect();
}

void PostgresConnection::query(const Statement& statement, std::span<const Value> values,
                               OnRow on_row) {
  const Result result = ask(statement, values);
  std::vector<std::string>& columns = prepared(statement).columns;
  if (columns.empty())
    for (int i = 0; i < PQnfields(result.get()); ++i)
      columns.emplace_back(PQfname(result.get(), i));
  const std::vector<std::string> names = columns;  // the callback may prepare more statements
  PostgresRow row(statement, names, result.get());
  const bool watched = statements::watched();
  for (int i = 0; i < PQntuples(result.get()); ++i) {
    row.go_to(i);
    on_row(row);
    if (watched) row.expect_all_read();
  }
}

std::int64_t PostgresConnection::execute(const Statement& statement,
                                         std::span<const Value> values) {
  const Result result = ask(statement, values);
  const std::string_view count = PQcmdTuples(result.get());
  std::int64_t changed = 0;
  std::from_chars(count.data(), count.data() + count.size(), changed);
  return changed;
}

void PostgresConnection::save(const Statement& statement, std::span<const Value> values) {
  send(statement, values);
  if (awaited_.size() >= kAwaitedMax) collect();
}

void PostgresConnection::settle() {
  if (synced_ || !awaited_.empty()) collect();
}

void PostgresConnection::end_read(const Statement& commit) {
  send(commit, {});
  expect_sent(PQpipelineSync(handle_.get()), commit.name);
  synced_ = true;
  if (PQflush(handle_.get()) < 0) lost(commit.name);
}

void PostgresConnection::commit(const Statement& statement) {
  send(statement, {});
  expect_sent(PQpipelineSync(handle_.get()), statement.name);
  synced_ = true;
  commit_sent_ = true;
  try {
    collect();
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Fault&) {
    commit_sent_ = false;  // the server answered: nothing was committed
    throw;
  }
}

void PostgresConnection::rollback(const Statement& statement) noexcept {
  try {
    if (PQstatus(handle_.get()) != CONNECTION_OK) return;
    if (!awaited_.empty() || synced_) collect();
  } catch (const std::exception&) {
    // What was queued is being given up; its fault has been told or is no longer wanted.
  }
  try {
    ask(statement, {});
  } catch (const std::exception&) {
    // alive() will find the connection broken; the server has rolled back by itself.
  }
}

void PostgresConnection::leave_pipeline(std::string_view where) {
  settle();
  if (PQpipelineStatus(handle_.get()) == PQ_PIPELINE_ON && PQexitPipelineMode(handle_.get()) != 1)
    lost(where);
}

void PostgresConnection::enter_pipeline(std::string_view where) {
  if (PQenterPipelineMode(handle_.get()) != 1) lost(where);
}

// Several statements in one text cannot go through a pipeline.
void PostgresConnection::script(std::string_view sql) {
  leave_pipeline("script");
  const Result result(PQexec(handle_.get(), std::string(sql).c_str()));
  if (!is_open(result.get())) note_error({"script", false}, result.get());
  enter_pipeline("script");
  raise_first_error();
}

void PostgresConnection::start_copy(const std::string& sql) {
  leave_pipeline("copy");
  const Result result(PQexec(handle_.get(), sql.c_str()));
  if (PQresultStatus(result.get()) == PGRES_COPY_IN) return;
  note_error({"copy", false}, result.get());
  enter_pipeline("copy");
  raise_first_error();
}

void PostgresConnection::put_copy(std::string_view lines) {
  expect_sent(PQputCopyData(handle_.get(), lines.data(), static_cast<int>(lines.size())), "copy");
}

void PostgresConnection::end_copy() {
  expect_sent(PQputCopyEnd(handle_.get(), nullptr), "copy");
  collect_one({"copy", false});
  enter_pipeline("copy");
  raise_first_error();
}

}  // namespace db
