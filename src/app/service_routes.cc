// Both answers are of this moment: nobody keeps them.
#include "app/service_routes.h"

#include "db/write_counts.h"

namespace app {
namespace {

http::Response of_this_moment(std::string_view type, std::string body) {
  return {200, std::string(type), std::move(body), {{"Cache-Control", "no-store"}}, {}};
}

std::string write_metrics() {
  std::string text;
  http::append_counter(text, "nigiwai_db_writes_total", "Writes that this process has kept.",
                       db::write_counts().writes);
  http::append_counter(text, "nigiwai_db_commits_total",
                       "Commits that made them durable; on SQLite many writes share one.",
                       db::write_counts().commits);
  return text;
}

}  // namespace

std::vector<http::Route> service_routes(db::DataWatch& watch, const http::Metrics& metrics) {
  return {
      // A database that does not answer is a fault, and becomes a 503.
      {"GET", "/healthz",
       [&watch](const http::Request&) {
         watch.name();
         return of_this_moment("text/plain; charset=utf-8", "ok\n");
       }},
      {"GET", "/metrics",
       [&metrics](const http::Request&) {
         return of_this_moment("text/plain; version=0.0.4; charset=utf-8",
                               metrics.text() + write_metrics());
       }},
  };
}

}  // namespace app
