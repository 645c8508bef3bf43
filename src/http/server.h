// The transport: one reactor thread for all connections, worker threads for the handlers.
//   http::Site site(routes, options);
//   http::Server server(server_options, site);   // listens; throws CannotListen
//   server.run();                                 // until SIGTERM, SIGINT or stop()
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/metrics.h"
#include "http/senders.h"
#include "http/site.h"

namespace http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: a free one, see Server::port()
  int workers = 64;
  int connections_max = 12'000;  // one more is told 503; fewer where the system allows fewer files
  std::size_t working_max = 4'096;  // requests given to workers; one more is told 503
  std::size_t kept_bytes_max = 16 * 1024 * 1024;
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t target_bytes_max = 8 * 1024;
  std::size_t body_bytes_max = 1024 * 1024;  // a route may take more: Route::body_bytes_max
  SenderLimits senders{};
  int large_bodies_max = 8;  // so many bodies above the line are in memory; one more is told 503
  std::chrono::milliseconds idle_max{60'000};    // a connection kept open without a request
  std::chrono::milliseconds header_max{15'000};  // from the first byte of a request to its body
  std::chrono::milliseconds body_max{60'000};    // to send a body
  std::chrono::milliseconds large_body_max{180'000};
  std::chrono::milliseconds response_max{60'000};  // to take a response
  std::chrono::milliseconds linger_max{2'000};     // for the peer to close
  // A body that is refused is taken from the peer and thrown away, up to here.
  std::chrono::milliseconds refused_body_max{30'000};
  std::size_t refused_bytes_max = 512 * 1024 * 1024;
  std::chrono::milliseconds stop_max{20'000};    // for requests under way when told to stop
  std::chrono::milliseconds sweep_every{1'000};  // how often the limits above are looked at
  bool stop_on_signals = true;
  // A name of the data that answers are made from: the same name, the same data. Called on workers;
  // may throw. When not set, no answer but the assets is kept.
  std::function<std::string()> data_name;
  // Does the work of a Route::is_short_write where writes are done, and says when all that it wrote
  // is durable or why it is not, and which is the last of those that became so together
  // (db::Database::among_writes); false: a worker does it.
  using Kept = std::function<void(std::exception_ptr fault, bool is_last)>;
  std::function<bool(std::function<void()> work, Kept kept)> among_writes;
  Metrics* metrics = nullptr;  // where to count; outlives the server
  // One JSON line a request, without addresses, queries or names of people. Called on one thread.
  std::function<void(const std::string& line)> access_log;
};

// The port is taken, the address is not ours …: `refusal` has the sentence for people.
class CannotListen : public std::exception {
 public:
  explicit CannotListen(base::Refusal refusal, std::string what)
      : refusal_(std::move(refusal)), what_(std::move(what)) {}
  const base::Refusal& refusal() const { return refusal_; }
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  base::Refusal refusal_;
  std::string what_;
};

class Server {
 public:
  Server(ServerOptions options, const Site& site);
  ~Server();

  std::uint16_t port() const;
  void run();

  // From any thread: no new connections, requests under way are finished, then run() returns.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace http
