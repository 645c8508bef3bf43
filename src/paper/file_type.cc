// First bytes, the list of parts at the end of a zip, and text that is text in UTF-8 or Shift_JIS.
#include "paper/file_type.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/japanese_text.h"

namespace paper {
namespace {

struct Line {
  std::string_view ending;
  FileType type;
  std::string_view media_type;
};
constexpr std::array kEndings = {
    Line{"pdf", FileType::pdf, "application/pdf"},
    Line{"png", FileType::png, "image/png"},
    Line{"jpg", FileType::jpeg, "image/jpeg"},
    Line{"jpeg", FileType::jpeg, "image/jpeg"},
    Line{"xlsx", FileType::xlsx,
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    Line{"docx", FileType::docx,
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    Line{"pptx", FileType::pptx,
         "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    Line{"csv", FileType::csv, "text/csv"},
    Line{"txt", FileType::text, "text/plain"}};

const Line& line_of(FileType type) {
  return *std::ranges::find(kEndings, type, &Line::type);
}

constexpr std::string_view kPdf = "%PDF-";
constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kJpeg = "\xff\xd8\xff";
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kZipEnd = "PK\x05\x06";
constexpr std::string_view kZipPart = "PK\x01\x02";
constexpr std::string_view kOldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

std::string ending_in(std::string_view name) {
  const auto dot = name.rfind('.');
  std::string ending(dot == name.npos ? std::string_view() : name.substr(dot + 1));
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ending;
}

// ---- the list of parts of an Office file

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;)
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Parts {
  std::size_t count = 0;
  std::uint64_t unpacked = 0;
  bool has_types = false;
  bool has_macros = false;
  std::optional<FileType> type = {};
};

void look_at(Parts& parts, std::string_view name) {
  if (name == "[Content_Types].xml") parts.has_types = true;
  if (name == "xl/workbook.xml") parts.type = FileType::xlsx;
  if (name == "word/document.xml") parts.type = FileType::docx;
  if (name == "ppt/presentation.xml") parts.type = FileType::pptx;
  if (name.ends_with("vbaProject.bin")) parts.has_macros = true;
}

// nullopt: not a whole list.
std::optional<Parts> parts_of(std::string_view bytes) {
  constexpr std::size_t kEndBytes = 22;
  constexpr std::size_t kCommentMax = 0xffff;
  constexpr std::size_t kPartBytes = 46;
  const auto end = bytes.rfind(kZipEnd);
  if (end == bytes.npos || bytes.size() - end < kEndBytes ||
      bytes.size() - end > kEndBytes + kCommentMax)
    return std::nullopt;
  const std::size_t count = number(bytes, end + 10, 2);
  const std::size_t size = number(bytes, end + 12, 4);
  const std::size_t from = number(bytes, end + 16, 4);
  if (from > end || size > end - from) return std::nullopt;
  std::string_view list = bytes.substr(from, size);
  Parts parts;
  while (parts.count < count) {
    if (list.size() < kPartBytes || !list.starts_with(kZipPart)) return std::nullopt;
    const std::size_t name = number(list, 28, 2);
    const std::size_t whole = kPartBytes + name + number(list, 30, 2) + number(list, 32, 2);
    if (whole > list.size() || number(list, 42, 4) >= from) return std::nullopt;
    parts.unpacked += number(list, 24, 4);
    look_at(parts, list.substr(kPartBytes, name));
    list.remove_prefix(whole);
    ++parts.count;
  }
  return list.empty() ? std::optional(parts) : std::nullopt;
}

// ---- text

// A pair of Shift_JIS as Windows writes it.
bool is_pair(unsigned char lead, unsigned char trail) {
  const bool leads = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
  return leads && trail >= 0x40 && trail <= 0xfc && trail != 0x7f;
}

bool is_shift_jis(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80 || (byte >= 0xa1 && byte <= 0xdf)) continue;
    if (i + 1 == text.size() || !is_pair(byte, static_cast<unsigned char>(text[i + 1])))
      return false;
    ++i;
  }
  return true;
}

bool is_text(std::string_view bytes) {
  const bool plain = std::ranges::all_of(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || c == '\n' || c == '\r' || c == '\t' || c == '\f';
  });
  return plain && (base::is_valid_utf8(bytes) || is_shift_jis(bytes));
}

// ---- both together

base::Result<FileType> office(std::string_view name, FileType said, std::string_view bytes) {
  const std::vector<base::Fact> facts = {{"file", std::string(name)},
                                         {"ending", std::string(ending_of(said))}};
  if (bytes.starts_with(kOldOffice)) return base::refuse(locked_or_old, facts);
  if (!bytes.starts_with(kZip)) return base::refuse(content_differs, facts);
  const auto parts = parts_of(bytes);
  if (!parts || !parts->has_types || !parts->type) return base::refuse(office_broken, facts);
  if (parts->count > kOfficePartsMax || parts->unpacked > kOfficeUnpackedMax)
    return base::refuse(office_too_large, {{"file", std::string(name)}});
  if (*parts->type != said) return base::refuse(content_differs, facts);
  if (parts->has_macros) return base::refuse(holds_macros, facts);
  return said;
}

bool begins_like_another(std::string_view bytes) {
  return std::ranges::any_of(std::array{kPdf, kPng, kJpeg, kZip, kOldOffice},
                             [&](std::string_view first) { return bytes.starts_with(first); });
}

base::Result<void> check_name(std::string_view name) {
  if (base::is_blank(name)) return base::refuse(name_missing);
  if (base::check_text(name, base::Lines::one, kNameCharactersMax)) return {};
  if (base::character_count(name) > kNameCharactersMax)
    return base::refuse(name_too_long, {{"max", std::to_string(kNameCharactersMax)}});
  return base::refuse(name_unfit);
}

}  // namespace

