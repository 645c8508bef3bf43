// One sheet and one line of it, for somebody signed in; and what the planner does with a sheet.
#pragma once

#include "staff/staff_page.h"

namespace datacall::web {

using staff::web::Desk;
using staff::web::Visitor;

http::Response get_sheet(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_row(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_row(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_row_papers(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
// 訂正: asking for it, and settling it.
http::Response post_correction(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response post_reopen_row(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response get_excel_file(const Desk& desk, const http::Request& request,
                              const Visitor& visitor);
http::Response get_excel(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_excel(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_contact(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_remind(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_link(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_revoke(const Desk& desk, const http::Request& request, const Visitor& visitor);

}  // namespace datacall::web
