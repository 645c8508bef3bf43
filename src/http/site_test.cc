// Answering without sockets: routes, errors, security headers, ETag, compression, assets.
#include "http/site.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "http/asset.h"
#include "http/encoding.h"
#include "http/head.h"
#include "http/page_frame.h"

namespace {

using http::Request;
using http::Response;

constexpr base::RefusalKind kPortTaken{"http.port_taken", 409};

std::string long_page() {
  return std::string(3000, 'a');
}

struct BusyFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::vector<http::Route> routes() {
  return {
      {"GET", "/",
       [](const Request&) { return Response{200, "text/html; charset=utf-8", "<p>", {}, {}}; }},
      {"GET", "/long",
       [](const Request&) {
         return Response{200, "text/html; charset=utf-8", long_page(), {}, {}};
       }},
      {"GET", "/picture",
       [](const Request&) { return Response{200, "image/png", long_page(), {}, {}}; }},
      {"GET", "/refused",
       [](const Request&) {
         return http::refused(base::refuse(kPortTaken, {{"port", "<80>"}}).error());
       }},
      {"GET", "/api/v1/refused",
       [](const Request&) {
         return http::refused(base::refuse(kPortTaken, {{"port", "<80>"}}).error());
       }},
      {"GET", "/api/v1/bug",
       [](const Request&) -> Response { throw std::runtime_error("secret"); }},
      {"GET", "/bug", [](const Request&) -> Response { throw std::runtime_error("secret"); }},
      {"GET", "/busy", [](const Request&) -> Response { throw BusyFault("secret"); }},
      {"GET", "/none", [](const Request&) { return Response{404, "", "", {}, {}}; }},
      {"GET", "/moved", [](const Request&) { return http::redirect("/plans/a"); }},
      {"POST", "/post", [](const Request& r) { return http::json(201, r.body); }},
  };
}

struct Fixture {
  std::string reported;
  http::Site site{routes(),
                  {[](const std::exception& fault) {
                     return dynamic_cast<const BusyFault*>(&fault) != nullptr ? 503 : 500;
                   },
                   [this](std::string_view route, std::string_view what) {
                     reported = std::string(route) + " " + std::string(what);
                   }}};

