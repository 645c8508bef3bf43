// 練習用の印: whether what stands at an address is of a made-up municipality. http::Site asks it
// before every page, file and error (SiteOptions::is_practice), so that whatever shows the practice
// town says so, and nothing of a real municipality does.
#pragma once

#include "http/http.h"
#include "staff/staff_page.h"

namespace app {

// By the plan or the municipality in the address, by whoever is signed in on the pages of the
// staff, by the token of the staff API, by the secret of a link.
bool is_practice(const staff::web::Desk& desk, const http::Request& request);

}  // namespace app
