// The staff API of plans, /api/v1/staff/plans/…: translation only. Whoever routes a request here
// has checked its token (staff::bearer) and hands over who acts.
#pragma once

#include "base/actor.h"
#include "db/db.h"
#include "http/http.h"

namespace plan::api {

// GET /api/v1/staff/plans/{slug}/table?as_known=&scope=all|confirmed
http::Response get_table_as_known(const base::Actor& actor, db::Database& database,
                                  const http::Request& request);

}  // namespace plan::api
