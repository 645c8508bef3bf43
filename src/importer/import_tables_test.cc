// Reads the corpus and measures what is understood of it.
#include "importer/import_tables_test.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "base/json_file.h"
#include "importer/importer.h"
#include "importer/table_variations_test.h"
#include "sheet/testing.h"

namespace importer::testing {

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::vector<std::string> cut(std::string_view line, char mark) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(mark, at), line.size());
    parts.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// A sheet told as text (sheet, merge, row) becomes a workbook of texts, and is read as any XLSX.
std::string workbook_of(const std::string& text) {
  std::string rows, merges, name = "Sheet1";
  std::size_t row = 0;
  for (const auto& line : cut(text, '\n')) {
    const auto parts = cut(line, '\t');
    if (parts[0] == "sheet") name = parts[1];
    if (parts[0] == "merge") merges += "<mergeCell ref=\"" + parts[1] + "\"/>";
    if (parts[0] != "row") continue;
    rows += "<row r=\"" + std::to_string(row + 1) + "\">";
    for (std::size_t column = 1; column < parts.size(); ++column) {
      std::string cell = parts[column];
      for (std::size_t at = cell.find("\\n"); at != std::string::npos; at = cell.find("\\n")) {
        cell.replace(at, 2, "\n");
      }
      if (cell.empty()) continue;
      rows += "<c r=\"" + sheet::address(row, column - 1) +
              "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(cell) + "</t></is></c>";
    }
    rows += "</row>";
    ++row;
  }
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string relations =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string packages = "http://schemas.openxmlformats.org/package/2006/";
  sheet::testing::Parts file;
  file["[Content_Types].xml"] =
      "<Types xmlns=\"" + packages +
      "content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
      "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
      "</Types>";
  file["_rels/.rels"] = "<Relationships xmlns=\"" + packages +
                        "relationships\"><Relationship Id=\"rId1\" Type=\"" + relations +
                        "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  file["xl/workbook.xml"] = "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
                            "\"><sheets><sheet name=\"" + escaped(name) +
                            "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
  file["xl/_rels/workbook.xml.rels"] =
      "<Relationships xmlns=\"" + packages + "relationships\"><Relationship Id=\"rId1\" Type=\"" +
      relations + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
  file["xl/worksheets/sheet1.xml"] =
      "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData>" +
      (merges.empty() ? "" : "<mergeCells>" + merges + "</mergeCells>") + "</worksheet>";
  return sheet::testing::packed(file);
}

RowKind kind_of(std::string_view name) {
  if (name == "part") return RowKind::part;
  if (name == "heading") return RowKind::heading;
  if (name == "sum") return RowKind::sum;
  if (name == "note") return RowKind::note;
  if (name == "repeated") return RowKind::repeated;
  return RowKind::programme;
}

Case read_case(const fs::path& folder) {
  Case read;
  read.name = folder.filename();
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with("source.")) continue;
    std::string bytes = read_file(entry.path());
    std::string file_name = name;
    if (name == "source.sheet.txt") {
      bytes = workbook_of(bytes);
      file_name = "source.xlsx";
    }
    auto source = sheet::read_source(bytes, file_name);
    REQUIRE_MESSAGE(source, read.name);
    REQUIRE_FALSE(source->tables.empty());
    read.sheet = best_table(*source);
    read.table = source->tables[static_cast<std::size_t>(read.sheet)];
  }
  base::Mistakes mistakes("expected.json");
  const auto expected = base::JsonFile::parse(read_file(folder / "expected.json"), mistakes);
  REQUIRE(expected);
  auto root = expected->root().object();
  read.turned = root.flag_or("turned", false);
  CHECK_MESSAGE(read.sheet == root.maybe_integer_in("table", 0, 99).value_or(0), read.name);
  // [row, kind, row of the programme] and [row, column, meaning, year, to year]
  const auto parts_of = [](const base::JsonNode& line) {
    std::vector<base::JsonNode> parts;
    line.each([&](const base::JsonNode& part) { parts.push_back(part); });
    return parts;
  };
  const auto number = [](const base::JsonNode& part) {
    return static_cast<std::size_t>(part.integer());
  };
  const auto year = [](const base::JsonNode& part) {
    return part.null() ? std::nullopt : std::optional(static_cast<int>(part.integer()));
  };
  root.each("rows", [&](const base::JsonNode& line) {
    const auto parts = parts_of(line);
    ExpectedRow row{number(parts.at(0)), kind_of(parts[1].text()), {}};
    if (!parts[2].null()) row.programme = number(parts[2]);
    read.rows.push_back(row);
  });
  root.each("cells", [&](const base::JsonNode& line) {
    const auto parts = parts_of(line);
    read.cells.push_back({number(parts.at(0)), number(parts[1]),
                          meaning_from(parts[2].text()).value(), year(parts[3]), year(parts[4])});
  });
  REQUIRE(mistakes.none());
  return read;
}

bool doubtful(const plan::Certainty& certainty) {
  return certainty.confidence != plan::Confidence::high;
}

struct Found {
  const ReadRow* row = nullptr;
  const ReadCell* cell = nullptr;
};

}  // namespace

std::vector<Case> read_cases(const char* folder_of_all) {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(NIGIWAI_SOURCE_DIR) / folder_of_all)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::ranges::sort(folders);
  std::vector<Case> cases;
  for (const auto& folder : folders) cases.push_back(read_case(folder));
  return cases;
}

void Score::add(const Score& other) {
  cells += other.cells;
  right += other.right;
  flagged += other.flagged;
  wrong += other.wrong;
  rows += other.rows;
  rows_right += other.rows_right;
}

