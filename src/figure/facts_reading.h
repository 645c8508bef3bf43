// What people write about a fact of the work, on the command line, in a line of a file or as JSON,
// as record::Facts. Numbers are read strictly: whole ones, with commas in threes or without,
// full-width or not; what a number may be is for the rules of record to say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_file.h"
#include "base/result.h"
#include "record/record.h"

namespace figure {

// In the order in which read_facts checks, behind those of base for dates and years.
inline constexpr base::RefusalKind year_unreadable{"figure.year_unreadable", 400};
inline constexpr base::RefusalKind number_unreadable{"figure.number_unreadable", 400};
inline constexpr base::RefusalKind number_out_of_range{"figure.number_out_of_range", 400};
inline constexpr base::RefusalKind yes_or_no{"figure.yes_or_no", 400};
inline constexpr base::RefusalKind attribute_unreadable{"figure.attribute_unreadable", 400};

struct FactsText {
  std::string programme;
  std::string kind;
  std::string on;  // 2011-06-30
  std::string year, count, people, yen;
  std::string in_town;  // yes, no
  std::string business, case_file, entry;
  std::vector<std::string> attributes;  // course=entry
  bool summary = false;
  std::string note;
};
// An empty text is a fact that nobody told.
base::Result<record::Facts> read_facts(const FactsText& text);

// "3,200" is 3200. Refusals: number_unreadable and number_out_of_range with `field`.
base::Result<std::int64_t> whole_number(std::string_view field, std::string_view text);
base::Result<record::RecordId> record_number(std::string_view text);
base::Result<bool> is_yes(std::string_view field, std::string_view text);

// {"programme":…,"kind":…,"occurred_on":"2011-06-30","fiscal_year":2010,"count":1,"people":…,"yen":…,
// "in_town":true,"attributes":{"course":"entry","copies":8000},"business":"7","case":"7","entry":"7",
// "summary":false,"note":"…"}: programme, kind and occurred_on are needed. The caller asks for
// further keys of his own and ends the object.
record::Facts facts_from_json(base::JsonObject& object);

}  // namespace figure
