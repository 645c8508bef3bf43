// Accounts and the posts they hold: the list, one person, and what an administrator does.
#pragma once

#include "staff/staff_page.h"

namespace staff::web {

http::Response get_people(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_new_person(const Desk& desk, const http::Request& request,
                              const Visitor& visitor);
http::Response post_new_person(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response get_person(const Desk& desk, const http::Request& request, const Visitor& visitor);

// Below /staff/people/{person}.
http::Response post_invite(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_end_person(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response post_restore_person(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor);
http::Response post_unlock(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_reset_second_factor(const Desk& desk, const http::Request& request,
                                        const Visitor& visitor);
http::Response post_give_post(const Desk& desk, const http::Request& request,
                              const Visitor& visitor);
http::Response post_end_post(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);

}  // namespace staff::web
