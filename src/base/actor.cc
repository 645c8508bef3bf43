// The names of the kinds of actor in both databases, as history writes them.
#include "base/actor.h"

namespace base {

std::string_view in_db(ActorKind kind) {
  switch (kind) {
    case ActorKind::staff:
      return "staff";
    case ActorKind::applicant:
      return "applicant";
    case ActorKind::system:
      return "system";
  }
  std::unreachable();
}

}  // namespace base
