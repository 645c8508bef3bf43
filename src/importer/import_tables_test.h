// The tables of tests/import_tables: each is a file as a town hands it over, and beside it what a
// person reads in it (expected.json). The scorer counts the filled cells of table rows: right in
// row, year and meaning; wrong but flagged for the officer; wrong and not flagged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer/understanding.h"
#include "sheet/source_file.h"

namespace importer::testing {

struct ExpectedCell {
  std::size_t row = 0;  // as the table stands upright
  std::size_t column = 0;
  Meaning meaning = Meaning::unknown;
  std::optional<int> year;
  std::optional<int> to_year;
};
struct ExpectedRow {
  std::size_t row = 0;
  RowKind kind = RowKind::programme;
  std::optional<std::size_t> programme;  // of a part: the row of its programme
};
struct Case {
  std::string name;
  sheet::SourceTable table;
  int sheet = 0;  // of the file; the one that is looked at unless the officer says otherwise
  bool turned = false;
  std::vector<ExpectedRow> rows;
  std::vector<ExpectedCell> cells;
};

inline constexpr const char* kMendedWith = "tests/import_tables";
// Nothing was ever mended with these: they say what the reader makes of tables at first sight.
inline constexpr const char* kAtFirstSight = "tests/import_first_sight";
std::vector<Case> read_cases(const char* folder = kMendedWith);

struct Score {
  int cells = 0;
  int right = 0;
  int flagged = 0;  // wrong, and shown to the officer as doubtful
  int wrong = 0;    // wrong without a word
  int rows = 0;
  int rows_right = 0;
  std::string first_wrong;  // for the eye

  void add(const Score& other);
  std::string line(const std::string& name) const;
};
Score score(const Case& expected, const Understanding& understood);

}  // namespace importer::testing
