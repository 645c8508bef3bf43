// XML read from front to back: an element begins with its attributes, text comes, it ends. Names
// come without their namespace prefix. A document type is refused: tables need none, and it is how
// entities explode.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sheet {

struct XmlElement {
  std::string_view name;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;

  // "" for one that is not there.
  std::string_view operator[](std::string_view attribute) const;
  bool is_on(std::string_view attribute) const;  // 1 or true
};

struct XmlEvents {
  std::function<void(const XmlElement&)> begins = [](const XmlElement&) {};
  std::function<void(std::string_view)> text = [](std::string_view) {};
  std::function<void(std::string_view)> ends = [](std::string_view) {};
  std::function<bool()> go_on = [] { return true; };
};

// A text that comes in pieces.
class XmlFeed {
 public:
  explicit XmlFeed(const XmlEvents& events);
  ~XmlFeed();
  XmlFeed(const XmlFeed&) = delete;
  XmlFeed& operator=(const XmlFeed&) = delete;

  // False when it is no XML, or the events did not want to go on.
  bool take(std::string_view piece);
  // After the last piece: was it a whole?
  bool end();

 private:
  struct Reading;
  std::unique_ptr<Reading> reading_;
};

// False when the text is no XML, or the events did not want to go on.
bool read_xml(std::string_view text, const XmlEvents& events);

}  // namespace sheet
