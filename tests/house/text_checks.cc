// The checks on text. Words that are forbidden are put together here from two halves, so that this
// file passes its own checks.
#include "house/text_checks.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "house/cpp_text.h"

namespace house {

namespace {

constexpr std::size_t lines_max = 600;

std::string at(const SourceFile& file, std::size_t line) {
  return file.path + ":" + std::to_string(line) + " ";
}

// A room's testing.cc is what its tests and those of rooms to its right share.
bool is_test(std::string_view path) {
  return path.starts_with("tests/") || stem_of(path).ends_with("_test") ||
         path.ends_with("/testing.cc");
}

bool may_hold_sql(std::string_view path) {
  return is_test(path) || path.starts_with("src/db/") || path.starts_with("bench/") ||
         path.ends_with("_store.cc");
}

// Upper case anywhere in a literal, or any case at its beginning.
bool is_sql(const std::string& literal) {
  static const std::regex shouted(
      R"(\bSELECT\b|\bINSERT\s+INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b|\bCREATE\s+TABLE\b)");
  static const std::regex whispered(
      R"(^\s*(select\s[^.]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s))");
  return std::regex_search(literal, shouted) || std::regex_search(literal, whispered);
}

std::size_t first_line_of_text(const std::vector<std::string>& lines) {
  std::size_t line = 0;
  while (line < lines.size() && (lines[line].empty() || lines[line].starts_with("#!"))) ++line;
  return line;
}

}  // namespace

Findings check_length(const Files& files, const Files& decisions) {
  Findings findings;
  for (const SourceFile& file : files) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(file.text, '\n'));
    const bool named = std::ranges::any_of(
        decisions, [&](const SourceFile& decision) { return decision.text.contains(file.path); });
    if (lines <= lines_max || named) continue;
    findings.push_back(
        file.path + " has " + std::to_string(lines) + " lines, more than " +
        std::to_string(lines_max) +
        ": give its second noun a file of its own, or name the path and the reason in "
        "docs/decisions/");
  }
  return findings;
}

Findings check_openings(const Files& files) {
  static constexpr std::array<std::string_view, 5> comment_marks = {"//", "#", "/*", "<!--", "{{!"};
  Findings findings;
  for (const SourceFile& file : files) {
    const auto lines = lines_of(file.text);
    const std::size_t first = first_line_of_text(lines);
    const bool opens = first < lines.size() && std::ranges::any_of(
                                                   comment_marks,
                                                   [&](auto mark) {
                                                     return lines[first].starts_with(mark) &&
                                                            !lines[first].starts_with("#include") &&
                                                            !lines[first].starts_with("#pragma");
                                                   });
    if (opens) continue;
    findings.push_back(file.path +
                       ": open the file with a comment of three to five lines: what this is in the "
                       "field's words, what must hold");
  }
  return findings;
}

Findings check_leftovers(const Files& files) {
  static const std::regex leftover(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X|HA"
      "CK)\\b");
  Findings findings;
  for (const SourceFile& file : files) {
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
      ++number;
      if (!std::regex_search(line, leftover)) continue;
      findings.push_back(at(file, number) + "marks unfinished work: finish it, or file an issue");
    }
  }
  return findings;
}

Findings check_drawers(const Files& files) {
  static const std::set<std::string, std::less<>> drawers = {
      "util", "utils", "utility", "utilities", "helper", "helpers", "common", "misc", "manager"};
  Findings findings;
  for (const SourceFile& file : files) {
    std::string words(file.path);
    for (char& letter : words) {
      if (letter == '/' || letter == '_' || letter == '.' || letter == '-') letter = ' ';
    }
    for (const std::string& word : words_of(words)) {
      if (!drawers.contains(word)) continue;
      findings.push_back(file.path + ": '" + word +
                         "' is a drawer. Name the file after exactly what it does and keep it with "
                         "its user");
    }
  }
  return findings;
}

Findings check_sql(const Files& sources) {
  Findings findings;
  for (const SourceFile& file : sources) {
    if (may_hold_sql(file.path)) continue;
    for (const Piece& piece : cut_cpp(file.text)) {
      if (piece.kind != PieceKind::literal || !is_sql(piece.text)) continue;
      findings.push_back(
          at(file, piece.line) +
          "holds SQL: move the statement into the room's *_store.cc, named, above its "
          "one function");
    }
  }
  return findings;
}

Findings check_record_door(const Files& sources) {
  static const std::regex from_outside(R"(\brecord::store::add(_all)?\b)");
  static const std::regex from_inside(R"(\bstore::add(_all)?\b)");
  Findings findings;
  for (const SourceFile& file : sources) {
    const std::string_view room = room_of(file.path);
    if (is_test(file.path) || room == "figure") continue;
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
      ++number;
      if (!std::regex_search(line, room == "record" ? from_inside : from_outside)) continue;
      findings.push_back(at(file, number) +
                         "adds a record beside the sums: call figure::post or figure::post_all");
    }
  }
  return findings;
}

Findings check_japanese(const Files& sources) {
  Findings findings;
  for (const SourceFile& file : sources) {
    if (is_test(file.path) || room_of(file.path) == "base") continue;
    for (const Piece& piece : cut_cpp(file.text)) {
      if (piece.kind != PieceKind::literal || !has_japanese(piece.text)) continue;
      findings.push_back(
          at(file, piece.line) + "holds Japanese in a literal: put the sentence into ui/words/" +
          std::string(room_of(file.path)) + ".ja.toml and .en.toml and name its key");
    }
  }
  return findings;
}

Findings check_machine_paths(const Files& files) {
  static const std::regex machine_path(
      "(^|[^A-Za-z0-9_.])/(wo"
      "rk|tm"
      "p|home|root)/");
  Findings findings;
  for (const SourceFile& file : files) {
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
      ++number;
      if (!std::regex_search(line, machine_path)) continue;
      findings.push_back(at(file, number) +
                         "names a path of one machine: take it from a setting, or from mktemp");
    }
  }
  return findings;
}

Findings check_lock_file(const Files& files) {
  Findings findings;
  for (const SourceFile& file : files) {
    if (file_name(file.path) != "package-lock.json" || !file.text.contains("\"resolved\""))
      continue;
    findings.push_back(file.path +
                       " holds download addresses: write it again with the .npmrc beside it "
                       "(omit-lockfile-registry-resolved) and npm install --ignore-scripts");
  }
  return findings;
}

}  // namespace house
