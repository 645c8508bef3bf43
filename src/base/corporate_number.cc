// The check digit by the tax agency's rule: 9 − (Σ digit × weight mod 9), weights 1, 2, 1, 2 … from
// the right.
#include "base/corporate_number.h"

#include <algorithm>

#include "base/text_front.h"

namespace base {
namespace {

constexpr std::string_view kPracticeStart = "00002099";

char tax_agency_check_digit(std::string_view twelve_digits) {
  int sum = 0;
  for (std::size_t from_right = 0; from_right < 12; ++from_right) {
    const int digit = twelve_digits[11 - from_right] - '0';
    sum += from_right % 2 == 0 ? digit : 2 * digit;
  }
  return static_cast<char>('0' + 9 - sum % 9);
}

}  // namespace

Result<CorporateNumber> CorporateNumber::of(std::string_view text) {
  std::string digits = folded_without_spaces(text);
  std::erase(digits, '-');
  const bool all_digits = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (digits.size() != 13 || !all_digits) {
    return refuse(corporate_number_unreadable, {{"value", std::string(text)}});
  }
  const char check = tax_agency_check_digit(std::string_view(digits).substr(1));
  if (digits.front() != check) {
    return refuse(corporate_number_wrong_check_digit,
                  {{"value", std::string(text)}, {"expected", std::string(1, check)}});
  }
  return CorporateNumber(digits);
}

CorporateNumber CorporateNumber::of_municipality(const MunicipalityCode& code) {
  const std::string twelve_digits = "000020" + code.text();
  return CorporateNumber(tax_agency_check_digit(twelve_digits) + twelve_digits);
}

CorporateNumber CorporateNumber::for_practice(int number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 4 - std::min<std::size_t>(4, digits.size()), '0');
  const std::string twelve_digits = std::string(kPracticeStart) + digits;
  return CorporateNumber(tax_agency_check_digit(twelve_digits) + twelve_digits);
}

bool CorporateNumber::is_for_practice() const {
  return std::string_view(text_).substr(1).starts_with(kPracticeStart);
}

}  // namespace base
