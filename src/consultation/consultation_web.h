// The staff pages of the advice desk, and what it tells on the start page: what is due and late.
#pragma once

#include <span>
#include <vector>

#include "staff/staff_page.h"

namespace consultation::web {

std::span<const staff::web::StaffRoute> staff_routes();
std::optional<http::Link> record_source(const staff::web::Desk& desk, const http::Request& request,
                                        const staff::Visit& visit, std::int64_t record);
std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

}  // namespace consultation::web
