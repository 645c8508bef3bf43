// What every address of the staff API does alike: recognise the person behind a token, read a JSON
// body with every mistake told at once, keep in the history what was looked at and what was
// refused, and let nobody on the way keep an answer.
#pragma once

#include <string>
#include <string_view>

#include "base/json_file.h"
#include "db/db.h"
#include "http/http.h"
#include "staff/permission.h"
#include "staff/reading.h"
#include "staff/token.h"

namespace staff::api {

// Not to be kept (no-store).
http::Response finished(http::Response response);
// With WWW-Authenticate where the person is not known.
http::Response refused(base::Refusal refusal);
// A refusal of the permission table is kept in the history, like a page that was refused.
http::Response refused_for(db::Database& database, const http::Request& request,
                           const base::Actor& actor, const base::Refusal& refusal, Deed deed);

base::Result<base::Actor> actor_of(db::Database& database, const http::Request& request, May may);
// Path and query, as readings keep them.
std::string address_of(const http::Request& request);
std::string command_id(const http::Request& request);  // Idempotency-Key; empty: none

// "channel: …  / topics[0]: …"
std::string told(const base::Mistakes& mistakes, base::Language language);

// read(object) takes what it needs from a JSON object; what is left over is a mistake. A text with
// mistakes is refused as `wrong`, with all of them.
template <class Read>
base::Result<void> read_json(std::string_view text, base::Language language,
                             base::RefusalKind wrong, Read read) {
  base::Mistakes mistakes("");
  if (const auto file = base::JsonFile::parse(text, mistakes)) {
    base::JsonObject object = file->root().object();
    read(object);
    object.end();
  }
  if (mistakes.none()) return {};
  return base::refuse(wrong, {{"mistakes", told(mistakes, language)}});
}

template <class Read>
base::Result<void> read_body(const http::Request& request, base::RefusalKind wrong, Read read) {
  const auto text = http::json_body(request);
  if (!text) return std::unexpected(text.error());
  return read_json(*text, request.language, wrong, read);
}

// work(actor, reading) -> base::Result<http::Response> answers somebody whose token may read, and
// names in `reading` what it shows; the answer leaves when that is kept. `deed`: what it takes.
template <class Work>
http::Response answer(db::Database& database, const http::Request& request, Deed deed, Work work) {
  const auto actor = actor_of(database, request, May::read);
  if (!actor) return refused(actor.error());
  Reading reading{.address = address_of(request)};
  auto response = work(*actor, reading);
  if (!response) return refused_for(database, request, *actor, response.error(), deed);
  note_reading(database, *actor, reading);
  return finished(*std::move(response));
}

}  // namespace staff::api
