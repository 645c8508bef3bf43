// Arbitrary bytes as a text table or a page, as a file and as something pasted: letters,
// separators, tags. Reading ends within the limits, and every text, note and merged cell lies in
// its table.
#include <cstdint>
#include <cstdlib>

#include "base/japanese_text.h"
#include "sheet/source_file.h"

namespace {

constexpr sheet::SourceLimits kLimits{
    .bytes_max = 1 << 20, .rows_max = 200, .cells_max = 20'000, .tables_max = 20};

void must(bool holds) {
  if (!holds) std::abort();
}

void check(const base::Result<sheet::SourceFile>& file) {
  if (!file) return must(!file.error().code.empty());
  must(!file->tables.empty() && file->tables.size() <= kLimits.tables_max);
  std::size_t cells = 0;
  for (const auto& table : file->tables) {
    const auto& rows = table.grid.rows;
    must(rows.size() <= kLimits.rows_max && base::is_valid_utf8(table.caption));
    for (const auto& row : rows) {
      cells += row.size();
      for (const std::string& text : row) must(base::is_valid_utf8(text));
    }
    for (const auto& note : table.notes) {
      must(note.row < rows.size() && note.column < rows[note.row].size());
    }
    for (const auto& range : table.merged) {
      must(range.top <= range.bottom && range.left <= range.right && range.bottom < rows.size());
    }
  }
  must(cells <= kLimits.cells_max);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(sheet::read_pasted(bytes, kLimits));
  // Of PDFs another fuzzer reads the words, without a process for each input.
  if (bytes.starts_with("PK") || bytes.substr(0, 1024).contains("%PDF-")) return 0;
  check(sheet::read_source(bytes, "a.csv", kLimits));
  return 0;
}
