// The rooms stand in one line, left to right; a room knows only rooms to its left. Inside a room, a
// rules part knows only base and other rules parts. The build files say the same as the includes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "house/source_files.h"

namespace house {

// Every room there may ever be, in order (docs/building/rooms.md says what each holds).
std::span<const std::string_view> line_of_rooms();

// One nigiwai_library, nigiwai_tests or nigiwai_fuzzer of a CMakeLists.txt.
struct Part {
  std::string name;    // "plan_rules"
  std::string folder;  // "src/plan"
  std::vector<std::string> sources;
  std::vector<std::string> links;
  bool library = false;
};

std::vector<Part> parts_of(const Files& build_files);

// No include of a room to the right; every folder of src/ is a room of the line.
Findings check_order(const Files& sources);

// A part ending _rules includes base and rules only.
Findings check_rules_parts(const std::vector<Part>& parts, const Files& sources);

// What is included is linked, what is linked is included, no source is in no part.
Findings check_links(const std::vector<Part>& parts, const Files& sources);

// README's room table names exactly the folders of src/, in the order of the line.
Findings check_room_table(const std::string& readme, const Files& sources);

// docs/building/rooms.md shows the line as it is: the paragraph that begins with `base`.
Findings check_line_page(const std::string& page);

}  // namespace house
