// A table read from outside: cells with addresses, nothing known about what they mean. Every reader
// ends in a Grid, so that what follows sees one shape.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sheet {

inline constexpr base::RefusalKind not_utf8{"sheet.not_utf8", 400};
inline constexpr base::RefusalKind too_large{"sheet.too_large", 413};
inline constexpr base::RefusalKind quote_open{"sheet.quote_open", 400};
inline constexpr base::RefusalKind text_after_quote{"sheet.text_after_quote", 400};

inline constexpr const base::RefusalKind* kRefusals[] = {&not_utf8, &too_large, &quote_open,
                                                         &text_after_quote};

// Cells are text exactly as written; rows may differ in length.
struct Grid {
  std::vector<std::vector<std::string>> rows;

  // "" beyond the end of a row, as a spreadsheet shows it.
  std::string_view at(std::size_t row, std::size_t column) const;
};

// A1, B12, AA3: how people name a cell of a spreadsheet.
std::string address(std::size_t row, std::size_t column);

struct CellPlace {
  std::size_t row = 0;
  std::size_t column = 0;
};
inline constexpr std::size_t kColumnsMax = 16384;  // XFD

// B12 read; nullopt for what is no address.
std::optional<CellPlace> place_of(std::string_view text);

}  // namespace sheet
