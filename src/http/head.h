// The first lines of an answer as bytes. What must hold: no header can smuggle in a line of its
// own.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/http.h"

namespace http {

// What a handler has said beside type and body; empty when it did not say `name`.
std::string_view header_of(const Response& response, std::string_view name);
bool has_header(const Response& response, std::string_view name);

// Sun, 22 Nov 2026 09:00:00 GMT
std::string http_date(std::chrono::sys_seconds at);

struct HeadFacts {
  std::string_view date;
  bool keep_alive = true;
  bool is_http_1_0 = false;
};

// What differs from one sending of an answer to the next: status line, Date, Connection.
std::string head_opening(int status, const HeadFacts& facts);
// The rest, with the headers that every answer has for safety and the empty line. Throws
// std::logic_error for a header with a line break.
std::string head_rest(const Response& response);

}  // namespace http
