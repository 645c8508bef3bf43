// Forms with files: what browsers send, and what is refused.
#include "http/multipart.h"

#include <doctest/doctest.h>

#include "http/request.h"

namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=XyZ";

std::string part(std::string_view head, std::string_view content) {
  return "--XyZ\r\nContent-Disposition: form-data; " + std::string(head) + "\r\n\r\n" +
         std::string(content) + "\r\n";
}
const std::string kEnd = "--XyZ--\r\n";

TEST_CASE("fields and files come in their order") {
  const std::string bytes("PK\x03\x04\0\r\n--Xy", 11);
  const std::string body =
      part("name=\"form_token\"", "t") + part("name=\"理由\"", "一行目\r\n二行目") +
      part("name=\"file\"; filename=\"C:\\文書\\実績%22.xlsx\"\r\nContent-Type: application/zip",
           bytes) +
      part("name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + kEnd;
  const auto read = http::read_multipart(kType, body);
  REQUIRE(read.has_value());
  CHECK(read->form == http::Fields{{"form_token", "t"}, {"理由", "一行目\r\n二行目"}});
  REQUIRE(read->files.size() == 1);
  CHECK(read->files[0].field == "file");
  CHECK(read->files[0].name == "実績\".xlsx");
  CHECK(read->files[0].bytes == bytes);
}

TEST_CASE("a boundary is what RFC 2046 allows, with or without quotation marks") {
  const std::string body = part("name=\"a\"", "1") + kEnd;
  const std::pair<std::string, bool> types[] = {
      {"multipart/form-data; boundary=XyZ", true},
      {"multipart/form-data; boundary=\"XyZ\"", true},
      {"Multipart/Form-Data; charset=utf-8; BOUNDARY=XyZ", true},
      {"multipart/form-data", false},
      {"multipart/form-data; boundary=", false},
      {"multipart/form-data; boundary=X Z", false},
      {"multipart/form-data; boundary=other", false},
      {"multipart/form-data; boundary=" + std::string(71, 'x'), false},
  };
  for (const auto& [type, is_read] : types) {
    CAPTURE(type);
    CHECK(http::read_multipart(type, body).has_value() == is_read);
  }
  CHECK(http::is_multipart("Multipart/Form-Data; boundary=x"));
  CHECK_FALSE(http::is_multipart("application/x-www-form-urlencoded"));
}

TEST_CASE("a body that is not made of whole parts is refused") {
  const std::string good = part("name=\"a\"", "1");
  const std::string bodies[] = {
      "",
      good,  // no end
      "preamble\r\n" + good + kEnd,
      "--XyZ\r\n\r\n1\r\n" + kEnd,         // no head
      part("filename=\"x\"", "1") + kEnd,  // no name
      part("name=\"\"", "1") + kEnd,
      part("name=\"a", "1") + kEnd,
      part("name=\"\xff\"", "1") + kEnd,  // no UTF-8
      part("name=\"a\"", "\xff") + kEnd,
      part("name=\"a\"", std::string("\0", 1)) + kEnd,
      "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" + kEnd,
      "--XyZ\r\nX: " + std::string(3000, 'x') + "\r\n" + good.substr(7) + kEnd,
      good + "--XyZ",
      good + "--XyZx\r\n" + kEnd,
  };
  for (const std::string& body : bodies) {
    CAPTURE(body.substr(0, 60));
    CHECK_FALSE(http::read_multipart(kType, body).has_value());
  }
  std::string many;
  for (std::size_t i = 0; i < http::kPartsMax; ++i) many += good;
  CHECK(http::read_multipart(kType, many + kEnd)->form.size() == http::kPartsMax);
  CHECK_FALSE(http::read_multipart(kType, many + good + kEnd).has_value());
}

TEST_CASE("a request with files has fields like any other, and no second copy of its body") {
  http::Request request;
  request.method = "POST";
  request.headers["content-type"] = kType;
  request.body = part("name=\"a\"", "1") + part("name=\"f\"; filename=\"x.csv\"", "1,2") + kEnd;
  const auto read = http::read_request(request, "/x");
  REQUIRE(read.has_value());
  CHECK(read->typed("a") == "1");
  REQUIRE(read->files.size() == 1);
  CHECK(read->files[0].name == "x.csv");
  CHECK(read->body.empty());
  request.body += "x";
  request.body = request.body.substr(3);
  CHECK(http::read_request(request, "/x").error() == 400);
}

}  // namespace
