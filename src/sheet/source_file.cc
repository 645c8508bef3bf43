// Which reader a file gets, told by its bytes: what is no table is refused here, each kind with
// what to do about it.
#include "sheet/source_file.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sheet/letters.h"
#include "sheet/source_readers.h"
#include "sheet/zip_parts.h"

namespace sheet {

namespace {

bool begins_with_any(std::string_view bytes, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](auto one) { return bytes.starts_with(one); });
}

// PNG, JPEG, GIF, TIFF, BMP, WebP, HEIC: a table as a picture.
bool is_picture(std::string_view bytes) {
  constexpr std::string_view kPng = "\x89PNG", kJpeg = "\xFF\xD8\xFF";
  if (begins_with_any(bytes, {kPng, kJpeg, "GIF8", std::string_view("II*\0", 4),
                              std::string_view("MM\0*", 4)})) {
    return true;
  }
  if (bytes.starts_with("BM") && bytes.size() > 14 &&
      bytes.substr(6, 4) == std::string_view("\0\0\0\0", 4)) {
    return true;
  }
  return (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) ||
         bytes.substr(0, 12).ends_with("ftypheic");
}

// Names inside of the old container are in UTF-16.
bool holds_name(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) wide.append(1, c).append(1, '\0');
  return bytes.contains(wide);
}

base::Refusal refusal_of_old_container(std::string_view bytes) {
  if (holds_name(bytes, "EncryptedPackage")) return base::refuse(file_is_encrypted).error();
  if (holds_name(bytes, "Workbook") || holds_name(bytes, "Book")) {
    return base::refuse(file_is_old_workbook).error();
  }
  return base::refuse(file_not_a_table).error();
}

base::Result<SourceFile> read_packed(std::string_view bytes, const SourceLimits& limits) {
  {
    const ZipParts parts(bytes, limits.unpacked_max);
    if (!parts.opened()) return base::refuse(file_broken, {{"part", "ZIP"}});
    if (parts.has("xl/workbook.bin")) {
      return base::refuse(file_of_other_program, {{"kind", "XLSB"}});
    }
    if (parts.has("content.xml")) return base::refuse(file_of_other_program, {{"kind", "ODS"}});
    if (parts.has("Index/Document.iwa")) {
      return base::refuse(file_of_other_program, {{"kind", "Numbers"}});
    }
    if (!parts.has("xl/workbook.xml")) {
      if (parts.has("[Content_Types].xml") && !parts.has("word/document.xml") &&
          !parts.has("ppt/presentation.xml")) {
        return base::refuse(file_broken, {{"part", "xl/workbook.xml"}});
      }
      return base::refuse(file_not_a_table);
    }
  }
  return read_xlsx_source(bytes, limits);
}

// Text has no control signs but line ends and tabs.
bool is_text(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v') ||
           byte == 0x7F;
  });
}

char preferred_separator(std::string_view name) {
  std::string ending(name.substr(std::min(name.rfind('.'), name.size())));
  std::ranges::transform(ending, ending.begin(), [](char c) { return c | 0x20; });
  return ending == ".tsv" || ending == ".tab" || ending == ".txt" ? '\t' : ',';
}

base::Result<SourceFile> read_text(std::string_view bytes, std::string_view name,
                                   const SourceLimits& limits) {
  auto decoded = decode(bytes, is_html(bytes) ? said_letters(bytes) : "");
  if (!decoded) return std::unexpected(decoded.error());
  if (!is_text(decoded->text)) return base::refuse(file_not_a_table);
  const std::string_view head = std::string_view(decoded->text).substr(0, 512);
  if (head.contains("Excel.Sheet") ||
      head.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
    return base::refuse(file_of_other_program, {{"kind", "XML 2003"}});
  }
  if (head.starts_with("{\\rtf") || head.starts_with("MIME-Version:")) {
    return base::refuse(file_not_a_table);
  }
  if (is_html(decoded->text)) {
    auto page = read_html_tables(decoded->text, limits);
    if (page) page->letters = decoded->letters;
    return page;
  }
  auto read = read_separated({decoded->text, preferred_separator(name)}, limits);
  if (!read) return std::unexpected(read.error());
  SourceFile file{.kind = read->separator == '\t' ? FileKind::tsv : FileKind::csv,
                  .letters = decoded->letters};
  if (read->separator == ';') file.remarks.push_back({"sheet.remark_semicolons", "", ";"});
  file.tables.push_back(std::move(read->table));
  return file;
}

