// The public API of plans, /api/v1/…: translation only.
#pragma once

#include "db/db.h"
#include "http/http.h"

namespace plan::api {

http::Response get_plans(db::Database& database, const http::Request& request);  // /api/v1/plans
http::Response get_plan(db::Database& database,
                        const http::Request& request);  // /api/v1/plans/{slug}
http::Response get_row(db::Database& database, const http::Request& request);  // …/rows/{row}

}  // namespace plan::api
