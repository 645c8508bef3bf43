// Written whole and forced to disk before anybody relies on it.
#include "edition/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "edition/edition.h"

namespace edition {

std::filesystem::path key_path(const std::filesystem::path& folder, std::string_view municipality) {
  return folder / (std::string(municipality) + ".pem");
}

base::Result<PrivateKey> read_key(const std::filesystem::path& folder,
                                  std::string_view municipality) {
  const auto path = key_path(folder, municipality);
  struct stat status{};
  if (folder.empty() || ::stat(path.c_str(), &status) != 0)
    return base::refuse(key_missing, {{"file", path.string()}});
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return base::refuse(key_open_to_others, {{"file", path.string()}});
  std::ifstream file(path, std::ios::binary);
  const std::string pem{std::istreambuf_iterator<char>(file), {}};
  auto key = PrivateKey::read(pem);
  if (!file || !key) return base::refuse(key_unreadable, {{"file", path.string()}});
  return *std::move(key);
}

base::Result<void> keep_key(const std::filesystem::path& folder, std::string_view municipality,
                            const PrivateKey& key) {
  const auto path = key_path(folder, municipality);
  std::error_code failed;
  const bool made = std::filesystem::create_directories(folder, failed);
  if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0)
    return base::refuse(key_not_kept, {{"file", path.string()}, {"why", std::strerror(errno)}});
  const std::string pem = key.pem();
  const bool written = ::write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size()) &&
                       ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (written) return {};
  std::filesystem::remove(path, failed);
  return base::refuse(key_not_kept, {{"file", path.string()}, {"why", std::strerror(error)}});
}

void remove_key(const std::filesystem::path& folder, std::string_view municipality) {
  std::error_code failed;
  std::filesystem::remove(key_path(folder, municipality), failed);
}

}  // namespace edition
