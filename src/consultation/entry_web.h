// The reception form: a new consultation, and the correction of one.
#pragma once

#include "staff/staff_page.h"

namespace consultation::web {

http::Response get_new(const staff::web::Desk& desk, const http::Request& request,
                       const staff::web::Visitor& visitor);
http::Response post_new(const staff::web::Desk& desk, const http::Request& request,
                        const staff::web::Visitor& visitor);
http::Response get_correct(const staff::web::Desk& desk, const http::Request& request,
                           const staff::web::Visitor& visitor);
http::Response post_correct(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor);

}  // namespace consultation::web
