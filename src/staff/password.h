// パスワードの決まり: the rules of NIST SP 800-63B. Length counts and nothing else is prescribed:
// no kinds of characters, no change by the calendar. What is guessed first is refused: the own
// name, repeated characters and words, runs of the keyboard, the passwords everybody uses.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace staff {

// In the order in which check_password asks.
inline constexpr base::RefusalKind password_too_short{"staff.password_too_short", 400};
inline constexpr base::RefusalKind password_too_long{"staff.password_too_long", 400};
inline constexpr base::RefusalKind password_of_own_words{"staff.password_of_own_words", 400};
inline constexpr base::RefusalKind password_repeats{"staff.password_repeats", 400};
inline constexpr base::RefusalKind password_is_a_run{"staff.password_is_a_run", 400};
inline constexpr base::RefusalKind password_is_common{"staff.password_is_common", 400};

inline constexpr std::size_t kPasswordMin = 15;       // when it stands alone
inline constexpr std::size_t kPasswordMinBeside = 8;  // beside a second factor
inline constexpr std::size_t kPasswordMax = 200;

// The form that is hashed: NFKC, so that one keyboard's が is the other's.
std::string password_form(std::string_view typed);

// `own_words`: login, name, municipality: what an attacker tries first.
base::Result<void> check_password(std::string_view typed, bool second_factor,
                                  std::span<const std::string_view> own_words);

}  // namespace staff
