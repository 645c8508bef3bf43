// A record, the cells it counts in and the figures it moved, as lines for people: columns stand
// between tabs, so that a spreadsheet takes them too.
#pragma once

#include <string>

#include "base/terminal.h"
#include "figure/moved.h"

namespace figure {

// number, day, fiscal year, programme, kind, count, people, yen, 区域内, attributes, state; with
// tabs.
// With what has happened to it since: confirmed, taken back.
std::string record_line(base::Language language, const record::Record& record,
                        const TakenBack& taken_back = {});
// "course=entry, copies=8000"
std::string attributes_text(const record::Record& record);
std::string moved_line(base::Language language, const Moved& moved);
std::string place_line(base::Language language, const Place& place);
// "+1", "-480,000", "0"
std::string signed_text(std::int64_t number);

}  // namespace figure
