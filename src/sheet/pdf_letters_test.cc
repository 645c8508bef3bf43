// Words that are none: the signs that a font without Unicode leaves behind.
#include "sheet/pdf_letters.h"

#include <doctest/doctest.h>

namespace {

sheet::PdfPage page_of(const std::string& text) {
  return {595, 842, {{{10, 10, 100, 20}, text}}};
}

TEST_CASE("letters that nobody can tell are counted, page by page") {
  struct Case {
    std::string text;
    std::size_t unknown;
  };
  const Case cases[] = {
      {"令和4年度　実績 1,058件（△3.5％）①㈱", 0},
      {"Shop street, 12.5 % café", 0},
      {"\uE001\uE0A2\uF8FF商店街", 3},
      {"\uFFFD\x03事業", 2},
      // CP932 taken for Latin.
      {"‰Æ‹Ÿ˜JŠm•ÛÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãä", 25},
      {"ÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæ 産業", 0},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(sheet::count_letters({page_of(one.text)}).unknown == one.unknown);
  }
  const auto letters =
      sheet::count_letters({page_of("\uE001"), page_of("産業"), page_of("\uE001")});
  CHECK(letters.pages == "1, 3");
}

TEST_CASE("both sides of what can still be read") {
  CHECK(sheet::count_letters({page_of("\uE001産業振")}).are_unreadable() == true);
  CHECK(sheet::count_letters({page_of("\uE001産業振興")}).are_unreadable() == true);
  CHECK(sheet::count_letters({page_of("\uE001産業振興策")}).are_unreadable() == false);
  CHECK(sheet::count_letters({}).are_unreadable() == false);
}

}  // namespace
