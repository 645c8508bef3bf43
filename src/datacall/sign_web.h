// 確認, 点検, 承認: the lines of a sheet that wait for one sign, ticked and signed together.
#pragma once

#include "staff/staff_page.h"

namespace datacall::web {

using staff::web::Desk;
using staff::web::Visitor;

http::Response get_confirm(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_confirm(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_check(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_check(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_approve(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_approve(const Desk& desk, const http::Request& request, const Visitor& visitor);

}  // namespace datacall::web
