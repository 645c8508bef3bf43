// Records, figures and values as JSON for staff: what the staff API answers and what `--json`
// prints are the same members. Internal numbers are texts, moments stand in Japan time beside
// their microseconds.
#pragma once

#include <span>
#include <string>

#include "base/json_text.h"
#include "figure/moved.h"

namespace figure {

// Each writes the members of an object; the caller opens and closes it.
void write_record(base::JsonWriter& json, const record::Record& record);
void write_contribution(base::JsonWriter& json, const Contribution& contribution);
void write_place(base::JsonWriter& json, const Place& place);
void write_figure(base::JsonWriter& json, const Held& figure);
void write_sum(base::JsonWriter& json, const Sum& sum);
void write_value(base::JsonWriter& json, const Held& figure, const RowDefinition& row,
                 const Value& value);
void write_mark(base::JsonWriter& json, const Mark& mark);
void write_moment(base::JsonWriter& json, std::string_view name, base::Instant at);

// {"record":…,"deed":…,"repeated":…,"warnings":[…],"figures":[…]}
struct Written {
  Posted posted;
  std::vector<Moved> figures;
};
void write_written(base::JsonWriter& json, const Written& written);

// {"record":{…},"reversal":{…},"note":…,"deeds":[…],"places":[…]}
void write_opened(base::JsonWriter& json, const OpenedRecord& opened, const RecordDeeds& deeds);
// {"in_all":…,"next":…,"records":[…]}
// "reversed_by": the reversal's number, or null.
void write_taken_back(base::JsonWriter& json, const TakenBack& taken_back, record::RecordId record);
void write_page(base::JsonWriter& json, const Page& page);
// {"before":{…},"after":{…},"lines":[…]}
void write_explained(base::JsonWriter& json, const Held& figure, const RowDefinition& row,
                     const Explained& explained);

std::string_view name_of(Because because);

}  // namespace figure
