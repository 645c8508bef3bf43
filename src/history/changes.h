// What a deed changed: named fields with what stood there before and after. Any room that changes
// something writes its payload with this, and the pages of history show it as a table. The name of
// a field is a code; its word is history.field_<name> where there is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_text.h"

namespace history {

struct Change {
  std::string field;
  std::string before = {};  // empty: there was nothing
  std::string after = {};   // empty: nothing is left
};

// Only what differs stays.
std::vector<Change> differing(std::vector<Change> changes);

// {"changes":[{"field":"post","before":"","after":"chief"}]}
std::string changes_text(const std::vector<Change>& changes);
// The same as a member of an object that holds more: json.begin_object()…; write_changes(json, …).
void write_changes(base::JsonWriter& json, const std::vector<Change>& changes);

struct Told {
  std::vector<Change> changes;
  std::vector<Change> facts;     // other texts and numbers, `after` alone
  std::vector<std::string> ids;  // of what a list showed, or of many deeds
};
// Payloads of any room: what is no text, number or list of them is left out. nullopt: no JSON.
std::optional<Told> told(std::string_view payload_json);

}  // namespace history
