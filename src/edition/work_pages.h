// The pages of editions for staff that have a part of their own.
#pragma once

#include "edition/edition_view.h"
#include "edition/edition_web.h"
#include "http/page_frame.h"
#include "staff/staff_page.h"

namespace edition::web {

// /staff/edition-anchor
http::Response get_anchor(const staff::web::Desk& desk, const http::Request& request,
                          const staff::web::Visitor& visitor);
http::Response post_anchor(const staff::web::Desk& desk, const http::Request& request,
                           const staff::web::Visitor& visitor);
// /staff/plans/{slug}/editions/{number}/clocks?known=
http::Response get_work_clocks(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);

}  // namespace edition::web
