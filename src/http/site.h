// Everything about answering that is not sockets: a Request goes in, a finished Response comes out,
// with error pages, security headers, ETag and compression. Handlers are called here, faults end
// here.
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.h"
#include "http/route.h"

namespace http {

// On every answer about a made-up municipality: Nigiwai-Practice: ?1
inline constexpr std::string_view kPracticeHeader = "Nigiwai-Practice";

struct SiteOptions {
  // 503 for a fault that may pass (the database is away), 500 for a bug. 500 when not set.
  std::function<int(const std::exception&)> status_of_fault;
  // Where a fault is reported: the route's path and what it said. Visitors never see it.
  std::function<void(std::string_view route, std::string_view what)> report_fault;
  // The site of a municipality itself; otherwise a demonstration, which every page says of itself.
  bool is_official = false;
  // Whether what stands at this address, for whoever asks, is of a made-up municipality. Asked once
  // for every request before anything else, so that no page, no file and no error can leave without
  // the mark. No address when not set.
  std::function<bool(const Request&)> is_practice = {};
};

struct Answer {
  Response response;
  std::string route;  // "/plans/{slug}" for the access log; empty: none fitted
  // May be given to everybody who asks the same without showing who they are: an answer to a GET
  // whose handler did not say Cache-Control: no-store.
  bool may_be_kept = false;
  bool from_data = true;  // an asset is not
  // The address takes nothing of strangers, and this is no answer to one.
  bool to_known = false;
};

class Site {
 public:
  Site(std::vector<Route> routes, SiteOptions options);

  Answer answer(Request request) const;

  // Before a large body is read: the answer to give without reading it, for whoever may not send
  // one here; nullopt: it may be read. Of the request only the headers are there.
  std::optional<Answer> turn_away(Request request) const;

  // Whether the address is answered by a handler that does little but one write. Asked of every
  // request, so that only the address itself is known, without a language before or a question
  // behind it; any other is answered all the same.
  bool is_short_write(std::string_view method, std::string_view target) const;
  // In place of an answer that turned out not to be true: what it wrote is not kept.
  Response not_kept(std::string_view target, std::exception_ptr fault) const;

  // Whether whoever asks is known to an address that takes nothing of strangers. Of the request
  // only the headers are there.
  bool knows(Request request) const;

  // How much the address takes of what is sent to it; 0: no more than any other.
  std::size_t body_bytes_max(std::string_view method, std::string_view target) const;
  // The most that any address takes.
  std::size_t body_bytes_most() const { return routes_.body_bytes_most(); }

  // What the transport itself says: 400, 408, 413 … As a problem+json under /api/.
  Response error(int status, std::string_view target = "/") const;

 private:
  const Route* route_of(std::string_view method, std::string_view target) const;
  void set_marks(Request& request) const;
  Response call(const Route& route, const Request& request) const;
  int report(std::string_view where, const std::exception& what) const;  // the status to answer
  Response fault(const Route& route, const Request& request, const std::exception& what) const;

  const std::vector<std::string> short_writes_;  // paths
  RouteTable routes_;
  SiteOptions options_;
  const base::Instant started_;  // an older answer may have been made by an older program
};

}  // namespace http
