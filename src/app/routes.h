// The table of contents of the web: method, path and function stand on one line of one list.
#pragma once

#include <vector>

#include "http/http.h"
#include "staff/staff_page.h"

namespace app {

// The desk, and what it works with, outlives the routes.
std::vector<http::Route> routes(const staff::web::Desk& desk);

}  // namespace app
