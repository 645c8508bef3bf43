// Arbitrary bytes as a workbook: as the packed file itself, or, since hardly any change of packed
// bytes gets past the unpacking, as its parts, each behind a line =NAME. Reading ends within the
// limits, what is read is of one shape, and it can be checked for readability.
#include "sheet/workbook.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/japanese_text.h"
#include "sheet/readability.h"
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const bool is_packed = bytes.starts_with("PK");
  auto workbook = sheet::read_xlsx(
      is_packed ? std::string(bytes) : sheet::testing::packed(parts_of(bytes)), kLimits);
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
