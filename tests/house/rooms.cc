// How the line of rooms is compared with the #includes, the build files and the README.
#include "house/rooms.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "house/cpp_text.h"

namespace house {

namespace {

constexpr auto rooms = std::to_array<std::string_view>(
    {"base",         "db",       "sheet",         "output",       "http",        "history",
     "staff",        "paper",    "job",           "approval",     "business",    "programme",
     "ledger",       "record",   "figure",        "release",      "plan",        "datacall",
     "review",       "planning", "edition",       "sampling",     "diary",       "scheme",
     "workflow",     "casework", "letter",        "consultation", "gathering",   "subsidy",
     "loan",         "matching", "certification", "directory",    "publication", "survey",
     "notification", "project",  "facility",      "currency",     "network",     "importer",
     "town",         "app"});

std::ptrdiff_t place_of(std::string_view room) {
  const auto found = std::ranges::find(line_of_rooms(), room);
  return found == line_of_rooms().end() ? -1 : found - line_of_rooms().begin();
}

std::string_view first_folder(std::string_view include) {
  return include.substr(0, include.find('/'));
}

std::string at(const SourceFile& file, std::size_t line) {
  return file.path + ":" + std::to_string(line);
}

// sheet reads bytes into tables: it knows neither a database nor a field word.
bool is_rules(std::string_view part) {
  return part == "base" || part == "sheet" || part.ends_with("_rules");
}

// The part that holds the header: the one that compiles the .cc of its stem; a header without one
// belongs to the leftmost part of its room.
const Part* part_of_header(const std::vector<Part>& parts, std::string_view include) {
  const std::string folder = "src/" + std::string(folder_of(include));
  const Part* leftmost = nullptr;
  for (const Part& part : parts) {
    if (!part.library || part.folder != folder) continue;
    for (const std::string& source : part.sources) {
      if (stem_of(source) == stem_of(include)) return &part;
    }
    if (leftmost == nullptr || is_rules(part.name)) leftmost = &part;
  }
  return leftmost;
}

// The sources of a part and the headers of the same stems.
std::vector<const SourceFile*> files_of(const Part& part, const Files& sources) {
  std::set<std::string> paths;
  for (const std::string& source : part.sources) {
    paths.insert(part.folder + "/" + source);
    paths.insert(part.folder + "/" + std::string(stem_of(source)) + ".h");
  }
  std::vector<const SourceFile*> files;
  for (const SourceFile& file : sources) {
    if (paths.contains(file.path)) files.push_back(&file);
  }
  return files;
}

std::set<std::string> reachable(const std::vector<Part>& parts, const Part& from) {
  std::set<std::string> names;
  std::vector<std::string> open = from.links;
  while (!open.empty()) {
    const std::string name = open.back();
    open.pop_back();
    if (!names.insert(name).second) continue;
    const auto part = std::ranges::find(parts, name, &Part::name);
    if (part != parts.end()) open.insert(open.end(), part->links.begin(), part->links.end());
  }
  return names;
}

using Lists = std::map<std::string, std::vector<std::string>>;

std::string without_comments(std::string_view text) {
  std::string kept;
  for (const std::string& line : lines_of(text)) kept += line.substr(0, line.find('#')) + "\n";
  return kept;
}

// The words between the brackets of every `call` in a build file.
std::vector<std::vector<std::string>> calls_of(const std::string& text, const std::string& call) {
  std::vector<std::vector<std::string>> calls;
  for (auto found = text.find(call); found != text.npos; found = text.find(call, found + 1)) {
    const auto begin = found + call.size();
    const auto end = std::min(text.find(')', begin), text.size());
    auto words = words_of(std::string_view(text).substr(begin, end - begin));
    if (!words.empty()) calls.push_back(std::move(words));
  }
  return calls;
}

// set(NIGIWAI_QUANTITY_SOURCES a.cc b.cc), used as ${NIGIWAI_QUANTITY_SOURCES}
Lists lists_of(const Files& build_files) {
  Lists lists;
  for (const SourceFile& file : build_files) {
    for (const auto& words : calls_of(without_comments(file.text), "set(")) {
      lists["${" + words.front() + "}"] = {words.begin() + 1, words.end()};
    }
  }
  return lists;
}

std::vector<std::string> expanded(const std::vector<std::string>& words, const Lists& lists) {
  std::vector<std::string> all;
  for (const std::string& word : words) {
    const auto list = lists.find(word);
    if (list == lists.end()) {
      all.push_back(word);
    } else {
      all.insert(all.end(), list->second.begin(), list->second.end());
    }
  }
  return all;
}

Part read_part(const std::vector<std::string>& words, std::string_view folder, bool library) {
  Part part{.name = words.front(), .folder = std::string(folder), .sources = {}, .links = {}};
  part.library = library;
  std::vector<std::string> ignored;
  std::vector<std::string>* target = &part.sources;
  for (const std::string& word : std::span(words).subspan(1)) {
    if (word == "SOURCES") {
      target = &part.sources;
    } else if (word == "LINKS") {
      target = &part.links;
    } else if (std::ranges::all_of(word,
                                   [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; })) {
      target = &ignored;
    } else {
      target->push_back(word);
    }
  }
  return part;
}

}  // namespace

std::span<const std::string_view> line_of_rooms() {
  return rooms;
}

std::vector<Part> parts_of(const Files& build_files) {
  static const std::map<std::string, bool> calls = {
      {"nigiwai_library(", true}, {"nigiwai_tests(", false}, {"nigiwai_fuzzer(", false}};
  const Lists lists = lists_of(build_files);
  std::vector<Part> parts;
  for (const SourceFile& file : build_files) {
    const std::string text = without_comments(file.text);
    for (const auto& [call, library] : calls) {
      for (const auto& words : calls_of(text, call)) {
        parts.push_back(read_part(expanded(words, lists), folder_of(file.path), library));
      }
    }
  }
  return parts;
}

Findings check_order(const Files& sources) {
  Findings findings;
  std::set<std::string_view> unknown;
  for (const SourceFile& file : sources) {
    const std::string_view room = room_of(file.path);
    if (place_of(room) < 0) {
      if (unknown.insert(room).second) {
        findings.push_back(
            "src/" + std::string(room) +
            " is not a room of the line: use an existing room, or decide where the new "
            "word stands and add it to tests/house/rooms.cc and docs/building/rooms.md");
      }
      continue;
    }
    for (const Include& include : includes_of(file.text)) {
      const std::string_view other = first_folder(include.path);
      if (place_of(other) <= place_of(room)) continue;
      findings.push_back(
          at(file, include.line) + " includes \"" + include.path + "\": " + std::string(room) +
          " stands left of " + std::string(other) +
          " and may not know it. Hand the needed value in as an argument, or move the "
          "code to the room on the right");
    }
  }
  return findings;
}

Findings check_rules_parts(const std::vector<Part>& parts, const Files& sources) {
  Findings findings;
  for (const Part& part : parts) {
    if (!part.library || !part.name.ends_with("_rules")) continue;
    for (const SourceFile* file : files_of(part, sources)) {
      for (const Include& include : includes_of(file->text)) {
        const Part* other = part_of_header(parts, include.path);
        if (other == nullptr || is_rules(other->name)) continue;
        findings.push_back(at(*file, include.line) + " includes \"" + include.path + "\" of " +
                           other->name + ", but " + part.name +
                           " is pure: rules know base and rules only. Load in the service and pass "
                           "the noun, or move this function to the service");
      }
    }
  }
  return findings;
}

Findings check_links(const std::vector<Part>& parts, const Files& sources) {
  Findings findings;
  std::set<std::string> built;
  for (const Part& part : parts) {
    if (!part.folder.starts_with("src/")) continue;
    for (const std::string& source : part.sources) built.insert(part.folder + "/" + source);
    const std::set<std::string> linked = reachable(parts, part);
    std::set<std::string> used;
    for (const SourceFile* file : files_of(part, sources)) {
      for (const Include& include : includes_of(file->text)) {
        const Part* other = part_of_header(parts, include.path);
        if (other == nullptr || other->name == part.name) continue;
        used.insert(other->name);
        if (linked.contains(other->name)) continue;
        findings.push_back(at(*file, include.line) + " includes \"" + include.path + "\", but " +
                           part.name + " does not link " + other->name + ": add it to LINKS in " +
                           part.folder + "/CMakeLists.txt, or do without the include");
      }
    }
    for (const std::string& link : part.links) {
      const auto other = std::ranges::find(parts, link, &Part::name);
      if (other == parts.end() || !other->folder.starts_with("src/") || used.contains(link))
        continue;
      findings.push_back(part.folder + "/CMakeLists.txt: " + part.name + " links " + link +
                         " and includes nothing of it: take it out of LINKS");
    }
  }
  for (const SourceFile& file : sources) {
    if (!file.path.ends_with(".cc") || room_of(file.path) == "app" || built.contains(file.path))
      continue;
    findings.push_back(file.path + " is in no SOURCES of its CMakeLists.txt: add it or delete it");
  }
  return findings;
}

Findings check_room_table(const std::string& readme, const Files& sources) {
  std::vector<std::string> listed;
  bool in_table = false;
  for (const std::string& line : lines_of(readme)) {
    if (line.starts_with("| room ")) in_table = true;
    if (!line.starts_with("|")) in_table = false;
    const auto open = line.find('`');
    if (in_table && open == 2) listed.push_back(line.substr(3, line.find('`', 3) - 3));
  }
  std::set<std::string> present;
  for (const SourceFile& file : sources) present.insert(std::string(room_of(file.path)));
  std::vector<std::string> expected;
  for (const std::string_view room : line_of_rooms()) {
    if (present.contains(std::string(room))) expected.emplace_back(room);
  }
  if (listed == expected) return {};
  std::string wanted;
  for (const std::string& room : expected) wanted += " " + room;
  std::string found;
  for (const std::string& room : listed) found += " " + room;
  return {"README.md: the room table lists" + found + ", but src/ has, in the order of the line," +
          wanted + ": write one row for each of these"};
}

Findings check_line_page(const std::string& page) {
  std::string shown;
  bool in_line = false;
  for (const std::string& line : lines_of(page)) {
    in_line = line.starts_with("`base`") || (in_line && !line.empty());
    if (in_line) shown += line + " ";
  }
  std::string expected;
  for (const std::string_view room : line_of_rooms()) expected += "`" + std::string(room) + "` ";
  if (shown == expected) return {};
  return {"docs/building/rooms.md: the line of rooms is " + expected + "and the page shows " +
          shown + ": copy the line"};
}

}  // namespace house
