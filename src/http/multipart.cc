// One walk over the body, from boundary to boundary; nothing is copied but what is kept.
#include "http/multipart.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "http/reading.h"

namespace http {
namespace {

constexpr std::string_view kType = "multipart/form-data";
constexpr std::size_t kBoundaryBytesMax = 70;
constexpr std::size_t kNameBytesMax = 1024;

bool is_of_boundary(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("'()+_,-./:=?").contains(c);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::string> boundary_of(std::string_view type) {
  constexpr std::string_view kName = "boundary=";
  const auto at = lower_case(type).find(kName);
  if (at == std::string::npos) return std::nullopt;
  std::string_view value = type.substr(at + kName.size());
  value = trimmed(value.substr(0, value.find(';')));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  const bool fits = !value.empty() && value.size() <= kBoundaryBytesMax &&
                    std::ranges::all_of(value, is_of_boundary);
  return fits ? std::optional(std::string(value)) : std::nullopt;
}

// Browsers write the quotation mark and line breaks of a name as %22, %0D and %0A, and nothing
// else.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view three = text.substr(i, 3);
    const bool is_mark = three == "%22" || three == "%0D" || three == "%0A";
    out += !is_mark ? text[i] : three == "%22" ? '"' : ' ';
    if (is_mark) i += 2;
  }
  return out;
}

// name="…" of a header line; nullopt: not there.
std::optional<std::string> parameter(std::string_view line, std::string_view name) {
  const std::string start = "; " + std::string(name) + "=\"";
  const auto at = line.find(start);
  if (at == line.npos) return std::nullopt;
  const std::string_view rest = line.substr(at + start.size());
  const auto end = rest.find('"');
  if (end == rest.npos || end > kNameBytesMax) return std::nullopt;
  return unescaped(rest.substr(0, end));
}

bool is_clean(std::string_view text) {
  return base::is_valid_utf8(text) && std::ranges::none_of(text, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
         });
}

struct Head {
  std::string name;
  std::optional<std::string> file;
};

std::optional<Head> head_of(std::string_view lines) {
  constexpr std::string_view kDisposition = "content-disposition:";
  while (!lines.empty()) {
    const auto end = std::min(lines.find("\r\n"), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 2, lines.size()));
    if (!lower_case(line.substr(0, kDisposition.size())).starts_with(kDisposition)) continue;
    const std::string_view value = trimmed(line.substr(kDisposition.size()));
    const auto name = parameter(value, "name");
    if (!value.starts_with("form-data") || !name || name->empty() || !is_clean(value))
      return std::nullopt;
    return Head{*name, parameter(value, "filename")};
  }
  return std::nullopt;
}

// Some browsers send the path; only the last part is the name.
std::string file_name(std::string name) {
  const auto at = name.find_last_of("/\\");
  return at == std::string::npos ? name : name.substr(at + 1);
}

bool keep(Multipart& read, const Head& head, std::string_view content) {
  if (!head.file) {
    if (!is_clean(content)) return false;
    read.form.emplace_back(head.name, std::string(content));
  } else if (!head.file->empty()) {
    read.files.push_back({head.name, file_name(*head.file), std::string(content)});
  }
  return true;
}

}  // namespace

bool is_multipart(std::string_view content_type) {
  return lower_case(content_type.substr(0, kType.size())) == kType;
}

std::optional<Multipart> read_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = boundary_of(content_type);
  if (!boundary) return std::nullopt;
  const std::string mark = "--" + *boundary;
  if (!body.starts_with(mark)) return std::nullopt;
  body.remove_prefix(mark.size());
  Multipart read;
  for (std::size_t parts = 0; parts <= kPartsMax; ++parts) {
    if (body.starts_with("--")) return read;
    if (parts == kPartsMax || !body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
    const auto blank = body.substr(0, kPartHeadBytesMax).find("\r\n\r\n");
    if (blank == body.npos) return std::nullopt;
    const auto head = head_of(body.substr(0, blank));
    body.remove_prefix(blank + 4);
    const auto end = body.find("\r\n" + mark);
    if (!head || end == body.npos) return std::nullopt;
    if (!keep(read, *head, body.substr(0, end))) return std::nullopt;
    body.remove_prefix(end + 2 + mark.size());
  }
  return std::nullopt;
}

}  // namespace http
