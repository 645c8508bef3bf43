// A request being read: bytes go in as they come, and either a whole request is there, or more is
// wanted, or it is refused with a status. Beast parses; what it leaves open is checked here.
// Included by the transport and its fuzzer alone.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "http/http.h"

namespace http {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

struct ReadingLimits {
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t target_bytes_max = 8 * 1024;
  std::size_t body_bytes_max = 1024 * 1024;
  std::size_t body_bytes_most = 0;  // of the address that takes most
};

// How much an address takes; called once, when the headers are there and the body is a large one.
using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view target)>;

struct Reading {
  // Without `body_limit` every address takes limits.body_bytes_max, which then is also the most
  // that is ever read; with it, `body_bytes_most` is.
  explicit Reading(const ReadingLimits& limits, const BodyLimit* body_limit = nullptr);

  // Gives the parser what has come. The status to refuse with; 0: go on.
  int feed(boost::beast::flat_buffer& buffer);

  // So much may be read at once without passing a limit unseen.
  std::size_t wanted(const boost::beast::flat_buffer& buffer) const;
  bool asks_to_continue() const;
  // Brings more than every address takes: there is room in memory for a few of these at once.
  bool is_large() const { return is_large_; }
  // Does more than ask for a page.
  bool sends_something() const;
  // Has, or may have (a body in pieces announces nothing), more than `bytes` of a body.
  bool may_bring_more_than(std::size_t bytes) const;

  std::string_view method() const;
  std::string_view target() const;
  std::string_view field(boost::beast::http::field name) const;  // empty: not there
  std::string_view field(std::string_view name) const;

  // Method and headers (names in lower case, repeated ones joined); with the body.
  Request head() const;
  Request take();

  Parser parser;
  bool is_header_checked = false;

 private:
  int put(boost::beast::flat_buffer& buffer);
  int status_of_header() const;
  int status_of_size();

  const ReadingLimits limits_;
  const BodyLimit* body_limit_;
  bool is_large_ = false;
  std::size_t header_bytes_left_;
  bool has_line_ = false;
};

std::string lower_case(std::string_view text);

}  // namespace http
