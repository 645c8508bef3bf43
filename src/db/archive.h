// A backup's one file: a plain tar with the snapshot and the stored files. It is written under
// another name, brought to the disk and then renamed, so a file under its own name is whole.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "db/db.h"
#include "db/function_ref.h"

struct archive;

namespace db {

class ArchiveWriter {
 public:
  // Throws Fault: disk_full, read_only, or cannot_open.
  explicit ArchiveWriter(std::filesystem::path target);
  ~ArchiveWriter();  // an archive that was not finished is removed
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void add(const std::string& name, const std::filesystem::path& file);
  void finish();

 private:
  [[noreturn]] void fail(std::string_view what, int error) const;
  void write_content(const std::filesystem::path& file);

  const std::filesystem::path target_;
  const std::filesystem::path unfinished_;
  int descriptor_ = -1;
  struct Close {
    void operator()(archive* writer) const;
  };
  std::unique_ptr<archive, Close> archive_;
};

// Unpacks regular files; place(name) says where each goes, or throws for a name that does not
// belong. Every file is on the disk when this returns. Throws Fault(corrupt) for what is no whole
// tar.
void unpack(const std::filesystem::path& source,
            FunctionRef<std::filesystem::path(const std::string& name)> place);

// Which fault a failed system call is.
FaultKind file_fault_kind(int error);
// Brings a folder's list of names to the disk.
void sync_folder(const std::filesystem::path& folder);

}  // namespace db
