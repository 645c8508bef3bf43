// Reading.h reads, this sends: kept answers at once from the reactor, all others by way of a
// worker. After a malformed request the connection is closed, since what follows on it cannot be
// trusted to be a request.
#include "http/connection.h"

#include <sys/sendfile.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/instant.h"
#include "base/json_text.h"
#include "http/encoding.h"
#include "http/head.h"
#include "http/request.h"

namespace http {
namespace {

namespace asio = boost::asio;
using beast_field = boost::beast::http::field;
using boost::system::error_code;

constexpr asio::use_awaitable_t<Executor> kUseTask;
constexpr std::chrono::milliseconds kStopGrace{300};

// Whoever shows who they are, sends something or asks for a part gets an answer of their own.
bool may_be_kept(const Reading& reading) {
  const std::string_view method = reading.method();
  return (method == "GET" || method == "HEAD") && reading.parser.get().body().empty() &&
         reading.field(beast_field::authorization).empty() &&
         reading.field(beast_field::cookie).empty() && reading.field(beast_field::range).empty();
}

std::shared_ptr<const KeptAnswer> kept_of(const Answer& answer, std::string data, Metrics& metrics,
                                          Clock::time_point made) {
  auto kept = std::make_shared<KeptAnswer>();
  kept->data = answer.from_data ? std::move(data) : std::string();
  kept->route = answer.route;
  kept->etag = header_of(answer.response, "ETag");
  kept->last_modified = header_of(answer.response, "Last-Modified");
  kept->head = head_rest(answer.response);
  kept->body = answer.response.body;
  Response unchanged{304, "", "", answer.response.headers, {}};
  std::erase_if(unchanged.headers, [](const auto& h) { return h.first == "Content-Encoding"; });
  kept->head_unchanged = head_rest(unchanged);
  kept->made = made;
  kept->line = &metrics.line(answer.route, 200);
  kept->line_unchanged = &metrics.line(answer.route, 304);
  return kept;
}

}  // namespace

Reactor::Reactor(ServerOptions given, const Site& answering)
    : options(std::move(given)),
      limits{options.header_bytes_max, options.target_bytes_max, options.body_bytes_max,
             answering.body_bytes_most()},
      site(answering),
      metrics(options.metrics == nullptr ? own_metrics : *options.metrics),
      kept(options.kept_bytes_max, metrics),
      senders(options.senders),
      body_limit([this](std::string_view method, std::string_view target) {
        return site.body_bytes_max(method, target);
      }),
      workers(static_cast<std::size_t>(options.workers)) {}

bool LargeBody::take(Reactor& reactor) {
  if (reactor.large_bodies >= reactor.options.large_bodies_max) return false;
  ++reactor.large_bodies;
  reactor_ = &reactor;
  return true;
}

LargeBody::~LargeBody() {
  if (reactor_ != nullptr) --reactor_->large_bodies;
}

bool BodyPlace::take(Reactor& reactor, const std::string& sender) {
  if (!reactor.senders.take_body(sender, Clock::now())) return false;
  reactor_ = &reactor;
  sender_ = sender;
  return true;
}

BodyPlace::~BodyPlace() {
  if (reactor_ != nullptr) reactor_->senders.release_body(sender_);
}

Connection::Connection(Reactor& reactor, Socket socket)
    : reactor_(reactor), socket_(std::move(socket)) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  peer_ = socket_.remote_endpoint(ignored).address().to_string();
  reactor_.connections.insert(this);
  ++reactor_.metrics.connections_open;
  ++reactor_.metrics.connections_accepted;
  enter(Phase::idle, reactor_.options.header_max);
  if (reactor_.is_stopping) stop_if_idle();
}

Connection::~Connection() {
  reactor_.connections.erase(this);
  --reactor_.metrics.connections_open;
}

// The sweep's clock may be one sweep old.
void Connection::enter(Phase phase, std::chrono::milliseconds limit) {
  phase_ = phase;
  deadline_ = reactor_.now + limit + reactor_.options.sweep_every;
}

