// Secrets: long, in letters that go anywhere, never the same twice.
#include "base/secret.h"

#include <doctest/doctest.h>

#include <array>
#include <set>

namespace base {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

TEST_CASE("an alphabet of 64 letters writes three bytes as four, one of 32 five bytes as eight") {
  const std::array<unsigned char, 5> bytes = {0xfb, 0xff, 0x00, 0x10, 0x83};
  const std::span<const unsigned char> all(bytes);
  CHECK(in_letters(all.first(0), kBase64) == "");
  CHECK(in_letters(all.first(1), kBase64) == "-w");
  CHECK(in_letters(all.first(2), kBase64) == "-_8");
  CHECK(in_letters(all.first(3), kBase64) == "-_8A");
  CHECK(in_letters(all, kBase64) == "-_8AEIM");
  CHECK(in_letters(all, kBase32) == "7P7QAEED");
  CHECK(in_letters(all.first(1), kBase32) == "7M");
}

TEST_CASE("a secret is its prefix and 43 letters, and never the same") {
  std::set<std::string> secrets;
  for (int i = 0; i < 1000; ++i) secrets.insert(new_secret("a_"));
  CHECK(secrets.size() == 1000);
  for (const std::string& secret : secrets) {
    CHECK(secret.size() == 45);
    CHECK(secret.starts_with("a_"));
  }
  CHECK(new_secret().size() == 43);
}

}  // namespace
}  // namespace base
