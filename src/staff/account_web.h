// The own account of somebody signed in, and the page they start from.
#pragma once

#include "staff/staff_page.h"

namespace staff::web {

http::Response get_start(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_account(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_password(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response get_second_factor(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor);
http::Response post_second_factor(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor);
http::Response post_end_session(const Desk& desk, const http::Request& request,
                                const Visitor& visitor);

}  // namespace staff::web
