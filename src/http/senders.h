// What one sender may send while nobody knows who it is. A sender is an address of the network: so
// many requests at once and so many a minute, and not all places for bodies. Whoever is known (a
// session, a token) gets back what was counted. Used by the reactor thread alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http {

// An office behind one address signs in every morning: the limits are for programs, not for people.
struct SenderLimits {
  int at_once = 240;
  int a_minute = 240;
  int bodies_max = 128;          // bodies above `kSmallBodyBytes` in memory, of all senders
  int bodies_of_one = 64;        // and of one of them
  std::size_t known_max = 4096;  // senders remembered; what comes from further ones counts together
};
inline constexpr std::size_t kSmallBodyBytes = 64 * 1024;

// The peer's address, or the one for whom a web server on this machine asks: the last that stands
// in X-Forwarded-For. Of IPv6 the first half: one house has all the rest.
std::string sender_of(std::string_view remote, std::string_view forwarded_for);

class Senders {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Senders(SenderLimits limits) : limits_(limits) {}

  // Zero: something may be sent now; otherwise so long until it may.
  std::chrono::seconds wait(const std::string& sender, Clock::time_point now);
  void count(const std::string& sender, Clock::time_point now);
  void give_back(const std::string& sender);

  // A place for a body; false: all are taken, or the sender has its share.
  bool take_body(const std::string& sender, Clock::time_point now);
  void release_body(const std::string& sender);

  std::size_t known() const { return senders_.size(); }

 private:
  struct Sender {
    Clock::time_point paid_until;  // what was sent is worked off by then
    int bodies = 0;
  };
  Clock::duration each() const {
    return Clock::duration(std::chrono::minutes(1)) / limits_.a_minute;
  }
  Sender& find(const std::string& sender, Clock::time_point now);

  const SenderLimits limits_;
  std::unordered_map<std::string, Sender> senders_;
  Sender others_;
  int bodies_ = 0;
};

}  // namespace http
