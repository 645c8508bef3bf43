// For tests: the same table as every kind of file a town hands over, made by hand: a workbook, a
// page, a PDF with words, a CSV.
#pragma once

#include <string>
#include <vector>

#include "sheet/source_file.h"
#include "sheet/testing.h"

namespace importer::testing {

using Rows = std::vector<std::vector<std::string>>;

inline std::string xml_text(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

// A workbook whose one sheet has this inside; `more` parts stand beside it.
inline std::string workbook_with(const std::string& sheet_xml, sheet::testing::Parts more = {}) {
  more.merge(sheet::testing::Parts{
      {"xl/workbook.xml",
       R"(<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="a" Target="worksheets/one.xml"/></Relationships>)"},
      {"xl/worksheets/one.xml", "<worksheet>" + sheet_xml + "</worksheet>"}});
  return sheet::testing::packed(more);
}

// `cells` that are written otherwise than as texts, by their address: <c r="B3" s="1"><v>3</v></c>.
inline std::string sheet_data(const Rows& rows,
                              const std::vector<std::pair<std::string, std::string>>& cells = {}) {
  std::string data = "<sheetData>";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    data += "<row r=\"" + std::to_string(row + 1) + "\">";
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      const std::string address = sheet::address(row, column);
      std::string cell = rows[row][column].empty()
                             ? ""
                             : "<c r=\"" + address + "\" t=\"inlineStr\"><is><t>" +
                                   xml_text(rows[row][column]) + "</t></is></c>";
      for (const auto& [at, other] : cells)
        if (at == address) cell = other;
      data += cell;
    }
    data += "</row>";
  }
  return data + "</sheetData>";
}

inline std::string workbook_of(const Rows& rows) {
  return workbook_with(sheet_data(rows));
}

inline std::string page_of(const Rows& rows) {
  std::string page = "<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>進捗</title><table>";
  for (const auto& row : rows) {
    page += "<tr>";
    for (const auto& cell : row) page += "<td>" + xml_text(cell);
  }
  return page + "</table></html>";
}

inline std::string csv_of(const Rows& rows) {
  std::string csv;
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column)
      csv += (column == 0 ? "\"" : ",\"") + row[column] + "\"";
    csv += "\n";
  }
  return csv;
}

// The letters of one byte to three, as two bytes in hexadecimal digits.
inline std::vector<std::string> code_units(const std::string& text) {
  std::vector<std::string> units;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    unsigned code = byte(0);
    const std::size_t length = code < 0x80 ? 1 : code < 0xE0 ? 2 : 3;
    if (length == 2) code = ((code & 0x1FU) << 6U) | (byte(1) & 0x3FU);
    if (length == 3) code = ((code & 0xFU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    std::string unit;
    for (int shift = 12; shift >= 0; shift -= 4)
      unit += "0123456789ABCDEF"[(code >> static_cast<unsigned>(shift)) & 0xFU];
    units.push_back(std::move(unit));
    at += length;
  }
  return units;
}

inline std::string pdf_with(std::vector<std::string> objects) {
  std::string pdf = "%PDF-1.4\n", places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string at = std::to_string(pdf.size());
    places += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + places +
         "trailer<</Root 1 0 R/Size " + size + ">>\nstartxref\n" + std::to_string(pdf.size()) +
         "\n%%EOF\n";
}

inline std::string stream(const std::string& content) {
  return "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream";
}

// One page; `drawn` is its content. With `letters`, the font says what its glyphs stand for.
inline std::string pdf_page(const std::string& drawn, const std::vector<std::string>& letters) {
  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
      "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
  for (const std::string& unit : letters)
    map += "1 beginbfchar <" + unit + "> <" + unit + "> endbfchar\n";
  map += "endcmap end end";
  return pdf_with(
      {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F 5 0 "
       "R>>>>>>",
       stream(drawn),
       "<</Type/Font/Subtype/Type0/BaseFont/G/Encoding/Identity-H/DescendantFonts[6 0 R]" +
           std::string(letters.empty() ? "" : "/ToUnicode 8 0 R") + ">>",
       "<</Type/Font/Subtype/CIDFontType2/BaseFont/G/CIDSystemInfo<</Registry(Adobe)"
       "/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>>",
       "<</Type/FontDescriptor/FontName/G/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent "
       "800/Descent -200/CapHeight 700/StemV 80>>",
       stream(map)});
}

inline std::string drawn_rows(const Rows& rows, std::vector<std::string>& letters) {
  constexpr std::size_t kColumnWidth = 130, kLineHeight = 24;
  std::string drawn = "BT /F 9 Tf\n";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column].empty()) continue;
      drawn += "1 0 0 1 " + std::to_string(30 + column * kColumnWidth) + " " +
               std::to_string(540 - row * kLineHeight) + " Tm <";
      for (const std::string& unit : code_units(rows[row][column])) {
        drawn += unit;
        letters.push_back(unit);
      }
      drawn += "> Tj\n";
    }
  }
  return drawn + "ET";
}

inline std::string pdf_of(const Rows& rows) {
  std::vector<std::string> letters;
  const std::string drawn = drawn_rows(rows, letters);
  return pdf_page(drawn, letters);
}

// A page of a scanner: drawn, without a letter.
inline std::string picture_pdf() {
  return pdf_page("0 0 100 100 re f", {});
}

}  // namespace importer::testing
