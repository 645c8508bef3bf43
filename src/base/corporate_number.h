// 法人番号: one check digit and twelve digits. It names a corporation, not a shop; sole proprietors
// have none. A municipality's own number is made from its code.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/municipality_code.h"
#include "base/result.h"

namespace base {

inline constexpr RefusalKind corporate_number_unreadable{"base.corporate_number_unreadable", 400};
inline constexpr RefusalKind corporate_number_wrong_check_digit{
    "base.corporate_number_wrong_check_digit", 400};

class CorporateNumber {
 public:
  // Thirteen digits; full-width digits, spaces and hyphens are accepted.
  static Result<CorporateNumber> of(std::string_view text);
  static CorporateNumber of_municipality(const MunicipalityCode& code);
  // A number nobody can ever be given, 1 … 9999: it begins like a municipality's and goes on with
  // prefecture 99. Practice towns use them.
  static CorporateNumber for_practice(int number);

  bool is_for_practice() const;

  const std::string& text() const { return text_; }
  auto operator<=>(const CorporateNumber&) const = default;

 private:
  explicit CorporateNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace base
