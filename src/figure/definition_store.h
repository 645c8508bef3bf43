// Rows of figure and figure_row: definitions by version. A definition is never changed, only
// followed by another; what moves is its state (building, current, retired), the time it was in
// force and its place in the list.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "figure/figure_service.h"

namespace figure::store {

// A figure or a row of the plan that is not retired; a row has no key. building: it waits to come
// into force. leaving: it is in force until its row's new definitions are.
struct Standing {
  FigureId id;
  std::string row;
  std::string key;
  int version = 1;
  int ordinal = 0;
  std::string definition;
  bool building = false;
  bool leaving = false;
  std::int64_t deed = 0;
};
std::vector<Standing> standing_figures(db::Read& tx, std::string_view municipality,
                                       std::string_view plan);
std::vector<Standing> standing_rows(db::Read& tx, std::string_view municipality,
                                    std::string_view plan);

// The latest version ever given out, by row and key (key "" for rows).
using Versions = std::map<std::pair<std::string, std::string>, int>;
Versions figure_versions(db::Read& tx, std::string_view municipality, std::string_view plan);
Versions row_versions(db::Read& tx, std::string_view municipality, std::string_view plan);

struct Author {
  std::string_view municipality;
  std::string_view plan;
  std::int64_t deed = 0;
};
void add_figure(db::Write& tx, const Author& author, const Standing& figure,
                std::optional<base::Instant> in_force_from);
void add_row(db::Write& tx, const Author& author, const Standing& row,
             std::optional<base::Instant> in_force_from);
// A row that waited comes into force; end_row of one that waits gives it up.
void begin_row(db::Write& tx, std::string_view municipality, std::string_view plan,
               const Standing& row, base::Instant from);
void end_row(db::Write& tx, std::string_view municipality, std::string_view plan,
             const Standing& row, base::Instant until);
void move_figure(db::Write& tx, std::string_view municipality, FigureId figure, int ordinal);
void move_row(db::Write& tx, std::string_view municipality, std::string_view plan,
              const Standing& row, int ordinal);

// A building figure that nobody wants any more. False: it is not building.
bool abandon(db::Write& tx, std::string_view municipality, FigureId figure);
// The figure in force goes. False: it is not in force.
bool retire(db::Write& tx, std::string_view municipality, FigureId figure, base::Instant until);
// The sums are complete: the figure is in force from now on. False: it is not building.
bool begin_force(db::Write& tx, std::string_view municipality, FigureId figure, base::Instant from);

// The figure in force goes when its row's new definitions come into force; or it stays after all.
void set_leaving(db::Write& tx, std::string_view municipality, FigureId figure, bool leaving);

// Figures that a deed defined and that are still being built, as their builder needs them.
std::vector<Held> building(db::Read& tx, std::string_view municipality, std::string_view plan,
                           std::int64_t deed);
// Every plan with figures that are being built, by municipality.
std::vector<std::pair<std::string, std::string>> waiting_plans(db::Read& tx);

std::vector<Held> current(db::Read& tx, std::string_view municipality, std::string_view plan);
std::vector<Held> at(db::Read& tx, std::string_view municipality, std::string_view plan,
                     base::Instant at);
std::optional<Held> current(db::Read& tx, std::string_view municipality, std::string_view plan,
                            std::string_view row, std::string_view key);
std::optional<Held> at(db::Read& tx, std::string_view municipality, std::string_view plan,
                       std::string_view row, std::string_view key, base::Instant at);
std::vector<Held> current_of_row(db::Read& tx, std::string_view municipality, std::string_view plan,
                                 std::string_view row);

// Rows without their figures.
std::vector<RowDefinition> current_rows(db::Read& tx, std::string_view municipality,
                                        std::string_view plan);
std::optional<RowDefinition> current_row(db::Read& tx, std::string_view municipality,
                                         std::string_view plan, std::string_view row);
std::vector<RowDefinition> rows_at(db::Read& tx, std::string_view municipality,
                                   std::string_view plan, base::Instant at);

}  // namespace figure::store
