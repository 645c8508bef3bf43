// Packs by libzip, in memory.
#include "sheet/testing.h"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace sheet::testing {
namespace {

void must(bool holds) {
  if (!holds) throw std::runtime_error("libzip does not pack");
}

void fill(zip_source_t* whole, const Parts& parts, int method, zip_error_t& error) {
  zip_t* archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
  must(archive != nullptr);
  for (const auto& [name, text] : parts) {
    zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8);
    must(index >= 0);
    must(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0) == 0);
  }
  must(zip_close(archive) == 0);
}

std::string pack(const Parts& parts, int method) {
  if (parts.empty()) return {};
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> whole(
      zip_source_buffer_create(nullptr, 0, 0, &error), zip_source_free);
  must(whole != nullptr);
  zip_source_keep(whole.get());  // the archive takes one hold with it when it closes
  fill(whole.get(), parts, method, error);
  must(zip_source_open(whole.get()) == 0 && zip_source_seek(whole.get(), 0, SEEK_END) == 0);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(whole.get())), '\0');
  must(zip_source_seek(whole.get(), 0, SEEK_SET) == 0);
  must(zip_source_read(whole.get(), bytes.data(), bytes.size()) ==
       static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(whole.get());
  zip_error_fini(&error);
  return bytes;
}

}  // namespace

std::string packed(const Parts& parts) {
  return pack(parts, ZIP_CM_STORE);
}

std::string squeezed(const Parts& parts) {
  return pack(parts, ZIP_CM_DEFLATE);
}

}  // namespace sheet::testing
