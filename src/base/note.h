// What a reader of a value should know although it could be read: "printed before the change of
// era". A note is said like a refusal: its code is the key of its sentence.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

struct Note {
  std::string_view code;
  std::vector<Fact> facts;
  bool operator==(const Note&) const = default;
};

}  // namespace base
