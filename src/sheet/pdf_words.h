// The words of a PDF with their boxes, as poppler's pdftotext tells them, and the lines drawn on
// its pages, as pdftocairo draws them. Both run as processes of their own, without environment,
// files or network of ours, within limits on time, memory and what they say; nothing of them is
// linked.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/source_file.h"

namespace sheet {

struct PdfWord {
  Box box;
  std::string text;
};

struct PdfPage {
  double width = 0;
  double height = 0;
  std::vector<PdfWord> words;
  std::vector<Box> rulings = {};  // straight lines, level or upright, as thin boxes
  std::vector<Box> shades = {};   // what is filled behind words, but for white
};

// What is drawn on a page beside its words.
struct PdfDrawing {
  std::vector<Box> rulings;
  std::vector<Box> shades;
};

struct PdfReader {
  std::string program = "/usr/bin/pdftotext";
  std::string drawing_program = "/usr/bin/pdftocairo";
  std::chrono::milliseconds time_max{20'000};
  std::uint64_t memory_max = 1024ull * 1024 * 1024;  // of addresses
  std::size_t answer_max = 64 * 1024 * 1024;
  int pages_max = 200;
  std::size_t words_max = 500'000;
  std::size_t rulings_max = 200'000;  // of one page; more is a drawing, no table
};

// At most two at once, others wait within time_max. Refusals: pdf_reader_missing, pdf_too_slow,
// pdf_is_encrypted, pdf_broken, pdf_pages_too_many, cells_too_many.
base::Result<std::vector<PdfPage>> read_pdf_words(std::string_view bytes, const PdfReader& reader);

// Adds the lines and shades to the pages. False where they could not be had within the limits: the
// pages stay as they are, and their words can be read all the same.
bool add_pdf_rulings(std::string_view bytes, std::vector<PdfPage>& pages, const PdfReader& reader);

// What pdftotext -bbox-layout said. Refusals: pdf_broken, pdf_pages_too_many, cells_too_many.
base::Result<std::vector<PdfPage>> read_bbox(std::string text, const PdfReader& reader);

// What pdftocairo -svg said: the lines and shades of each page. Nothing where it is no SVG.
std::vector<PdfDrawing> read_svg_drawings(std::string_view svg, const PdfReader& reader);

}  // namespace sheet
