// 団体: a legal body that owns programmes and whose staff act: the municipality itself, its
// corporation, a chamber.
#pragma once

#include <string>

#include "base/result.h"

namespace staff {

inline constexpr base::RefusalKind unknown_body{"staff.unknown_body", 404};

struct Body {
  std::string key;
  std::string name;
  std::string kind;
};

}  // namespace staff