base::Result<SourceFile> read_by_kind(std::string_view bytes, std::string_view name,
                                      const SourceLimits& limits) {
  constexpr std::string_view kOldContainer = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  constexpr std::size_t kPdfMarkWithin = 1024;
  if (bytes.empty()) return base::refuse(file_empty);
  if (bytes.size() > limits.bytes_max) {
    const auto mib = [](std::size_t size) { return std::to_string((size + (1 << 20) - 1) >> 20); };
    return base::refuse(file_too_large,
                        {{"mib", mib(bytes.size())}, {"mib_max", mib(limits.bytes_max)}});
  }
  if (begins_with_any(bytes, {"PK\x03\x04", "PK\x05\x06"})) return read_packed(bytes, limits);
  if (bytes.starts_with(kOldContainer)) {
    return std::unexpected(refusal_of_old_container(bytes));
  }
  if (bytes.substr(0, kPdfMarkWithin).contains("%PDF-")) return read_pdf_source(bytes, limits);
  if (is_picture(bytes)) return base::refuse(file_is_picture);
  return read_text(bytes, name, limits);
}

}  // namespace

std::string_view code_of(FileKind kind) {
  switch (kind) {
    case FileKind::xlsx:
      return "xlsx";
    case FileKind::csv:
      return "csv";
    case FileKind::tsv:
      return "tsv";
    case FileKind::html:
      return "html";
    case FileKind::pdf:
      return "pdf";
    case FileKind::pasted:
      return "pasted";
  }
  return "csv";
}

std::string SourceTable::address(std::size_t row, std::size_t column) const {
  if (row >= boxes.size() || column >= boxes[row].size()) return sheet::address(row, column);
  const Box& box = boxes[row][column];
  const auto point = [](double x, double y) {
    return "(" + std::to_string(std::lround(x)) + "," + std::to_string(std::lround(y)) + ")";
  };
  return "p." + std::to_string(row < pages.size() ? pages[row] : page) + " " +
         point(box.left, box.top) + "-" + point(box.right, box.bottom);
}

bool is_blank(std::string_view text) {
  constexpr std::string_view kWideSpace = "\u3000", kFixedSpace = "\u00A0";
  while (!text.empty()) {
    if (text.starts_with(kWideSpace)) {
      text.remove_prefix(kWideSpace.size());
    } else if (text.starts_with(kFixedSpace)) {
      text.remove_prefix(kFixedSpace.size());
    } else if (std::string_view(" \t\r\n").contains(text.front())) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

bool holds_something(const Grid& grid) {
  return std::ranges::any_of(grid.rows, [](const auto& row) {
    return std::ranges::any_of(row, [](const std::string& text) { return !is_blank(text); });
  });
}

base::Result<void> check_size(const SourceFile& file, const SourceLimits& limits) {
  std::size_t cells = 0;
  for (const SourceTable& table : file.tables) {
    const std::size_t rows = table.grid.rows.size();
    if (rows > limits.rows_max) {
      return base::refuse(rows_too_many, {{"table", table.name},
                                          {"rows", std::to_string(rows)},
                                          {"rows_max", std::to_string(limits.rows_max)}});
    }
    for (const auto& row : table.grid.rows) cells += row.size();
    if (cells > limits.cells_max) {
      return base::refuse(cells_too_many,
                          {{"table", table.name}, {"cells_max", std::to_string(limits.cells_max)}});
    }
  }
  return {};
}

base::Result<SourceFile> read_source(std::string_view bytes, std::string_view name,
                                     const SourceLimits& limits) {
  auto read = read_by_kind(bytes, name, limits);
  if (!read) read.error().facts.push_back({"file", std::string(name)});
  return read;
}

}  // namespace sheet
