// The Atom feed of changes: which plans were loaded or changed, and when. Public facts only: not
// who did it, and no words of theirs.
#pragma once

#include "db/db.h"
#include "http/http.h"

namespace plan::web {

http::Response get_feed(db::Database& database, const http::Request& request);  // /feed.atom

}  // namespace plan::web
