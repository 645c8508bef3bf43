// Beast parses, we write the head. Limits and malformed requests are answered with their own status
// and the connection is closed, since what follows on it cannot be trusted to be a request.
#include "http/connection.h"

#include <algorithm>
#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <utility>

#include "base/instant.h"
#include "base/json_text.h"
#include "http/head.h"
#include "http/request.h"

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::string_body>;
using boost::system::error_code;

constexpr asio::use_awaitable_t<Executor> kUseTask;

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

std::string_view view(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

// What a parser's error is called in HTTP.
int status_of(const error_code& problem) {
  using beast::http::error;
  if (problem == error::header_limit || problem == error::buffer_overflow) return 431;
  if (problem == error::body_limit) return 413;
  if (problem == error::bad_version) return 505;
  return 400;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

void copy_headers(const Parser& parser, Request& request) {
  for (const auto& field : parser.get()) {
    std::string& value = request.headers[lower(view(field.name_string()))];
    if (!value.empty()) value += ", ";
    value += view(field.value());
  }
}

// Checks that Beast leaves to us; 0: none fails.
int status_of_header(const Parser& parser, const ServerOptions& options) {
  using beast::http::field;
  const auto& message = parser.get();
  if (message.target().size() > options.target_bytes_max) return 414;
  if (message.version() != 10 && message.version() != 11) return 505;
  const auto hosts = message.equal_range(field::host);
  const auto host_count = std::distance(hosts.first, hosts.second);
  if (host_count > 1 || (host_count == 0 && message.version() == 11)) return 400;
  if (message.count(field::transfer_encoding) != 0) {
    if (message.version() == 10 || message.count(field::content_length) != 0) return 400;
    if (lower(view(message[field::transfer_encoding])) != "chunked") return 501;
  }
  const auto expectation = message[field::expect];
  if (!expectation.empty() && lower(view(expectation)) != "100-continue") return 417;
  const std::string_view method = view(message.method_string());
  constexpr std::array<std::string_view, 7> kKnown = {"GET",    "HEAD",  "POST",   "PUT",
                                                      "DELETE", "PATCH", "OPTIONS"};
  return std::ranges::find(kKnown, method) == kKnown.end() ? 501 : 0;
}

// A request being read. Beast limits what it looks at in one go; header_bytes limits the sum.
struct Reading {
  explicit Reading(const ServerOptions& options) : header_bytes_left(options.header_bytes_max) {
    parser.eager(true);
    parser.header_limit(static_cast<std::uint32_t>(options.header_bytes_max));
    parser.body_limit(options.body_bytes_max);
  }

  // Gives the parser what has come. The status to refuse with; 0: go on.
  int feed(beast::flat_buffer& buffer, const ServerOptions& options) {
    if (!parser.got_some()) {  // empty lines before a request are passed over
      const std::size_t begin = view(buffer).find_first_not_of("\r\n");
      buffer.consume(std::min(begin, buffer.size()));
    }
    if (buffer.size() == 0) return 0;
    const std::size_t first_line = view(buffer).find('\n');
    const bool is_endless = !has_line && std::min(first_line, buffer.size()) >
                                             options.target_bytes_max + std::size_t{128};
    if (is_endless) return 414;
    error_code error;
    const std::size_t consumed = parser.put(buffer.data(), error);
    buffer.consume(consumed);
    has_line = has_line || consumed > 0;
    if (error && error != beast::http::error::need_more) return status_of(error);
    if (parser.is_header_done()) {
      if (std::exchange(is_header_checked, true)) return 0;
      return status_of_header(parser, options);
    }
    header_bytes_left -= std::min(consumed, header_bytes_left);
    return buffer.size() >= header_bytes_left ? 431 : 0;
  }

  // So much may be read at once without passing a limit unseen.
  std::size_t wanted(const beast::flat_buffer& buffer) const {
    constexpr std::size_t kPiece = 16 * 1024;
    if (parser.is_header_done()) return kPiece;
    return std::min(kPiece, header_bytes_left - buffer.size());
  }

  bool asks_to_continue() const {
    return is_header_checked && !parser.is_done() &&
           parser.get().count(beast::http::field::expect) != 0;
  }

  Parser parser;
  std::size_t header_bytes_left;
  bool has_line = false;
  bool is_header_checked = false;
};

}  // namespace

Connection::Connection(Reactor& reactor, Socket socket)
    : reactor_(reactor),
      socket_(std::move(socket)),
      buffer_(reactor.options.header_bytes_max + 16 * 1024) {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  reactor_.connections.insert(this);
  enter(Phase::idle, reactor_.options.request_max);
}

Connection::~Connection() {
  reactor_.connections.erase(this);
}

void Connection::enter(Phase phase, std::chrono::milliseconds limit) {
  phase_ = phase;
  deadline_ = Clock::now() + limit;
}

void Connection::look_at_clock(Clock::time_point now) {
  if (phase_ == Phase::working || now < deadline_) return;
  error_code ignored;
  has_timed_out_ = true;
  if (phase_ == Phase::reading) {
    socket_.cancel(ignored);  // the coroutine wakes and says 408
  } else {
    socket_.close(ignored);
  }
}

void Connection::stop_if_idle() {
  error_code ignored;
  if (phase_ == Phase::idle) socket_.close(ignored);
}

Task<bool> Connection::read_some(std::size_t bytes_max) {
  error_code error;
  const std::size_t count = co_await socket_.async_read_some(buffer_.prepare(bytes_max),
                                                             asio::redirect_error(kUseTask, error));
  buffer_.commit(count);
  co_return !error;
}

// false: the peer has gone, there is nobody to answer.
Task<bool> Connection::read_request(Incoming& incoming) {
  Reading reading(reactor_.options);
  bool has_continued = false;
  while (true) {
    if (buffer_.size() > 0 && phase_ == Phase::idle) {
      enter(Phase::reading, reactor_.options.request_max);
    }
    incoming.error = reading.feed(buffer_, reactor_.options);
    if (incoming.error != 0) co_return true;
    if (reading.parser.is_done()) break;
    if (reading.asks_to_continue() && !std::exchange(has_continued, true)) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      error_code ignored;
      co_await asio::async_write(socket_, asio::buffer(kContinue),
                                 asio::redirect_error(kUseTask, ignored));
    }
    if (co_await read_some(reading.wanted(buffer_))) continue;
    if (!has_timed_out_ || phase_ == Phase::idle) co_return false;
    incoming.error = 408;
    co_return true;
  }
  auto& message = reading.parser.get();
  incoming.keep_alive = message.keep_alive();
  incoming.is_http_1_0 = message.version() == 10;
  incoming.target = view(message.target());
  incoming.request.method = view(message.method_string());
  incoming.request.body = std::move(message.body());
  copy_headers(reading.parser, incoming.request);
  co_return true;
}

