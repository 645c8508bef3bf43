// Arbitrary bytes as a workbook: as the packed file itself, or, since hardly any change of packed
// bytes gets past the unpacking, as its parts, each behind a line =NAME. Reading ends within the
// limits, what is read is of one shape, it can be checked for readability, and an import shows it
// with notes and remarks that name cells it has.
#include "sheet/workbook.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/japanese_text.h"
#include "sheet/readability.h"
#include "sheet/source_file.h"
#include "sheet/testing.h"

namespace {

using sheet::testing::Parts;

constexpr sheet::XlsxLimits kLimits{
    .bytes_max = 1 << 20, .unpacked_max = 1 << 16, .rows_max = 200, .cells_max = 20'000};

void must(bool holds) {
  if (!holds) std::abort();
}

// Names that a packed file can have.
bool is_name(std::string_view text) {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
  return !text.empty() && !text.ends_with('/') && text.find_first_not_of(kLetters) == text.npos;
}

Parts parts_of(std::string_view text) {
  Parts parts;
  std::string* part = nullptr;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::string_view name = line.substr(line.empty() ? 0 : 1);
    if (line.starts_with('=') && is_name(name)) {
      part = &parts[std::string(name)];
    } else if (part != nullptr) {
      part->append(line).append("\n");
    }
  }
  return parts;
}

void check_shape(const sheet::Worksheet& sheet, std::size_t& cells) {
  const auto& rows = sheet.grid.rows;
  must(rows.size() <= kLimits.rows_max && sheet.held.size() == rows.size() &&
       sheet.looks.size() == rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    must(sheet.held[row].size() == rows[row].size() && sheet.looks[row].size() == rows[row].size());
    cells += rows[row].size();
    for (const std::string& text : rows[row]) must(base::is_valid_utf8(text));
  }
}

void check_import(const std::string& bytes) {
  const auto file = sheet::read_source(bytes, "a.xlsx",
                                       {.bytes_max = kLimits.bytes_max,
                                        .unpacked_max = kLimits.unpacked_max,
                                        .rows_max = kLimits.rows_max,
                                        .cells_max = kLimits.cells_max});
  if (!file) return must(!file.error().code.empty());
  must(!file->tables.empty());
  for (const auto& table : file->tables) {
    for (const auto& row : table.grid.rows) {
      for (const std::string& text : row) must(base::is_valid_utf8(text));
    }
    for (const auto& note : table.notes) {
      must(note.row < table.grid.rows.size());
      must(note.column < table.grid.rows[note.row].size());
    }
    for (const auto& range : table.merged) {
      must(range.top <= range.bottom && range.left <= range.right);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const bool is_packed = bytes.starts_with("PK");
  const std::string packed =
      is_packed ? std::string(bytes) : sheet::testing::packed(parts_of(bytes));
  if (packed.starts_with("PK")) check_import(packed);
  auto workbook = sheet::read_xlsx(packed, kLimits);
  if (!workbook) return 0;
  must(!workbook->sheets.empty());
  std::size_t cells = 0;
  for (const auto& sheet : workbook->sheets) check_shape(sheet, cells);
  must(cells <= kLimits.cells_max);
  sheet::TableFile file;
  file.sheets = std::move(workbook->sheets);
  for (const auto& finding : sheet::check_readability(file)) must(!finding.rule.empty());
  return 0;
}
