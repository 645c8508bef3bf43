// Group commit: the loop takes whatever waits, so that the slower the disk, the larger the groups.
#include "db/sqlite_writer.h"

#include <algorithm>
#include <chrono>

#include "db/write_counts.h"

namespace db {
namespace {

constexpr Statement kBegin{"db.begin_sqlite", "BEGIN IMMEDIATE"};
constexpr Statement kCommit{"db.commit_sqlite", "COMMIT"};
constexpr Statement kRollback{"db.rollback_sqlite", "ROLLBACK"};
constexpr Statement kSavepoint{"db.savepoint_sqlite", "SAVEPOINT request"};
constexpr Statement kUndo{"db.undo_sqlite", "ROLLBACK TO request"};
constexpr Statement kRelease{"db.release_sqlite", "RELEASE request"};

constexpr std::size_t kGroupMax = 1000;
constexpr auto kGroupTime = std::chrono::milliseconds(20);

// After these the state of the whole transaction is in doubt, not only of one closure.
bool ends_the_group(const Fault& fault) {
  return fault.kind() == FaultKind::disk_full || fault.kind() == FaultKind::corrupt ||
         fault.kind() == FaultKind::read_only;
}

}  // namespace

SqliteWriter::~SqliteWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    arrived_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void SqliteWriter::create_file() {
  const std::lock_guard lock(mutex_);
  connection();
}

// What is written to a file that has been taken away would be lost with it.
SqliteConnection& SqliteWriter::connection() {
  if (connection_ && connection_->has_moved()) connection_.reset();
  if (!connection_)
    connection_ = std::make_unique<SqliteConnection>(
        path_, SqliteConnection::Settings{.use = SqliteConnection::Use::writer,
                                          .create = options_.create,
                                          .busy_milliseconds = options_.busy_milliseconds});
  return *connection_;
}

void SqliteWriter::write(FunctionRef<Outcome(Write&)> body) {
  Job job;
  job.body = &body;
  submit_and_wait(job);
}

void SqliteWriter::maintain(FunctionRef<void(Backend&)> body) {
  Job job;
  job.maintenance = &body;
  submit_and_wait(job);
}

void SqliteWriter::submit_and_wait(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    queue_.push_back(&job);
  }
  arrived_.notify_one();
  std::unique_lock lock(job.bed->mutex);
  job.bed->woken.wait(lock, [&] { return job.done; });
  if (job.failure) std::rethrow_exception(job.failure);
}

std::shared_ptr<SqliteWriter::Bed> SqliteWriter::own_bed() {
  thread_local const auto bed = std::make_shared<Bed>();
  return bed;
}

// The caller owns the job, which may be gone as soon as it is done; the bed is held until then.
void SqliteWriter::finish(Job& job) {
  const std::shared_ptr<Bed> bed = job.bed;
  {
    const std::lock_guard lock(bed->mutex);
    job.done = true;
  }
  bed->woken.notify_one();
}

void SqliteWriter::work() {
  while (Job* job = wait_for_job()) {
    if (job->maintenance != nullptr)
      run_maintenance(*job);
    else
      run_group(*job);
  }
  release_lease();
}

SqliteWriter::Job* SqliteWriter::wait_for_job() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
  if (queue_.empty()) return nullptr;
  Job* job = queue_.front();
  queue_.pop_front();
  return job;
}

SqliteWriter::Job* SqliteWriter::next_for_group() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty() || queue_.front()->maintenance != nullptr) return nullptr;
  Job* job = queue_.front();
  queue_.pop_front();
  return job;
}

void SqliteWriter::begin() {
  connection().forget_failure();
  connection_->control(kBegin);
  connection_->lease().prepare(*connection_, options_.installation);
}

void SqliteWriter::run_group(Job& first) {
  const auto started = std::chrono::steady_clock::now();
  std::vector<Job*> group{&first};
  try {
    begin();
    run_in_savepoint(first);
    while (group.size() < kGroupMax && std::chrono::steady_clock::now() - started < kGroupTime) {
      Job* job = next_for_group();
      if (job == nullptr) break;
      group.push_back(job);
      run_in_savepoint(*job);
    }
    connection_->control(kCommit);
    connection_->lease().kept();
    ++write_counts().commits;
    write_counts().writes += static_cast<std::uint64_t>(std::ranges::count_if(group, &Job::kept));
  } catch (const std::exception&) {
    fail_group(group);
  }
  for (Job* job : group) finish(*job);
}

// Closures still waiting would meet the same fault, each after its own time of waiting: they share
// it.
void SqliteWriter::fail_group(std::vector<Job*>& group) {
  while (Job* job = next_for_group()) group.push_back(job);
  for (Job* job : group) job->failure = std::current_exception();
  if (!connection_) return;
  connection_->lease().undone();
  try {
    if (connection_->in_transaction()) connection_->control(kRollback);
  } catch (const Fault&) {
    connection_.reset();  // closing rolls back; the next group opens the file anew
  }
}

void SqliteWriter::run_in_savepoint(Job& job) {
  connection_->forget_failure();
  connection_->control(kSavepoint);
  Outcome outcome = Outcome::undo;
  try {
    const InsideWrite inside;
    Write tx(*connection_);
    outcome = (*job.body)(tx);
  } catch (...) {
    job.failure = std::current_exception();
  }
  if (const auto& fault = connection_->failure()) {
    if (!connection_->in_transaction() || ends_the_group(*fault)) throw Fault(*fault);
    if (!job.failure) job.failure = std::make_exception_ptr(*fault);
    outcome = Outcome::undo;
  }
  connection_->forget_failure();
  if (outcome == Outcome::undo) connection_->control(kUndo);
  connection_->control(kRelease);
  job.kept = outcome == Outcome::keep;
}

void SqliteWriter::run_maintenance(Job& job) {
  try {
    const InsideWrite inside;
    connection().forget_failure();
    (*job.maintenance)(*connection_);
  } catch (...) {
    job.failure = std::current_exception();
  }
  if (connection_ && connection_->in_transaction()) connection_.reset();
  finish(job);
}

void SqliteWriter::release_lease() {
  if (!connection_ || !connection_->lease().held()) return;
  try {
    connection_->control(kBegin);
    connection_->lease().release(*connection_);
    connection_->control(kCommit);
  } catch (const Fault&) {
    // A lease that cannot be given back runs out by itself.
  }
}

}  // namespace db
