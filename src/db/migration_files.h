// The files of migrations/, in their order, as compiled into the program.
#pragma once

#include <span>
#include <string_view>

namespace db {

struct MigrationFile {
  int number;
  std::string_view name;
  std::string_view text;
};

std::span<const MigrationFile> migration_files();

}  // namespace db
