// One connection, as a coroutine on the reactor thread: read a request, have it answered by a
// worker, write the answer, again. Included by the transport alone: it brings in Asio and Beast.
#pragma once

#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <set>
#include <string>

#include "http/server.h"

namespace http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;
using Clock = std::chrono::steady_clock;

enum class Phase { idle, reading, working, writing };

class Connection;

// What the connections of a server share; touched by the reactor thread only, except `workers`.
struct Reactor {
  Reactor(ServerOptions given, const Site& answering)
      : options(std::move(given)),
        site(answering),
        workers(static_cast<std::size_t>(options.workers)) {}

  ServerOptions options;
  const Site& site;
  std::string date;
  bool is_stopping = false;
  std::set<Connection*> connections;  // outlives io: the coroutines leave it when io destroys them
  boost::asio::io_context io{1};
  boost::asio::thread_pool workers;
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
  void look_at_clock(Clock::time_point now);
  // Called when the server stops: an idle connection ends at once.
  void stop_if_idle();

 private:
  struct Incoming {
    Request request;
    std::string target;
    int error = 0;  // the status to refuse with; 0: none
    bool keep_alive = false;
    bool is_http_1_0 = false;
  };

  void enter(Phase phase, std::chrono::milliseconds limit);
  Task<bool> read_some(std::size_t bytes_max);
  Task<bool> read_request(Incoming& incoming);
  Task<bool> write(const Response& response, const Incoming& incoming);
  Task<void> linger();
  auto answer_on_worker(Incoming& incoming, Answer& answer);
  void log(const Incoming& incoming, const Answer& answer, Clock::time_point begin) const;

  Reactor& reactor_;
  Socket socket_;
  boost::beast::flat_buffer buffer_;
  Phase phase_ = Phase::idle;
  Clock::time_point deadline_;
  bool has_timed_out_ = false;
};

}  // namespace http
