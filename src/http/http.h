// What a page or an API call sees of HTTP: our own Request and Response. The transport (server.cc)
// is hidden behind them, so that handlers compile in a second and the library can be changed.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/open_file.h"
#include "base/words.h"

namespace http {

// Query and form fields in the order in which they came; names and values are valid UTF-8,
// percent-decoded, without NUL.
using Fields = std::vector<std::pair<std::string, std::string>>;

// A file that came with a form; the name as given, without folders.
struct UploadedFile {
  std::string field;
  std::string name;
  std::string bytes;
};

struct Request {
  std::string method;  // GET, HEAD, POST
  std::string path;    // decoded, starts with /, has no // . or .. segment
  Fields query;
  Fields form;                      // of a POST: application/x-www-form-urlencoded or multipart
  std::vector<UploadedFile> files;  // of a multipart form
  std::map<std::string, std::string> captures;  // {slug} of the route that matched
  std::map<std::string, std::string> headers;   // names in lower case
  std::string body;
  std::string remote;                            // the peer's address
  base::Language language = base::Language::ja;  // /en/… is English
  bool at_official_site = false;                 // set by the site (site.h), never by a visitor
  bool at_practice = false;                      // so is this: of a made-up municipality

  std::string capture(std::string_view name) const;
  std::optional<std::string> parameter(
      std::string_view name) const;                               // first query field of that name
  std::optional<std::string> typed(std::string_view name) const;  // first form field of that name
};

// What goes out as it lies on the disk. Whoever gives one gives its ETag too.
struct FilePart {
  std::shared_ptr<const base::OpenFile> file;
  std::size_t first = 0;
  std::size_t count = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>>
      headers{};                           // further ones, e.g. ETag, Content-Disposition
  std::optional<base::Refusal> refusal{};  // becomes a page or, under /api/, a problem+json
  // When what it says was last changed, where one moment says it all; becomes Last-Modified.
  std::optional<base::Instant> changed_at{};
  std::optional<FilePart> file{};  // in place of `body`

  std::size_t bytes() const { return file ? file->count : body.size(); }
};

// What a program sends: JSON text of at most 64 KiB. Refusals: not_json, json_too_large.
inline constexpr base::RefusalKind not_json{"http.not_json", 415};
inline constexpr base::RefusalKind json_too_large{"http.json_too_large", 413};
inline constexpr std::size_t kJsonBytesMax = 64 * 1024;
base::Result<std::string_view> json_body(const Request& request);

// The secret of `Authorization: Bearer SECRET`, or of another header of that form; empty when there
// is none. A header given twice holds none.
std::string_view bearer_secret(const Request& request, std::string_view header = "authorization");

// The value of a cookie; empty when it was not sent. Where a name stands twice, the first counts.
std::string_view cookie(const Request& request, std::string_view name);

// A header's value; empty when it is not there. `name` in lower case.
std::string_view header_value(const Request& request, std::string_view name);

using Handler = std::function<Response(const Request&)>;

// One line of app/routes.cc: method, path with {captures}, function.
struct Route {
  std::string_view method;
  std::string_view path;  // "/plans/{slug}/rows/{row}"
  Handler handler;
  // What may be sent here at most; 0: what every address takes (ServerOptions::body_bytes_max).
  std::size_t body_bytes_max = 0;
  // Asked when the headers of a large body are there and nothing of the body, which stands in for
  // an empty one: the answer to give without reading it; nullopt: it is read. Not set: so is
  // everybody's. There are few places for large bodies, and strangers get none. Asked of small ones
  // too when their sender has sent more than strangers may.
  std::function<std::optional<Response>(const Request&)> turn_away{};
  // Its handler does little but one write: it may be called by the database's own writer
  // (ServerOptions::among_writes), which spares the changes between threads. It must be short, and
  // what it reads after its write does not show it yet.
  bool is_short_write = false;
};

// `path` begins with / (303: the answer stands at another address).
Response redirect(std::string_view path);
Response json(int status, std::string body);

// return http::refused(plan.error()); — its sentence is said in the language of the request.
Response refused(base::Refusal refusal);

}  // namespace http