void Connection::look_at_clock() {
  if (phase_ == Phase::working || reactor_.now < deadline_) return;
  error_code ignored;
  has_timed_out_ = true;
  if (phase_ == Phase::reading) {
    socket_.cancel(ignored);  // the coroutine wakes and says 408
  } else {
    socket_.close(ignored);
  }
}

void Connection::stop_if_idle() {
  if (phase_ == Phase::idle) deadline_ = std::min(deadline_, Clock::now() + kStopGrace);
}

// Whatever may wait for the database or a disk is done by a worker; the coroutine goes on here.
template <class Work>
auto Connection::on_worker(Work work) {
  return asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
      [this](auto handler, Work given) {
        asio::post(reactor_.workers,
                   [this, given = std::move(given), handler = std::move(handler)]() mutable {
                     given();
                     asio::post(reactor_.io, std::move(handler));
                   });
      },
      kUseTask, std::move(work));
}

// The same by the database's writer, where it has one: the coroutine goes on when what was written
// is durable.
template <class Work>
auto Connection::on_writer(Work work, std::exception_ptr& fault) {
  return asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
      [this, &fault](auto handler, Work given) {
        auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        reactor_.at_writer->begin();
        const ServerOptions::Kept kept = [this, waiting, &fault, at_writer = reactor_.at_writer](
                                             std::exception_ptr met, bool is_last) {
          fault = std::move(met);
          at_writer->end([waiting] { std::move (*waiting)(); }, is_last,
                         [this](auto ready) {
                           asio::post(reactor_.io, [ready = std::move(ready)] {
                             for (const auto& go_on : ready) go_on();
                           });
                         });
        };
        if (reactor_.options.among_writes(given, kept)) return;
        asio::post(reactor_.workers, [given, kept] {
          given();
          kept(nullptr, true);
        });
      },
      kUseTask, std::move(work));
}

// What only the database knows of a request before its body is there. false: too many are asked.
template <class Ask>
Task<bool> Connection::ask_of_head(const Reading& reading, Ask ask) {
  if (reactor_.metrics.requests_working >= reactor_.options.working_max) co_return false;
  enter(Phase::working, {});
  ++reactor_.metrics.requests_working;
  co_await on_worker([&] {
    auto request = http::read_request(reading.head(), std::string(reading.target()));
    if (request) ask(std::move(*request));
  });
  --reactor_.metrics.requests_working;
  co_return true;
}

// A large body is read from whom the address takes it, and when there is a place for it: in this
// order, so that who may not send one never has a place.
Task<void> Connection::admit_large(const Reading& reading, Incoming& incoming) {
  const auto turn_away = [&](Request request) {
    incoming.instead = reactor_.site.turn_away(std::move(request));
  };
  if (co_await ask_of_head(reading, turn_away)) {
    if (incoming.instead) {
      incoming.error = incoming.instead->response.status;
      co_return;
    }
    if (incoming.large.take(reactor_)) co_return;
  }
  incoming.has_no_place = true;
  incoming.error = 503;
}

Task<bool> Connection::is_known(const Reading& reading) {
  bool is_known = false;
  co_await ask_of_head(
      reading, [&](Request request) { is_known = reactor_.site.knows(std::move(request)); });
  co_return is_known;
}

// What is sent counts for its sender until the answer shows that it is somebody known. A sender who
// has sent too much is asked who it is before anything more is read of it.
Task<void> Connection::admit(const Reading& reading, Incoming& incoming) {
  incoming.is_admitted = true;
  if (!reading.sends_something()) co_return;
  const std::string sender = sender_of(peer_, reading.field("X-Forwarded-For"));
  Senders& senders = reactor_.senders;
  const auto wait = senders.wait(sender, Clock::now());
  if (wait.count() == 0) {
    senders.count(sender, Clock::now());
    incoming.sender = sender;
  } else if (!co_await is_known(reading)) {
    incoming.retry_after = wait;
    incoming.error = 429;
    co_return;
  }
  if (reading.is_large()) {
    co_await admit_large(reading, incoming);
  } else if (reading.may_bring_more_than(kSmallBodyBytes) &&
             !incoming.place.take(reactor_, sender)) {
    incoming.has_no_place = true;
    incoming.error = 503;
  }
}

