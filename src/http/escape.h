// Text on its way into HTML, escaped for the place where it will stand. Only the template compiler
// calls these, and it chooses by position. What must hold: whatever the text, it cannot end the
// place it stands in, nor become an address that runs script.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include "base/words.h"

namespace http {

void append_text(std::string& out, std::string_view text);
void append_attribute(std::string& out, std::string_view text);

// A whole address: relative, http(s), mailto or tel. Any other scheme (javascript:, data:) becomes
// "#".
void append_url(std::string& out, std::string_view url);

// A part of an address whose beginning the template wrote: a path segment or a query value.
void append_url_part(std::string& out, std::string_view part);

template <class Integer>
  requires std::integral<Integer> && (!std::same_as<Integer, bool>)
void append_number(std::string& out, Integer number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}
template <class Integer>
  requires std::integral<Integer> && (!std::same_as<Integer, bool>)
void append_text(std::string& out, Integer number) {
  append_number(out, number);
}
template <class Integer>
  requires std::integral<Integer> && (!std::same_as<Integer, bool>)
void append_attribute(std::string& out, Integer number) {
  append_number(out, number);
}
template <class Integer>
  requires std::integral<Integer> && (!std::same_as<Integer, bool>)
void append_url_part(std::string& out, Integer number) {
  append_number(out, number);
}

// {{#if field}}: true, not zero, not empty.
inline bool is_shown(bool value) {
  return value;
}
template <std::integral Integer>
  requires(!std::same_as<Integer, bool>)
bool is_shown(Integer value) {
  return value != 0;
}
template <class Value>
bool is_shown(const std::optional<Value>& value) {
  return value.has_value();
}
template <class Container>
  requires requires(const Container& container) { container.empty(); }
bool is_shown(const Container& container) {
  return !container.empty();
}

// Where the pages of a language begin, and its tag.
inline std::string_view root(base::Language language) {
  return language == base::Language::ja ? "" : "/en";
}
inline std::string_view language_tag(base::Language language) {
  return language == base::Language::ja ? "ja" : "en";
}

}  // namespace http
