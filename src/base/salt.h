// Salts of records and deeds: 128 random bits, so that what stands under a seal or a digest cannot
// be guessed from it.
#pragma once

#include <string>

namespace base {

// 32 hexadecimal digits.
std::string new_salt();

}  // namespace base
