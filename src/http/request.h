// From the bytes of a request line, headers and body to a Request. What must hold: whatever a
// handler sees is valid UTF-8, percent-decoded once, without NUL, and its path has no empty, . or
// .. segment.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "http/http.h"

namespace http {

// nullopt: a broken %XX, a control character or invalid UTF-8.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);
std::optional<Fields> decode_fields(std::string_view text);  // a=1&b=2
std::optional<std::string> decode_path(std::string_view path);

// Fills path, query, language and form from the target and the body already in `request`. The
// unexpected value is the status to answer with.
std::expected<Request, int> read_request(Request request, std::string_view target);

// "a=1&b=%E3%81%82", as it stands in an address.
std::string encode_fields(const Fields& fields);
std::string encode_path(std::string_view path);

}  // namespace http
