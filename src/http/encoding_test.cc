// Content negotiation, compression, ETags, dates and heads.
#include "http/encoding.h"

#include <brotli/decode.h>
#include <doctest/doctest.h>
#include <zlib.h>

#include <stdexcept>

#include "http/head.h"

namespace {

std::string response_head(const http::Response& response, const http::HeadFacts& facts) {
  return http::head_opening(response.status, facts) + http::head_rest(response);
}

TEST_CASE("Accept-Encoding") {
  struct Row {
    std::string header;
    bool gzip;
    bool brotli;
  };
  const Row rows[] = {
      {"", false, false},
      {"gzip", true, false},
      {"gzip, deflate, br", true, true},
      {"br;q=1.0, gzip;q=0.8", true, true},
      {"gzip;q=0", false, false},
      {"gzip;q=0.000", false, false},
      {"gzip; q=0.001", true, false},
      {"*", true, true},
      {"*;q=0", false, false},
      {"gzip;q=0, *", false, true},
      {"identity", false, false},
      {"xgzip", false, false},
      {",, gzip ,", true, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.header);
    CHECK(http::accepts(row.header, "gzip") == row.gzip);
    CHECK(http::accepts(row.header, "br") == row.brotli);
  }
}

TEST_CASE("brotli gives back what it was given, and the same bytes each time") {
  std::string content;
  for (int i = 0; i < 5000; ++i) content += "商工業振興計画 " + std::to_string(i) + "\n";
  const std::string compressed = http::brotli(content);
  CHECK(compressed.size() < http::gzip(content).size());
  CHECK(compressed == http::brotli(content));
  for (const std::string& given : {content, std::string(), std::string("a")}) {
    const std::string packed = http::brotli(given);
    std::string back(content.size() + 1, '\0');
    std::size_t size = back.size();
    CHECK(BrotliDecoderDecompress(
              packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()), &size,
              reinterpret_cast<std::uint8_t*>(back.data())) == BROTLI_DECODER_RESULT_SUCCESS);
    back.resize(size);
    CHECK(back == given);
  }
}

TEST_CASE("gzip gives back what it was given, and the same bytes each time") {
  std::string content;
  for (int i = 0; i < 2000; ++i) content += "<td>来場者数 3,200人</td>" + std::to_string(i);
  const std::string compressed = http::gzip(content);
  CHECK(compressed.size() < content.size() / 4);
  CHECK(compressed == http::gzip(content));
  std::string back(content.size(), '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  stream.next_out = reinterpret_cast<Bytef*>(back.data());
  stream.avail_out = static_cast<uInt>(back.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  inflateEnd(&stream);
  CHECK(back == content);
}

TEST_CASE("If-None-Match") {
  CHECK(http::names_etag("\"a\"", "\"a\""));
  CHECK(http::names_etag("\"b\", W/\"a\"", "\"a\""));
  CHECK(http::names_etag("*", "\"a\""));
  CHECK_FALSE(http::names_etag("", "\"a\""));
  CHECK_FALSE(http::names_etag("\"ab\"", "\"a\""));
  CHECK_FALSE(http::names_etag("a", "\"a\""));
}

TEST_CASE("dates as HTTP writes them") {
  using namespace std::chrono;
  CHECK(http::http_date(sys_seconds(0s)) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http::http_date(sys_days(2026y / 11 / 22) + 9h + 5min + 7s) ==
        "Sun, 22 Nov 2026 09:05:07 GMT");
  CHECK(http::http_date(sys_days(2024y / 2 / 29)) == "Thu, 29 Feb 2024 00:00:00 GMT");
}

TEST_CASE("heads") {
  http::Response response;
  response.body = "abc";
  response.headers.emplace_back("ETag", "\"x\"");
  const std::string security =
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
      "'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
      "'none'\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: same-origin\r\n"
      "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n";
  CHECK(response_head(response, {"D", true, false}) ==
        "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Length: 3\r\nETag: \"x\"\r\n" +
            security + "\r\n");
  CHECK(response_head(response, {"D", false, false}).find("Connection: close\r\n") !=
        std::string::npos);
  CHECK(response_head(response, {"D", true, true}).find("Connection: keep-alive\r\n") !=
        std::string::npos);
  response.status = 304;
  CHECK(response_head(response, {"D", true, false}) ==
        "HTTP/1.1 304 Not Modified\r\nDate: D\r\nETag: \"x\"\r\n" + security + "\r\n");
  response.headers = {{"Location", "/a\r\nSet-Cookie: b"}};
  CHECK_THROWS_AS(response_head(response, {"D", true, false}), std::logic_error);
  response.headers = {{"A:", "b"}};
  CHECK_THROWS_AS(response_head(response, {"D", true, false}), std::logic_error);
}

}  // namespace
