// Reads CSV (RFC 4180) and TSV in UTF-8, with or without byte-order mark, with CRLF or LF. A quoted
// field may hold the separator, line breaks and doubled quotes. What is not CSV is refused with
// line and column, never guessed.
#pragma once

#include <string_view>

#include "sheet/grid.h"

namespace sheet {

struct CsvLimits {
  std::size_t bytes_max = 64 * 1024 * 1024;
  std::size_t rows_max = 500'000;
  std::size_t cells_max = 5'000'000;
};

base::Result<Grid> read_csv(std::string_view text, char separator = ',', CsvLimits limits = {});

}  // namespace sheet
