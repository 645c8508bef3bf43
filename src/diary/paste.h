// A table pasted from a spreadsheet: which column is which field, which row is which day, and every
// mistake with its row before anything is kept. Days may be written in eras, without a year (the
// fiscal year that is worked in), or be the number a spreadsheet keeps of a date.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "diary/month.h"
#include "sheet/grid.h"

namespace diary {

inline constexpr base::RefusalKind table_empty{"diary.table_empty", 400};
inline constexpr base::RefusalKind too_many_rows{"diary.too_many_rows", 400};
inline constexpr base::RefusalKind day_column_missing{"diary.day_column_missing", 400};
inline constexpr base::RefusalKind column_unknown{"diary.column_unknown", 400};
inline constexpr base::RefusalKind column_twice{"diary.column_twice", 400};
inline constexpr base::RefusalKind day_unreadable{"diary.day_unreadable", 400};
inline constexpr base::RefusalKind row_longer{"diary.row_longer", 400};
inline constexpr base::RefusalKind row_twice{"diary.row_twice", 400};
inline constexpr std::size_t kPastedRowsMax = 500;

// What the columns of a programme are called; the first name is the one that is shown.
struct Headers {
  std::vector<std::string> day, place, co_organisers, note;
  std::vector<std::pair<Column, std::vector<std::string>>> fields;
};

struct PastedRow {
  std::size_t row = 0;  // of the table, from 1; the headings are row 1
  Days days;
  Texts texts;
  std::vector<record::Facts> facts = {};
  std::vector<base::Refusal> wrong = {};
  bool is_there = false;  // an entry with the same day and numbers stands already
  bool is_other_year = false;
};
struct Pasted {
  std::vector<PastedRow> rows;
  std::vector<base::Refusal> wrong;  // of the table as a whole
  bool is_right() const;
};

struct PasteFor {
  std::span<const Line> lines;
  std::string_view programme;
  int fiscal_year = 2011;  // of days without a year
  const CodeWords* words = nullptr;
};
Pasted read_table(const sheet::Grid& grid, const Headers& headers, const PasteFor& to);

// "2011-10-08", "2011/10/8", "令和5年10月8日", "R5.10.8", "10/8", "10月8日", "40824".
std::optional<base::Date> read_day(std::string_view text, int fiscal_year);

}  // namespace diary
