// One-time codes against the vectors of RFC 6238 (the last six of its eight digits), and the
// moments at which a code counts.
#include "staff/totp.h"

#include <doctest/doctest.h>

#include <set>

namespace staff {
namespace {

// "12345678901234567890" of the RFC in base32.
constexpr std::string_view kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

base::Instant second(std::int64_t seconds) {
  return {seconds * 1'000'000};
}

TEST_CASE("the vectors of RFC 6238") {
  struct Vector {
    std::int64_t seconds;
    std::string_view code;
  };
  const Vector vectors[] = {{59, "287082"},         {1111111109, "081804"},
                            {1111111111, "050471"}, {1234567890, "005924"},
                            {2000000000, "279037"}, {20000000000, "353130"}};
  for (const Vector& vector : vectors) {
    CAPTURE(vector.seconds);
    CHECK(totp_code(kSecret, totp_step(second(vector.seconds))) == vector.code);
  }
}

TEST_CASE(
    "a code counts in its own half minute, in the one before and in the one behind it, once") {
  const std::int64_t step = 1000;
  const std::string code = totp_code(kSecret, step);
  struct Line {
    std::int64_t seconds;
    std::int64_t last;
    bool counts;
  };
  const Line lines[] = {{29'969, 0, false},  {29'970, 0, true},     {30'000, 0, true},
                        {30'029, 0, true},   {30'059, 0, true},     {30'060, 0, false},
                        {30'000, 999, true}, {30'000, 1000, false}, {30'000, 1001, false}};
  for (const Line& line : lines) {
    CAPTURE(line.seconds);
    CAPTURE(line.last);
    const auto matched = totp_matches(kSecret, code, second(line.seconds), line.last);
    CHECK(matched.has_value() == line.counts);
    if (matched) CHECK(*matched == step);
  }
}

TEST_CASE("spaces between the digits do not matter, anything else does") {
  const std::string code = totp_code(kSecret, 1000);
  const base::Instant at = second(30'000);
  CHECK(totp_matches(kSecret, code.substr(0, 3) + " " + code.substr(3), at, 0));
  for (const std::string_view wrong : {"", "0", "abcdef", "000000 ", "1234567"})
    CHECK(!totp_matches(kSecret, wrong, at, 0));
}

TEST_CASE("a new secret is 160 bits in base32, and an app reads its address") {
  const std::string secret = new_totp_secret();
  CHECK(secret.size() == 32);
  CHECK(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string::npos);
  CHECK(secret != new_totp_secret());
  CHECK(totp_uri("ABC", "練馬区", "a.b@c") ==
        "otpauth://totp/%E7%B7%B4%E9%A6%AC%E5%8C%BA:a%2Eb%40c?secret=ABC"
        "&issuer=%E7%B7%B4%E9%A6%AC%E5%8C%BA");
}

TEST_CASE("ten recovery codes, and the forms in which one may be typed") {
  const auto codes = new_recovery_codes();
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
  for (const std::string& code : codes) {
    CHECK(code.size() == 11);
    CHECK(code[5] == '-');
    CHECK(code.find_first_of("0O1IL") == std::string::npos);
  }
  CHECK(recovery_form("abcde-fghjk") == "ABCDEFGHJK");
  CHECK(recovery_form(" ABCDE FGHJK ") == "ABCDEFGHJK");
}

}  // namespace
}  // namespace staff
