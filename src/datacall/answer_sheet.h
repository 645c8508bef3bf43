// The sheet of one owner as an Excel file, to be filled where people like to work, and read back:
// a table for people and a hidden sheet that says whose it is and which answers it knew.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "datacall/answer_service.h"

namespace datacall {

inline constexpr base::RefusalKind sheet_encrypted{"datacall.sheet_encrypted", 400};
inline constexpr base::RefusalKind sheet_not_ours{"datacall.sheet_not_ours", 400};
inline constexpr base::RefusalKind sheet_of_another{"datacall.sheet_of_another", 409};
inline constexpr base::RefusalKind sheet_keys_changed{"datacall.sheet_keys_changed", 409};
inline constexpr base::RefusalKind sheet_is_older{"datacall.sheet_is_older", 409};

// What is wrong with one cell; also sheet::cell_is_date.
inline constexpr base::RefusalKind cell_is_error{"datacall.cell_is_error", 400};
inline constexpr base::RefusalKind row_not_asked{"datacall.row_not_asked", 400};
inline constexpr base::RefusalKind row_twice{"datacall.row_twice", 400};

// In the order in which reading checks them; those of sheet::read_xlsx stand behind the first.
inline constexpr const base::RefusalKind* kSheetRefusals[] = {
    &sheet_encrypted, &sheet_not_ours, &sheet_of_another, &sheet_keys_changed,
    &sheet_is_older,  &cell_is_error,  &row_not_asked,    &row_twice};

inline constexpr std::size_t kFilledRowsMax = 5000;

// The bytes of the workbook.
std::string answer_sheet(const OpenedSheet& opened, std::string_view owner,
                         base::Language language);

struct FilledLine {
  Given given;
  std::string address;  // of the answer's cell: F12
  Given before;         // what was answered so far
};
struct CellProblem {
  std::string address;
  base::Refusal refusal;
};
struct Filled {
  std::vector<FilledLine> changed;
  std::vector<CellProblem> problems;
  std::vector<std::string> missing;  // rows that were asked and stand in the file no more
};
// Refusals: kSheetRefusals up to sheet_is_older, those of sheet::read_xlsx.
base::Result<Filled> read_filled(std::string_view bytes, const OpenedSheet& opened);

}  // namespace datacall
