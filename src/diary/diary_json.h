// An occurrence as JSON, in and out, and the form of a programme for a program to fill. Numbers
// travel as they would be typed ("4,700"), so that one reader reads pages, files and programs.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json_file.h"
#include "base/json_text.h"
#include "base/words.h"
#include "diary/diary_service.h"

namespace diary {

inline constexpr base::RefusalKind bad_numbers{"diary.bad_numbers", 400};
inline constexpr base::RefusalKind other_programme{"diary.other_programme", 409};

// {"programme":…,"first":"2011-10-08","last":…,"numbers":{"event_held":{"people":"4,700"}},
// "place":…,"co_organisers":…,"note":…,"of_year_before":true,"accept":["other_year","same"],
// "repeats":"12"}: programme, first and numbers are needed. The caller asks for further keys and
// ends the object.
struct Asked {
  std::string programme;
  Days days;
  Texts texts;
  Typed numbers;
  bool of_year_before = false;  // it belongs to the fiscal year before that of its day
  Accepted accepted;
  std::optional<std::int64_t> repeats;
};
Asked asked_from_json(base::JsonObject& object);

// What was asked, as the lines of its programme read it; of a correction, `entry` is what stands.
// Refusals: unknown_programme, unknown_entry, those of staff::permits, other_programme,
// unknown_line, unknown_field, those of check_days, bad_numbers with every mistake.
base::Result<Occurrence> occurrence_of(db::Read& tx, const base::Actor& actor, const Asked& asked,
                                       base::Language language,
                                       std::optional<std::int64_t> entry = {});

// Each writes the members of an object.
void write_form(base::JsonWriter& json, const Worked& worked, base::Language language);
void write_entry(base::JsonWriter& json, const Entry& entry);
void write_logged(base::JsonWriter& json, const Logged& logged);

}  // namespace diary
