// Matching segment by segment, among the paths of as many segments.
#include "http/route.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  std::size_t begin = 1;
  while (begin < path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    segments.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool is_capture(std::string_view segment) {
  return segment.starts_with('{');
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return std::ranges::equal(pattern, segments, [](const auto& expected, const auto& given) {
    return is_capture(expected) || expected == given;
  });
}

void check(const Route& route, const std::vector<std::string>& segments) {
  bool is_good = route.path.starts_with('/') && (route.path == "/" || !route.path.ends_with('/'));
  for (const std::string& segment : segments) {
    const bool has_brace = segment.find_first_of("{}") != std::string::npos;
    const bool is_whole = segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
    if (segment.empty() || (has_brace && !is_whole)) is_good = false;
  }
  if (!is_good) throw std::logic_error("bad route " + std::string(route.path));
}

}  // namespace

RouteTable::RouteTable(std::vector<Route> routes) {
  for (Route& route : routes) {
    auto segments = split(route.path);
    check(route, segments);
    if (lines_.size() <= segments.size()) lines_.resize(segments.size() + 1);
    auto& lines = lines_[segments.size()];
    for (const Line& line : lines) {
      if (line.route.method == route.method && line.route.path == route.path) {
        throw std::logic_error("route twice: " + std::string(route.path));
      }
    }
    body_bytes_most_ = std::max(body_bytes_most_, route.body_bytes_max);
    lines.push_back({std::move(route), std::move(segments)});
  }
}

Match RouteTable::find(Request& request) const {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  const auto segments = split(request.path);
  Match match;
  if (segments.size() >= lines_.size()) return match;
  for (const Line& line : lines_[segments.size()]) {
    if (!fits(line.segments, segments)) continue;
    if (line.route.method == method) {
      for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string& name = line.segments[i];
        if (is_capture(name)) request.captures[name.substr(1, name.size() - 2)] = segments[i];
      }
      match.route = &line.route;
      match.allow.clear();
      return match;
    }
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += line.route.method == "GET" ? "GET, HEAD" : std::string(line.route.method);
  }
  return match;
}

}  // namespace http
