// The small definitions of tests/corpus/figure_file that the tests bend, and the real ones.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure_file.h"

namespace figure::testing {

inline std::string file_text(const std::string& path) {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string small_text() {
  return file_text("tests/corpus/figure_file/small.toml");
}

// The text with the first `from` replaced; a `from` that is not there is a mistake of the test.
inline std::string bent(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, std::string(from));
  return text.replace(at, from.size(), to);
}

// code at path, one line a mistake.
inline std::string told(const base::Mistakes& mistakes) {
  std::string lines;
  for (const auto& mistake : mistakes.list()) {
    lines += (lines.empty() ? "" : "\n") + std::string(mistake.code) + " at " + mistake.path;
  }
  return lines;
}

inline std::string told_of(std::string_view toml) {
  base::Mistakes mistakes("figures.toml");
  read_definitions(toml, mistakes);
  return told(mistakes);
}

inline DefinitionSet read_whole(const std::string& toml) {
  base::Mistakes mistakes("figures.toml");
  auto set = read_definitions(toml, mistakes);
  REQUIRE_MESSAGE(mistakes.none(), told(mistakes));
  return set;
}

inline const std::vector<std::string>& shipped_plans() {
  static const std::vector<std::string> slugs = {"nerima-2011", "nerima-2018"};
  return slugs;
}

inline DefinitionSet shipped(const std::string& slug) {
  return read_whole(file_text("plans/131202/" + slug + "/figures.toml"));
}

inline const RowDefinition& row_of(const DefinitionSet& set, std::string_view key) {
  for (const auto& row : set.rows) {
    if (row.row == key) return row;
  }
  FAIL("no such row: ", std::string(key));
  std::abort();
}

}  // namespace figure::testing
