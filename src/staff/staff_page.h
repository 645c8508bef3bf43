// Around every page of somebody signed in: from the cookie to the visit, from the visit to the
// permission, and only then to the page. A staff route cannot be written without the deed that the
// permission table has to allow.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "http/http.h"
#include "http/page_frame.h"
#include "staff/hasher.h"
#include "staff/permission.h"
#include "staff/session.h"
#include "staff/staff_form.h"
#include "staff/thing_eyes.h"

namespace staff::web {

inline constexpr base::RefusalKind form_of_another_site{"staff.form_of_another_site", 403};
inline constexpr base::RefusalKind form_of_another_session{"staff.form_of_another_session", 403};

// __Host-: the browser sends it back to this host alone, over TLS or to the machine itself.
inline constexpr std::string_view kCookie = "__Host-nigiwai";
std::string session_cookie(std::string_view secret);
std::string no_cookie();

struct Desk;

// What a room tells on the start page of somebody signed in: what waits for them, what is late.
using StartPart = std::vector<StartSection> (*)(const Desk& desk, const http::Request& request,
                                                const Visit& visit);

// The page on which a record was written, in the room of the work; nothing when it was not written
// in that room, or not for the reader's eyes.
using RecordSource = std::optional<http::Link> (*)(const Desk& desk, const http::Request& request,
                                                   const Visit& visit, std::int64_t record);

// Where the printed values of a plan's row stand in the table they were taken from: told by the
// room that took the table in. Staff are led to the table itself, everybody else to what is public
// of it.
enum class SourceEyes { staff, everybody };
struct PrintedPlace {
  std::string column;  // of the plan
  std::string path;    // of the page that shows it, without the language
};
using PrintedPlaces = std::vector<PrintedPlace> (*)(db::Read& tx, std::string_view municipality,
                                                    std::string_view plan, std::string_view row,
                                                    SourceEyes eyes);

// What the pages work with.
struct Desk {
  db::Database& database;
  Hasher& hasher;
  bool practice_allowed = true;                // false in production
  std::span<const StartPart> start = {};       // of the rooms, in the order of the start page
  std::filesystem::path papers = {};           // the folder of the papers; empty: none are taken
  std::span<const RecordSource> sources = {};  // of the rooms that write records
  std::filesystem::path keys = {};         // the folder of the keys that sign editions; empty: none
  PrintedPlaces printed_places = nullptr;  // none: no table was ever taken in
  ThingEyes thing_eyes = nullptr;          // none: nothing is kept for fewer eyes than its body's
};

// What a page shows of people or of what is not public: named by its handler, kept in the history
// before the answer leaves.
struct Looked {
  std::string subject_kind;  // empty: the page itself, by its path
  std::string subject_key;
  std::vector<std::string> ids;  // of what a list shows
};

// Somebody whose post permits the deed of the route, and as whom they act.
struct Visitor {
  const Visit& visit;
  const base::Actor& actor;
  Deed deed;  // of the route
  Looked& looked;
};

using Handler = http::Response (*)(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor);

// Whose eyes a page is for: the reader's own matters, personal data of others, unpublished work.
// The two last are deeds of reading.
enum class Shows { own, people, work };

struct StaffRoute {
  std::string_view method;
  std::string_view path;
  Deed deed;
  Handler handler;
  Shows shows = Shows::own;
  std::size_t body_bytes_max = 0;  // of a page that takes files: http::Route::body_bytes_max
};
// Of this room; every room with staff pages has a table of its own, and app puts them together.
std::span<const StaffRoute> staff_routes();

http::Response staff_page(const Desk& desk, const StaffRoute& route, const http::Request& request);

// http::Route::turn_away of pages that take files: whoever has no session of ours is asked to sign
// in before they have sent anything.
std::optional<http::Response> turn_stranger_away(const Desk& desk, const http::Request& request);

// ---- what the pages are made with

// An answer that nobody keeps.
http::Response page(std::string body, int status = 200);
// The frame of a staff page; `crumbs` lead from the start page of the staff to it.
http::PageFrame frame(const http::Request& request, const Visit& visit, std::string title,
                      std::vector<http::Link> crumbs = {});
// Done: to the page `path` (without language), which says the word staff_pages.done_<done>.
http::Response done(const http::Request& request, std::string_view path, std::string_view done);
std::string done_words(const http::Request& request);
// Refused for somebody signed in; not_permitted names who may.
http::Response refused(const http::Request& request, const Visit& visit,
                       const base::Refusal& refusal);

// Comes from a page of another site.
bool is_foreign(const http::Request& request);
// "/account?x=1" and nothing that leads to another host or back to signing in.
bool is_local_path(std::string_view path);

// A form that was sent when nobody was signed in any more: its path and fields, without passwords
// and without what belonged to the old session.
struct KeptForm {
  std::string path;  // empty: none
  std::string written_by;
  http::Fields fields;
};
KeptForm kept_form(const http::Request& request);
// Through the form of signing in and back.
void keep_in(FormView& form, const KeptForm& kept);
KeptForm kept_in(const http::Request& request);
// Shown again; with a button when `visit` is of the person who typed it.
http::Response again(const http::Request& request, const Visit& visit, const KeptForm& kept,
                     std::string_view sentence, int status);

std::string_view post_word(const http::Request& request, Post post);
std::string_view deed_word(const http::Request& request, Deed deed);

}  // namespace staff::web
