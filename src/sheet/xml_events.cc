// Reads XML by expat, in pieces.
#include "sheet/xml_events.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <type_traits>

namespace sheet {

namespace {

struct Reading {
  XML_Parser parser;
  const XmlEvents& events;
};

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void stop_unless_wanted(const Reading& reading) {
  if (!reading.events.go_on()) XML_StopParser(reading.parser, XML_FALSE);
}

void begins(void* data, const XML_Char* name, const XML_Char** attributes) {
  const auto& reading = *static_cast<Reading*>(data);
  XmlElement element{.name = local(name), .attributes = {}};
  for (; *attributes != nullptr; attributes += 2) {
    element.attributes.emplace_back(attributes[0], attributes[1]);
  }
  reading.events.begins(element);
  stop_unless_wanted(reading);
}

void ends(void* data, const XML_Char* name) {
  const auto& reading = *static_cast<Reading*>(data);
  reading.events.ends(local(name));
  stop_unless_wanted(reading);
}

void text_comes(void* data, const XML_Char* text, int length) {
  static_cast<Reading*>(data)->events.text({text, static_cast<std::size_t>(length)});
}

void document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  XML_StopParser(static_cast<Reading*>(data)->parser, XML_FALSE);
}

}  // namespace

std::string_view XmlElement::operator[](std::string_view attribute) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute) return value;
  }
  return {};
}

bool XmlElement::is_on(std::string_view attribute) const {
  const auto value = (*this)[attribute];
  return value == "1" || value == "true";
}

bool read_xml(std::string_view text, const XmlEvents& events) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
      XML_ParserCreate("UTF-8"), XML_ParserFree);
  Reading reading{parser.get(), events};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), begins, ends);
  XML_SetCharacterDataHandler(parser.get(), text_comes);
  XML_SetStartDoctypeDeclHandler(parser.get(), document_type);
  constexpr std::size_t piece = 1 << 20;
  for (std::size_t at = 0; at < text.size() || at == 0; at += piece) {
    const auto now = text.substr(at, piece);
    const bool last = at + piece >= text.size();
    if (XML_Parse(parser.get(), now.data(), static_cast<int>(now.size()), last) != XML_STATUS_OK) {
      return false;
    }
  }
  return true;
}

}  // namespace sheet
