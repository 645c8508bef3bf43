// 全国地方公共団体コード: two digits prefecture, three digits municipality, one check digit. It is
// text: 011002 (Sapporo) begins with a zero. Prefecture 99 belongs to nobody; the practice town
// uses it.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

inline constexpr RefusalKind municipality_code_unreadable{"base.municipality_code_unreadable", 400};
inline constexpr RefusalKind municipality_code_no_prefecture{"base.municipality_code_no_prefecture",
                                                             400};
inline constexpr RefusalKind municipality_code_wrong_check_digit{
    "base.municipality_code_wrong_check_digit", 400};

class MunicipalityCode {
 public:
  // Six digits with a right check digit, or the five-digit form, which gets its check digit.
  static Result<MunicipalityCode> of(std::string_view text);

  const std::string& text() const { return text_; }
  std::string five_digits() const { return text_.substr(0, 5); }
  std::string prefecture() const { return text_.substr(0, 2); }
  auto operator<=>(const MunicipalityCode&) const = default;

 private:
  explicit MunicipalityCode(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Of prefecture 99: a made-up municipality, to practise in.
bool is_practice_municipality(std::string_view code);

// Repairs what a spreadsheet did to a column of codes: 11002 → 011002, and 1100 → 011002 for the
// five-digit form. Asked for by name only, because 11002 alone may also be a five-digit code of
// Saitama.
Result<MunicipalityCode> restore_leading_zero(std::string_view text);

}  // namespace base
