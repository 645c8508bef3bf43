// Who acts. Every service takes an Actor first and asks one permission function about it; history
// writes it beside every deed. `system` is the program itself (loading the shipped plans, nightly
// work).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace base {

enum class ActorKind { staff, applicant, system };

struct Actor {
  ActorKind kind = ActorKind::system;
  std::int64_t id = 0;       // the person; 0 for the system and for an unnamed visitor
  std::string post;          // 職: permissions belong to posts, people move on 1 April
  std::string body;          // the legal body acted for
  std::string municipality;  // six-digit code; empty only for acts on the whole installation
  std::int32_t installation = 0;
  // From where: the remote address and a name of the session or token; empty: not known.
  std::string origin = {};
  std::int64_t deputy_for = 0;  // 代決: the person stood in for; 0: acts in an own post

  // Somebody who looks at public pages without saying who they are.
  static Actor visitor() {
    Actor actor;
    actor.kind = ActorKind::applicant;
    return actor;
  }

  // Of this municipality, or the program acting on the whole installation: sees what is not public.
  bool works_for(std::string_view code) const {
    if (kind == ActorKind::system && municipality.empty()) return true;
    return kind != ActorKind::applicant && municipality == code;
  }

  // The program acting by itself; `municipality` may be empty for acts on the installation.
  static Actor system(std::string municipality = {}) {
    Actor actor;
    actor.municipality = std::move(municipality);
    return actor;
  }
};

std::string_view in_db(ActorKind kind);

}  // namespace base
