// Rows ↔ imports, the places of their cells, and what is kept for next year's file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "importer/importer.h"

namespace importer::store {

void add(db::Write& tx, const Import& one);
std::optional<Import> find(db::Read& tx, std::string_view municipality, ImportId id);
// The latest first; before `before` where that is given.
std::vector<Import> imports(db::Read& tx, std::string_view municipality, ImportId before,
                            int limit);
std::vector<Import> all_with_cells(db::Read& tx, std::string_view municipality);
// Committed imports that correct this one.
std::optional<ImportId> corrected_by(db::Read& tx, std::string_view municipality, ImportId id);
int count_drafts(db::Read& tx, std::string_view municipality);

// false: it is no draft any more, or another version of it stands there.
bool correct(db::Write& tx, const Import& one, int seen_version);
// The state moves from draft; the keys are those of the plan's lines and columns in the order of
// the table.
bool commit(db::Write& tx, const Import& one, int seen_version,
            const std::vector<std::string>& columns_added);
bool undo(db::Write& tx, const Import& one, std::int64_t deed);
// The import that brought the plan to where it stood before this one: it stands so again.
void stand_again(db::Write& tx, const Import& undone, std::int64_t deed);
bool drop(db::Write& tx, const Import& one, base::Instant at);

struct CellPlace {
  std::string row;
  std::string column;
  int version = 0;
  ImportId taken_by;
  std::size_t grid_row = 0;
  std::size_t grid_column = 0;
  std::string address;
  std::string text;
};
void add_cells(db::Write& tx, std::string_view municipality, std::string_view plan,
               const std::vector<CellPlace>& cells);
// Of an import, in the order of the file, after (`grid_row`, `grid_column`) of the one before.
std::vector<CellPlace> cells_of(db::Read& tx, std::string_view municipality, ImportId id);
std::vector<CellPlace> cells_at(db::Read& tx, std::string_view municipality, ImportId id,
                                std::size_t grid_row, std::size_t grid_column);
// Of a line of a plan: where what it says now was taken from.
std::vector<CellPlace> places_of_row(db::Read& tx, std::string_view municipality,
                                     std::string_view plan, std::string_view row);
// Cells that an import's deed appended and that have no place.
struct Unplaced {
  ImportId taken_by;
  std::string plan;
  std::string row;
  std::string column;
};
std::vector<Unplaced> unplaced_cells(db::Read& tx, std::string_view municipality);
// Which import brought the version of a cell that was there before `deed`.
std::vector<CellPlace> places_before(db::Read& tx, std::string_view municipality,
                                     std::string_view plan, std::string_view row,
                                     std::string_view column);

// What people did with the plan after a deed: the first kind that there is any of, as the refusal
// that says so.
struct LaterWork {
  base::RefusalKind refusal;
  std::int64_t count = 0;
};
std::optional<LaterWork> later_work(db::Read& tx, std::string_view municipality,
                                    std::string_view plan, std::int64_t deed);

struct Mapping {
  std::int64_t mapping = 0;
  std::string plan;
  std::string headers;
  Choices choices;
  ImportId kept_by;
};
void add_mapping(db::Write& tx, std::string_view municipality, const Mapping& mapping,
                 std::int64_t deed);
// The latest first.
std::vector<Mapping> mappings(db::Read& tx, std::string_view municipality, int limit);

}  // namespace importer::store
