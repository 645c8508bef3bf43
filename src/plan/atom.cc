// Elements in the order in which readers of feeds like them.
#include "plan/atom.h"

#include "base/sha256.h"
#include "base/words.h"
#include "http/escape.h"
#include "http/page_frame.h"

namespace plan {
namespace {

// A name-based UUID (version 8: our own digest).
std::string urn(std::string_view name) {
  std::string digits = base::sha256_hex(name).substr(0, 32);
  digits[12] = '8';
  digits[16] = 'a';
  for (const std::size_t at : {20U, 16U, 12U, 8U}) digits.insert(at, "-");
  return "urn:uuid:" + digits;
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
  out.append("<").append(name).append(">");
  http::append_text(out, text);
  out.append("</").append(name).append(">\n");
}

void append_link(std::string& out, std::string_view relation, std::string_view url) {
  out.append("<link rel=\"").append(relation).append("\" href=\"");
  http::append_url(out, url);
  out.append("\"/>\n");
}

void append_entry(std::string& out, base::Language language, const AtomEntry& entry) {
  out += "<entry>\n";
  append_element(out, "id", urn(entry.name));
  append_element(out, "title", entry.title);
  append_element(out, "updated", base::iso_japan(entry.at));
  append_link(out, "alternate", http::address(language, entry.path));
  out += "</entry>\n";
}

}  // namespace

http::Response atom(const AtomFeed& feed, base::Language language) {
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"";
  out += language == base::Language::ja ? "ja" : "en";
  out += "\">\n";
  append_element(out, "id", urn(feed.name));
  append_element(out, "title", feed.title);
  append_element(
      out, "updated",
      feed.entries.empty() ? "1970-01-01T00:00:00Z" : base::iso_japan(feed.entries.front().at));
  out += "<author>";
  append_element(out, "name", "nigiwai");
  out += "</author>\n";
  append_link(out, "self", http::address(language, feed.self));
  append_link(out, "alternate", http::address(language, feed.page));
  for (const AtomEntry& entry : feed.entries) append_entry(out, language, entry);
  out += "</feed>\n";
  http::Response response{200, "application/atom+xml; charset=utf-8", std::move(out), {}, {}};
  if (!feed.entries.empty()) response.changed_at = feed.entries.front().at;
  return response;
}

}  // namespace plan
