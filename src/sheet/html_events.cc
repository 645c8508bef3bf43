// libxml2's HTML parser with our own handlers in place of its tree.
#include "sheet/html_events.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace sheet {

namespace {

// Where end tags look for their beginning takes a walk through all that are open.
constexpr std::size_t kDepthMax = 256;
constexpr std::size_t kBytesMax = 1u << 30;

struct Reading {
  const HtmlEvents& events;
  htmlParserCtxtPtr parser = nullptr;
  std::size_t depth = 0;
  bool too_deep = false;
};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

void begins(void* data, const xmlChar* name, const xmlChar** attributes) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.too_deep) return;
  if (++reading.depth > kDepthMax) {
    reading.too_deep = true;
    xmlStopParser(reading.parser);
    return;
  }
  HtmlElement element{.name = view(name), .attributes = {}};
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
    element.attributes.emplace_back(view(attributes[0]), view(attributes[1]));
  }
  reading.events.begins(element);
}

void ends(void* data, const xmlChar* name) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.too_deep || reading.depth == 0) return;
  --reading.depth;
  reading.events.ends(view(name));
}

void text_comes(void* data, const xmlChar* text, int length) {
  const auto& reading = *static_cast<Reading*>(data);
  if (reading.too_deep) return;
  reading.events.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

}  // namespace

std::string_view HtmlElement::operator[](std::string_view attribute) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute) return value;
  }
  return {};
}

bool HtmlElement::has(std::string_view attribute) const {
  return std::ranges::any_of(attributes, [&](const auto& one) { return one.first == attribute; });
}

bool read_html(std::string_view text, const HtmlEvents& events) {
  if (text.empty()) return true;
  if (text.size() > kBytesMax) return false;
  const std::unique_ptr<htmlParserCtxt, void (*)(htmlParserCtxtPtr)> parser(
      htmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size())), htmlFreeParserCtxt);
  if (!parser) return false;
  Reading reading{.events = events, .parser = parser.get()};
  xmlSAXHandler handlers{};
  handlers.startElement = begins;
  handlers.endElement = ends;
  handlers.characters = text_comes;
  handlers.ignorableWhitespace = text_comes;
  *parser->sax = handlers;
  parser->userData = &reading;
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                       HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser.get());
  return !reading.too_deep;
}

}  // namespace sheet
