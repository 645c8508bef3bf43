// 証跡のページ: who did what, one deed whole, what was done to a thing and who looked at it; what
// has to be looked at, with marks; and what is past its years. Looking is itself a deed.
#pragma once

#include "staff/staff_page.h"

namespace staff::web {

http::Response get_trail(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_trail_csv(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response get_deed(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_deeds_of(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_review(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_review(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_retention(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_propose_erasure(const Desk& desk, const http::Request& request,
                                    const Visitor& visitor);
http::Response post_erasure(const Desk& desk, const http::Request& request, const Visitor& visitor);

}  // namespace staff::web
