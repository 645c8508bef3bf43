// The order of an answer: asset or route, handler, error page, ETag, compression, security headers.
#include "http/site.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "base/sha256.h"
#include "http/asset.h"
#include "http/encoding.h"
#include "http/head.h"
#include "http/page_frame.h"
#include "http/problem.h"
#include "http/range.h"
#include "http/request.h"
#include "ui/site/error.h"

namespace http {
namespace {

constexpr std::size_t kCompressedFrom = 1024;

std::string_view header(const Request& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string_view() : std::string_view(found->second);
}

bool wants_json(const Request& request) {
  return request.path.starts_with("/api/");
}

Response error_page(const Request& request, int status) {
  const std::string number = std::to_string(status);
  ErrorPage view;
  view.status = status;
  view.title = base::words(request.language, "http.title_" + number);
  view.sentence = base::words(request.language, "http.sentence_" + number);
  view.page = page_frame(request, view.title, {}, Area::other);
  return {status, "text/html; charset=utf-8", site::pages::error(view, request.language), {}, {}};
}

// For an address that takes files: how much it takes.
constexpr base::RefusalKind kFilesTooLarge{"http.files_too_large", 413};

base::Refusal files_too_large(std::size_t bytes_max) {
  return base::refuse(kFilesTooLarge, {{"megabytes", std::to_string(bytes_max >> 20U)}}).error();
}

int known_error(int status) {
  return base::has_words("http.title_" + std::to_string(status)) ? status : 500;
}

Response error_for(const Request& request, int status) {
  if (!wants_json(request)) return error_page(request, known_error(status));
  return problem(request.language, known_error(status));
}

Response asking_later(Response response) {
  if (response.status == 503) response.headers.emplace_back("Retry-After", "5");
  return response;
}

// A handler's refusal, in the form that the reader of this address expects.
Response refusal_for(const Request& request, const Response& response) {
  const base::Refusal& refusal = *response.refusal;
  Response answer;
  if (wants_json(request)) {
    answer = problem(request.language, refusal);
  } else {
    ErrorPage view;
    view.status = refusal.http_status;
    view.title = base::words(request.language,
                             "http.title_" + std::to_string(known_error(refusal.http_status)));
    view.sentence = base::say(request.language, refusal);
    view.page = page_frame(request, view.title, {}, Area::other);
    answer.body = site::pages::error(view, request.language);
    answer.status = refusal.http_status;
  }
  answer.headers = response.headers;
  return answer;
}

Response asset_answer(const Request& request, const Asset& asset) {
  const std::string_view accepted = header(request, "accept-encoding");
  Response response{200, std::string(asset.content_type), "", {}, {}};
  std::string etag = "\"" + std::string(asset.fingerprint);
  if (accepts(accepted, "br")) {
    response.body = asset.brotli;
    response.headers.emplace_back("Content-Encoding", "br");
    etag += "-br";
  } else if (accepts(accepted, "gzip")) {
    response.body = asset.gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
    etag += "-gzip";
  } else {
    response.body = asset.plain;
  }
  response.headers.emplace_back("ETag", etag + "\"");
  response.headers.emplace_back("Accept-Ranges", "bytes");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  const bool for_ever = request.path == asset.url;
  response.headers.emplace_back("Cache-Control",
                                for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

const Asset* find_asset(const Request& request) {
  for (const Asset& asset : assets()) {
    if (asset.url == request.path) return &asset;
    if (asset.name == "favicon.svg" && request.path == "/favicon.ico") return &asset;
  }
  return nullptr;
}

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") ||
         type.starts_with("application/problem+json") || type.starts_with("application/atom+xml") ||
         type.starts_with("image/svg+xml");
}

void add_etag(Response& response) {
  if (response.status != 200 || response.file || has_header(response, "ETag")) return;
  response.headers.emplace_back("ETag",
                                "\"" + base::sha256_hex(response.body).substr(0, 32) + "\"");
}

void compress(const Request& request, Response& response) {
  if (response.file || !is_text(response.content_type) || has_header(response, "Content-Encoding"))
    return;
  if (!has_header(response, "Vary")) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (response.body.size() <= kCompressedFrom) return;
  const std::string_view accepted = header(request, "accept-encoding");
  const bool takes_brotli = accepts(accepted, "br");
  if (!takes_brotli && !accepts(accepted, "gzip")) return;
  const std::string coding = takes_brotli ? "br" : "gzip";
  response.body = takes_brotli ? brotli(response.body) : gzip(response.body);
  response.headers.emplace_back("Content-Encoding", coding);
  for (auto& [name, value] : response.headers) {
    if (name == "ETag" && value.ends_with('"')) value.insert(value.size() - 1, "-" + coding);
  }
}

// Compressing what the browser has already would be wasted: the ETag is compared in all its forms
// first.
bool is_unchanged(const Request& request, const Response& response) {
  if (response.status != 200) return false;
  const Known known{header(request, "if-none-match"), header(request, "if-modified-since")};
  const std::string_view moment = header_of(response, "Last-Modified");
  const std::string_view etag = header_of(response, "ETag");
  if (etag.empty()) return has_already(known, "", moment);
  const std::string stem(etag.substr(0, etag.size() - 1));
  return has_already(known, etag, moment) || has_already(known, stem + "-gzip\"", moment) ||
         has_already(known, stem + "-br\"", moment);
}

std::string last_modified(base::Instant changed_at, base::Instant started) {
  const std::chrono::microseconds moment(std::max(changed_at, started).microseconds);
  return http_date(std::chrono::sys_seconds(std::chrono::floor<std::chrono::seconds>(moment)));
}

// Files say Accept-Ranges: bytes; a part of one is sent as it is stored. true: a part, or none.
bool take_part(const Request& request, Response& response) {
  const std::string_view asked = header(request, "range");
  if (asked.empty() || response.status != 200 || !has_header(response, "Accept-Ranges")) {
    return false;
  }
  const std::string_view condition = header(request, "if-range");
  if (!condition.empty() && condition != header_of(response, "ETag")) return false;
  const RangeAnswer range = read_range(asked, response.bytes());
  if (range.kind == RangeAnswer::Kind::whole) return false;
  const std::string size = std::to_string(response.bytes());
  if (range.kind == RangeAnswer::Kind::outside) {
    std::vector<std::pair<std::string, std::string>> headers = {
        {"Content-Range", "bytes */" + size}, {"Cache-Control", "no-store"}};
    response = error_for(request, 416);  // without the file
    response.headers = std::move(headers);
    return true;
  }
  const std::size_t last = range.first + range.count - 1;
  response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                                     std::to_string(last) + "/" + size);
  response.status = 206;
  if (response.file) {
    response.file->first += range.first;
    response.file->count = range.count;
  } else {
    response.body = response.body.substr(range.first, range.count);
  }
  return true;
}

// What leaves a made-up municipality says so wherever it comes to lie: files in their names, and
// every answer in a header, because a table for machines has no line to spare for it.
void mark_practice(Response& response) {
  constexpr std::string_view kMark = "practice-";
  for (auto& [name, value] : response.headers) {
    if (name != "Content-Disposition" || value.contains("practice")) continue;
    for (const std::string_view before : {"filename=\"", "filename*=UTF-8''"})
      if (const auto at = value.find(before); at != std::string::npos)
        value.insert(at + before.size(), kMark);
  }
  response.headers.emplace_back(kPracticeHeader, "?1");
}

void finish(const Request& request, Response& response) {
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  if (request.at_practice) mark_practice(response);
  if (is_read) add_etag(response);
  if (!has_header(response, "Cache-Control")) {
    response.headers.emplace_back("Cache-Control",
                                  response.status == 200 ? "no-cache" : "no-store");
  }
  if (is_read && is_unchanged(request, response)) {
    response.status = 304;
    response.body.clear();
    response.file.reset();
    std::erase_if(response.headers, [](const auto& h) { return h.first == "Content-Encoding"; });
    if (!has_header(response, "Vary")) response.headers.emplace_back("Vary", "Accept-Encoding");
  } else if (!is_read || !take_part(request, response)) {
    compress(request, response);
  }
}

std::vector<std::string> short_writes_of(const std::vector<Route>& routes) {
  std::vector<std::string> paths;
  for (const Route& route : routes)
    if (route.is_short_write) paths.emplace_back(route.path);
  return paths;
}

}  // namespace

Site::Site(std::vector<Route> routes, SiteOptions options)
    : short_writes_(short_writes_of(routes)),
      routes_(std::move(routes)),
      options_(std::move(options)),
      started_(base::now()) {}

// A database that is away cannot say whose page it is; the page itself will say that it is away.
void Site::set_marks(Request& request) const {
  request.at_official_site = options_.is_official;
  request.at_practice = false;
  if (!options_.is_practice) return;
  try {
    request.at_practice = options_.is_practice(request);
  } catch (const std::exception& what) {
    if (options_.report_fault) options_.report_fault(request.path, what.what());
  }
}

Response Site::call(const Route& route, const Request& request) const {
  try {
    Response response = route.handler(request);
    if (response.refusal) return refusal_for(request, response);
    if (response.status < 400 || response.bytes() > 0) return response;
    Response page = error_for(request, response.status);
    page.headers = std::move(response.headers);
    return page;
  } catch (const std::exception& what) {
    return fault(route, request, what);
  }
}

int Site::report(std::string_view where, const std::exception& what) const {
  if (options_.report_fault) options_.report_fault(where, what.what());
  return options_.status_of_fault ? options_.status_of_fault(what) : 500;
}

Response Site::fault(const Route& route, const Request& request, const std::exception& what) const {
  return asking_later(error_for(request, report(route.path, what)));
}

std::optional<Answer> Site::turn_away(Request request) const {
  const Match match = routes_.find(request);
  if (match.route == nullptr || !match.route->turn_away) return std::nullopt;
  set_marks(request);
  std::optional<Response> response;
  try {
    response = match.route->turn_away(request);
  } catch (const std::exception& what) {
    response = fault(*match.route, request, what);
  }
  if (!response) return std::nullopt;
  if (response->refusal) response = refusal_for(request, *response);
  finish(request, *response);
  return Answer{*std::move(response), std::string(match.route->path)};
}

bool Site::knows(Request request) const {
  const Match match = routes_.find(request);
  if (match.route == nullptr || !match.route->turn_away) return false;
  try {
    return !match.route->turn_away(request);
  } catch (const std::exception&) {
    return false;  // the database is away: nobody can be known
  }
}

Answer Site::answer(Request request) const {
  Answer answer;
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  const Asset* asset = find_asset(request);
  if (asset == nullptr) set_marks(request);
  if (asset != nullptr && is_read) {
    answer.route = "/assets/{name}";
    answer.response = asset_answer(request, *asset);
    answer.from_data = false;
  } else if (const Match match = routes_.find(request); match.route) {
    answer.route = match.route->path;
    answer.response = call(*match.route, request);
    const int status = answer.response.status;
    answer.to_known = match.route->turn_away && status != 401 && status != 403;
  } else {
    answer.response = error_for(request, match.allow.empty() ? 404 : 405);
    if (!match.allow.empty()) answer.response.headers.emplace_back("Allow", match.allow);
  }
  const std::string_view kept = header_of(answer.response, "Cache-Control");
  if (const auto& changed_at = answer.response.changed_at; changed_at && is_read) {
    answer.response.headers.emplace_back("Last-Modified", last_modified(*changed_at, started_));
  }
  answer.may_be_kept =
      is_read && !answer.response.file && kept.find("no-store") == std::string_view::npos;
  finish(request, answer.response);
  return answer;
}

const Route* Site::route_of(std::string_view method, std::string_view target) const {
  Request asked;
  asked.method = method;
  auto request = read_request(std::move(asked), target);
  return request ? routes_.find(*request).route : nullptr;
}

std::size_t Site::body_bytes_max(std::string_view method, std::string_view target) const {
  const Route* route = route_of(method, target);
  return route == nullptr ? 0 : route->body_bytes_max;
}

bool Site::is_short_write(std::string_view method, std::string_view target) const {
  return method == "POST" && std::ranges::find(short_writes_, target) != short_writes_.end();
}

Response Site::not_kept(std::string_view target, std::exception_ptr fault) const {
  try {
    std::rethrow_exception(std::move(fault));
  } catch (const std::exception& what) {
    return asking_later(error(report(target, what), target));
  }
}

Response Site::error(int status, std::string_view target) const {
  Request request;
  request.method = "GET";
  request.at_official_site = options_.is_official;  // whose address it is was not read
  request.path = target.starts_with("/api/") || target.starts_with("/en/api/") ? "/api/" : "/";
  if (target.starts_with("/en/")) request.language = base::Language::en;
  const std::size_t bytes_max = status == 413 ? body_bytes_max("POST", target) : 0;
  Response response;
  if (bytes_max > 0) {
    response.refusal = files_too_large(bytes_max);
    response = refusal_for(request, response);
  } else {
    response = error_for(request, known_error(status));
  }
  finish(request, response);
  return response;
}

}  // namespace http
