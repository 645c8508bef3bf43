// The staff pages on the way of a record into the public: 確認待ち and 公表.
#pragma once

#include <vector>

#include "staff/staff_page.h"

namespace plan::web {

http::Response get_confirmations(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor);
http::Response post_confirmations(const staff::web::Desk& desk, const http::Request& request,
                                  const staff::web::Visitor& visitor);

http::Response get_releases(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor);
http::Response get_new_release(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);
// A preview first; the same form again releases.
http::Response post_release(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor);
http::Response post_withdrawal(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);

// What waits for confirmation, what came back, what is to be released.
std::vector<staff::StartSection> confirmations_part(const staff::web::Desk& desk,
                                                    const http::Request& request,
                                                    const staff::Visit& visit);

}  // namespace plan::web
