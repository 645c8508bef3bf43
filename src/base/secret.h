// A secret that is shown once and kept only as its hash: tokens of the API, cookies, invitations.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace base {

// base64url without padding: three bytes become four letters of A–Z a–z 0–9 - _.
std::string base64url(std::span<const unsigned char> bytes);

// Bytes of the machine's random source. A machine that gives none is a fault.
void fill_random(std::span<unsigned char> bytes);

// The prefix and 43 letters: 256 random bits.
std::string new_secret(std::string_view prefix = {});

}  // namespace base
