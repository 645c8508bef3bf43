// What a salt looks like, and that none comes twice, also beyond one page of random bytes.
#include "base/salt.h"

#include <doctest/doctest.h>

#include <set>

namespace base {
namespace {

TEST_CASE("salts are 32 hexadecimal digits and none comes twice") {
  std::set<std::string> salts;
  for (int i = 0; i < 1000; ++i) salts.insert(new_salt());
  CHECK(salts.size() == 1000);
  for (const std::string& salt : salts) {
    CHECK(salt.size() == 32);
    CHECK(salt.find_first_not_of("0123456789abcdef") == std::string::npos);
  }
}

}  // namespace
}  // namespace base
