// Unpacks by libzip. What the file claims about sizes is not believed: bytes are counted as they
// come.
#include "sheet/zip_parts.h"

#include <zip.h>

#include <algorithm>
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

bool ZipParts::has(const std::string& name) const {
  return zip_name_locate(archive_, name.c_str(), 0) >= 0;
}

std::optional<std::size_t> ZipParts::announced_excess(std::size_t unpacked_max,
                                                      std::size_t ratio_max) const {
  constexpr zip_uint64_t kSmall = 4 << 20, kEnough = 1ull << 40;
  const zip_int64_t count = zip_get_num_entries(archive_, 0);
  zip_uint64_t total = 0;
  bool is_bomb = false;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t said;
    zip_stat_init(&said);
    if (zip_stat_index(archive_, static_cast<zip_uint64_t>(i), 0, &said) != 0) continue;
    if ((said.valid & ZIP_STAT_SIZE) == 0) continue;
    total = std::min(kEnough, total + std::min(kEnough, said.size));
    if (said.size <= kSmall || (said.valid & ZIP_STAT_COMP_SIZE) == 0) continue;
    is_bomb = is_bomb || said.size / ratio_max > said.comp_size;
  }
  if (total <= unpacked_max && !is_bomb) return std::nullopt;
  return static_cast<std::size_t>(total >> 20);
}

bool ZipParts::in_pieces(const std::string& name,
                         const std::function<bool(std::string_view)>& take) {
  const zip_int64_t index = zip_name_locate(archive_, name.c_str(), 0);
  if (index < 0) return false;
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0), zip_fclose);
  if (!file) {
    trouble_ = Trouble::damage;
    return false;
  }
  std::array<char, 65536> piece;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0) trouble_ = Trouble::damage;
    if (got > 0 && static_cast<std::size_t>(got) > left_) trouble_ = Trouble::excess;
    if (trouble_ != Trouble::none) return false;
    if (got == 0) return true;
    left_ -= static_cast<std::size_t>(got);
    if (!take({piece.data(), static_cast<std::size_t>(got)})) return false;
  }
}

std::optional<std::string> ZipParts::part(const std::string& name) {
  std::string text;
  const bool read = in_pieces(name, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  return read ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace sheet