  Response get(std::string path, std::map<std::string, std::string> headers = {},
               std::string method = "GET", base::Language language = base::Language::ja) const {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.headers = std::move(headers);
    request.language = language;
    return site.answer(std::move(request)).response;
  }
};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

TEST_CASE("every answer carries the security headers, errors too") {
  const Fixture fixture;
  for (const char* path : {"/", "/nowhere", "/bug", "/api/v1/none", "/moved", "/favicon.ico"}) {
    CAPTURE(path);
    const Response response = fixture.get(path);
    const std::string head = http::head_rest(response);
    for (const char* line :
         {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
          "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'",
          "X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin",
          "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin"}) {
      CAPTURE(line);
      CHECK(head.contains("\r\n" + std::string(line) + "\r\n"));
    }
  }
}

TEST_CASE("a stricter header of a page stands alone") {
  const std::string head =
      http::head_rest({200, "text/plain", "", {{"Referrer-Policy", "no-referrer"}}, {}});
  CHECK(head.contains("\r\nReferrer-Policy: no-referrer\r\n"));
  CHECK_FALSE(head.contains("Referrer-Policy: same-origin"));
}

TEST_CASE("statuses and what they say") {
  struct Row {
    std::string method;
    std::string path;
    int status;
    std::string says;
  };
  const Row rows[] = {
      {"GET", "/", 200, "<p>"},
      {"HEAD", "/", 200, "<p>"},
      {"GET", "/nowhere", 404, "<h1>ページが見つかりません</h1>"},
      {"GET", "/none", 404, "<h1>ページが見つかりません</h1>"},
      {"POST", "/", 405, "<h1>この方法では使えません</h1>"},
      {"GET", "/post", 405, "<h1>この方法では使えません</h1>"},
      {"POST", "/post", 201, ""},
      {"GET", "/refused", 409, "ポート&lt;80&gt;は"},
      {"GET", "/api/v1/refused", 409, "\"code\":\"http.port_taken\",\"facts\":{\"port\":\"<80>\"}"},
      {"GET", "/api/v1/nowhere", 404, "{\"title\":\"ページが見つかりません\",\"status\":404"},
      {"GET", "/bug", 500, "<h1>処理中に問題が起きました</h1>"},
      {"GET", "/api/v1/bug", 500, "\"status\":500"},
      {"GET", "/busy", 503, "<h1>ただいまご利用いただけません</h1>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.path);
    const Fixture fixture;
    const Response response = fixture.get(row.path, {}, row.method);
    CHECK(response.status == row.status);
    CHECK(response.body.find(row.says) != std::string::npos);
    CHECK(response.body.find("secret") == std::string::npos);
  }
}

TEST_CASE("details of errors") {
  Fixture fixture;
  CHECK(header(fixture.get("/", {}, "POST"), "Allow") == "GET, HEAD");
  CHECK(header(fixture.get("/busy"), "Retry-After") == "5");
  fixture.get("/bug");
  CHECK(fixture.reported == "/bug secret");
  CHECK(header(fixture.get("/nowhere"), "Cache-Control") == "no-store");
  CHECK(fixture.get("/nowhere", {}, "GET", base::Language::en).body.find("Page not found") !=
        std::string::npos);
  CHECK(fixture.get("/api/v1/none").content_type == "application/problem+json; charset=utf-8");
  CHECK(fixture.site.error(413).body.find("1MB") != std::string::npos);
  CHECK(fixture.site.error(999).status == 500);
  CHECK(header(fixture.get("/moved"), "Location") == "/plans/a");
}

TEST_CASE("compression over a kilobyte, of text, when it is accepted") {
  const Fixture fixture;
  const Response smallest = fixture.get("/long", {{"accept-encoding", "gzip, br"}});
  CHECK(header(smallest, "Content-Encoding") == "br");
  CHECK(header(smallest, "Vary") == "Accept-Encoding");
  CHECK(smallest.body == http::brotli(long_page()));
  CHECK(header(smallest, "ETag").ends_with("-br\""));
  const Response zipped = fixture.get("/long", {{"accept-encoding", "gzip, br;q=0"}});
  CHECK(header(zipped, "Content-Encoding") == "gzip");
  CHECK(header(zipped, "Vary") == "Accept-Encoding");
  CHECK(zipped.body == http::gzip(long_page()));
  CHECK(header(zipped, "ETag").ends_with("-gzip\""));
  const Response plain = fixture.get("/long");
  CHECK(header(plain, "Content-Encoding").empty());
  CHECK(header(plain, "Vary") == "Accept-Encoding");
  CHECK(plain.body == long_page());
  CHECK(header(fixture.get("/", {{"accept-encoding", "gzip"}}), "Content-Encoding").empty());
  CHECK(header(fixture.get("/picture", {{"accept-encoding", "gzip"}}), "Content-Encoding").empty());
}

TEST_CASE("what the browser has already is not sent again") {
  const Fixture fixture;
  for (const char* accepted : {"", "gzip", "br"}) {
    const Response first = fixture.get("/long", {{"accept-encoding", accepted}});
    const std::string etag = header(first, "ETag");
    CHECK(etag.size() > 20);
    const Response again =
        fixture.get("/long", {{"accept-encoding", accepted}, {"if-none-match", etag}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(header(again, "Content-Encoding").empty());
    CHECK(fixture.get("/long", {{"if-none-match", "\"other\""}}).status == 200);
  }
  CHECK(fixture.get("/nowhere", {{"if-none-match", "*"}}).status == 404);
  CHECK(header(fixture.get("/post", {}, "POST"), "ETag").empty());
}

TEST_CASE("Last-Modified stands where one moment says it, and is not before the program's start") {
  const base::Instant started = *base::parse_japan("2026-04-01T09:00");
  base::fix_clock(started);
  const auto answering = [](std::string_view at) {
    return [at = *base::parse_japan(at)](const Request&) {
      Response response{200, "application/pdf", "%PDF", {}, {}};
      response.changed_at = at;
      return response;
    };
  };
  const http::Site site({{"GET", "/new", answering("2026-11-22T09:00:05")},
                         {"GET", "/old", answering("2011-04-01T09:00")}},
                        {});
  base::release_clock();
  const auto get = [&](const char* path, std::map<std::string, std::string> headers) {
    Request request;
    request.method = "GET";
    request.path = path;
    request.headers = std::move(headers);
    return site.answer(std::move(request)).response;
  };
  constexpr const char* kMoment = "Sun, 22 Nov 2026 00:00:05 GMT";
  const Response first = get("/new", {});
  CHECK(header(first, "Last-Modified") == kMoment);
  CHECK(header(get("/old", {}), "Last-Modified") == "Wed, 01 Apr 2026 00:00:00 GMT");
  const std::string etag = header(first, "ETag");
  struct Row {
    std::map<std::string, std::string> headers;
    int status;
  };
  const Row rows[] = {
      {{{"if-modified-since", kMoment}}, 304},
      {{{"if-modified-since", "Sun, 22 Nov 2026 00:00:06 GMT"}}, 200},
      {{{"if-modified-since", "Sun, 22 Nov 2026 00:00:04 GMT"}}, 200},
      {{{"if-modified-since", "yesterday"}}, 200},
      {{{"if-modified-since", ""}}, 200},
      {{{"if-modified-since", kMoment}, {"if-none-match", "\"other\""}}, 200},
      {{{"if-modified-since", "yesterday"}, {"if-none-match", etag}}, 304},
  };
  for (const Row& row : rows) CHECK(get("/new", row.headers).status == row.status);
}

TEST_CASE("assets: fingerprint, three forms, kept for ever") {
  const Fixture fixture;
  REQUIRE(http::assets().size() == 4);  // styles, icon, scripts of unsent forms and of kept entries
  for (const http::Asset& asset : http::assets()) {
    const std::string url(asset.url);
    CAPTURE(url);
    CHECK(url.find(asset.fingerprint) != std::string::npos);
    const Response plain = fixture.get(url);
    CHECK(plain.status == 200);
    CHECK(plain.body == asset.plain);
    CHECK(header(plain, "Cache-Control") == "public, max-age=31536000, immutable");
    const Response zipped = fixture.get(url, {{"accept-encoding", "gzip"}});
    CHECK(zipped.body == asset.gzip);
    CHECK(header(zipped, "Content-Encoding") == "gzip");
    const Response brotli = fixture.get(url, {{"accept-encoding", "gzip, br"}});
    CHECK(brotli.body == asset.brotli);
    CHECK(header(brotli, "Content-Encoding") == "br");
    CHECK(fixture.get(url, {{"if-none-match", header(brotli, "ETag")}, {"accept-encoding", "br"}})
              .status == 304);
    CHECK(header(plain, "ETag") != header(brotli, "ETag"));
    CHECK(fixture.get(url, {}, "POST").status == 404);
  }
  CHECK(header(fixture.get("/favicon.ico"), "Cache-Control") == "no-cache");
  CHECK(fixture.get("/assets/app.css").status == 404);
}

TEST_CASE("a part of a file") {
  const Fixture fixture;
  const http::Asset& asset = http::assets().front();
  const std::string url(asset.url);
  const Response part = fixture.get(url, {{"range", "bytes=2-5"}});
  CHECK(part.status == 206);
  CHECK(part.body == asset.plain.substr(2, 4));
  const std::string size = std::to_string(asset.plain.size());
  CHECK(header(part, "Content-Range") == "bytes 2-5/" + size);
  const Response zipped = fixture.get(url, {{"range", "bytes=0-1"}, {"accept-encoding", "gzip"}});
  CHECK(zipped.body == asset.gzip.substr(0, 2));
  const Response outside = fixture.get(url, {{"range", "bytes=" + size + "-"}});
  CHECK(outside.status == 416);
  CHECK(header(outside, "Content-Range") == "bytes */" + size);
  CHECK(outside.body.find("<html") != std::string::npos);
  const std::string etag = header(fixture.get(url), "ETag");
  CHECK(fixture.get(url, {{"range", "bytes=0-1"}, {"if-range", etag}}).status == 206);
  CHECK(fixture.get(url, {{"range", "bytes=0-1"}, {"if-range", "\"older\""}}).status == 200);
  CHECK(fixture.get("/long", {{"range", "bytes=0-1"}}).status == 200);
}

TEST_CASE("the frame leads to the same page in the other language") {
  Request request;
  request.path = "/search";
  request.query = {{"q", "空き"}};
  const http::PageFrame frame = http::page_frame(request, "検索", {}, http::Area::search);
  CHECK(frame.other_language_url == "/en/search?q=%E7%A9%BA%E3%81%8D");
  CHECK(frame.search_text == "空き");
  CHECK(frame.at_search);
  CHECK(frame.this_page == "検索");
  request.language = base::Language::en;
  CHECK(http::page_frame(request, "Home", {}, http::Area::home).other_language_url ==
        "/search?q=%E7%A9%BA%E3%81%8D");
  CHECK(http::page_frame(request, "Home", {}, http::Area::home).this_page.empty());
  CHECK(http::address(base::Language::en, "/plans/a") == "/en/plans/a");
}

TEST_CASE("what is of a made-up municipality says so: pages, errors, faults, names of files") {
  auto all = routes();
  all.push_back({"GET", "/made-up/file.csv", [](const Request&) {
                   return Response{200,
                                   "text/csv",
                                   "a",
                                   {{"Content-Disposition", "attachment; filename=\"list.csv\""}},
                                   {}};
                 }});
  all.push_back({"GET", "/made-up/named.csv", [](const Request&) {
                   return Response{
                       200,
                       "text/csv",
                       "a",
                       {{"Content-Disposition", "attachment; filename*=UTF-8''plan-practice.csv"}},
                       {}};
                 }});
  all.push_back({"GET", "/made-up/bug",
                 [](const Request&) -> Response { throw std::runtime_error("secret"); }});
  all.push_back({"GET", "/made-up/refused", [](const Request&) {
                   return http::refused(base::refuse(kPortTaken, {{"port", "80"}}).error());
                 }});
  all.push_back(
      {"GET", "/made-up/page", [](const Request& request) {
         return Response{
             200, "text/html", http::page_frame(request, "").is_practice ? "yes" : "no", {}, {}};
       }});
  const auto asks = [](const Request& request) { return request.path.starts_with("/made-up/"); };
  const http::Site site(all, {.status_of_fault = {}, .report_fault = {}, .is_practice = asks});
  const auto get = [&](std::string path) {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    request.at_practice = true;  // nobody outside says so
    return site.answer(request).response;
  };
  const auto has = [](const Response& response, std::string_view name, std::string_view value) {
    return std::ranges::find(response.headers, std::pair<std::string, std::string>(name, value)) !=
           response.headers.end();
  };
  CHECK(has(get("/made-up/file.csv"), "Content-Disposition",
            "attachment; filename=\"practice-list.csv\""));
  CHECK(has(get("/made-up/named.csv"), "Content-Disposition",
            "attachment; filename*=UTF-8''plan-practice.csv"));
  CHECK(get("/made-up/page").body == "yes");
  for (const char* path : {"/made-up/bug", "/made-up/refused", "/made-up/nothing"}) {
    CAPTURE(path);
    CHECK(get(path).body.contains("data-practice=\"whole\""));
    CHECK(has(get(path), http::kPracticeHeader, "?1"));
  }
  for (const char* path : {"/bug", "/refused", "/nothing"}) {
    CAPTURE(path);
    CHECK_FALSE(get(path).body.contains("data-practice"));
    CHECK_FALSE(has(get(path), http::kPracticeHeader, "?1"));
  }
}

}  // namespace
