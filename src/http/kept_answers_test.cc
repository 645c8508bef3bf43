// When a kept answer is given and when it is not: by the data's name, by age, by room.
#include "http/kept_answers.h"

#include <doctest/doctest.h>

namespace {

using namespace std::chrono_literals;
using http::KeptAnswers;

std::shared_ptr<const http::KeptAnswer> answer(std::string data,
                                               KeptAnswers::Clock::time_point made,
                                               std::size_t bytes = 10) {
  auto kept = std::make_shared<http::KeptAnswer>();
  kept->data = std::move(data);
  kept->made = made;
  kept->body = std::string(bytes, 'a');
  return kept;
}

struct Fixture {
  http::Metrics metrics;
  KeptAnswers kept{100'000, metrics};
  const KeptAnswers::Clock::time_point start = KeptAnswers::Clock::now();
};

TEST_CASE_FIXTURE(Fixture, "an answer is given while the data are known to be the same") {
  kept.keep("a", answer("one", start));
  CHECK(kept.find("a", start) == nullptr);  // nobody has looked yet
  CHECK(kept.find_after_look("a", "one", start) != nullptr);
  CHECK(kept.find("a", start + 999us) != nullptr);
  CHECK(kept.find("b", start) == nullptr);
  CHECK(kept.find("a", start + 1ms) == nullptr);   // this one has to look …
  CHECK(kept.find("a", start + 19ms) != nullptr);  // … and the others do not wait for it
  CHECK(kept.find("a", start + 20ms) == nullptr);  // for ever
  CHECK(kept.find_after_look("a", "two", start + 21ms) == nullptr);
  CHECK(kept.find("a", start + 21ms) == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "a look that began earlier does not take back a later one") {
  kept.keep("a", answer("one", start));
  CHECK(kept.find_after_look("a", "two", start + 2ms) == nullptr);
  kept.find_after_look("a", "one", start + 1ms);
  CHECK(kept.find("a", start + 2ms) == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "after a writing through this server the next request looks") {
  kept.keep("a", answer("one", start));
  const auto later = KeptAnswers::Clock::now();
  kept.find_after_look("a", "one", later);
  CHECK(kept.find("a", later) != nullptr);
  kept.look_again();
  CHECK(kept.find("a", later) == nullptr);
  kept.find_after_look("a", "one", later);  // began before the writing: it may have missed it
  CHECK(kept.find("a", later) == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "pages that speak of today are made anew") {
  kept.keep("a", answer("one", start));
  CHECK(kept.find_after_look("a", "one", start + 60s) != nullptr);
  CHECK(kept.find_after_look("a", "one", start + 60s + 1ms) == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "what comes from no data is given always") {
  kept.keep("a", answer("", start));
  CHECK(kept.find("a", start + 1000h) != nullptr);
}

TEST_CASE_FIXTURE(Fixture, "the longest unused makes room, and what is too large is not kept") {
  for (int i = 0; i < 20; ++i) kept.keep(std::to_string(i), answer("", start, 9'000));
  CHECK(kept.find("0", start) == nullptr);
  CHECK(kept.find("19", start) != nullptr);
  CHECK(metrics.kept_bytes <= 100'000);
  CHECK(metrics.kept_bytes > 80'000);
  const auto in_use = kept.find("12", start);
  REQUIRE(in_use != nullptr);
  for (int i = 20; i < 29; ++i) kept.keep(std::to_string(i), answer("", start, 9'000));
  CHECK(kept.find("12", start) != nullptr);
  CHECK(kept.find("13", start) == nullptr);
  kept.keep("large", answer("", start, 13'000));
  CHECK(kept.find("large", start) == nullptr);
}

TEST_CASE("requests that are answered alike have one key") {
  CHECK(http::kept_key("/a?b=c", "gzip, br") == http::kept_key("/a?b=c", "br"));
  CHECK(http::kept_key("/a?b=c", "gzip") == http::kept_key("/a?b=c", "deflate, gzip"));
  CHECK(http::kept_key("/a?b=c", "gzip, br") != http::kept_key("/a?b=c", "gzip"));
  CHECK(http::kept_key("/a?b=c", "gzip") != http::kept_key("/a?b=c", ""));
  CHECK(http::kept_key("/a?b=c", "gzip") != http::kept_key("/a?b=d", "gzip"));
  CHECK(http::kept_key("/assets/a", "gzip, br") != http::kept_key("/assets/a", "gzip"));
}

}  // namespace
