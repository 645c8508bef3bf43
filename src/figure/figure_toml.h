// A definition file's TOML as JSON, which the strict reader of base then reads: every key asked
// for, every type checked, every mistake with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_file.h"

namespace figure {

inline constexpr std::size_t kFileBytesMax = 1024 * 1024;

// nullopt, with the mistakes told, when the text is too large, is no TOML or holds a value that no
// definition knows (a decimal, a date).
std::optional<std::string> json_from_toml(std::string_view toml, base::Mistakes& mistakes);

}  // namespace figure
