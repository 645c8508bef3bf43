// HTML as it lies in pages, read from front to back by libxml2: elements begin and end in pairs,
// also where the page forgot to say so, entities come as letters. No tree is built and nothing is
// fetched.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sheet {

struct HtmlElement {
  std::string_view name;  // in small letters
  std::vector<std::pair<std::string_view, std::string_view>> attributes;

  // "" for one that is not there.
  std::string_view operator[](std::string_view attribute) const;
  bool has(std::string_view attribute) const;
};

struct HtmlEvents {
  std::function<void(const HtmlElement&)> begins;
  std::function<void(std::string_view)> text;
  std::function<void(std::string_view)> ends;
};

// `text` is in UTF-8. Elements nested deeper than any page needs end the reading: false.
bool read_html(std::string_view text, const HtmlEvents& events);

}  // namespace sheet