// false: the peer has gone, there is nobody to answer.
Task<bool> Connection::read_rest(Buffer& buffer, Reading& reading, Incoming& incoming) {
  bool has_continued = false;
  bool has_header = false;
  while (!reading.parser.is_done()) {
    if (reading.is_header_checked && !std::exchange(has_header, true)) {
      co_await admit(reading, incoming);
      if (incoming.error != 0) co_return true;
      enter(Phase::reading,
            reading.is_large() ? reactor_.options.large_body_max : reactor_.options.body_max);
    }
    error_code error;
    if (reading.asks_to_continue() && !std::exchange(has_continued, true)) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(socket_, asio::buffer(kContinue),
                                 asio::redirect_error(kUseTask, error));
    }
    const std::size_t count = co_await socket_.async_read_some(
        buffer.prepare(reading.wanted(buffer)), asio::redirect_error(kUseTask, error));
    buffer.commit(count);
    if (error) {
      incoming.error = 408;
      co_return has_timed_out_;
    }
    incoming.error = reading.feed(buffer);
    if (incoming.error != 0) co_return true;
  }
  co_return true;
}

void Connection::take(Reading& reading, Incoming& incoming) const {
  incoming.target = reading.target();
  incoming.is_short_write = reactor_.options.among_writes &&
                            reactor_.site.is_short_write(reading.method(), incoming.target);
  incoming.request = reading.take();
  incoming.request.remote = peer_;
}

// Runs on a worker. The data are looked at before the answer is made from them.
void Connection::make_answer(Incoming& incoming, Answer& answer,
                             std::shared_ptr<const KeptAnswer>& kept) {
  const auto& data_name = reactor_.options.data_name;
  std::string data;
  const auto began = Clock::now();
  if (!incoming.key.empty() && data_name) {
    try {
      data = data_name();
      kept = reactor_.kept.find_after_look(incoming.key, data, began);
      if (kept) return;
    } catch (const std::exception&) {
      data.clear();  // the database is away: the handler will find out and say so
    }
  }
  auto request = http::read_request(std::move(incoming.request), incoming.target);
  if (!request) {
    answer.response = reactor_.site.error(request.error(), incoming.target);
    return;
  }
  const bool is_read = request->method == "GET" || request->method == "HEAD";
  const bool is_unconditional = header_value(*request, "if-none-match").empty();
  answer = reactor_.site.answer(std::move(*request));
  if (!is_read) reactor_.kept.look_again();
  const bool can_be_kept = answer.response.status == 200 && is_unconditional &&
                           answer.may_be_kept && !(answer.from_data && data.empty());
  if (incoming.key.empty() || !can_be_kept) return;
  ++reactor_.metrics.kept_misses;
  reactor_.kept.keep(incoming.key, kept_of(answer, std::move(data), reactor_.metrics, began));
}

Task<bool> Connection::send(int status, const Incoming& incoming, std::string_view rest,
                            std::string_view body) {
  enter(Phase::writing, reactor_.options.response_max);
  const bool keep_alive = incoming.keep_alive && !reactor_.is_stopping;
  const std::string opening =
      head_opening(status, {reactor_.date, keep_alive, incoming.is_http_1_0});
  const bool has_body = !incoming.is_head && status != 304;
  std::array<asio::const_buffer, 3> buffers = {
      asio::buffer(opening), asio::buffer(rest),
      has_body ? asio::buffer(body) : asio::const_buffer()};
  error_code error;
  std::size_t sent = socket_.write_some(buffers, error);  // most answers go out at once
  if (error == asio::error::would_block) error.clear();
  if (error) co_return false;
  for (asio::const_buffer& buffer : buffers) {
    const std::size_t part = std::min(sent, buffer.size());
    buffer += part;
    sent -= part;
  }
  if (asio::buffer_size(buffers) > 0) {
    co_await asio::async_write(socket_, buffers, asio::redirect_error(kUseTask, error));
  }
  co_return !error && keep_alive;
}

