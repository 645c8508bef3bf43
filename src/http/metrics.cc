// Counting is without locks; a lock is taken to find a line and to write the text.
#include "http/metrics.h"

#include <algorithm>

namespace http {
namespace {

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void single(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::uint64_t value) {
  family(out, name, type, help);
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

// 100 µs -> "0.0001": the buckets are named in seconds.
std::string seconds(std::uint64_t microseconds) {
  std::string fraction = std::to_string(microseconds % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  const std::string whole = std::to_string(microseconds / 1'000'000);
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::string labels(const std::string& route, int status) {
  return "route=\"" + route + "\",status=\"" + std::to_string(status) + "\"";
}

void histogram(std::string& out, const std::string& label, const Metrics::Line& line) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < line.buckets.size(); ++i) {
    sum += line.buckets[i];
    const bool is_last = i == Metrics::kBucketMicroseconds.size();
    const std::string upto = is_last ? "+Inf" : seconds(Metrics::kBucketMicroseconds[i]);
    out += "nigiwai_http_request_seconds_bucket{" + label + ",le=\"" + upto + "\"} " +
           std::to_string(sum) + "\n";
  }
  out += "nigiwai_http_request_seconds_sum{" + label + "} " + seconds(line.microseconds) + "\n";
  out += "nigiwai_http_request_seconds_count{" + label + "} " + std::to_string(sum) + "\n";
}

}  // namespace

void append_counter(std::string& text, std::string_view name, std::string_view help,
                    std::uint64_t value) {
  single(text, name, "counter", help, value);
}

void Metrics::Line::count(std::chrono::nanoseconds duration, std::size_t body_bytes) {
  const auto spent = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(duration).count());
  const auto bucket = std::ranges::lower_bound(kBucketMicroseconds, spent);
  const auto at = static_cast<std::size_t>(bucket - kBucketMicroseconds.begin());
  buckets[at].fetch_add(1, std::memory_order_relaxed);
  microseconds.fetch_add(spent, std::memory_order_relaxed);
  bytes.fetch_add(body_bytes, std::memory_order_relaxed);
}

Metrics::Line& Metrics::line(std::string_view route, int status) {
  const std::lock_guard lock(mutex_);
  return lines_[{std::string(route), status}];
}

std::string Metrics::text() const {
  std::string out;
  single(out, "nigiwai_http_connections_open", "gauge", "Connections open now.", connections_open);
  single(out, "nigiwai_http_connections_accepted_total", "counter", "Connections accepted.",
         connections_accepted);
  single(out, "nigiwai_http_connections_refused_total", "counter",
         "Connections told 503 because too many were open.", connections_refused);
  single(out, "nigiwai_http_requests_working", "gauge",
         "Requests given to the request threads and not answered yet.", requests_working);
  single(out, "nigiwai_http_kept_answers_hits_total", "counter",
         "Requests answered with a kept answer.", kept_hits);
  single(out, "nigiwai_http_kept_answers_misses_total", "counter",
         "Answers that had to be made although they may be kept.", kept_misses);
  single(out, "nigiwai_http_kept_answers_bytes", "gauge", "Bytes of the kept answers.", kept_bytes);
  const std::lock_guard lock(mutex_);
  family(out, "nigiwai_http_request_seconds", "histogram",
         "Seconds from the last byte of a request to the last of its answer.");
  for (const auto& [key, line] : lines_) histogram(out, labels(key.first, key.second), line);
  family(out, "nigiwai_http_response_bytes_total", "counter", "Bytes of the bodies sent.");
  for (const auto& [key, line] : lines_) {
    out += "nigiwai_http_response_bytes_total{" + labels(key.first, key.second) + "} " +
           std::to_string(line.bytes) + "\n";
  }
  return out;
}

}  // namespace http
