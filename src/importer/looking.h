// What a file is taken to say, told without keeping anything of it.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "importer/importer.h"

namespace importer {

struct Looking {
  std::string_view name;
  std::string_view bytes;
  bool pasted = false;
  int table = 0;  // from 1; 0: the one that looks most like a table of programmes
  Choices choices = {};
};
struct Looked {
  std::shared_ptr<const sheet::SourceFile> file;
  int table = 0;                          // in the file
  std::vector<Understanding> understood;  // of every table; what was chosen is about `table`

  const Understanding& chosen() const { return understood[static_cast<std::size_t>(table)]; }
};
// Refusals: those of the permission, no_file_chosen, nothing_pasted, those of sheet::read_source,
// unknown_table.
base::Result<Looked> look(const base::Actor& actor, const Looking& looking);

// How many cells of the file's tables are filled.
std::size_t cells_filled(const sheet::SourceFile& file);

}  // namespace importer
