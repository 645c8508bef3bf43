// Packs and unpacks by libzip, in memory; bytes are counted as they come.
#include "output/form_parts.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace output {
namespace {

using Archive = std::unique_ptr<zip_t, void (*)(zip_t*)>;

std::optional<std::string> unpacked(zip_t* archive, zip_uint64_t index, std::size_t& left) {
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive, index, 0),
                                                               zip_fclose);
  if (!file) return std::nullopt;
  std::string text;
  std::array<char, 65536> piece;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0 || static_cast<std::size_t>(got) > left) return std::nullopt;
    if (got == 0) return text;
    left -= static_cast<std::size_t>(got);
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
}

// The bytes that libzip wrote behind a source.
std::string bytes_of(zip_source_t* source) {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_source_stat(source, &about) != 0 || zip_source_open(source) != 0)
    throw std::runtime_error("output: a packed file cannot be read back");
  std::string bytes(about.size, '\0');
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  if (got != static_cast<zip_int64_t>(bytes.size()))
    throw std::runtime_error("output: a packed file is shorter than it says");
  return bytes;
}

}  // namespace

std::string* FormParts::find(std::string_view name) {
  const auto found = std::ranges::find(parts, name, &std::pair<std::string, std::string>::first);
  return found == parts.end() ? nullptr : &found->second;
}

std::optional<FormParts> read_parts(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  const Archive archive(
      source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error), zip_discard);
  zip_error_fini(&error);
  if (!archive) {
    if (source != nullptr) zip_source_free(source);
    return std::nullopt;
  }
  FormParts parts;
  std::size_t left = kFormBytesMax;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(archive.get(), index, 0);
    auto text = unpacked(archive.get(), index, left);
    parts.too_large = !text && left < 65536;
    if (!text || name == nullptr) return parts.too_large ? std::optional(parts) : std::nullopt;
    parts.parts.emplace_back(name, *std::move(text));
  }
  return parts;
}

std::string write_parts(const FormParts& parts) {
  constexpr zip_uint16_t first_of_1980 = 0x21;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = target == nullptr ? nullptr : zip_open_from_source(target, ZIP_TRUNCATE, &error);
  zip_error_fini(&error);
  if (archive == nullptr) throw std::runtime_error("output: a packed file cannot be begun");
  zip_source_keep(target);
  for (const auto& [name, text] : parts.parts) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("output: a part cannot be packed: " + name);
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, first_of_1980, 0);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("output: a packed file cannot be written");
  return bytes_of(target);
}

}  // namespace output
