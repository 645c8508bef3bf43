// Who may know what was put to a thing: a paper lies in a room that knows the thing by kind and
// number alone, while the room of the thing knows how few may read it (a conversation that is 秘).
// So whoever shows the paper asks here first.
#pragma once

#include <string_view>

#include "base/actor.h"
#include "db/db.h"

namespace staff {

struct Thing {
  std::string_view municipality;
  std::string_view kind;  // "record", as in the history
  std::string_view key;
};

// `names`: what was put there names people. True where the thing says nothing against it.
using ThingEyes = bool (*)(db::Read& tx, const base::Actor& actor, const Thing& thing, bool names);

}  // namespace staff
