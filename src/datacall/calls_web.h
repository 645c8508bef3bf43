// The planner's pages: all calls, a new one, the board of one.
#pragma once

#include "staff/staff_page.h"

namespace datacall::web {

using staff::web::Desk;
using staff::web::Visitor;

http::Response get_calls(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_new_call(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_new_call(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response get_board(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_assign(const Desk& desk, const http::Request& request, const Visitor& visitor);
// A reminder that was prepared: sent, or dropped.
http::Response post_notice(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_close(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_reopen(const Desk& desk, const http::Request& request, const Visitor& visitor);

}  // namespace datacall::web
