// Whether the words of a PDF are words: a font without Unicode shows letters on the screen and on
// paper, but what a program gets of them is signs of a private area, or Latin letters by accident.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sheet/pdf_words.h"

namespace sheet {

struct PdfLetters {
  std::size_t all = 0;
  std::size_t unknown = 0;
  std::string pages;  // that hold unknown ones: 1, 3

  // So many that what is left says nothing.
  bool are_unreadable() const { return all > 0 && unknown * 5 >= all; }
};

PdfLetters count_letters(const std::vector<PdfPage>& pages);

}  // namespace sheet
