// Reads XML by expat, in pieces.
#include "sheet/xml_events.h"

#include <expat.h>

#include <algorithm>

namespace sheet {

struct XmlFeed::Reading {
  XML_Parser parser;
  const XmlEvents& events;
};

namespace {

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// What expat calls; a class, so that the feed can keep its reading to itself.
template <class Reading>
struct Handlers {
  static void stop_unless_wanted(const Reading& reading) {
    if (!reading.events.go_on()) XML_StopParser(reading.parser, XML_FALSE);
  }

  static void begins(void* data, const XML_Char* name, const XML_Char** attributes) {
    const auto& reading = *static_cast<Reading*>(data);
    XmlElement element{.name = local(name), .attributes = {}};
    for (; *attributes != nullptr; attributes += 2) {
      element.attributes.emplace_back(attributes[0], attributes[1]);
    }
    reading.events.begins(element);
    stop_unless_wanted(reading);
  }

  static void ends(void* data, const XML_Char* name) {
    const auto& reading = *static_cast<Reading*>(data);
    reading.events.ends(local(name));
    stop_unless_wanted(reading);
  }

  static void text_comes(void* data, const XML_Char* text, int length) {
    static_cast<Reading*>(data)->events.text({text, static_cast<std::size_t>(length)});
  }

  static void document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    XML_StopParser(static_cast<Reading*>(data)->parser, XML_FALSE);
  }
};

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

XmlFeed::XmlFeed(const XmlEvents& events)
    : reading_(std::make_unique<Reading>(XML_ParserCreate("UTF-8"), events)) {
  using Calls = Handlers<Reading>;
  const XML_Parser parser = reading_->parser;
  XML_SetUserData(parser, reading_.get());
  XML_SetElementHandler(parser, Calls::begins, Calls::ends);
  XML_SetCharacterDataHandler(parser, Calls::text_comes);
  XML_SetStartDoctypeDeclHandler(parser, Calls::document_type);
}

XmlFeed::~XmlFeed() {
  XML_ParserFree(reading_->parser);
}

bool XmlFeed::take(std::string_view piece) {
  constexpr std::size_t kMost = 1 << 20;
  for (; !piece.empty(); piece.remove_prefix(std::min(kMost, piece.size()))) {
    const auto now = piece.substr(0, kMost);
    if (XML_Parse(reading_->parser, now.data(), static_cast<int>(now.size()), 0) != XML_STATUS_OK) {
      return false;
    }
  }
  return true;
}

bool XmlFeed::end() {
  return XML_Parse(reading_->parser, "", 0, 1) == XML_STATUS_OK;
}

bool read_xml(std::string_view text, const XmlEvents& events) {
  XmlFeed feed(events);
  return feed.take(text) && feed.end();
}

}  // namespace sheet
