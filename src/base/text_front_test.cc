// Numbers at the front of a text, and UTF-8 one character at a time.
#include "base/text_front.h"

#include <doctest/doctest.h>

#include <string>

#include "base/code_points.h"

namespace base {
namespace {

TEST_CASE("numbers in digits and in kanji are taken off the front") {
  struct Row {
    std::string text;
    int number;
    std::string rest;
  };
  const Row rows[] = {
      {"23年", 23, "年"},
      {"007", 7, ""},
      {"9999", 9999, ""},
      {"十", 10, ""},
      {"二十三年", 23, "年"},
      {"六十四", 64, ""},
      {"百", 100, ""},
      {"二千十一年度", 2011, "年度"},
      {"二〇二三年", 2023, "年"},
      {"〇", 0, ""},
      {"三百五", 305, ""},
      {"1二", 1, "二"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string_view text = row.text;
    CHECK(take_number(text) == row.number);
    CHECK(text == row.rest);
  }
}

TEST_CASE("what is no number up to 9999 is left where it is") {
  for (const std::string text : {"", "年23", "10000", "99999999999999999999", "-1", "万", "十十",
                                 "十百", "二三十", "十二三", "〇十", "一二三四五"}) {
    CAPTURE(text);
    std::string_view rest = text;
    CHECK_FALSE(take_number(rest));
    CHECK(rest == text);
  }
}

TEST_CASE("a prefix is taken whole or not at all") {
  std::string_view text = "平成23";
  CHECK_FALSE(take(text, "平城"));
  CHECK(take(text, "平成"));
  CHECK(text == "23");
  CHECK(take(text, "23"));
  CHECK_FALSE(take(text, "2"));
}

TEST_CASE("spaces of every width go, line breaks too") {
  CHECK(folded_without_spaces("　Ｈ 23\n～\tＨ２６ ") == "H23~H26");
}

TEST_CASE("code points survive reading and writing at every length of UTF-8") {
  for (const char32_t character :
       {U'\0', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, character);
    CodePoints characters(text);
    CHECK(characters.next() == character);
    CHECK(characters.done());
    CHECK(characters.offset() == text.size());
  }
}

TEST_CASE("an ill-formed byte costs one byte, never the characters behind it") {
  const std::string text = "\xE7\xB7街";
  CodePoints characters(text);
  CHECK(characters.next() == std::nullopt);
  CHECK(characters.next() == std::nullopt);
  CHECK(characters.next() == U'街');
  CHECK(characters.done());
}

}  // namespace
}  // namespace base
