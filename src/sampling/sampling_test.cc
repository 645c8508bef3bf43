// The drawing: which records a seed gives, how strata share, and each refusal at its boundary.
#include "sampling/sampling.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/sha256.h"

namespace sampling {
namespace {

std::vector<Listed> records(int count, std::int64_t first = 1000) {
  std::vector<Listed> list;
  for (int i = 0; i < count; ++i) list.push_back({.record = first + i, .adds = i});
  return list;
}

std::vector<std::int64_t> drawn(const std::vector<Listed>& list, std::string seed, int size) {
  const Drawn result = draw(list, {std::move(seed), size}).value();
  std::vector<std::int64_t> numbers;
  for (const std::size_t place : result.places) numbers.push_back(list[place].record);
  return numbers;
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

TEST_CASE("a ticket is the SHA-256 of seed, colon, record: as sha256sum says") {
  CHECK(ticket("42", 1001) == "1464ba8ac8116ffea48eb3b559e51d53b743dda451236e556282d7a73a9433d2");
}

TEST_CASE("the lowest tickets are drawn, each record once") {
  const auto list = records(200);
  const auto ten = drawn(list, "42", 10);
  std::vector<std::pair<std::string, std::int64_t>> tickets;
  for (const Listed& one : list)
    tickets.emplace_back(base::sha256_hex("42:" + std::to_string(one.record)), one.record);
  std::ranges::sort(tickets);
  for (std::size_t i = 0; i < ten.size(); ++i) CHECK(ten[i] == tickets[i].second);
  CHECK(std::set(ten.begin(), ten.end()).size() == 10);
}

TEST_CASE("the same seed the same sample, in whatever order the list comes; another seed another") {
  auto list = records(200);
  const auto first = drawn(list, "42", 20);
  std::ranges::reverse(list);
  CHECK(drawn(list, "42", 20) == first);
  CHECK(drawn(list, "４２", 20) == first);
  CHECK(drawn(list, "43", 20) != first);
  // A longer sample begins with the shorter one.
  const auto longer = drawn(list, "42", 30);
  CHECK(std::equal(first.begin(), first.end(), longer.begin()));
}

TEST_CASE("chance: over many seeds every record comes about as often") {
  const auto list = records(20);
  std::map<std::int64_t, int> times;
  for (int seed = 0; seed < 2000; ++seed)
    for (const std::int64_t record : drawn(list, std::to_string(seed), 5)) ++times[record];
  // 500 each is expected, with a standard deviation of 19.
  for (const Listed& one : list) {
    CAPTURE(one.record);
    CHECK(times[one.record] > 400);
    CHECK(times[one.record] < 600);
  }
}

TEST_CASE("strata share by their size, the rest by the largest remainder, then by name") {
  struct Case {
    std::vector<int> sizes;  // of strata a, b, c …
    int size;
    std::vector<int> shares;
  };
  const Case cases[] = {
      {{50, 30, 20}, 10, {5, 3, 2}},  // divides
      {{50, 30, 20}, 11, {6, 3, 2}},  // 5.5, 3.3, 2.2
      {{1, 1, 1}, 2, {1, 1, 0}},      // equal remainders: by name
      {{98, 1, 1}, 1, {1, 0, 0}},     // fewer than strata
      {{98, 1, 1}, 100, {98, 1, 1}},  // all of them
      {{7}, 3, {3}},
  };
  for (const Case& one : cases) {
    std::vector<Listed> list;
    for (std::size_t i = 0; i < one.sizes.size(); ++i)
      for (Listed& each : records(one.sizes[i], static_cast<std::int64_t>(i + 1) * 1000)) {
        each.stratum = std::string(1, static_cast<char>('a' + i));
        list.push_back(each);
      }
    CAPTURE(one.size);
    const Drawn result = draw(list, {"7", one.size}).value();
    REQUIRE(result.strata.size() == one.shares.size());
    std::map<std::string, int> found;
    for (const std::size_t place : result.places) ++found[list[place].stratum];
    for (std::size_t i = 0; i < one.shares.size(); ++i) {
      CHECK(result.strata[i].size == one.shares[i]);
      CHECK(result.strata[i].population == one.sizes[i]);
      CHECK(found[result.strata[i].name] == one.shares[i]);
    }
  }
}

TEST_CASE("what cannot be drawn") {
  const auto list = records(5);
  CHECK(code_of(draw(list, {"1", 0})) == "sampling.size_out_of_range");
  CHECK(code_of(draw(list, {"1", -1})) == "sampling.size_out_of_range");
  CHECK(code_of(draw(list, {"1", 1})) == "");
  CHECK(code_of(draw(list, {"1", 5})) == "");
  CHECK(code_of(draw(list, {"1", 6})) == "sampling.size_over_population");
  CHECK(code_of(draw(records(501), {"1", 500})) == "");
  CHECK(code_of(draw(records(501), {"1", 501})) == "sampling.size_out_of_range");
  CHECK(code_of(draw({}, {"1", 1})) == "sampling.population_empty");
  CHECK(code_of(draw(list, {"x", 1})) == "sampling.seed_unusable");
}

TEST_CASE("seeds as people type them") {
  CHECK(read_seed(" ００42 ").value() == "0042");
  CHECK(read_seed("12345678901234567890").has_value());
  for (const char* text : {"", " ", "x", "-1", "1.5", "1 2", "123456789012345678901"}) {
    CAPTURE(text);
    CHECK(code_of(read_seed(text)) == "sampling.seed_unusable");
  }
}

TEST_CASE("a finding says what was looked at, and an exception says why") {
  struct Case {
    NewFinding finding;
    std::string_view refused;
  };
  const Case cases[] = {
      {{Verdict::verified, {Evidence::deed}, ""}, ""},
      {{Verdict::exception, {Evidence::paper}, "領収書がない"}, ""},
      {{{}, {Evidence::deed}, ""}, "sampling.unknown_verdict"},
      {{Verdict::verified, {}, ""}, "sampling.nothing_seen"},
      {{Verdict::exception, {Evidence::deed}, " 　"}, "sampling.exception_without_reason"},
      {{Verdict::verified, {Evidence::deed}, std::string(1000, 'x')}, ""},
      {{Verdict::verified, {Evidence::deed}, std::string(1001, 'x')}, "sampling.note_too_long"},
  };
  for (const Case& one : cases) CHECK(code_of(check(one.finding)) == one.refused);
}

TEST_CASE("codes as the tables hold them") {
  for (const Method one : kMethods) CHECK(method_from(in_db(one)) == one);
  for (const Evidence one : kEvidence) CHECK(evidence_from(in_db(one)) == one);
  CHECK(!method_from("").has_value());
  CHECK(!verdict_from("fine").has_value());
  CHECK(in_db(std::array{Evidence::working, Evidence::deed}) == "deed working");
  CHECK(seen_from("deed working") == std::vector{Evidence::deed, Evidence::working});
  CHECK(seen_from("").empty());
  CHECK(list_sha256(std::array{Listed{.record = 1, .adds = 5}, Listed{.record = 2, .adds = -3}}) ==
        base::sha256_hex("1\t5\n2\t-3\n"));
}

}  // namespace
}  // namespace sampling
