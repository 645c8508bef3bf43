// What was understood of a file, as JSON for people and programs
// (docs/formats/import_understanding.md, import_understanding.schema.json): file kind and letters,
// and for each table the header, the columns with meaning, year and certainty, the rows, every cell
// with its address, its text and its reading, and the flags. Needs no database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "importer/understanding.h"
#include "sheet/source_file.h"

namespace importer {

inline constexpr std::string_view understanding_format = "nigiwai-import-understanding/1";

// Beside each table of the file what was understood of it.
std::string understanding_json(const std::string& file_name, const sheet::SourceFile& file,
                               const std::vector<Understanding>& understood,
                               base::Language language);

}  // namespace importer
