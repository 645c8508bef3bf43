// A table before it is read: the names its columns may have, and the text of a pasted table or of a
// file, of Excel or separated by tabs or commas.
#pragma once

#include <string>

#include "base/words.h"
#include "diary/diary_service.h"
#include "diary/paste.h"

namespace diary {

inline constexpr std::size_t kTableFileBytesMax = 4 * 1024 * 1024;

// A label alone where no other column has it, and always with its line before it.
Headers headers_of(base::Language language, const Worked& worked);

// The first sheet of a workbook that can be seen, or a file of separated text. Refusals: those of
// sheet::read_xlsx, too_large.
base::Result<std::string> text_of_file(const std::string& bytes);
base::Result<sheet::Grid> table_of(const std::string& text);

}  // namespace diary
