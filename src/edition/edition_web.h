// Editions for everybody: the permanent addresses, the keys, and the check of a file somebody has.
#pragma once

#include "db/db.h"
#include "http/http.h"
#include "plan/atom.h"
#include "staff/staff_page.h"

namespace edition::web {

http::Response get_editions(db::Database&, const http::Request&);  // /plans/{slug}/editions
http::Response get_latest(db::Database&, const http::Request&);    // …/latest
http::Response get_edition(db::Database&, const http::Request&);   // …/{number}
http::Response get_changes(db::Database&, const http::Request&);   // …/{number}/changes?since=
http::Response get_clocks(db::Database&, const http::Request&);    // …/{number}/clocks
http::Response get_feed(db::Database&, const http::Request&);  // …/feed.atom, /editions/feed.atom
// What editions add to the feed of the whole site: issued, put right, withdrawn.
std::vector<plan::AtomEntry> feed_entries(db::Read& tx, const http::Request& request);

// edition.json is the signed file itself.
enum class FileKind { json, csv, xlsx, pdf };
template <FileKind kind>
http::Response get_file(db::Database&, const http::Request&);  // …/{number}/edition.json
http::Response get_erratum_file(db::Database&,
                                const http::Request&);  // …/{number}/errata/{erratum}.json

http::Response get_keys(db::Database&, const http::Request&);    // /editions/keys
http::Response get_key(db::Database&, const http::Request&);     // /editions/keys/{key}
http::Response get_check(db::Database&, const http::Request&);   // /editions/verify
http::Response post_check(db::Database&, const http::Request&);  // a file of at most kFileBytesMax

std::span<const staff::web::StaffRoute> staff_routes();
std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

}  // namespace edition::web
