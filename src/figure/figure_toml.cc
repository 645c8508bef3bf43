// toml++ is included here alone in this room: it is slow to compile. Its messages stay in English
// and are shown as the detail of our own sentence.
#include "figure/figure_toml.h"

#include <toml++/toml.h>

#include "base/code_points.h"
#include "base/json_text.h"

namespace figure {
namespace {

constexpr int kDepthMax = 12;

struct Writer {
  base::JsonWriter json;
  base::Mistakes& mistakes;
  bool usable = true;

  void refuse(const std::string& path) {
    usable = false;
    mistakes.add(path, "figure.value_unusable");
    json.null();
  }

  void table(const toml::table& table, const std::string& path, int depth) {
    json.begin_object();
    for (const auto& [key, value] : table) {
      json.key(key.str());
      node(value, path.empty() ? std::string(key.str()) : path + "." + std::string(key.str()),
           depth);
    }
    json.end_object();
  }

  void array(const toml::array& array, const std::string& path, int depth) {
    json.begin_array();
    std::size_t index = 0;
    for (const auto& value : array) {
      node(value, path + "[" + std::to_string(index++) + "]", depth);
    }
    json.end_array();
  }

  void node(const toml::node& value, const std::string& path, int depth) {
    if (depth > kDepthMax) return refuse(path);
    if (const auto* members = value.as_table()) return table(*members, path, depth + 1);
    if (const auto* elements = value.as_array()) return array(*elements, path, depth + 1);
    if (const auto* text = value.as_string()) {
      json.string(text->get());
    } else if (const auto* number = value.as_integer()) {
      json.integer(number->get());
    } else if (const auto* flag = value.as_boolean()) {
      json.boolean(flag->get());
    } else {
      refuse(path);
    }
  }
};

std::vector<base::Fact> place(std::size_t line, std::size_t column) {
  return {{"line", std::to_string(line)}, {"column", std::to_string(column)}};
}

// False, with the place told, when a byte begins no character.
bool check_encoding(std::string_view text, base::Mistakes& mistakes) {
  std::size_t line = 1, column = 1;
  for (base::CodePoints characters(text); !characters.done();) {
    const auto character = characters.next();
    if (!character) {
      mistakes.add("", "base.json_not_utf8", place(line, column));
      return false;
    }
    ++column;
    if (*character == U'\n') {
      ++line;
      column = 1;
    }
  }
  return true;
}

}  // namespace

std::optional<std::string> json_from_toml(std::string_view text, base::Mistakes& mistakes) {
  if (text.size() > kFileBytesMax) {
    mistakes.add("", "base.json_too_large", {{"bytes_max", std::to_string(kFileBytesMax)}});
    return std::nullopt;
  }
  if (!check_encoding(text, mistakes)) return std::nullopt;
  try {
    const toml::table root = toml::parse(text);
    Writer writer{{}, mistakes};
    writer.table(root, "", 0);
    if (!writer.usable) return std::nullopt;
    return writer.json.take();
  } catch (const toml::parse_error& error) {
    auto facts = place(error.source().begin.line, error.source().begin.column);
    facts.push_back({"detail", std::string(error.description())});
    mistakes.add("", "figure.not_toml", std::move(facts));
    return std::nullopt;
  }
}

}  // namespace figure
