// What the server counts about itself, in the words of Prometheus: requests by route and status
// with their durations, connections, kept answers. No address, query or name of anybody.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace http {

// One counter in the words of Prometheus, for what others count.
void append_counter(std::string& text, std::string_view name, std::string_view help,
                    std::uint64_t value);

class Metrics {
 public:
  using Count = std::atomic<std::uint64_t>;
  static constexpr std::array<std::uint64_t, 8> kBucketMicroseconds = {
      100, 500, 1'000, 5'000, 20'000, 100'000, 500'000, 2'500'000};

  // The requests of one route answered with one status.
  struct Line {
    std::array<Count, kBucketMicroseconds.size() + 1> buckets{};  // the last: longer than all
    Count microseconds = 0;
    Count bytes = 0;
    void count(std::chrono::nanoseconds duration, std::size_t body_bytes);
  };

  // Stays where it is for the life of this object. An empty route: no route fitted.
  Line& line(std::string_view route, int status);

  std::string text() const;  // text/plain; version=0.0.4

  Count connections_open = 0;
  Count connections_accepted = 0;
  Count connections_refused = 0;
  Count requests_working = 0;  // given to a worker and not answered yet
  Count kept_hits = 0;
  Count kept_misses = 0;
  Count kept_bytes = 0;

 private:
  using Key = std::pair<std::string, int>;
  mutable std::mutex mutex_;
  std::map<Key, Line> lines_;
};

}  // namespace http
