// Unpacks by libzip. What the file claims about sizes is not believed: bytes are counted as they
// come.
#include "sheet/zip_parts.h"

#include <zip.h>

#include <array>

namespace sheet {

ZipParts::ZipParts(std::string_view bytes, std::size_t unpacked_max) : left_(unpacked_max) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive_ == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
}

ZipParts::~ZipParts() {
  if (archive_ != nullptr) zip_discard(archive_);
}

std::optional<std::string> ZipParts::part(const std::string& name) {
  const zip_int64_t index = zip_name_locate(archive_, name.c_str(), 0);
  if (index < 0) return std::nullopt;
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0), zip_fclose);
  if (!file) {
    trouble_ = Trouble::damage;
    return std::nullopt;
  }
  std::string text;
  std::array<char, 65536> piece;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0) trouble_ = Trouble::damage;
    if (got > 0 && static_cast<std::size_t>(got) > left_) trouble_ = Trouble::excess;
    if (trouble_ != Trouble::none) return std::nullopt;
    if (got == 0) return text;
    left_ -= static_cast<std::size_t>(got);
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace sheet
