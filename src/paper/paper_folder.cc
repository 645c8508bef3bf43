// A lock of the folder keeps a sweep from taking what is being attached at the same moment: keeping
// holds it shared, sweeping alone and looks at the age again.
#include "paper/paper_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "base/secret.h"
#include "base/sha256.h"
#include "db/archive.h"
#include "db/db.h"

namespace paper {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLock = ".lock";
constexpr std::string_view kOwner = ".database";
constexpr std::string_view kUnfinished = ".unfinished";
constexpr std::size_t kPieceBytes = 1 << 16;

[[noreturn]] void fail(const fs::path& path, int error) {
  throw db::Fault(db::file_fault_kind(error),
                  path.string() + ": " + std::generic_category().message(error));
}

class File {
 public:
  File(const fs::path& path, int flags) : path_(path), number_(open(path.c_str(), flags, 0640)) {
    if (number_ < 0) fail(path, errno);
  }
  ~File() { close(number_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(number_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void sync() const {
    if (fsync(number_) != 0) fail(path_, errno);
  }
  void lock(int how) const {
    while (flock(number_, how) != 0)
      if (errno != EINTR) fail(path_, errno);
  }

 private:
  const fs::path path_;
  const int number_;
};

constexpr int kNew = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;

// Made and on the disk, with all above it that is new.
void make_folder(const fs::path& folder) {
  if (fs::is_directory(folder)) return;
  const fs::path above = fs::absolute(folder).parent_path();
  make_folder(above);
  if (mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) fail(folder, errno);
  db::sync_folder(above);
}

class Lock {
 public:
  Lock(const Folder& folder, int how) : file_(folder / kLock, O_RDWR | O_CREAT | O_CLOEXEC) {
    file_.lock(how);
  }

 private:
  const File file_;  // closing gives the lock back
};

std::string drawer_name(int drawer) {
  constexpr std::string_view kHex = "0123456789abcdef";
  return {kHex.at(static_cast<std::size_t>(drawer >> 4)),
          kHex.at(static_cast<std::size_t>(drawer & 15))};
}

bool is_content_name(std::string_view name) {
  return name.size() == 64 && std::ranges::all_of(name, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

struct Age {
  std::int64_t microseconds = 0;
  std::int64_t bytes = 0;
};

// nullopt: gone meanwhile, or no file.
std::optional<Age> age_of(const fs::path& path, base::Instant now) {
  struct stat about{};
  if (lstat(path.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  const std::int64_t changed =
      std::int64_t{about.st_mtim.tv_sec} * 1'000'000 + about.st_mtim.tv_nsec / 1000;
  return Age{now.microseconds - changed, about.st_size};
}

bool is_old(const fs::path& path, base::Instant now) {
  const auto age = age_of(path, now);
  return age && age->microseconds > kOrphanMicroseconds;
}

// The clock of tests stands still, that of the disk does not: both have to say the same.
bool make_fresh(const fs::path& path) {
  const std::int64_t now = base::now().microseconds;
  timespec moment{};
  moment.tv_sec = now / 1'000'000;
  moment.tv_nsec = now % 1'000'000 * 1000;
  const std::array times = {moment, moment};
  return utimensat(AT_FDCWD, path.c_str(), times.data(), 0) == 0;
}

}  // namespace

fs::path content_path(const Folder& folder, std::string_view sha256) {
  return folder / sha256.substr(0, 2) / sha256;
}

std::string keep_content(const Folder& folder, std::string_view bytes) {
  std::string sha256 = base::sha256_hex(bytes);
  const fs::path target = content_path(folder, sha256);
  make_folder(target.parent_path());
  const Lock lock(folder, LOCK_SH);
  if (!damage_of(folder, sha256, static_cast<std::int64_t>(bytes.size())) && make_fresh(target))
    return sha256;
  const fs::path unfinished =
      target.parent_path() / (base::new_secret() + std::string(kUnfinished));
  try {
    const File file(unfinished, kNew | O_EXCL);
    file.write(bytes);
    make_fresh(unfinished);
    file.sync();
    if (rename(unfinished.c_str(), target.c_str()) != 0) fail(target, errno);
  } catch (const db::Fault&) {
    unlink(unfinished.c_str());
    throw;
  }
  db::sync_folder(target.parent_path());
  return sha256;
}

std::shared_ptr<const base::OpenFile> open_content(const Folder& folder, std::string_view sha256) {
  const fs::path path = content_path(folder, sha256);
  auto file = base::OpenFile::open(path);
  if (file == nullptr && errno != ENOENT) fail(path, errno);
  return file;
}

std::optional<Damage> damage_of(const base::OpenFile& file, std::string_view sha256,
                                std::int64_t bytes) {
  if (static_cast<std::int64_t>(file.bytes()) != bytes) return Damage::other_size;
  base::Sha256 hash;
  std::size_t read = 0;
  for (std::string piece; read < file.bytes(); read += piece.size()) {
    piece = file.read(read, kPieceBytes);
    if (piece.empty()) return Damage::other_size;  // cut meanwhile
    hash.add(piece);
  }
  return hash.hex() == sha256 ? std::nullopt : std::optional(Damage::other_content);
}

std::optional<Damage> damage_of(const Folder& folder, std::string_view sha256, std::int64_t bytes) {
  const auto file = base::OpenFile::open(content_path(folder, sha256));
  return file == nullptr ? std::optional(Damage::missing) : damage_of(*file, sha256, bytes);
}

Swept sweep_drawer(
    const Folder& folder, int drawer, base::Instant now,
    db::FunctionRef<std::vector<std::string>(const std::string& from, const std::string& below)>
        used) {
  Swept swept;
  const std::string name = drawer_name(drawer);
  std::vector<fs::path> old;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder / name, error)) {
    const std::string file = entry.path().filename().string();
    if ((is_content_name(file) || file.ends_with(kUnfinished)) && is_old(entry.path(), now))
      old.push_back(entry.path());
  }
  if (old.empty()) return swept;
  // A hash ends in a digit or a letter up to f: every one of the drawer is below aag.
  const auto in_use = used(name, name + "g");
  const Lock lock(folder, LOCK_EX);
  for (const fs::path& path : old) {
    if (std::ranges::binary_search(in_use, path.filename().string())) continue;
    const auto age = age_of(path, now);
    if (!age || age->microseconds <= kOrphanMicroseconds) continue;  // fresh again meanwhile
    if (unlink(path.c_str()) != 0) continue;
    ++swept.files;
    swept.bytes += age->bytes;
  }
  return swept;
}

std::string owner_of(const Folder& folder) {
  std::ifstream file(folder / kOwner);
  std::string database;
  std::getline(file, database);
  return database;
}

bool claim(const Folder& folder, std::string_view database) {
  if (!fs::is_directory(folder)) return true;
  const Lock lock(folder, LOCK_EX);
  if (const std::string owner = owner_of(folder); !owner.empty()) return owner == database;
  const File file(folder / kOwner, kNew);
  file.write(std::string(database) + "\n");
  file.sync();
  return true;
}

}  // namespace paper
