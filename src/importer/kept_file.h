// The file of an import as it was read, and what is understood of its table. What was read last
// stays at hand: turning the pages of a large preview reads nothing again. Contents are known by
// their hash, so what is at hand is never out of date.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "importer/importer.h"
#include "paper/paper_folder.h"

namespace importer {

struct KeptTable {
  std::shared_ptr<const sheet::SourceFile> file;
  std::shared_ptr<const Understanding> understanding;
  int table = 0;

  const sheet::SourceTable& source() const { return file->tables[static_cast<std::size_t>(table)]; }
};

// Refusals: those of sheet::read_source, file_missing, unknown_table.
base::Result<KeptTable> kept_table(const paper::Folder& folder, const Import& one);

// The file alone, no longer at hand: the memory is wanted for the plan it becomes.
base::Result<KeptTable> take_kept_table(const paper::Folder& folder, const Import& one);

// The file alone, from the disk and by its hash. Refusals: those of sheet::read_source,
// file_missing.
base::Result<std::shared_ptr<const sheet::SourceFile>> kept_source(const paper::Folder& folder,
                                                                   const Import& one);

// The same of a content at hand. Refusals: those of sheet::read_source.
base::Result<std::shared_ptr<const sheet::SourceFile>> read_content_of(std::string_view bytes,
                                                                       std::string_view name,
                                                                       bool pasted);

// A large table needs much memory for a moment. Stands at the beginning of what may read one: when
// it is over, that memory goes back to the machine and is not kept for whoever comes next.
class MemoryGivenBack {
 public:
  MemoryGivenBack();
  ~MemoryGivenBack();
  MemoryGivenBack(const MemoryGivenBack&) = delete;
  MemoryGivenBack& operator=(const MemoryGivenBack&) = delete;

 private:
  std::uint64_t large_before_;
};

// Nothing stays at hand: for measurements and for tests.
void forget_kept_tables();

}  // namespace importer
