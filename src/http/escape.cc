// Runs of harmless bytes are appended at once: a table page is 60 KB of them.
#include "http/escape.h"

#include <algorithm>
#include <array>

namespace http {
namespace {

std::string_view reference_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\0':
      return "\xEF\xBF\xBD";  // HTML has no NUL: the replacement character
    default:
      return {};
  }
}

// true for the bytes that stand in an address as they are
constexpr std::array<bool, 256> bytes(std::string_view further) {
  std::array<bool, 256> allowed{};
  for (int c = '0'; c <= '9'; ++c) allowed[c] = true;
  for (int c = 'a'; c <= 'z'; ++c) allowed[c] = allowed[c - 'a' + 'A'] = true;
  for (char c : std::string_view("-._~")) allowed[static_cast<unsigned char>(c)] = true;
  for (char c : further) allowed[static_cast<unsigned char>(c)] = true;
  return allowed;
}
constexpr auto kUnreserved = bytes("");
constexpr auto kAddress = bytes("%/?#[]@:!$()*+,;=");

void append_percent(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool may_be_followed(std::string_view url) {
  // Browsers skip leading spaces and drop tabs and line breaks anywhere: none of these is an
  // address.
  if (std::ranges::any_of(url, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return false;
  if (url.starts_with(' ') || url.starts_with("//") || url.find('\\') != url.npos) return false;
  const std::size_t colon = url.find_first_of(":/?#");
  if (colon == std::string_view::npos || url[colon] != ':') return true;
  std::string scheme(url.substr(0, colon));
  std::ranges::transform(scheme, scheme.begin(), lower);
  return scheme == "https" || scheme == "http" || scheme == "mailto" || scheme == "tel";
}

}  // namespace

void append_attribute(std::string& out, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view reference = reference_of(text[i]);
    if (reference.empty()) continue;
    out.append(text, begin, i - begin);
    out.append(reference);
    begin = i + 1;
  }
  out.append(text, begin, text.size() - begin);
}

void append_text(std::string& out, std::string_view text) {
  append_attribute(out, text);
}

void append_url(std::string& out, std::string_view url) {
  if (!may_be_followed(url)) {
    out += '#';
    return;
  }
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      out.append("&amp;");
    } else if (kAddress[byte]) {
      out += c;
    } else {
      append_percent(out, byte);
    }
  }
}

void append_url_part(std::string& out, std::string_view part) {
  for (const char c : part) {
    const auto byte = static_cast<unsigned char>(c);
    if (kUnreserved[byte]) {
      out += c;
    } else {
      append_percent(out, byte);
    }
  }
}

}  // namespace http
