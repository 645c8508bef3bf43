// The permission table as a page, the organisation by fiscal year, and the transfer of 1 April.
#pragma once

#include "staff/staff_page.h"

namespace staff::web {

http::Response get_permissions(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response get_units(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_unit(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_transfer(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_transfer(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);

}  // namespace staff::web
