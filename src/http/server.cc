// Listening, the sweep of overdue connections, and stopping in good order.
#include "http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <csignal>

#include "http/connection.h"
#include "http/head.h"

namespace http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
constexpr asio::use_awaitable_t<Executor> kUseTask;

constexpr base::RefusalKind kPortTaken{"http.port_taken", 500};
constexpr base::RefusalKind kCannotListen{"http.cannot_listen", 500};

void check(const error_code& error, const ServerOptions& options) {
  if (!error) return;
  const std::string port = std::to_string(options.port);
  const bool is_taken = error == asio::error::address_in_use;
  auto refusal =
      base::refuse(is_taken ? kPortTaken : kCannotListen,
                   {{"address", options.address}, {"port", port}, {"reason", error.message()}});
  throw CannotListen(refusal.error(),
                     "cannot listen on " + options.address + ":" + port + ": " + error.message());
}

}  // namespace

struct Server::Impl {
  Impl(ServerOptions options, const Site& site) : reactor(std::move(options), site) {}

  void listen();
  Task<void> accept_all();
  Task<void> sweep_all();
  void accept_pending();
  void begin_stop();

  Reactor reactor;
  Acceptor acceptor{reactor.io};
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor> timer{reactor.io};
  asio::basic_signal_set<Executor> signals{reactor.io};
  Clock::time_point stop_by = Clock::time_point::max();
};

namespace {

Task<void> serve_one(Reactor& reactor, Socket socket) {
  const bool is_surplus =
      reactor.connections.size() >= static_cast<std::size_t>(reactor.options.connections_max);
  Connection connection(reactor, std::move(socket));
  co_await connection.serve(is_surplus);
}

// Every connection is a file; some are needed for the database and the log.
void allow_many_connections(ServerOptions& options) {
  constexpr int kOtherFiles = 200;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur == RLIM_INFINITY || files.rlim_cur > 1'000'000) return;
  const int most = static_cast<int>(files.rlim_cur) - kOtherFiles;
  options.connections_max = std::min(options.connections_max, std::max(most, 1));
}

std::string date_now() {
  return http_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

}  // namespace

void Server::Impl::listen() {
  const ServerOptions& options = reactor.options;
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  check(error, options);
  const asio::ip::tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), error);
  check(error, options);
  acceptor.set_option(asio::socket_base::reuse_address(true), error);
  acceptor.bind(endpoint, error);
  check(error, options);
  acceptor.listen(asio::socket_base::max_listen_connections, error);
  check(error, options);
}

Task<void> Server::Impl::accept_all() {
  while (acceptor.is_open()) {
    Socket socket(reactor.io);
    error_code error;
    co_await acceptor.async_accept(socket, asio::redirect_error(kUseTask, error));
    if (!error) {
      asio::co_spawn(reactor.io, serve_one(reactor, std::move(socket)), asio::detached);
    } else if (acceptor.is_open()) {  // out of file descriptors: let some connections end first
      asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor> pause(reactor.io);
      pause.expires_after(std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(kUseTask, error));
    }
  }
}

Task<void> Server::Impl::sweep_all() {
  while (!reactor.is_stopping || !reactor.connections.empty()) {
    const auto now = Clock::now();
    reactor.date = date_now();
    reactor.now = now;
    for (Connection* connection : reactor.connections) connection->look_at_clock();
    if (now >= stop_by) {
      reactor.io.stop();
      co_return;
    }
    timer.expires_after(reactor.is_stopping ? std::chrono::milliseconds(20)
                                            : reactor.options.sweep_every);
    error_code ignored;
    co_await timer.async_wait(asio::redirect_error(kUseTask, ignored));
  }
}

// Who is connected already is answered: closing the acceptor would turn them away.
void Server::Impl::accept_pending() {
  error_code error;
  acceptor.non_blocking(true, error);
  while (!error) {
    Socket socket(reactor.io);
    acceptor.accept(socket, error);
    if (!error) {
      asio::co_spawn(reactor.io, serve_one(reactor, std::move(socket)), asio::detached);
    }
  }
}

void Server::Impl::begin_stop() {
  if (reactor.is_stopping) return;
  reactor.is_stopping = true;
  stop_by = Clock::now() + reactor.options.stop_max;
  error_code ignored;
  accept_pending();
  acceptor.close(ignored);
  signals.cancel(ignored);
  for (Connection* connection : reactor.connections) connection->stop_if_idle();
  timer.cancel();
}

Server::Server(ServerOptions options, const Site& site)
    : impl_(std::make_unique<Impl>(std::move(options), site)) {
  impl_->reactor.date = date_now();
  allow_many_connections(impl_->reactor.options);
  impl_->listen();
}

Server::~Server() = default;

std::uint16_t Server::port() const {
  return impl_->acceptor.local_endpoint().port();
}

void Server::run() {
  if (impl_->reactor.options.stop_on_signals) {
    impl_->signals.add(SIGTERM);
    impl_->signals.add(SIGINT);
    impl_->signals.async_wait([this](const error_code& error, int) {
      if (!error) impl_->begin_stop();
    });
  }
  asio::co_spawn(impl_->reactor.io, impl_->accept_all(), asio::detached);
  asio::co_spawn(impl_->reactor.io, impl_->sweep_all(), asio::detached);
  impl_->reactor.io.run();
  impl_->reactor.workers.join();
  impl_->reactor.at_writer->wait();
}

void Server::stop() {
  asio::post(impl_->reactor.io, [this] { impl_->begin_stop(); });
}

}  // namespace http
