// What a line, a number and a record are called, in pages, tables and on the command line.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "diary/diary.h"

namespace diary {

std::string line_title(base::Language language,
                       const Line& line);  // a kind with what is fixed about it
// As the figure calls it, and with its unit.
std::string field_word(base::Language language, const Line& line, const Field& field);
std::string field_label(base::Language language, const Line& line, const Field& field);
// Kind, codes, count and numbers.
std::string record_words(base::Language language, const record::Record& record);
std::string records_words(base::Language language, const std::vector<record::Record>& records);
// The same of what was read and is not yet written down.
std::string facts_words(base::Language language, const std::vector<record::Facts>& facts);

}  // namespace diary