std::string_view ending_of(FileType type) {
  return line_of(type).ending;
}

std::string_view media_type_of(FileType type) {
  return line_of(type).media_type;
}

std::string endings_taken() {
  std::string all;
  for (const FileType type : kFileTypes)
    all += (all.empty() ? "" : ", ") + std::string(ending_of(type));
  return all;
}

std::string endings_accepted() {
  std::string all;
  for (const Line& line : kEndings) all += (all.empty() ? "." : ",.") + std::string(line.ending);
  return all;
}

base::Result<FileType> recognise(std::string_view name, std::string_view bytes) {
  if (const auto fit = check_name(name); !fit) return std::unexpected(fit.error());
  const base::Fact file{"file", std::string(name)};
  const std::string ending = ending_in(name);
  const auto line = std::ranges::find(kEndings, ending, &Line::ending);
  if (line == kEndings.end())
    return base::refuse(ending_not_taken, {file, {"taken", endings_taken()}});
  if (bytes.empty()) return base::refuse(file_empty, {file});
  if (bytes.size() > kFileBytesMax)
    return base::refuse(file_too_large,
                        {file, {"megabytes", std::to_string(kFileBytesMax >> 20U)}});
  const auto checked = [&](bool agrees) -> base::Result<FileType> {
    if (agrees) return line->type;
    return base::refuse(content_differs, {file, {"ending", ending}});
  };
  switch (line->type) {
    case FileType::pdf:
      return checked(bytes.starts_with(kPdf));
    case FileType::png:
      return checked(bytes.starts_with(kPng));
    case FileType::jpeg:
      return checked(bytes.starts_with(kJpeg));
    case FileType::xlsx:
    case FileType::docx:
    case FileType::pptx:
      return office(name, line->type, bytes);
    case FileType::csv:
    case FileType::text:
      if (begins_like_another(bytes)) return checked(false);
      if (!is_text(bytes)) return base::refuse(text_unreadable, {file});
      return line->type;
  }
  return checked(false);
}

std::string content_disposition(std::string_view name, std::int64_t paper) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~";
  const std::string ending = ending_in(name);
  const bool is_known = std::ranges::find(kEndings, ending, &Line::ending) != kEndings.end();
  std::string header = "attachment; filename=\"paper-" + std::to_string(paper) +
                       (is_known ? "." + ending : std::string()) + "\"; filename*=UTF-8''";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || kPlain.contains(c);
    if (is_plain)
      header += c;
    else
      header += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return header;
}

}  // namespace paper
