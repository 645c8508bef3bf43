// Read by position: readers of one open file do not disturb each other.
#include "base/open_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace base {

std::shared_ptr<const OpenFile> OpenFile::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat about{};
  if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    const int error = S_ISREG(about.st_mode) ? errno : EISDIR;
    ::close(descriptor);
    errno = error;
    return nullptr;
  }
  return std::shared_ptr<const OpenFile>(
      new OpenFile(descriptor, static_cast<std::size_t>(about.st_size)));
}

OpenFile::~OpenFile() {
  ::close(descriptor_);
}

std::string OpenFile::read(std::size_t from, std::size_t most) const {
  std::string bytes(most, '\0');
  std::size_t done = 0;
  while (done < most) {
    const ssize_t count =
        ::pread(descriptor_, bytes.data() + done, most - done, static_cast<off_t>(from + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category(), "cannot read a file");
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace base
