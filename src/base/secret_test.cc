// Secrets: long, in letters that go anywhere, never the same twice.
#include "base/secret.h"

#include <doctest/doctest.h>

#include <array>
#include <set>

namespace base {
namespace {

TEST_CASE("base64url writes three bytes as four letters, without padding") {
  const std::array<unsigned char, 5> bytes = {0xfb, 0xff, 0x00, 0x10, 0x83};
  const std::span<const unsigned char> all(bytes);
  CHECK(base64url(all.first(0)) == "");
  CHECK(base64url(all.first(1)) == "-w");
  CHECK(base64url(all.first(2)) == "-_8");
  CHECK(base64url(all.first(3)) == "-_8A");
  CHECK(base64url(all) == "-_8AEIM");
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
