// Letters are counted page by page: one font of a page may be whole and the next not.
#include "sheet/pdf_letters.h"

#include "base/code_points.h"

namespace sheet {

namespace {

constexpr std::size_t kGarbledLeast = 20;  // fewer Latin signs are a formula, or a name

// Nobody's letters: private areas, signs for what could not be told, steering signs.
bool is_unknown(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c < 0xF900) || c >= 0xF0000 ||
         (c >= 0xFFF0 && c <= 0xFFFF);
}

bool is_japanese(char32_t c) {
  return (c >= 0x3041 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
         (c >= 0xFF66 && c < 0xFFA0) || (c >= 0x20000 && c < 0x30000);
}

// Accented letters and signs, as bytes of a Japanese encoding look to a program that takes them
// for Latin.
bool is_latin_sign(char32_t c) {
  return (c >= 0xA0 && c < 0x250) || (c >= 0x2C6 && c < 0x2DD);
}

}  // namespace

PdfLetters count_letters(const std::vector<PdfPage>& pages) {
  PdfLetters letters;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::size_t all = 0, unknown = 0, japanese = 0, latin_signs = 0;
    for (const PdfWord& word : pages[i].words) {
      base::CodePoints points(word.text);
      while (!points.done()) {
        const char32_t c = points.next().value_or(0xFFFD);
        ++all;
        unknown += is_unknown(c) ? 1 : 0;
        japanese += is_japanese(c) ? 1 : 0;
        latin_signs += is_latin_sign(c) ? 1 : 0;
      }
    }
    if (japanese == 0 && latin_signs >= kGarbledLeast && latin_signs * 4 >= all)
      unknown += latin_signs;
    letters.all += all;
    letters.unknown += unknown;
    if (unknown > 0) letters.pages += (letters.pages.empty() ? "" : ", ") + std::to_string(i + 1);
  }
  return letters;
}

}  // namespace sheet
