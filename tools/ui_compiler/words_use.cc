// Finding the uses with two small patterns; a comment in the source may count as a use, which only
// makes the check milder.
#include "words_use.h"

#include <toml++/toml.h>
#include <algorithm>
#include <regex>
#include <set>

namespace ui_compiler {
namespace {

int line_at(std::string_view content, std::size_t offset) {
  return 1 + static_cast<int>(std::count(content.begin(), content.begin() + offset, '\n'));
}

void add_matches(const std::regex& pattern, bool must_exist, const std::string& file,
                 std::string_view content, std::vector<Use>& uses) {
  const auto begin = std::cregex_iterator(content.data(), content.data() + content.size(), pattern);
  for (auto match = begin; match != std::cregex_iterator(); ++match) {
    uses.push_back({(*match)[1].str(), file,
                    line_at(content, static_cast<std::size_t>(match->position())), must_exist});
  }
}

bool is_composed(const std::string& key, const std::vector<std::string>& prefixes) {
  return std::ranges::any_of(prefixes, [&](const auto& prefix) { return key.starts_with(prefix); });
}

}  // namespace

std::vector<Use> uses_in_template(const std::string& file, std::string_view content) {
  static const std::regex pattern(R"(\{\{w:([a-z0-9_]+\.[a-z0-9_]+))");
  std::vector<Use> uses;
  add_matches(pattern, true, file, content, uses);
  return uses;
}

std::vector<Use> uses_in_source(const std::string& file, std::string_view content) {
  static const std::regex call(
      R"re(\b(?:say|words)\s*\(\s*[A-Za-z_][\w.:>-]*\s*,\s*"([a-z][a-z0-9_]*\.[a-z0-9_]+)"(?!\s*\+))re");
  static const std::regex refusal(R"re(\bRefusalKind\s+\w+\s*\{\s*"([^"]+)")re");
  static const std::regex literal(R"re("([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)")re");
  std::vector<Use> uses;
  add_matches(call, true, file, content, uses);
  add_matches(refusal, true, file, content, uses);
  add_matches(literal, false, file, content, uses);
  return uses;
}

std::vector<std::string> read_composed_prefixes(const std::string& file, std::string_view content) {
  std::vector<std::string> prefixes;
  try {
    const toml::table table = toml::parse(content, file);
    if (const toml::array* list = table["prefixes"].as_array()) {
      for (const auto& item : *list) prefixes.push_back(item.value_or<std::string>(""));
    }
  } catch (const toml::parse_error& error) {
    throw Mistake(file, static_cast<int>(error.source().begin.line),
                  std::string(error.description()));
  }
  if (std::ranges::count(prefixes, "") != 0) throw Mistake(file, 1, "an empty prefix");
  return prefixes;
}

std::vector<std::string> misuses(const Catalogue& catalogue, const std::vector<Use>& uses,
                                 const std::vector<std::string>& composed_prefixes) {
  std::vector<std::string> messages;
  std::set<std::string> used;
  for (const Use& use : uses) {
    used.insert(use.key);
    if (use.must_exist && !catalogue.contains(use.key)) {
      messages.push_back(
          Mistake(use.file, use.line, "'" + use.key + "' is not in ui/words").what());
    }
  }
  for (const auto& [key, entry] : catalogue) {
    if (used.contains(key) || is_composed(key, composed_prefixes)) continue;
    messages.push_back(
        Mistake(entry.ja.file, entry.ja.line, "'" + key + "' is used nowhere").what());
  }
  return messages;
}

}  // namespace ui_compiler
