// Salts of records: 128 random bits, so that the fields of a record cannot be guessed from its
// seal.
#pragma once

#include <string>

namespace record {

// 32 hexadecimal digits.
std::string new_salt();

}  // namespace record
