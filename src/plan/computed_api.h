// The staff API of plans, /api/v1/staff/plans/…: translation only. A request brings the token of
// one person; it sees the plans of its own municipality and nothing else.
#pragma once

#include "base/actor.h"
#include "db/db.h"
#include "http/http.h"

namespace plan::api {

// GET /api/v1/staff/plans/{slug}/table?as_known=&scope=all|confirmed
http::Response get_staff_table(db::Database& database, const http::Request& request);
// The same for somebody whose token has been checked.
http::Response get_table_as_known(const base::Actor& actor, db::Database& database,
                                  const http::Request& request);

}  // namespace plan::api
