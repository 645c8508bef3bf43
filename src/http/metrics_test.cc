// The words of Prometheus: what is counted comes out as it went in.
#include "http/metrics.h"

#include <doctest/doctest.h>

namespace {

using namespace std::chrono_literals;

TEST_CASE("requests are counted by route and status, in growing buckets") {
  http::Metrics metrics;
  metrics.line("/plans/{slug}", 200).count(100us, 40);
  metrics.line("/plans/{slug}", 200).count(101us, 2);
  metrics.line("/plans/{slug}", 404).count(3s, 0);
  metrics.kept_hits = 7;
  const std::string text = metrics.text();
  const std::string good = "{route=\"/plans/{slug}\",status=\"200\"";
  const std::string lines[] = {
      "nigiwai_http_request_seconds_bucket" + good + ",le=\"0.0001\"} 1\n",
      "nigiwai_http_request_seconds_bucket" + good + ",le=\"0.0005\"} 2\n",
      "nigiwai_http_request_seconds_bucket" + good + ",le=\"+Inf\"} 2\n",
      "nigiwai_http_request_seconds_sum" + good + "} 0.000201\n",
      "nigiwai_http_request_seconds_count" + good + "} 2\n",
      "nigiwai_http_response_bytes_total" + good + "} 42\n",
      "status=\"404\",le=\"2.5\"} 0\n",
      "status=\"404\",le=\"+Inf\"} 1\n",
      "nigiwai_http_kept_answers_hits_total 7\n",
      "# TYPE nigiwai_http_connections_open gauge\n",
  };
  for (const std::string& line : lines) {
    CAPTURE(line);
    CHECK(text.find(line) != std::string::npos);
  }
}

}  // namespace
