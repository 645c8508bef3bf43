// Limits and malformed requests have their own status each. Beast limits what it looks at in one
// go; header_bytes_left_ limits the sum.
#include "http/reading.h"

#include <algorithm>
#include <array>
#include <utility>

namespace http {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

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

// Fields of which a request has one at most: two of them read by two programs are two requests.
constexpr std::array<beast::http::field, 6> kSingle = {beast::http::field::host,
                                                       beast::http::field::content_type,
                                                       beast::http::field::authorization,
                                                       beast::http::field::range,
                                                       beast::http::field::transfer_encoding,
                                                       beast::http::field::content_length};

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Reading::Reading(const ReadingLimits& limits, const BodyLimit* body_limit)
    : limits_(limits), body_limit_(body_limit), header_bytes_left_(limits.header_bytes_max) {
  parser.eager(false);  // until it is known how much the address takes
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
  parser.body_limit(
      std::max(limits.body_bytes_max, body_limit == nullptr ? 0 : limits.body_bytes_most));
}

// The length that is announced; a body in pieces announces none and is never a large one.
int Reading::status_of_size() {
  if (body_limit_ == nullptr) return 0;
  const auto length = parser.content_length();
  if (!length) {
    parser.body_limit(limits_.body_bytes_max);
    return 0;
  }
  is_large_ = *length > limits_.body_bytes_max;
  if (!is_large_) return 0;
  return *length > (*body_limit_)(method(), target()) ? 413 : 0;
}

// Checks that Beast leaves to us; 0: none fails.
int Reading::status_of_header() const {
  using beast::http::field;
  const auto& message = parser.get();
  if (message.target().size() > limits_.target_bytes_max) return 414;
  if (message.version() != 10 && message.version() != 11) return 505;
  for (const auto name : kSingle) {
    if (message.count(name) > 1) return 400;
  }
  if (message.count(field::host) == 0 && message.version() == 11) return 400;
  if (message.count(field::transfer_encoding) != 0) {
    if (message.version() == 10 || message.count(field::content_length) != 0) return 400;
    if (lower_case(view(message[field::transfer_encoding])) != "chunked") return 501;
  }
  const auto expectation = message[field::expect];
  if (!expectation.empty() && lower_case(view(expectation)) != "100-continue") return 417;
  constexpr std::array<std::string_view, 7> kKnown = {"GET",    "HEAD",  "POST",   "PUT",
                                                      "DELETE", "PATCH", "OPTIONS"};
  return std::ranges::find(kKnown, method()) == kKnown.end() ? 501 : 0;
}

int Reading::feed(beast::flat_buffer& buffer) {
  if (!parser.got_some()) {  // empty lines before a request are passed over
    const std::size_t begin = view(buffer).find_first_not_of("\r\n");
    buffer.consume(std::min(begin, buffer.size()));
  }
  if (buffer.size() == 0) return 0;
  const std::size_t first_line = view(buffer).find('\n');
  const bool is_endless = !has_line_ && std::min(first_line, buffer.size()) >
                                            limits_.target_bytes_max + std::size_t{128};
  if (is_endless) return 414;
  const std::size_t before = buffer.size();
  if (const int status = put(buffer); status != 0) return status;
  if (!parser.is_header_done()) {
    header_bytes_left_ -= std::min(before - buffer.size(), header_bytes_left_);
    return buffer.size() >= header_bytes_left_ ? 431 : 0;
  }
  if (std::exchange(is_header_checked, true)) return 0;
  if (const int status = status_of_header(); status != 0) return status;
  if (const int status = status_of_size(); status != 0) return status;
  parser.eager(true);
  return buffer.size() == 0 || parser.is_done() ? 0 : put(buffer);
}

int Reading::put(beast::flat_buffer& buffer) {
  error_code error;
  const std::size_t consumed = parser.put(buffer.data(), error);
  buffer.consume(consumed);
  has_line_ = has_line_ || consumed > 0;
  return error && error != beast::http::error::need_more ? status_of(error) : 0;
}

std::size_t Reading::wanted(const beast::flat_buffer& buffer) const {
  constexpr std::size_t kPiece = 16 * 1024;
  if (parser.is_header_done()) return kPiece;
  return std::min(kPiece, header_bytes_left_ - buffer.size());
}

bool Reading::asks_to_continue() const {
  return is_header_checked && !parser.is_done() &&
         parser.get().count(beast::http::field::expect) != 0;
}

bool Reading::sends_something() const {
  return (method() != "GET" && method() != "HEAD") || may_bring_more_than(0);
}

bool Reading::may_bring_more_than(std::size_t bytes) const {
  return parser.chunked() || parser.content_length().value_or(0) > bytes;
}

std::string_view Reading::method() const {
  return view(parser.get().method_string());
}

std::string_view Reading::target() const {
  return view(parser.get().target());
}

std::string_view Reading::field(beast::http::field name) const {
  return view(parser.get()[name]);
}

std::string_view Reading::field(std::string_view name) const {
  return view(parser.get()[beast::string_view(name.data(), name.size())]);
}

Request Reading::head() const {
  Request request;
  request.method = method();
  for (const auto& field : parser.get()) {
    std::string& value = request.headers[lower_case(view(field.name_string()))];
    if (!value.empty()) value += ", ";
    value += view(field.value());
  }
  return request;
}

Request Reading::take() {
  Request request = head();
  request.body = std::move(parser.get().body());
  return request;
}

}  // namespace http
