// libarchive does the tar; the disk's errors become faults.
#include "db/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = 1 << 16;

std::string says(int error) {
  return std::generic_category().message(error);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_file(const fs::path& path, int error) {
  throw Fault(file_fault_kind(error), path.string() + ": " + says(error));
}

struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
struct FreeReader {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

void write_all(const fs::path& path, int descriptor, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_file(path, errno);
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

void unpack_one(archive* reader, const fs::path& target) {
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  if (error) fail_file(target.parent_path(), error.value());
  const Descriptor file(open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
  if (file.number() < 0) fail_file(target, errno);
  std::array<char, kPieceBytes> piece;
  for (;;) {
    const la_ssize_t size = archive_read_data(reader, piece.data(), piece.size());
    if (size == 0) break;
    if (size < 0) throw Fault(FaultKind::corrupt, target.string() + ": the backup breaks off");
    write_all(target, file.number(), piece.data(), static_cast<std::size_t>(size));
  }
  if (fsync(file.number()) != 0) fail_file(target, errno);
  sync_folder(target.parent_path());
}

}  // namespace

FaultKind file_fault_kind(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return FaultKind::disk_full;
    case EROFS:
    case EACCES:
    case EPERM:
      return FaultKind::read_only;
    default:
      return FaultKind::cannot_open;
  }
}

void sync_folder(const fs::path& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() < 0 || fsync(opened.number()) != 0) fail_file(folder, errno);
}

void ArchiveWriter::Close::operator()(archive* writer) const {
  archive_write_free(writer);
}

ArchiveWriter::ArchiveWriter(fs::path target)
    : target_(fs::absolute(std::move(target))),
      unfinished_(target_.string() + ".unfinished"),
      descriptor_(open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)),
      archive_(archive_write_new()) {
  if (descriptor_ < 0) fail_file(unfinished_, errno);
  archive_write_set_format_pax_restricted(archive_.get());
  if (archive_write_open_fd(archive_.get(), descriptor_) != ARCHIVE_OK)
    fail("open", archive_errno(archive_.get()));
}

ArchiveWriter::~ArchiveWriter() {
  if (descriptor_ < 0) return;
  archive_.reset();
  close(descriptor_);
  unlink(unfinished_.c_str());
}

void ArchiveWriter::fail(std::string_view what, int error) const {
  throw Fault(file_fault_kind(error),
              target_.string() + ": " + std::string(what) + ": " + says(error));
}

void ArchiveWriter::add(const std::string& name, const fs::path& file) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(fs::file_size(file)));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0640);
  if (archive_write_header(archive_.get(), entry.get()) != ARCHIVE_OK)
    fail(name, archive_errno(archive_.get()));
  write_content(file);
}

void ArchiveWriter::write_content(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) fail_file(file, errno);
  std::array<char, kPieceBytes> piece;
  while (input.read(piece.data(), piece.size()), input.gcount() > 0) {
    const auto size = static_cast<std::size_t>(input.gcount());
    if (archive_write_data(archive_.get(), piece.data(), size) != static_cast<la_ssize_t>(size))
      fail(file.string(), archive_errno(archive_.get()));
  }
}

void ArchiveWriter::finish() {
  if (archive_write_close(archive_.get()) != ARCHIVE_OK)
    fail("close", archive_errno(archive_.get()));
  if (fsync(descriptor_) != 0) fail("fsync", errno);
  if (rename(unfinished_.c_str(), target_.c_str()) != 0) fail("rename", errno);
  close(std::exchange(descriptor_, -1));
  sync_folder(target_.parent_path());
}

void unpack(const fs::path& source, FunctionRef<fs::path(const std::string& name)> place) {
  const std::unique_ptr<archive, FreeReader> reader(archive_read_new());
  archive_read_support_format_tar(reader.get());
  if (access(source.c_str(), R_OK) != 0) fail_file(source, errno);
  const auto broken = [&] {
    return Fault(FaultKind::corrupt, source.string() + ": no whole backup archive");
  };
  if (archive_read_open_filename(reader.get(), source.c_str(), kPieceBytes) != ARCHIVE_OK)
    throw broken();
  archive_entry* entry = nullptr;
  int code;
  while ((code = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK) {
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG) throw broken();
    unpack_one(reader.get(), place(name));
  }
  if (code != ARCHIVE_EOF) throw broken();
}

}  // namespace db
