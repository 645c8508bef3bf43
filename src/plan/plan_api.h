// The public API of plans, /api/v1/…: translation only.
#pragma once

#include "db/db.h"
#include "http/http.h"

namespace plan::api {

// Lists come in pages: ?limit=, ?after= (http/paging.h).
http::Response get_plans(db::Database& database, const http::Request& request);  // /api/v1/plans
http::Response get_plan(db::Database& database,
                        const http::Request& request);  // /api/v1/plans/{slug}
http::Response get_rows(db::Database& database, const http::Request& request);  // …/rows
http::Response get_row(db::Database& database, const http::Request& request);   // …/rows/{row}
// /api/v1/search?q=
http::Response get_search(db::Database& database, const http::Request& request);

}  // namespace plan::api
