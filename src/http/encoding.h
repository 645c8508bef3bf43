// Which form of an answer a browser takes (plain, gzip, brotli), and whether it has it already.
#pragma once

#include <string>
#include <string_view>

namespace http {

enum class Encoding { plain, gzip, brotli };

// Does an Accept-Encoding header take this name? q=0 means no; * means any that is not named.
bool accepts(std::string_view accept_encoding, std::string_view name);

// gzip with a fixed header (no time, no name): the same content gives the same bytes.
std::string gzip(std::string_view content);

// Does If-None-Match name this strong ETag (with its quotes)? Weak comparison, and *.
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace http
