// Assets: shortening keeps what the browser reads; the fingerprint is the content's.
#include "assets.h"

#include <doctest/doctest.h>

#include "cpp_text.h"

namespace ui_compiler {
namespace {

TEST_CASE("a style sheet is shortened without touching strings") {
  CHECK(shorten_css("/* a */\na {\n  color: red;\n}\n") == "a {\ncolor: red;\n}\n");
  CHECK(shorten_css("a::before { content: \"/* x */  \"; }") ==
        "a::before { content: \"/* x */  \"; }");
  CHECK(shorten_css("a{b:'\"/*'}/* c */d{}") == "a{b:'\"/*'}d{}");
  CHECK(shorten_css("/*! licence */ a{}") == "/*! licence */ a{}");
  CHECK_THROWS(shorten_css("a /* b"));
}

TEST_CASE("the fingerprint is the beginning of the SHA-256") {
  CHECK(fingerprint("") == "e3b0c44298fc1c14");
  CHECK(fingerprint("abc") == "ba7816bf8f01cfea");
}

TEST_CASE("text as a C++ literal") {
  CHECK(cpp_string("a\"b\\c\n計画??") == "\"a\\\"b\\\\c\\012計画\\077\\077\"");
  CHECK(cpp_string(std::string_view("\0001", 2)) == "\"\\0001\"");
}

TEST_CASE("asset names become constants") {
  CHECK(asset_urls_header({"app.css"}).find("extern const std::string_view app_css;") !=
        std::string::npos);
  CHECK_THROWS(assets_table_code({"/nowhere/app.css"}));
}

}  // namespace
}  // namespace ui_compiler
