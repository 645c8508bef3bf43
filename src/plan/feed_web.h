// The Atom feed of everything the public may learn here: which plans were loaded or changed, what
// was released, and what rooms further on add (published editions, their errata). Public facts
// only: not who did it, and no words of theirs.
#pragma once

#include <vector>

#include "db/db.h"
#include "http/http.h"
#include "plan/atom.h"

namespace plan::web {

// What another room adds to it.
using FeedPart = std::vector<AtomEntry> (*)(db::Read&, const http::Request&);
// /feed.atom
http::Response get_feed(db::Database& database, const http::Request& request,
                        FeedPart further = nullptr);

}  // namespace plan::web
