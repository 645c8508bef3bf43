// The table of routes: which function answers which path. Segments in {braces} capture. The first
// route that fits wins; a path that fits with another method only is a 405 and says which are
// allowed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/http.h"

namespace http {

struct Match {
  const Route* route = nullptr;  // nullptr: nothing fits
  std::string allow;             // "GET, HEAD": the path is known, the method is not
};

class RouteTable {
 public:
  // Throws std::logic_error for a path that is not /a/{b}/c, or the same method and path twice.
  explicit RouteTable(std::vector<Route> routes);

  // Fills request.captures. HEAD fits where GET does.
  Match find(Request& request) const;

  std::size_t body_bytes_most() const { return body_bytes_most_; }

 private:
  struct Line {
    Route route;
    std::vector<std::string> segments;
  };
  std::vector<std::vector<Line>> lines_;  // by the number of their segments, as they were given
  std::size_t body_bytes_most_ = 0;
};

}  // namespace http
