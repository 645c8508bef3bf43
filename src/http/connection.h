// One connection, as a coroutine on the reactor thread: read a request, have it answered by a
// worker, write the answer, again. Included by the transport alone: it brings in Asio and Beast.
#pragma once

#include <array>
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "http/kept_answers.h"
#include "http/reading.h"
#include "http/server.h"

namespace http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;
using Clock = std::chrono::steady_clock;

enum class Phase { idle, reading, working, writing };

class Connection;
struct Reactor;

// One of the few places for a large body, from its headers to the end of its answer.
class LargeBody {
 public:
  LargeBody() = default;
  ~LargeBody();
  LargeBody(const LargeBody&) = delete;
  LargeBody& operator=(const LargeBody&) = delete;
  // false: all places are taken.
  bool take(Reactor& reactor);

 private:
  Reactor* reactor_ = nullptr;
};

// Answers made by the database's writer, which is no thread of ours: the server waits for them
// before it ends. Those that became durable together go on together, with one call of the reactor.
class AtWriter {
 public:
  void begin() {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  // `send_all` is called when `is_last`.
  void end(std::function<void()> go_on, bool is_last, auto send_all) {
    const std::lock_guard lock(mutex_);
    ready_.push_back(std::move(go_on));
    if (is_last) send_all(std::exchange(ready_, {}));
    if (--count_ == 0) none_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  int count_ = 0;
  std::vector<std::function<void()>> ready_;
};

// One of the places for a body that is neither small nor large.
class BodyPlace {
 public:
  BodyPlace() = default;
  ~BodyPlace();
  BodyPlace(const BodyPlace&) = delete;
  BodyPlace& operator=(const BodyPlace&) = delete;
  // false: all places are taken, or all of this sender.
  bool take(Reactor& reactor, const std::string& sender);

 private:
  Reactor* reactor_ = nullptr;
  std::string sender_;
};

// What the connections of a server share; touched by the reactor thread only, except `kept`,
// `metrics`, `workers` and `at_writer`.
struct Reactor {
  Reactor(ServerOptions given, const Site& answering);

  ServerOptions options;
  ReadingLimits limits;
  const Site& site;
  Metrics own_metrics;
  Metrics& metrics;
  KeptAnswers kept;
  Senders senders;
  std::string date;
  Clock::time_point now = Clock::now();  // as of the last sweep: for limits of seconds
  bool is_stopping = false;
  int large_bodies = 0;
  const BodyLimit body_limit;
  std::set<Connection*> connections;  // outlives io: the coroutines leave it when io destroys them
  boost::asio::io_context io{1};
  boost::asio::thread_pool workers;
  const std::shared_ptr<AtWriter> at_writer = std::make_shared<AtWriter>();
};

class Connection {
 public:
  Connection(Reactor& reactor, Socket socket);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // Serves until the peer or we have had enough. `is_surplus`: says 503 and closes.
  Task<void> serve(bool is_surplus);

  // Called by the sweep: gives up what has taken too long.
  void look_at_clock();
  // Called when the server stops: an idle connection ends after a moment in which a request that is
  // on its way still arrives.
  void stop_if_idle();

 private:
  struct Incoming {
    Request request;
    std::string target;
    std::string key;  // of a kept answer; empty: this request has one of its own
    int error = 0;    // the status to refuse with; 0: none
    bool is_head = false;
    bool keep_alive = false;
    bool is_http_1_0 = false;
    Clock::time_point begin;
    LargeBody large;
    BodyPlace place;
    bool is_admitted = false;
    bool has_no_place = false;
    std::string sender;  // whose account this request stands on; empty: nobody's
    std::chrono::seconds retry_after{5};
    std::optional<Answer> instead;  // given without reading the body
    bool is_short_write = false;
  };
  using Buffer = boost::beast::flat_buffer;

  void enter(Phase phase, std::chrono::milliseconds limit);
  Task<bool> serve_batch(std::size_t first_bytes);
  Task<void> admit(const Reading& reading, Incoming& incoming);
  template <class Ask>
  Task<bool> ask_of_head(const Reading& reading, Ask ask);
  Task<bool> is_known(const Reading& reading);
  Task<void> admit_large(const Reading& reading, Incoming& incoming);
  Task<bool> read_rest(Buffer& buffer, Reading& reading, Incoming& incoming);
  void take(Reading& reading, Incoming& incoming) const;
  Task<bool> answer(Incoming& incoming);
  Task<bool> refuse(Incoming& incoming);
  Task<bool> write_kept(const KeptAnswer& kept, bool is_unchanged, const Incoming& incoming);
  Task<bool> write(const Response& response, const Incoming& incoming);
  Task<bool> send(int status, const Incoming& incoming, std::string_view rest,
                  std::string_view body);
  Task<bool> send_file(const FilePart& part);
  Task<void> linger();
  template <class Work>
  auto on_worker(Work work);
  template <class Work>
  auto on_writer(Work work, std::exception_ptr& fault);
  void make_answer(Incoming& incoming, Answer& answer, std::shared_ptr<const KeptAnswer>& kept);
  void log(const Incoming& incoming, std::string_view route, int status, std::size_t bytes) const;

  Reactor& reactor_;
  Socket socket_;
  std::string peer_;  // its address
  Clock::time_point deadline_;
  Phase phase_ = Phase::idle;
  bool has_timed_out_ = false;
  bool has_refused_body_ = false;
  // While a connection is idle it holds no buffer but this one.
  std::array<char, 768> first_;
};

}  // namespace http
