// What a deed about records holds (JSON), and what a command asked for, as text: equal commands
// give equal bytes. verify recomputes the first; a repeated command id is compared by the second.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure_service.h"
#include "record/record.h"

namespace figure {

// {"records":2,"first":"…","last":"…","seals":"…"}: seals is the SHA-256 over the records' seals,
// one after the other in the order of their numbers. A batch that was confirmed with its recording
// says "confirmed":true.
std::string deed_payload(std::span<const record::Record> records, bool confirmed = false);
// The same of one record, behind what a procedure says (procedure.h).
std::string deed_payload(const std::vector<base::Fact>& says, const record::Record& record);

// What a person asked for, without who and when.
std::string command_text(std::string_view what, const record::Facts& facts);
std::string command_text(std::string_view what, record::RecordId record);

}  // namespace figure
