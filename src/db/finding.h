// What a verification found wrong: the room, the sentence (ui/words/<room>, under `code`) and its
// facts.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace db {

struct Finding {
  std::string_view room;
  std::string_view code;
  std::vector<base::Fact> facts;
};

}  // namespace db