Task<bool> Connection::write_kept(const KeptAnswer& kept, bool is_unchanged,
                                  const Incoming& incoming) {
  const int status = is_unchanged ? 304 : 200;
  const std::size_t bytes = is_unchanged || incoming.is_head ? 0 : kept.body.size();
  const bool goes_on =
      co_await send(status, incoming, is_unchanged ? kept.head_unchanged : kept.head, kept.body);
  ++reactor_.metrics.kept_hits;
  (is_unchanged ? kept.line_unchanged : kept.line)->count(Clock::now() - incoming.begin, bytes);
  log(incoming, kept.route, status, bytes);
  co_return goes_on;
}

// From the disk to the socket, and as much as the peer takes at a time; others have their turn in
// between.
Task<bool> Connection::send_file(const FilePart& part) {
  constexpr std::size_t kPieceBytes = 256 * 1024;
  enter(Phase::writing, reactor_.options.large_body_max);
  off_t at = static_cast<off_t>(part.first);
  for (std::size_t left = part.count; left > 0;) {
    const ssize_t count = ::sendfile(socket_.native_handle(), part.file->descriptor(), &at,
                                     std::min(left, kPieceBytes));
    const bool is_full = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (count == 0 || (count < 0 && !is_full && errno != EINTR)) co_return false;
    if (count > 0) left -= static_cast<std::size_t>(count);
    error_code error;
    if (is_full) {
      co_await socket_.async_wait(Socket::wait_write, asio::redirect_error(kUseTask, error));
    } else {
      co_await asio::post(reactor_.io, kUseTask);
    }
    if (error || !socket_.is_open()) co_return false;
  }
  co_return true;
}

Task<bool> Connection::write(const Response& response, const Incoming& incoming) {
  const std::string rest = head_rest(response);
  const bool goes_on = co_await send(response.status, incoming, rest, response.body);
  if (!response.file || incoming.is_head) co_return goes_on;
  co_return co_await send_file(*response.file) && goes_on;
}

// Closing while bytes of the peer are unread would reset the connection and lose our answer: a
// browser that sends a large file reads what we say only after it has sent all of it.
Task<void> Connection::linger() {
  constexpr std::size_t kBytesMax = 2 * 1024 * 1024;
  error_code error;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  const ServerOptions& options = reactor_.options;
  enter(Phase::writing, has_refused_body_ ? options.refused_body_max : options.linger_max);
  std::array<char, 4096> waste;
  for (std::size_t left = has_refused_body_ ? options.refused_bytes_max : kBytesMax;
       left > 0 && !error;) {
    const std::size_t count = co_await socket_.async_read_some(
        asio::buffer(waste), asio::redirect_error(kUseTask, error));
    left -= std::min(left, count);
  }
}

void Connection::log(const Incoming& incoming, std::string_view route, int status,
                     std::size_t bytes) const {
  if (!reactor_.options.access_log) return;
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - incoming.begin);
  base::JsonWriter json;
  json.begin_object()
      .field("at", base::iso_japan(base::now()))
      .field("method", incoming.request.method)
      .field("route", route)
      .field("status", status)
      .field("bytes", bytes)
      .field("microseconds", elapsed.count())
      .end_object();
  reactor_.options.access_log(json.text());
}

Task<bool> Connection::refuse(Incoming& incoming) {
  incoming.keep_alive = false;
  has_refused_body_ =
      incoming.error == 413 || incoming.error == 429 || incoming.has_no_place || incoming.instead;
  Response response = incoming.instead ? std::move(incoming.instead->response)
                                       : reactor_.site.error(incoming.error, incoming.target);
  if ((incoming.error == 503 || incoming.error == 429) && !incoming.instead)
    response.headers.emplace_back("Retry-After", std::to_string(incoming.retry_after.count()));
  co_await write(response, incoming);
  reactor_.metrics.line("", incoming.error)
      .count(Clock::now() - incoming.begin, response.body.size());
  log(incoming, "", incoming.error, response.body.size());
  co_return false;
}

