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

// brotli at a level that a page can be made with while somebody waits; the same content gives the
// same bytes.
std::string brotli(std::string_view content);

// Does If-None-Match name this strong ETag (with its quotes)? Weak comparison, and *.
bool names_etag(std::string_view if_none_match, std::string_view etag);

// What a browser says it has: If-None-Match and If-Modified-Since; empty where it did not say.
struct Known {
  std::string_view if_none_match;
  std::string_view if_modified_since;
};

// Has it this already? An ETag decides alone where one is named; else the moment, which has to be
// the very one that was given: a clock of somebody else's says nothing about our data.
bool has_already(const Known& known, std::string_view etag, std::string_view last_modified);

}  // namespace http
