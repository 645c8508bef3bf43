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
constexpr auto kCompanyTime = std::chrono::milliseconds(2);

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
  if (std::this_thread::get_id() == writer_.load()) return write_as_guest(body);
  Job job;
  job.body = &body;
  submit_and_wait(job);
}

void SqliteWriter::maintain(FunctionRef<void(Backend&)> body) {
  if (std::this_thread::get_id() == writer_.load())
    throw std::logic_error("db: maintenance among the writes of others");
  Job job;
  job.maintenance = &body;
  submit_and_wait(job);
}

void SqliteWriter::among_writes(Database::Work&& work, Database::Kept&& kept) {
  auto job = std::make_unique<Job>();
  job->guest = std::make_unique<Guest>(std::move(work), std::move(kept));
  submit(*job.release());
}

void SqliteWriter::submit(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    queue_.push_back(&job);
  }
  arrived_.notify_one();
}

void SqliteWriter::submit_and_wait(Job& job) {
  job.bed = own_bed();
  submit(job);
  std::unique_lock lock(job.bed->mutex);
  job.bed->woken.wait(lock, [&] { return job.done; });
  if (job.failure) std::rethrow_exception(job.failure);
}

std::shared_ptr<SqliteWriter::Bed> SqliteWriter::own_bed() {
  thread_local const auto bed = std::make_shared<Bed>();
  return bed;
}

// The caller owns the job, which may be gone as soon as it is done; the bed is held until then.
void SqliteWriter::wake(Job& job) {
  const std::shared_ptr<Bed> bed = job.bed;
  {
    const std::lock_guard lock(bed->mutex);
    job.done = true;
  }
  bed->woken.notify_one();
}

void SqliteWriter::finish(const std::vector<Job*>& group) {
  std::vector<std::unique_ptr<Job>> guests;
  for (Job* job : group) {
    if (job->guest) {
      guests.emplace_back(job);
    } else {
      wake(*job);
    }
  }
  for (const auto& job : guests) job->guest->kept(job->failure, job == guests.back());
}

void SqliteWriter::work() {
  writer_ = std::this_thread::get_id();
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

// A commit costs almost the same for one as for many, and whoever was told of the last one often
// comes again at once: a group smaller than those before waits for them, but only a moment.
SqliteWriter::Job* SqliteWriter::next_for_group(std::size_t group) {
  std::unique_lock lock(mutex_);
  if (queue_.empty() && group < company_) {
    if (!company_until_) company_until_ = std::chrono::steady_clock::now() + kCompanyTime;
    arrived_.wait_until(lock, *company_until_, [&] { return stopping_ || !queue_.empty(); });
  }
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
  company_until_.reset();
  try {
    begin();
    run_job(first);
    while (group.size() < kGroupMax && std::chrono::steady_clock::now() - started < kGroupTime) {
      Job* job = next_for_group(group.size());
      if (job == nullptr) break;
      group.push_back(job);
      run_job(*job);
    }
    connection_->control(kCommit);
    connection_->lease().kept();
    ++write_counts().commits;
    for (const Job* job : group) write_counts().writes += job->writes;
  } catch (const std::exception&) {
    fail_group(group);
  }
  {
    const std::lock_guard lock(mutex_);
    company_ = group.size() + queue_.size();
  }
  finish(group);
}

// Closures still waiting would meet the same fault, each after its own time of waiting: they share
// it, and nobody who is not there yet is waited for.
void SqliteWriter::fail_group(std::vector<Job*>& group) {
  while (Job* job = next_for_group(company_)) group.push_back(job);
  for (Job* job : group) job->failure = std::current_exception();
  if (!connection_) return;
  connection_->lease().undone();
  try {
    if (connection_->in_transaction()) connection_->control(kRollback);
  } catch (const Fault&) {
    connection_.reset();  // closing rolls back; the next group opens the file anew
  }
}

void SqliteWriter::run_job(Job& job) {
  if (job.guest) return run_guest(job);
  run_in_savepoint(*job.body, job);
}

// What a guest's write meets is the guest's to tell, but for what ends the whole group.
void SqliteWriter::run_guest(Job& job) {
  host_ = &job;
  group_failure_.reset();
  try {
    job.guest->work();
  } catch (...) {
    job.failure = std::current_exception();
  }
  host_ = nullptr;
  if (group_failure_) throw Fault(*group_failure_);
}

void SqliteWriter::write_as_guest(FunctionRef<Outcome(Write&)> body) {
  if (host_ == nullptr) throw std::logic_error("db: a write by whoever is told of another");
  if (group_failure_) throw Fault(*group_failure_);
  Job own;
  try {
    run_in_savepoint(body, own);
  } catch (const Fault& fault) {
    group_failure_ = fault;
    throw;
  }
  host_->writes += own.writes;
  if (own.failure) std::rethrow_exception(own.failure);
}

void SqliteWriter::run_in_savepoint(FunctionRef<Outcome(Write&)> body, Job& job) {
  connection_->forget_failure();
  connection_->control(kSavepoint);
  Outcome outcome = Outcome::undo;
  try {
    const InsideWrite inside;
    Write tx(*connection_);
    outcome = body(tx);
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
  job.writes = outcome == Outcome::keep ? 1 : 0;
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
  wake(job);
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
