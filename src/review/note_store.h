// Rows of result_note.
#pragma once

#include <string_view>
#include <vector>

#include "review/note.h"
#include "review/review_store.h"

namespace review::store {

void add_note(db::Write& tx, const Review& review, const ResultNote& note, std::int64_t deed);
// All versions, line by line.
std::vector<ResultNote> notes(db::Read& tx, const Place& place, std::string_view period);
// Without a deed it is not printed any more. false: there is no such version.
bool set_printed(db::Write& tx, const Review& review, const ResultNote& note,
                 std::optional<std::int64_t> deed);

}  // namespace review::store