// Runs the handler on a worker thread and comes back to the reactor.
auto Connection::answer_on_worker(Incoming& incoming, Answer& answer) {
  return asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
      [this, &incoming, &answer](auto handler) {
        asio::post(
            reactor_.workers, [this, &incoming, &answer, handler = std::move(handler)]() mutable {
              auto request = http::read_request(std::move(incoming.request), incoming.target);
              if (request) {
                answer = reactor_.site.answer(std::move(*request));
              } else {
                answer.response = reactor_.site.error(request.error());
              }
              asio::post(reactor_.io, std::move(handler));
            });
      },
      kUseTask);
}

Task<bool> Connection::write(const Response& response, const Incoming& incoming) {
  enter(Phase::writing, reactor_.options.response_max);
  const std::string head =
      response_head(response, {reactor_.date, incoming.keep_alive, incoming.is_http_1_0});
  const bool has_body = incoming.request.method != "HEAD" && response.status != 304;
  const std::array<asio::const_buffer, 2> buffers = {
      asio::buffer(head), has_body ? asio::buffer(response.body) : asio::const_buffer()};
  error_code error;
  co_await asio::async_write(socket_, buffers, asio::redirect_error(kUseTask, error));
  co_return !error;
}

// Closing while bytes of the peer are unread would reset the connection and lose our answer.
Task<void> Connection::linger() {
  error_code error;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  enter(Phase::writing, std::chrono::milliseconds(2000));
  std::array<char, 8192> waste;
  for (int i = 0; i < 256 && !error; ++i) {
    co_await socket_.async_read_some(asio::buffer(waste), asio::redirect_error(kUseTask, error));
  }
}

void Connection::log(const Incoming& incoming, const Answer& answer,
                     Clock::time_point begin) const {
  if (!reactor_.options.access_log) return;
  const auto elapsed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  base::JsonWriter json;
  json.begin_object()
      .field("at", base::iso_japan(base::now()))
      .field("method", incoming.request.method)
      .field("route", answer.route)
      .field("status", answer.response.status)
      .field("bytes", answer.response.body.size())
      .field("microseconds", elapsed.count())
      .end_object();
  reactor_.options.access_log(json.text());
}

Task<void> Connection::serve(bool is_surplus) {
  error_code ignored;
  const auto peer = socket_.remote_endpoint(ignored);
  while (socket_.is_open()) {
    Incoming incoming;
    Answer answer;
    if (is_surplus) {
      incoming.error = 503;
    } else if (!co_await read_request(incoming)) {
      break;
    }
    const auto begin = Clock::now();
    if (incoming.error != 0) {
      incoming.keep_alive = false;
      answer.response = reactor_.site.error(incoming.error);
    } else {
      incoming.request.remote = peer.address().to_string();
      const std::string method = incoming.request.method;
      enter(Phase::working, {});
      co_await answer_on_worker(incoming, answer);
      incoming.request.method = method;
    }
    incoming.keep_alive = incoming.keep_alive && !reactor_.is_stopping;
    const bool is_written = co_await write(answer.response, incoming);
    log(incoming, answer, begin);
    if (!is_written) break;
    if (!incoming.keep_alive) {
      co_await linger();
      break;
    }
    enter(Phase::idle, reactor_.options.idle_max);
  }
}

}  // namespace http
