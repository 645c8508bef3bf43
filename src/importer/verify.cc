// Cell by cell against the files: another path than the one that took them over, which read them
// through what was understood.
#include <algorithm>

#include "importer/import_service.h"
#include "importer/kept_file.h"
#include "paper/paper_service.h"
#include "staff/municipality_service.h"

namespace importer {
namespace {

db::Finding finding(std::string_view code, const Import& one, std::vector<base::Fact> facts = {}) {
  facts.push_back({"municipality", one.municipality});
  facts.push_back({"import", std::to_string(one.id.value)});
  facts.push_back({"file", one.name});
  return {"importer", code, std::move(facts)};
}

std::vector<paper::Paper> papers_of(db::Database& database, const Import& one) {
  return database.read([&](db::Read& tx) {
    return paper::papers_of(tx,
                            {one.municipality, "import", std::to_string(one.id.value), one.body});
  });
}

bool has_its_paper(db::Database& database, const Import& one) {
  return std::ranges::any_of(papers_of(database, one), [&](const paper::Paper& paper) {
    return paper.sha256 == one.sha256 && paper.bytes == one.bytes;
  });
}

// The file says it there, or the cell is a part of what it says there.
bool is_said(const sheet::SourceTable& table, const store::CellPlace& cell) {
  if (cell.text.empty()) return false;
  return table.grid.at(cell.grid_row, cell.grid_column) == cell.text &&
         table.address(cell.grid_row, cell.grid_column) == cell.address;
}

void verify_import(db::Database& database, const paper::Folder& folder, const Import& one,
                   std::vector<db::Finding>& findings) {
  if (!has_its_paper(database, one)) {
    findings.push_back(finding("importer.verify_paper", one));
    return;
  }
  const auto file = kept_source(folder, one);
  if (!file || one.table < 0 || static_cast<std::size_t>(one.table) >= (*file)->tables.size()) {
    findings.push_back(finding("importer.verify_unreadable", one));
    return;
  }
  const sheet::SourceTable& table = (*file)->tables[static_cast<std::size_t>(one.table)];
  const auto cells =
      database.read([&](db::Read& tx) { return store::cells_of(tx, one.municipality, one.id); });
  for (const store::CellPlace& cell : cells) {
    if (is_said(table, cell)) continue;
    findings.push_back(finding("importer.verify_cell", one,
                               {{"plan", one.wanted.plan},
                                {"row", cell.row},
                                {"column", cell.column},
                                {"address", cell.address}}));
  }
}

}  // namespace

std::vector<db::Finding> verify(db::Database& database, const paper::Folder& folder) {
  std::vector<db::Finding> findings;
  const auto towns = database.read([](db::Read& tx) { return staff::municipalities(tx); });
  for (const staff::Municipality& town : towns) {
    const auto all =
        database.read([&](db::Read& tx) { return store::all_with_cells(tx, town.code); });
    for (const Import& one : all) verify_import(database, folder, one, findings);
    for (const auto& cell :
         database.read([&](db::Read& tx) { return store::unplaced_cells(tx, town.code); }))
      findings.push_back({"importer",
                          "importer.verify_no_place",
                          {{"municipality", town.code},
                           {"import", std::to_string(cell.taken_by.value)},
                           {"plan", cell.plan},
                           {"row", cell.row},
                           {"column", cell.column}}});
  }
  return findings;
}

}  // namespace importer
