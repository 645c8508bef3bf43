// Reading and understanding, and nothing else.
#include "importer/looking.h"

#include <algorithm>

#include "importer/kept_file.h"
#include "staff/permission.h"

namespace importer {

base::Result<Looked> look(const base::Actor& actor, const Looking& looking) {
  const auto may =
      staff::permits(actor, staff::Deed::import_tables, {actor.municipality, actor.body});
  if (!may) return std::unexpected(may.error());
  if (looking.bytes.empty() && looking.pasted) return base::refuse(nothing_pasted);
  if (looking.bytes.empty() && looking.name.empty()) return base::refuse(no_file_chosen);
  auto file = read_content_of(looking.bytes, looking.name, looking.pasted);
  if (!file) return std::unexpected(file.error());
  const auto& tables = (*file)->tables;
  const int table = looking.table > 0 ? looking.table - 1 : best_table(**file);
  if (looking.table < 0 || static_cast<std::size_t>(table) >= tables.size())
    return base::refuse(unknown_table, {{"table", std::to_string(looking.table)}});
  Looked looked{*std::move(file), table, {}};
  for (std::size_t i = 0; i < tables.size(); ++i)
    looked.understood.push_back(
        understand(tables[i], static_cast<int>(i) == table ? looking.choices : Choices{}));
  return looked;
}

std::size_t cells_filled(const sheet::SourceFile& file) {
  std::size_t filled = 0;
  for (const auto& table : file.tables)
    for (const auto& row : table.grid.rows)
      filled += static_cast<std::size_t>(
          std::ranges::count_if(row, [](const std::string& cell) { return !cell.empty(); }));
  return filled;
}

}  // namespace importer
