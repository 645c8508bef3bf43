// How much one sender may send, and what becomes of those who are many.
#include "http/senders.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

TEST_CASE("a sender is an address, one behind a web server of this machine, or half an IPv6") {
  CHECK(http::sender_of("198.51.100.7", "") == "198.51.100.7");
  CHECK(http::sender_of("198.51.100.7", "203.0.113.9") == "198.51.100.7");  // anybody may write it
  CHECK(http::sender_of("127.0.0.1", "") == "127.0.0.1");
  CHECK(http::sender_of("127.0.0.1", "203.0.113.9") == "203.0.113.9");
  CHECK(http::sender_of("127.0.0.1", "made up, 203.0.113.9 ") == "203.0.113.9");
  CHECK(http::sender_of("127.0.0.1", "made up") == "127.0.0.1");
  CHECK(http::sender_of("127.0.0.1", " , ") == "127.0.0.1");
  CHECK(http::sender_of("::1", "2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::");
  CHECK(http::sender_of("::ffff:198.51.100.7", "") == "198.51.100.7");
}

TEST_CASE("so many at once, then so many a minute, and others are not held up") {
  http::Senders senders({.at_once = 3, .a_minute = 60});
  const auto now = http::Senders::Clock::now();
  for (int i = 0; i < 3; ++i) {
    CHECK(senders.wait("a", now) == 0s);
    senders.count("a", now);
  }
  CHECK(senders.wait("a", now) == 1s);
  CHECK(senders.wait("b", now) == 0s);
  CHECK(senders.wait("a", now + 500ms) == 1s);
  CHECK(senders.wait("a", now + 1s) == 0s);
  senders.count("a", now + 1s);
  CHECK(senders.wait("a", now + 1s) == 1s);
  senders.give_back("a");
  CHECK(senders.wait("a", now + 1s) == 0s);
  CHECK(senders.wait("a", now + 1h) == 0s);
}

TEST_CASE("what is given back is no credit: it was counted before") {
  http::Senders senders({.at_once = 2, .a_minute = 60});
  const auto now = http::Senders::Clock::now();
  for (int i = 0; i < 1000; ++i) {
    senders.count("office", now);
    senders.give_back("office");
  }
  senders.count("office", now);
  senders.count("office", now);
  CHECK(senders.wait("office", now) > 0s);
}

TEST_CASE("places for bodies are few, and one sender does not get all of them") {
  http::Senders senders({.bodies_max = 3, .bodies_of_one = 2});
  const auto now = http::Senders::Clock::now();
  CHECK(senders.take_body("a", now));
  CHECK(senders.take_body("a", now));
  CHECK_FALSE(senders.take_body("a", now));
  CHECK(senders.take_body("b", now));
  CHECK_FALSE(senders.take_body("c", now));
  senders.release_body("a");
  CHECK(senders.take_body("c", now));
}

TEST_CASE("more senders than are remembered count together, and those who are done are forgotten") {
  http::Senders senders({.at_once = 2, .a_minute = 60, .known_max = 10});
  const auto now = http::Senders::Clock::now();
  for (int i = 0; i < 100; ++i) senders.count(std::to_string(i), now);
  CHECK(senders.known() == 10);
  CHECK(senders.wait("new", now) > 0s);
  CHECK(senders.wait("3", now) == 0s);
  CHECK(senders.wait("new", now + 1min) == 0s);
  CHECK(senders.known() < 10);
}
