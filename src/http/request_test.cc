// Targets and fields: what is understood, and what is refused with 400.
#include "http/request.h"

#include <doctest/doctest.h>

namespace {

std::expected<http::Request, int> read(std::string_view target) {
  http::Request request;
  request.method = "GET";
  return http::read_request(std::move(request), target);
}

TEST_CASE("paths") {
  struct Row {
    std::string target;
    std::string path;  // empty: refused
  };
  const Row rows[] = {
      {"/", "/"},
      {"/plans/nerima-2011", "/plans/nerima-2011"},
      {"/plans/%E8%A8%88", "/plans/計"},
      {"/plans/", "/plans/"},
      {"/a+b", "/a+b"},
      {"/a%2Bb", "/a+b"},
      {"http://example.jp/a", "/a"},
      {"http://example.jp", "/"},
      {"https://example.jp?a=1", "/"},
      {"/...", "/..."},
      {"/a..b", "/a..b"},
      {"", ""},
      {"*", ""},
      {"a", ""},
      {"/..", ""},
      {"/../etc/passwd", ""},
      {"/a/../b", ""},
      {"/a/./b", ""},
      {"/%2e%2e/a", ""},
      {"/a/%2E%2E", ""},
      {"/a%2F..%2Fb", ""},
      {"//a", ""},
      {"/a//b", ""},
      {"/a\\b", ""},
      {"/a%5Cb", ""},
      {"/%00", ""},
      {"/a%0Ab", ""},
      {"/a%7F", ""},
      {"/%", ""},
      {"/%4", ""},
      {"/%zz", ""},
      {"/%C0%AF", ""},
      {"/%ED%A0%80", ""},
      {"/%FF", ""},
      {"/a#b", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    const auto request = read(row.target);
    CHECK(request.has_value() == !row.path.empty());
    if (request) CHECK(request->path == row.path);
    if (!request) CHECK(request.error() == 400);
  }
}

TEST_CASE("queries") {
  using http::Fields;
  CHECK(read("/?")->query.empty());
  CHECK(read("/?q=%E7%A9%BA%E3%81%8D+%E5%BA%97")->query == Fields{{"q", "空き 店"}});
  CHECK(read("/?a=1&a=2&b&=c&&")->query == Fields{{"a", "1"}, {"a", "2"}, {"b", ""}, {"", "c"}});
  CHECK(read("/?a=b=c")->query == Fields{{"a", "b=c"}});
  CHECK(read("/?a=%0A")->query == Fields{{"a", "\n"}});
  CHECK(read("/?a=?")->query == Fields{{"a", "?"}});
  CHECK(read("/?a=%00").error() == 400);
  CHECK(read("/?a=%").error() == 400);
  CHECK(read("/?%FF=1").error() == 400);
  CHECK(read("/?a=1")->parameter("a") == "1");
  CHECK(read("/?a=1")->parameter("b") == std::nullopt);
}

TEST_CASE("English pages") {
  CHECK(read("/en")->path == "/");
  CHECK(read("/en/")->path == "/");
  CHECK(read("/en/plans/a")->path == "/plans/a");
  CHECK(read("/en/plans/a")->language == base::Language::en);
  CHECK(read("/english")->path == "/english");
  CHECK(read("/english")->language == base::Language::ja);
}

TEST_CASE("forms") {
  http::Request request;
  request.method = "POST";
  request.headers["content-type"] = "application/x-www-form-urlencoded; charset=utf-8";
  request.body = "name=%E3%81%82&x=1+2";
  CHECK(http::read_request(request, "/a")->form == http::Fields{{"name", "あ"}, {"x", "1 2"}});
  request.body = "name=%80";
  CHECK(http::read_request(request, "/a").error() == 400);
  request.headers["content-type"] = "application/json";
  CHECK(http::read_request(request, "/a")->form.empty());
}

TEST_CASE("addresses are written as they are read") {
  CHECK(http::encode_path("/plans/計 画/a") == "/plans/%E8%A8%88%20%E7%94%BB/a");
  CHECK(http::encode_path("/") == "/");
  CHECK(http::encode_fields({{"q", "空 &"}, {"b", ""}}) == "q=%E7%A9%BA%20%26&b=");
}

TEST_CASE("a JSON body is JSON by its type, and small") {
  struct Row {
    const char* type;
    bool is_json;
  };
  const Row rows[] = {{"application/json", true},
                      {"Application/JSON; charset=utf-8", true},
                      {"application/json ;a=b", true},
                      {"application/jsonp", false},
                      {"application/x-www-form-urlencoded", false},
                      {"text/plain", false},
                      {"", false}};
  for (const Row& row : rows) {
    CAPTURE(row.type);
    http::Request request;
    request.headers["content-type"] = row.type;
    request.body = "{}";
    const auto body = http::json_body(request);
    CHECK(body.has_value() == row.is_json);
    if (!body) CHECK(body.error().code == http::not_json.code);
    request.body.assign(http::kJsonBytesMax, ' ');
    CHECK(http::json_body(request).has_value() == row.is_json);
    request.body += ' ';
    REQUIRE_FALSE(http::json_body(request));
    if (row.is_json) CHECK(http::json_body(request).error().code == http::json_too_large.code);
  }
  CHECK_FALSE(http::json_body(http::Request{}));
}

TEST_CASE("a bearer's secret") {
  const std::pair<const char*, const char*> rows[] = {{"Bearer abc", "abc"},
                                                      {"bearer abc", "abc"},
                                                      {"BEARER a_-b", "a_-b"},
                                                      {"Basic abc", ""},
                                                      {"Bearer", ""},
                                                      {"Bearer ", ""},
                                                      {"abc", ""},
                                                      {"", ""},
                                                      {"Bearer a b", ""},
                                                      {"Bearer  a", ""},
                                                      {"Bearer a, Bearer b", ""}};
  for (const auto& [header, secret] : rows) {
    CAPTURE(header);
    http::Request request;
    request.headers["authorization"] = header;
    CHECK(http::bearer_secret(request) == secret);
    CHECK(http::bearer_secret(request, "second-authorization").empty());
  }
}

}  // namespace
