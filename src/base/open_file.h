// A file open for reading, closed with the last who holds it: however many are reading, each takes
// what it needs from the disk and none has the whole of it in memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace base {

class OpenFile {
 public:
  // nullptr: it cannot be opened, and errno says why.
  static std::shared_ptr<const OpenFile> open(const std::filesystem::path& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }
  std::size_t bytes() const { return bytes_; }
  // At most `most` bytes from `from` on; fewer at the end. Throws std::system_error.
  std::string read(std::size_t from, std::size_t most) const;

 private:
  OpenFile(int descriptor, std::size_t bytes) : descriptor_(descriptor), bytes_(bytes) {}

  const int descriptor_;
  const std::size_t bytes_;
};

}  // namespace base
