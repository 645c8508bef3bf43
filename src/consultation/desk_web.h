// The desk's own pages: what is due, what was counted, and looking for consultations.
#pragma once

#include "staff/staff_page.h"

namespace consultation::web {

http::Response get_desk(const staff::web::Desk& desk, const http::Request& request,
                        const staff::web::Visitor& visitor);
http::Response get_list(const staff::web::Desk& desk, const http::Request& request,
                        const staff::web::Visitor& visitor);
http::Response get_list_csv(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor);

}  // namespace consultation::web
