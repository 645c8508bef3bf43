// Reads the XML of pdftotext: pages, and in them words with their boxes. What it says about lines
// and blocks is not used; tables divide otherwise.
#include "sheet/pdf_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/code_points.h"
#include "sheet/xml_events.h"

namespace sheet {

namespace {

// A number of points; beyond a page of 20 metres there is none.
double points_of(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && std::fabs(number) < 60'000 ? number : 0;
}

// Signs that XML cannot hold are in the text of some PDFs and would end the reading.
std::string without_forbidden(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  base::CodePoints points(text);
  while (!points.done()) {
    const std::size_t begin = points.offset();
    const auto letter = points.next();
    const bool forbidden = !letter || (*letter < 0x20 && *letter != '\n' && *letter != '\t') ||
                           *letter == 0xFFFE || *letter == 0xFFFF;
    if (!forbidden) clean += text.substr(begin, points.offset() - begin);
  }
  return clean;
}

}  // namespace

base::Result<std::vector<PdfPage>> read_bbox(std::string text, const PdfReader& reader) {
  // Before <doc> stand a document type and what the file says of itself.
  constexpr std::string_view kBegins = "<doc>", kEnds = "</doc>";
  const auto begin = text.find(kBegins), end = text.rfind(kEnds);
  if (begin == text.npos || end == text.npos || end < begin) return base::refuse(pdf_broken);
  text = without_forbidden(std::string_view(text).substr(begin, end + kEnds.size() - begin));
  std::vector<PdfPage> pages;
  std::size_t words = 0;
  bool in_word = false;
  const auto fits = [&] {
    return words <= reader.words_max && pages.size() <= static_cast<std::size_t>(reader.pages_max);
  };
  const bool read =
      read_xml(text, {.begins =
                          [&](const XmlElement& element) {
                            if (element.name == "page") {
                              pages.push_back(
                                  {points_of(element["width"]), points_of(element["height"]), {}});
                            }
                            in_word = element.name == "word" && !pages.empty();
                            if (!in_word) return;
                            const Box box{points_of(element["xMin"]), points_of(element["yMin"]),
                                          points_of(element["xMax"]), points_of(element["yMax"])};
                            pages.back().words.push_back({box, ""});
                            ++words;
                          },
                      .text =
                          [&](std::string_view piece) {
                            if (in_word) pages.back().words.back().text += piece;
                          },
                      .ends = [&](std::string_view) { in_word = false; },
                      .go_on = fits});
  if (pages.size() > static_cast<std::size_t>(reader.pages_max)) {
    return base::refuse(pdf_pages_too_many, {{"pages_max", std::to_string(reader.pages_max)}});
  }
  if (words > reader.words_max) {
    return base::refuse(cells_too_many,
                        {{"table", "PDF"}, {"cells_max", std::to_string(reader.words_max)}});
  }
  if (!read) return base::refuse(pdf_broken);
  for (PdfPage& page : pages) {
    std::erase_if(page.words, [](const PdfWord& word) {
      return word.text.empty() || word.box.right <= word.box.left ||
             word.box.bottom <= word.box.top;
    });
  }
  return pages;
}

}  // namespace sheet
