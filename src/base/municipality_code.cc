// The check digit by the ministry's rule: 11 − ((6a+5b+4c+3d+2e) mod 11), its last digit.
#include "base/municipality_code.h"

#include <algorithm>

#include "base/text_front.h"

namespace base {
namespace {

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr std::string_view kPractice = "99";

bool prefecture_exists(std::string_view text) {
  const int prefecture = (text[0] - '0') * 10 + (text[1] - '0');
  return (prefecture >= 1 && prefecture <= 47) || text.starts_with(kPractice);
}

char ministry_check_digit(std::string_view five_digits) {
  int sum = 0;
  for (int i = 0; i < 5; ++i) sum += (6 - i) * (five_digits[static_cast<std::size_t>(i)] - '0');
  return static_cast<char>('0' + (11 - sum % 11) % 10);
}

std::vector<Fact> value_fact(std::string_view text) {
  return {{"value", std::string(text)}};
}

}  // namespace

Result<MunicipalityCode> MunicipalityCode::of(std::string_view text) {
  const std::string digits = folded_without_spaces(text);
  if ((digits.size() != 5 && digits.size() != 6) || !all_digits(digits)) {
    return refuse(municipality_code_unreadable, value_fact(text));
  }
  if (!prefecture_exists(digits)) return refuse(municipality_code_no_prefecture, value_fact(text));
  const char check = ministry_check_digit(digits);
  if (digits.size() == 5) return MunicipalityCode(digits + check);
  if (digits.back() != check) {
    return refuse(municipality_code_wrong_check_digit,
                  {{"value", std::string(text)}, {"expected", std::string(1, check)}});
  }
  return MunicipalityCode(digits);
}

bool is_practice_municipality(std::string_view code) {
  return code.starts_with(kPractice);
}

Result<MunicipalityCode> restore_leading_zero(std::string_view text) {
  const std::string digits = folded_without_spaces(text);
  if (digits.size() != 4 && digits.size() != 5) {
    return refuse(municipality_code_unreadable, value_fact(text));
  }
  return MunicipalityCode::of("0" + digits);
}

}  // namespace base
