// Answering by a link, for people who never sign in: /answer/{secret} shows one sheet and nothing
// else. The secret of the address is all that proves who may; it is kept as a hash, ends some days
// after the due day, and can be taken back.
#pragma once

#include "staff/staff_page.h"

namespace datacall::web {

http::Response get_linked_sheet(const staff::web::Desk& desk, const http::Request& request);
http::Response get_linked_row(const staff::web::Desk& desk, const http::Request& request);
http::Response get_linked_excel_file(const staff::web::Desk& desk, const http::Request& request);
http::Response get_linked_excel(const staff::web::Desk& desk, const http::Request& request);
http::Response post_linked_excel(const staff::web::Desk& desk, const http::Request& request);
http::Response post_linked_row(const staff::web::Desk& desk, const http::Request& request);
http::Response post_linked_correction(const staff::web::Desk& desk, const http::Request& request);

}  // namespace datacall::web
