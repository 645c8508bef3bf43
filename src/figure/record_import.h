// `nigiwai record import FILE`: many records from a CSV or JSON Lines file through the bulk door.
// All lines are checked before the first is written; then 5,000 at a time are written, each piece
// whole or not at all. The pieces carry the digest of the facts as their command, so that the same
// records given again, after a stop in the middle or saved by another program, are written once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/terminal.h"
#include "figure/record_cli.h"

namespace figure {

inline constexpr base::RefusalKind unknown_column{"figure.unknown_column", 400};
inline constexpr base::RefusalKind column_missing{"figure.column_missing", 400};
inline constexpr base::RefusalKind column_twice{"figure.column_twice", 400};
inline constexpr base::RefusalKind row_length{"figure.row_length", 400};

// One line of the file that is not taken, and why. Several reasons of one line are several.
struct LineMistake {
  std::size_t line = 0;  // as an editor counts; 0: the file as a whole
  std::string field = {};
  std::string_view code;
  std::vector<base::Fact> facts = {};
};

struct ReadLine {
  std::size_t line = 0;
  record::Facts facts;
};
struct ReadFile {
  std::vector<ReadLine> lines = {};
  std::vector<LineMistake> mistakes = {};
};

// Columns: programme, kind, occurred_on (these three are needed), fiscal_year, count, people, yen,
// in_town, business, case, entry, summary, note, and the names of attributes. Every row has as many
// cells as the first; rows without any text are left out.
ReadFile read_csv_records(std::string_view text);
// A JSON object a line, as the API takes it.
ReadFile read_json_records(std::string_view text);

namespace cli {

struct ImportOptions {
  By by = {};
  std::string file = {};  // .csv, .jsonl
  std::string id = {};    // instead of the digest of the facts
  std::string reason = {};
  bool confirmed = false;
};
int import(db::Database& database, const ImportOptions& options, base::Terminal& terminal);

}  // namespace cli
}  // namespace figure
