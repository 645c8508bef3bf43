// A table as a PDF for print: headings on every page, no line cut, merged cells whole, page n/N,
// letters embedded and their text readable by machines. Drawing is done in a child process with
// limits of its own, so that the program that serves stays small and a table nobody thought of
// cannot hold it up.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "output/table.h"

namespace output {

inline constexpr base::RefusalKind pdf_not_drawn{"output.pdf_not_drawn", 503};
inline constexpr base::RefusalKind pdf_too_slow{"output.pdf_too_slow", 503};

inline constexpr const base::RefusalKind* kPdfRefusals[] = {&pdf_not_drawn, &pdf_too_slow};

// The word that makes the program draw what comes in and do nothing else.
inline constexpr std::string_view kDrawPdfCommand = "draw-pdf";

struct PdfOptions {
  Paper paper = Paper::a3;
  std::string program = "/proc/self/exe";
  std::chrono::milliseconds time_max{20'000};
  std::uint64_t memory_max = 1024ull * 1024 * 1024;
};

// At most two at once, the others wait within time_max. Refusals: pdf_not_drawn, pdf_too_slow.
base::Result<std::string> pdf(const Table& table, const PdfOptions& options = {});

// What the child does: a table as text in, a PDF out. The exit code is 0 or 1.
int draw_pdf_command(std::istream& in, std::ostream& out);

// A table written as JSON and read again; nullopt for what write_table has not written.
std::string write_table(const Table& table, Paper paper);
struct ReadTable {
  Table table;
  Paper paper = Paper::a3;
};
std::optional<ReadTable> read_table(std::string_view text);

// Draws at once, in this process.
std::string draw_pdf(const Table& table, Paper paper);

}  // namespace output
