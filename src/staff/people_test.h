// For tests of this room: somebody with a password and a post, hashes that cost little, and a clock
// that stands still until it is set.
#pragma once

#include <string>
#include <string_view>

#include "staff/posts.h"
#include "staff/session.h"
#include "staff/towns_test.h"

namespace staff::testing {

inline constexpr HashCost kCheap{.memory_kib = 8, .passes = 1};
inline constexpr std::string_view kPassword = "tsuki no sabaku wo";
inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;

inline base::Actor system() {
  return base::Actor::system("131202");
}

// 2026-05-29T05:26:40 in Japan, and so many microseconds later.
class Clock {
 public:
  Clock() { set(0); }
  ~Clock() { base::release_clock(); }
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  void set(std::int64_t microseconds) { base::fix_clock({1'780'000'000'000'000 + microseconds}); }
};

inline Attempt attempt(std::string_view login, std::string_view password = kPassword) {
  return {.municipality = "131202",
          .login = std::string(login),
          .password = std::string(password),
          .remote = "127.0.0.1",
          .agent = "test"};
}

// Of the ward, or of another body; holds the post since 1 April 2020.
inline Person somebody(db::Database& database, Hasher& hasher, std::string_view login,
                       std::string_view post, std::string_view body = "ward") {
  const auto person = add_person(system(), database,
                                 {.municipality = "131202",
                                  .login = std::string(login),
                                  .name = "練馬 " + std::string(login),
                                  .body = std::string(body)})
                          .value();
  const auto link = invite(system(), database, "131202", person.person).value();
  if (!post.empty())
    give_post(system(), database, "131202",
              {.person = person.person, .post = std::string(post), .from = base::Date(2020, 4, 1)})
        .value();
  return accept(database, hasher, link, kPassword).value();
}

}  // namespace staff::testing
