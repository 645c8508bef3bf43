// A feed as Atom (RFC 4287), written by appending. An id is made from what names the thing, so that
// it stays the same and tells no number of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "http/http.h"

namespace plan {

struct AtomEntry {
  base::Instant at;
  std::string name;  // what its id is made from
  std::string title;
  std::string path;  // without the language
};
struct AtomFeed {
  std::string name;  // what its id is made from
  std::string title;
  std::string self;                // without the language
  std::string page;                // that shows the same to people
  std::vector<AtomEntry> entries;  // the latest first
};
http::Response atom(const AtomFeed& feed, base::Language language);

}  // namespace plan
