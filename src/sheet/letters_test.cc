// Text in each kind of letters, and text in none.
#include "sheet/letters.h"

#include <doctest/doctest.h>

namespace {

using namespace std::string_literals;

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes.append(1, little ? low : high).append(1, little ? high : low);
  }
  return bytes;
}

TEST_CASE("letters are found by their bytes") {
  const std::u16string_view wide = u"番号,事業名\n1,𠮷祥寺〜\n";
  const std::string plain = "番号,事業名\n1,𠮷祥寺〜\n";
  struct Case {
    std::string bytes, said, letters, text;
  };
  const Case cases[] = {
      {"a,b\n", "", "utf-8", "a,b\n"},
      {plain, "", "utf-8", plain},
      {"\xEF\xBB\xBF" + plain, "", "utf-8-bom", plain},
      {"\xFF\xFE" + utf16(wide, true), "", "utf-16le", plain},
      {"\xFE\xFF" + utf16(wide, false), "", "utf-16be", plain},
      {utf16(wide, true), "", "utf-16le", plain},
      {utf16(wide, false), "", "utf-16be", plain},
      {"\x94\xD4\x8D\x86,\x87\x40\x81\x60\n", "", "cp932", "番号,①～\n"},
      {"\xBA\xB0\xC4\xDE\n", "", "cp932", "ｺｰﾄﾞ\n"},  // half-width kana alone
      {"\xC8\xD6\xB9\xE6,\xBB\xF6\xB6\xC8\xCC\xBE\n", "", "euc-jp", "番号,事業名\n"},
      {"\x1B$BHV9f\x1B(B\n", "", "iso-2022-jp", "番号\n"},
      {"\xBA\xB0\xC4\xDE\n", "Shift_JIS", "cp932", "ｺｰﾄﾞ\n"},
      {plain, "Shift_JIS", "utf-8", plain},  // the page says what it is not
      {"\xC8\xD6\xB9\xE6\n", "x-euc-jp", "euc-jp", "番号\n"},
  };
  for (const Case& one : cases) {
    CAPTURE(&one - cases);
    const auto read = sheet::decode(one.bytes, one.said);
    REQUIRE(read.has_value());
    CHECK(read->letters == one.letters);
    CHECK(read->text == one.text);
  }
}

TEST_CASE("a long text in surrogates stays whole where pieces meet") {
  std::u16string wide = u"a,";
  std::string plain = "a,";
  for (int i = 0; i < 30'000; ++i) {
    wide += u"𠮷";
    plain += "𠮷";
  }
  const auto read = sheet::decode("\xFF\xFE" + utf16(wide, true));
  REQUIRE(read.has_value());
  CHECK(read->text == plain);
}

TEST_CASE("what cannot be read is named by line and bytes") {
  struct Case {
    std::string bytes, line, named;
  };
  const Case cases[] = {
      {"a,b\nc,\xFF\xFF\n", "2", "FF FF 0A"},
      {"番号\n事業\xE4\xBA", "2", "E4 BA"},  // cut off inside a letter
      {"\xEF\xBB\xBF"s + "a\nb\n\x80\n", "3", "80 0A"},
      {"\xFF\xFE" + utf16(u"a\n", true) + "b", "2", "62"},
  };
  for (const Case& one : cases) {
    CAPTURE(&one - cases);
    const auto read = sheet::decode(one.bytes);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == sheet::letters_unknown.code);
    CHECK(read.error().facts == std::vector<base::Fact>{{"line", one.line}, {"bytes", one.named}});
  }
}

}  // namespace
