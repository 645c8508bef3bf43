// CP932 on request: what fits comes out as Windows writes it, what does not is named by its cell.
#include "output/encoding.h"

#include <doctest/doctest.h>

#include "base/words.h"

namespace {

using output::csv_cp932;

output::Sheet one_cell(std::string text) {
  return {.title = "", .headers = {"a"}, .rows = {{std::move(text)}}};
}

TEST_CASE("letters as Windows writes them") {
  struct Case {
    std::string text;
    std::string bytes;
  };
  const Case cases[] = {
      {"A1", "A1"},       {"件", "\x8C\x8F"}, {"～", "\x81\x60"},  // U+FF5E, the wave of Windows
      {"－", "\x81\x7C"},                                          // U+FF0D
      {"①", "\x87\x40"},  // a row that JIS does not have and Windows does
      {"髙", "\xFB\xFC"}, {"ｶﾅ", "\xB6\xC5"}, {"", ""},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    const auto written = csv_cp932(one_cell(row.text));
    REQUIRE(written.has_value());
    CHECK(*written == "a\r\n" + row.bytes + "\r\n");
  }
}

TEST_CASE("letters that it does not have are refused with their cells") {
  const output::Sheet sheet{.title = "",
                            .headers = {"番号", "名"},
                            .rows = {{"1", "吉田"}, {"2", "𠮷田𠮷"}, {"〜3", "é—"}}};
  const auto written = csv_cp932(sheet);
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().code == output::not_in_cp932.code);
  CHECK(written.error().facts ==
        std::vector<base::Fact>{{"cells", "3"}, {"list", "B3 𠮷, A4 〜, B4 é—"}});
  for (const auto language : {base::Language::ja, base::Language::en}) {
    const auto sentence = base::say(language, written.error());
    CHECK(sentence.find("B3 𠮷") != std::string::npos);
    CHECK(sentence.find('{') == std::string::npos);
  }
}

TEST_CASE("at most ten cells are named, all are counted") {
  output::Sheet sheet{.title = "", .headers = {"a"}, .rows = {}};
  for (int i = 0; i < 11; ++i) sheet.rows.push_back({"é"});
  const auto refused = csv_cp932(sheet);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().facts[0].value == "11");
  CHECK(refused.error().facts[1].value.find("A11 é") != std::string::npos);
  CHECK(refused.error().facts[1].value.find("A12") == std::string::npos);
}

}  // namespace
