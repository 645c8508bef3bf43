// 二要素認証: one-time codes of an authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace staff {

// 160 random bits in base32, as apps read them.
std::string new_totp_secret();
std::int64_t totp_step(base::Instant at);
// Six digits.
std::string totp_code(std::string_view secret, std::int64_t step);
// The step whose code was typed: of now, of the one before or behind it, and later than `last`, so
// that no code counts twice. Spaces between the digits do not matter.
std::optional<std::int64_t> totp_matches(std::string_view secret, std::string_view typed,
                                         base::Instant now, std::int64_t last);
// What the app reads from the square: otpauth://totp/…
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view login);

// Ten codes of ten letters, XXXXX-XXXXX, without 0 O 1 I L.
std::vector<std::string> new_recovery_codes();
// The form that is hashed: capitals without dashes and spaces.
std::string recovery_form(std::string_view typed);

}  // namespace staff
