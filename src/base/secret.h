// A secret that is shown once and kept only as its hash: tokens of the API, cookies, invitations.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace base {

// The bits of the bytes, so many a letter as an alphabet of 2, 4 … 256 letters can say; no padding.
std::string in_letters(std::span<const unsigned char> bytes, std::string_view letters);

// Bytes of the machine's random source. A machine that gives none is a fault.
void fill_random(std::span<unsigned char> bytes);

// The prefix and 43 letters: 256 random bits.
std::string new_secret(std::string_view prefix = {});

}  // namespace base
