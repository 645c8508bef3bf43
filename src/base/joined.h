// A list as one text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

// The parts with `between` between any two of them.
inline std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += between;
    text += parts[i];
  }
  return text;
}

}  // namespace base
