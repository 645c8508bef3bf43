// 練習のページ: the practice town and how far its building is, for everybody; and the tasks of
// whoever signed in to practise, with what was achieved.
#pragma once

#include <span>
#include <vector>

#include "staff/staff_page.h"
#include "staff/staff_view.h"

namespace town::web {

http::Response get_town(const staff::web::Desk& desk, const http::Request& request);  // /practice

std::span<const staff::web::StaffRoute> staff_routes();

// The way to the tasks, for people who practise.
std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

}  // namespace town::web
