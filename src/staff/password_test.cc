// Passwords: both sides of every limit, and one row per refusal.
#include "staff/password.h"

#include <doctest/doctest.h>

#include <array>

namespace staff {
namespace {

constexpr std::array<std::string_view, 4> kOwn = {"hanako.nerima", "練馬 花子", "練馬区", "Nerima"};

std::string_view answer(std::string_view typed, bool second_factor = false) {
  const auto checked = check_password(typed, second_factor, kOwn);
  return checked ? "" : checked.error().code;
}

TEST_CASE("length is what counts") {
  CHECK(answer("tsuki-no-sabaku") == "");                      // 15
  CHECK(answer("tsuki-no-sabak") == password_too_short.code);  // 14
  CHECK(answer("kz4-yume", true) == "");                       // 8 beside a second factor
  CHECK(answer("kz4-yum", true) == password_too_short.code);
  CHECK(answer("") == password_too_short.code);
  std::string long_one;
  while (long_one.size() < 200) long_one += "k3x9 umi sora " + std::to_string(long_one.size() * 7);
  CHECK(answer(long_one.substr(0, 200)) == "");
  CHECK(answer(long_one.substr(0, 200) + "q") == password_too_long.code);
  CHECK(answer(std::string(5000, 'x')) == password_too_long.code);
}

TEST_CASE("Japanese counts by character, and wide letters are the narrow ones") {
  CHECK(answer("春はあけぼのようよう白くなりゆく") == "");
  CHECK(answer("春はあけぼのようよう白くな") == password_too_short.code);  // 13
  CHECK(password_form("ｐａｓｓ　がぎ") == "pass がぎ");
  CHECK(password_form("か\u3099") == "が");
}

TEST_CASE("what is guessed first is refused") {
  struct Line {
    std::string_view typed;
    std::string_view code;
  };
  const Line lines[] = {
      {"hanako.nerima12", password_of_own_words.code},
      {"12hanako.NERIMA", password_of_own_words.code},
      {"練馬 花子です123456789", ""},
      {"練馬区練馬区練馬区練馬区練馬区", password_of_own_words.code},
      {"海山川海山川海山川海山川海山川", password_repeats.code},
      {"aaaaaaaaaaaaaaaa", password_repeats.code},
      {"abcabcabcabcabcabc", password_repeats.code},
      {"umi4umi4umi4umi4umi4", password_repeats.code},
      {"abcdefghijklmnop", password_is_a_run.code},
      {"1234567890123456", password_is_a_run.code},
      {"qwertyuiopasdfghjkl", password_is_a_run.code},
      {"zyxwvutsrqponml9", password_is_a_run.code},
      {"Administrator2026!!", password_is_common.code},
      {"passwordpassword1", password_is_common.code},
      {"administrator of the sea", ""},
      {"correct horse battery staple", ""},
  };
  for (const Line& line : lines) {
    CAPTURE(line.typed);
    CHECK(answer(line.typed) == line.code);
  }
}

TEST_CASE("an own word of three letters stands in many passwords and refuses none") {
  constexpr std::array<std::string_view, 1> kShort = {"abe"};
  CHECK(check_password("abe to umi no yama", false, kShort).has_value());
}

}  // namespace
}  // namespace staff