std::string Score::line(const std::string& name) const {
  std::ostringstream out;
  out << name << ": " << right << "/" << cells << " right ("
      << (cells == 0 ? 0 : right * 1000 / cells) / 10.0 << " %), flagged " << flagged
      << ", wrong unflagged " << wrong << ", rows " << rows_right << "/" << rows;
  if (!first_wrong.empty()) out << "  e.g. " << first_wrong;
  return out.str();
}

Score score(const Case& expected, const Understanding& understood) {
  Score score;
  std::map<std::pair<std::size_t, std::size_t>, Found> found;
  std::map<std::size_t, const ReadRow*> rows;
  for (const auto& row : understood.rows) {
    rows[row.row] = &row;
    for (const auto& cell : row.cells) {
      if (!cell.carried_down) found[{cell.row, cell.column}] = {&row, &cell};
    }
  }
  // Of a part: the programme at the end of its parents.
  const auto programme_of = [&](const ReadRow& row) {
    const ReadRow* at = &row;
    for (int steps = 0; at->parent && steps < 4; ++steps) at = &understood.rows[*at->parent];
    return at->row;
  };
  std::map<std::size_t, bool> row_right;
  for (const auto& row : expected.rows) {
    ++score.rows;
    const auto read = rows.find(row.row);
    bool right = read != rows.end() && read->second->kind == row.kind;
    if (right && row.programme) right = programme_of(*read->second) == *row.programme;
    row_right[row.row] = right;
    if (right) ++score.rows_right;
    if (!right && score.first_wrong.empty()) {
      score.first_wrong =
          "row " + std::to_string(row.row + 1) + " is kind " +
          (read == rows.end() ? "none" : std::to_string(static_cast<int>(read->second->kind)));
    }
  }
  std::set<std::size_t> flagged_columns;
  for (const auto& flag : understood.flags) {
    if (!flag.row && flag.column) flagged_columns.insert(*flag.column);
  }
  for (const auto& cell : expected.cells) {
    ++score.cells;
    const auto place =
        expected.turned ? std::pair{cell.column, cell.row} : std::pair{cell.row, cell.column};
    const auto read = found.find(place);
    const bool held = read != found.end();
    const bool right = held && row_right[cell.row] && read->second.cell->meaning == cell.meaning &&
                       read->second.cell->year == cell.year &&
                       read->second.cell->to_year == cell.to_year;
    if (right) {
      ++score.right;
      continue;
    }
    const bool flagged =
        doubtful(understood.certainty) || !understood.is_table ||
        (held && (doubtful(read->second.cell->certainty) || doubtful(read->second.row->certainty) ||
                  doubtful(understood.columns[read->second.cell->under].certainty) ||
                  flagged_columns.contains(read->second.cell->column)));
    ++(flagged ? score.flagged : score.wrong);
    if (score.first_wrong.empty() || (!flagged && !score.first_wrong.starts_with("!"))) {
      score.first_wrong = flagged ? "" : "!";
      score.first_wrong += sheet::address(place.first, place.second) + " " +
                           std::string(in_db(cell.meaning)) + " " +
                           std::to_string(cell.year.value_or(0)) + " read as ";
      if (held) {
        score.first_wrong += std::string(in_db(read->second.cell->meaning)) + " " +
                             std::to_string(read->second.cell->year.value_or(0)) + " kind " +
                             std::to_string(static_cast<int>(read->second.row->kind));
      } else {
        score.first_wrong += "nothing";
      }
    }
  }
  return score;
}

TEST_CASE("the tables of towns are understood cell by cell") {
  Score all;
  for (const auto& table : read_cases()) {
    const Understanding understood = understand(table.table);
    const Score one = score(table, understood);
    std::cout << one.line(table.name) << "\n";
    CAPTURE(table.name);
    CAPTURE(one.first_wrong);
    CHECK(understood.turned == table.turned);
    CHECK(one.right * 100 >= one.cells * 95);
    CHECK(one.wrong == 0);
    all.add(one);
  }
  std::cout << all.line("all tables") << "\n";
  CHECK(all.cells > 900);
}

TEST_CASE(
    "tables that differ in words, years, merging, titles, gaps and notes are understood too") {
  std::map<std::string, Score> by_kind;
  Score all;
  for (const auto& table : read_cases()) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
      for (const auto& varied : variations(table, seed)) {
        const Score one = score(varied.table, understand(varied.table.table));
        by_kind[varied.kind].add(one);
        all.add(one);
        if ((one.wrong > 0 || one.rows_right < one.rows) &&
            std::getenv("NIGIWAI_SCORES") != nullptr) {
          std::cout << "  " << varied.kind << " " << one.line(table.name) << "\n";
        }
      }
    }
  }
  for (const auto& [kind, one] : by_kind) {
    std::cout << one.line(kind) << "\n";
    CAPTURE(kind);
    CHECK(one.right * 100 >= one.cells * 95);
  }
  std::cout << all.line("all variations") << "\n";
  CHECK(all.wrong * 200 <= all.cells);
}

TEST_CASE("tables never mended with are read at first sight as well as written down") {
  Score all;
  for (const auto& table : read_cases(kAtFirstSight)) {
    const Score one = score(table, understand(table.table));
    std::cout << one.line(table.name + " at first sight") << "\n";
    all.add(one);
  }
  std::cout << all.line("all tables at first sight") << "\n";
  // The figure of docs/decisions/2026-11-23-imports.md, a little below it.
  CHECK(all.right * 100 >= all.cells * 98);
}

}  // namespace importer::testing
