// An edition as a table for CSV, spreadsheet and print; each carries the hash of the signed text.
#pragma once

#include "base/words.h"
#include "edition/edition.h"
#include "output/sheet.h"
#include "output/table.h"

namespace edition {

output::Sheet sheet_of(const Edition& edition, const Content& content, base::Language language);
output::Table table_of(const Edition& edition, const Content& content, base::Language language);

}  // namespace edition
