// 練習用: what stands on everything that is printed or saved of a made-up municipality, on every
// sheet of it. One sentence, asked for by the municipality's code, so that no writer of a table
// decides by itself whose it is.
#pragma once

#include <string>
#include <string_view>

#include "base/words.h"

namespace base {

// Empty for a real municipality.
std::string practice_mark(Language language, std::string_view municipality);

}  // namespace base
