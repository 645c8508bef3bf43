// The order of reading: upright or on its side, header, columns, lines, cells, rating words, flags.
#include "importer/understanding.h"

#include <algorithm>
#include <array>

#include "importer/column_meanings.h"
#include "importer/header_cell.h"
#include "importer/header_place.h"
#include "importer/header_words.h"
#include "importer/rating_words.h"
#include "importer/row_cells.h"
#include "importer/row_kinds.h"
#include "importer/table_flags.h"
#include "importer/table_view.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using plan::Confidence;

constexpr auto kMeaningCodes =
    std::to_array<std::pair<Meaning, std::string_view>>({{Meaning::ignored, "ignored"},
                                                         {Meaning::number, "number"},
                                                         {Meaning::sub_number, "sub_number"},
                                                         {Meaning::objective, "objective"},
                                                         {Meaning::measure, "measure"},
                                                         {Meaning::name, "name"},
                                                         {Meaning::sub_name, "sub_name"},
                                                         {Meaning::content, "content"},
                                                         {Meaning::owner, "owner"},
                                                         {Meaning::indicator, "indicator"},
                                                         {Meaning::unit, "unit"},
                                                         {Meaning::target, "target"},
                                                         {Meaning::result, "result"},
                                                         {Meaning::state_at, "state_at"},
                                                         {Meaning::total, "total"},
                                                         {Meaning::rating, "rating"},
                                                         {Meaning::direction, "direction"},
                                                         {Meaning::budget, "budget"},
                                                         {Meaning::settled, "settled"},
                                                         {Meaning::years, "years"},
                                                         {Meaning::note, "note"},
                                                         {Meaning::unknown, "unknown"}});

struct Side {
  TableView view;
  HeaderPlace place;
};

bool stands_better(const HeaderPlace& turned, const HeaderPlace& upright) {
  if (!turned.found || turned.named < 3) return false;
  if (!upright.found) return true;
  return !upright.sure && turned.sure && turned.named > upright.named;
}

Side choose_side(const sheet::SourceTable& table, const Choices& choices, bool& was_turned) {
  TableView upright(table, false);
  if (choices.turned.has_value()) {
    was_turned = *choices.turned;
    TableView view = was_turned ? TableView(table, true) : std::move(upright);
    HeaderPlace place = find_header(view, choices);
    return {std::move(view), place};
  }
  HeaderPlace place = find_header(upright, choices);
  const bool chosen = choices.header_top || choices.header_bottom;
  if (!chosen && !(place.found && place.sure)) {
    TableView turned(table, true);
    constexpr std::size_t columns_max = 2000;  // a long table is not on its side
    if (turned.columns() <= columns_max) {
      const HeaderPlace other = find_header(turned, choices);
      if (stands_better(other, place)) {
        was_turned = true;
        return {std::move(turned), other};
      }
    }
  }
  return {std::move(upright), place};
}

// The words of rating columns make the scale; where there is none, those of a short direction.
void read_rating_words(Understanding& understood, const Choices& choices) {
  for (const Meaning wanted : {Meaning::rating, Meaning::direction}) {
    std::vector<std::string_view> printed;
    std::size_t letters = 0;
    const ReadColumn* chosen = nullptr;
    for (const auto& row : understood.rows) {
      for (const auto& cell : row.cells) {
        if (cell.meaning != wanted || cell.text.empty() || row.kind == RowKind::sum) continue;
        if (row.kind != RowKind::programme && row.kind != RowKind::part) continue;
        if (is_rate(cell.text)) continue;
        chosen = &understood.columns[cell.under];
        if (cell.carried_down) continue;
        printed.push_back(cell.text);
        letters += letters_in(cell.text);
      }
    }
    if (printed.empty()) continue;
    auto words = collect_rating_words(printed, choices.ratings);
    constexpr std::size_t words_max = 24, letters_mean_max = 14;
    if (words.size() > words_max || letters / printed.size() > letters_mean_max) continue;
    understood.rating_words = std::move(words);
    understood.rating_header = chosen->header;
    return;
  }
}

void read_rows(const sheet::SourceTable& table, const Side& side, const Above& above,
               const Choices& choices, Understanding& understood) {
  const ColumnReading columns = read_columns(side.view, side.place, above, choices);
  RowCells cells(side.view, side.place, columns, above.unit);
  understood.columns = columns.columns;
  for (auto& line : read_lines(side.view, side.place, columns, choices)) {
    line.row.cells = cells.read(line.row.row, line);
    if (table.by_distances && line.row.certainty.confidence == Confidence::high)
      line.row.certainty = doubt(Confidence::medium, "importer.reason_by_distances");
    if (line.row.kind == RowKind::note) {
      for (const std::size_t column : side.view.filled(line.row.row)) {
        understood.notes.push_back(one_line(side.view.own(line.row.row, column)));
      }
    }
    understood.rows.push_back(std::move(line.row));
  }
  read_rating_words(understood, choices);
  add_flags(table, understood);
}

}  // namespace

std::string_view in_db(Meaning meaning) {
  for (const auto& [value, code] : kMeaningCodes) {
    if (value == meaning) return code;
  }
  return "unknown";
}

std::optional<Meaning> meaning_from(std::string_view code) {
  for (const auto& [value, known] : kMeaningCodes) {
    if (known == code) return value;
  }
  return std::nullopt;
}

Understanding understand(const sheet::SourceTable& table, const Choices& choices) {
  Understanding understood;
  bool turned = false;
  const Side side = choose_side(table, choices, turned);
  understood.turned = turned;
  if (!side.place.found) {
    for (std::size_t row = 0; row < std::min<std::size_t>(side.view.rows(), 40); ++row) {
      for (const std::size_t column : side.view.filled(row)) {
        understood.titles.push_back(one_line(side.view.own(row, column)));
      }
    }
    understood.certainty = doubt(Confidence::low, "importer.reason_no_header");
    return understood;
  }
  understood.is_table = true;
  understood.header_top = side.place.top;
  understood.header_bottom = side.place.bottom;
  if (!side.place.sure) {
    understood.certainty = doubt(Confidence::medium, "importer.reason_header_few_words");
  }
  const Above above = read_above(side.view, side.place, table.caption, table.name);
  understood.titles = above.titles;
  understood.year_hint = above.year;
  if (table.by_distances) understood.flags.push_back({{}, {}, "importer.flag_by_distances", {}});
  if (turned) understood.flags.push_back({{}, {}, "importer.flag_turned", {}});
  for (const std::size_t row : side.place.other_tables) {
    const auto place = side.view.place(row, 0);
    understood.flags.push_back({place.first, place.second, "importer.flag_second_table", {}});
  }
  read_rows(table, side, above, choices, understood);
  return understood;
}

}  // namespace importer
