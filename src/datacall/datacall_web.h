// The staff pages of this room, and what it tells on the start page: sheets that wait for an
// answer, answers that wait for the chief, owners who are late.
#pragma once

#include <span>
#include <vector>

#include "staff/staff_page.h"

namespace datacall::web {

std::span<const staff::web::StaffRoute> staff_routes();
std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

}  // namespace datacall::web
