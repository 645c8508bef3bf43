// The one permission table: which post may do what, and how far it reaches. Pages show it, services
// and buttons ask it, the tests of routes are generated from it. What is not in the table nobody
// may do.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/result.h"
#include "staff/post.h"

namespace staff {

// What one may do. The word of each is staff.deed_<code>.
enum class Deed {
  use_own_account,  // password, second factor, sessions, own actions
  read_work,        // records, figures and their drill-down
  write_records,    // add, correct, take back
  confirm_records,
  define_figures,  // install definitions, set marks
  close_year,      // close and reopen: binds two persons
  read_people,     // who holds which post
  manage_people,   // accounts, invitations, locks
  give_posts,      // posts, deputies, units, the transfer of 1 April
  read_history,    // 証跡
  mark_history,    // 確認済み
};

inline constexpr std::array kDeeds = {
    Deed::use_own_account, Deed::read_work,    Deed::write_records, Deed::confirm_records,
    Deed::define_figures,  Deed::close_year,   Deed::read_people,   Deed::manage_people,
    Deed::give_posts,      Deed::read_history, Deed::mark_history};

std::string_view code_of(Deed deed);

// How far a post reaches: nowhere, the work of the own body, the whole municipality.
enum class Reach { none, own_body, municipality };

Reach reach(Post post, Deed deed);
// Two different persons have to sign, whatever their posts.
bool needs_two(Deed deed);

inline constexpr base::RefusalKind not_permitted{"staff.not_permitted", 403};
inline constexpr base::RefusalKind no_post_today{"staff.no_post_today", 403};

// Somebody who has signed in: the person and the posts held today.
struct Who {
  std::string municipality;
  std::int64_t person = 0;
  std::string login;
  std::string name;
  std::string body;
  bool practice = false;
  std::vector<PostHeld> posts = {};
};

// Where a deed would be done: in the municipality, about work of `body` (empty: of no body in
// particular, which only a reach over the municipality covers).
struct Place {
  std::string_view municipality;
  std::string_view body;
};

// The actor in the post that permits the deed there, the one that reaches no further than needed
// first. Refusals: no_post_today, not_permitted (with the posts that may).
base::Result<base::Actor> permitted(const Who& who, Deed deed, const Place& place);
// Whether a button is shown.
bool may(const Who& who, Deed deed, const Place& place);

}  // namespace staff