// false: nothing more is to be read on this connection.
Task<bool> Connection::answer(Incoming& incoming) {
  if (reactor_.metrics.requests_working >= reactor_.options.working_max) {
    incoming.error = 503;
    co_return co_await refuse(incoming);
  }
  Answer answer;
  std::shared_ptr<const KeptAnswer> kept;
  const std::string method = incoming.request.method;
  const std::string if_none_match(header_value(incoming.request, "if-none-match"));
  const std::string if_modified_since(header_value(incoming.request, "if-modified-since"));
  enter(Phase::working, {});
  ++reactor_.metrics.requests_working;
  if (incoming.is_short_write) {
    std::exception_ptr fault;
    co_await on_writer([&] { make_answer(incoming, answer, kept); }, fault);
    if (fault) answer.response = reactor_.site.not_kept(incoming.target, fault);
  } else {
    co_await on_worker([&] { make_answer(incoming, answer, kept); });
  }
  --reactor_.metrics.requests_working;
  if (answer.to_known && !incoming.sender.empty()) reactor_.senders.give_back(incoming.sender);
  incoming.request.method = method;
  if (kept) {
    const bool is_unchanged =
        has_already({if_none_match, if_modified_since}, kept->etag, kept->last_modified);
    co_return co_await write_kept(*kept, is_unchanged, incoming);
  }
  const bool goes_on = co_await write(answer.response, incoming);
  const std::size_t bytes = incoming.is_head ? 0 : answer.response.bytes();
  reactor_.metrics.line(answer.route, answer.response.status)
      .count(Clock::now() - incoming.begin, bytes);
  log(incoming, answer.route, answer.response.status, bytes);
  co_return goes_on;
}

// Requests until nothing of the peer is left unread; false: the connection ends.
Task<bool> Connection::serve_batch(std::size_t first_bytes) {
  Buffer buffer(reactor_.limits.header_bytes_max + 16 * 1024);
  asio::buffer_copy(buffer.prepare(first_bytes), asio::buffer(first_));
  buffer.commit(first_bytes);
  bool goes_on = true;
  do {
    Reading reading(reactor_.limits, &reactor_.body_limit);
    Incoming incoming;
    enter(Phase::reading, reactor_.options.header_max);
    incoming.error = reading.feed(buffer);
    const bool is_whole = incoming.error != 0 || reading.parser.is_done();
    if (!is_whole && !co_await read_rest(buffer, reading, incoming)) co_return false;
    if (incoming.error == 0 && !incoming.is_admitted) co_await admit(reading, incoming);
    incoming.begin = Clock::now();
    if (incoming.error != 0) {
      if (reading.parser.got_some()) incoming.target = reading.target();
      co_return co_await refuse(incoming);
    }
    const auto& message = reading.parser.get();
    incoming.keep_alive = message.keep_alive();
    incoming.is_http_1_0 = message.version() == 10;
    incoming.is_head = message.method() == boost::beast::http::verb::head;
    std::shared_ptr<const KeptAnswer> kept;
    if (may_be_kept(reading)) {
      incoming.key = kept_key(reading.target(), reading.field(beast_field::accept_encoding));
      kept = reactor_.kept.find(incoming.key, incoming.begin);
    }
    if (kept) {
      if (reactor_.options.access_log) incoming.request.method = reading.method();
      const Known known{reading.field(beast_field::if_none_match),
                        reading.field(beast_field::if_modified_since)};
      const bool is_unchanged = has_already(known, kept->etag, kept->last_modified);
      goes_on = co_await write_kept(*kept, is_unchanged, incoming);
    } else {
      take(reading, incoming);
      goes_on = co_await answer(incoming);
    }
  } while (goes_on && buffer.size() > 0);
  co_return goes_on;
}

Task<void> Connection::serve(bool is_surplus) {
  bool goes_on = true;
  if (is_surplus) {
    ++reactor_.metrics.connections_refused;
    Incoming incoming;
    incoming.begin = Clock::now();
    incoming.error = 503;
    goes_on = co_await refuse(incoming);
  }
  while (goes_on) {
    error_code error;
    const std::size_t count = co_await socket_.async_read_some(
        asio::buffer(first_), asio::redirect_error(kUseTask, error));
    if (error || count == 0) co_return;
    goes_on = co_await serve_batch(count);
    if (!goes_on) break;
    enter(Phase::idle, reactor_.options.idle_max);
    if (reactor_.is_stopping) co_return;
  }
  if (socket_.is_open()) co_await linger();
}

}  // namespace http
