// The pages of papers on their way (/staff/approvals) and what waits on the start page.
#pragma once

#include <span>

#include "staff/staff_page.h"

namespace approval::web {

std::span<const staff::web::StaffRoute> staff_routes();

std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

}  // namespace approval::web
