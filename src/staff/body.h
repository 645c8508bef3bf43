// 団体: a legal body that owns programmes and whose staff act: the municipality itself, its
// corporation, a chamber.
#pragma once

#include <string>

namespace staff {

struct Body {
  std::string key;
  std::string name;
  std::string kind;
};

}  // namespace staff
