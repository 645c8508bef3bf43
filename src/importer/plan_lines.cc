// Gathers the lines of each programme, the bands above it, and the columns that its figures need.
#include <algorithm>

#include "base/fiscal_year.h"
#include "base/words.h"
#include "importer/header_words.h"
#include "importer/made_plan.h"
#include "importer/table_words.h"

namespace importer {

namespace {

bool has(const ReadRow& row, Meaning meaning) {
  return std::ranges::any_of(row.cells, [&](const ReadCell& cell) {
    return cell.meaning == meaning && !cell.carried_down;
  });
}

// Only text carried on from the line above.
bool carries_text_on(const ReadRow& row) {
  return !has(row, Meaning::sub_name) && !has(row, Meaning::indicator) &&
         !has(row, Meaning::sub_number) && !has(row, Meaning::name) &&
         std::ranges::none_of(row.cells, [](const ReadCell& cell) {
           return !cell.carried_down && (is_value(cell.meaning) || cell.meaning == Meaning::rating);
         });
}

// How a band begins tells how deep it stands: 基本目標 over 施策, Ⅰ over 1 over (1).
std::string band_shape(const ReadRow& row) {
  if (row.cells.empty()) return {};
  const std::string text = compared(row.cells.front().text);
  for (const auto& front : words_of("importer_terms.band_fronts")) {
    if (text.starts_with(front)) return front;
  }
  std::string shape;
  for (const char c : text.substr(0, 6)) {
    if (c >= '0' && c <= '9') {
      if (!shape.ends_with('0')) shape += '0';
    } else if ((c & '\x80') != 0) {
      shape += 'w';
      break;
    } else {
      shape += c >= 'a' && c <= 'z' ? 'a' : c;
    }
  }
  return shape;
}

class Bands {
 public:
  void add(const ReadRow& row) {
    const std::string shape = band_shape(row);
    const auto known = std::ranges::find(shapes_, shape);
    const auto depth = static_cast<std::size_t>(known - shapes_.begin());
    if (known == shapes_.end()) {
      // A new kind of band stands below the one it follows, and beside it behind rows.
      if (rows_since_ && !stack_.empty() && shapes_.size() == 1) {
        shapes_.push_back(shape);
        stack_.resize(std::min<std::size_t>(stack_.size(), 1));
        stack_.push_back(&row);
      } else {
        shapes_.push_back(shape);
        stack_.push_back(&row);
      }
    } else {
      stack_.resize(std::min(stack_.size(), depth));
      stack_.push_back(&row);
    }
    constexpr std::size_t depth_max = 3;
    if (stack_.size() > depth_max) stack_.resize(depth_max);
    rows_since_ = false;
  }
  const std::vector<const ReadRow*>& at_row() {
    rows_since_ = true;
    return stack_;
  }

 private:
  std::vector<std::string> shapes_;  // outermost first
  std::vector<const ReadRow*> stack_;
  bool rows_since_ = false;
};

plan::ColumnKind kind_of(const ValueColumn& column) {
  switch (column.meaning) {
    case Meaning::target:
    case Meaning::budget:
      return plan::ColumnKind::target;
    case Meaning::state_at:
      return plan::ColumnKind::state_at;
    case Meaning::total:
    case Meaning::settled:
      return plan::ColumnKind::total;
    default:
      break;
  }
  if (column.to_year) return plan::ColumnKind::total;
  return column.year ? plan::ColumnKind::year : plan::ColumnKind::state_at;
}

}  // namespace

std::vector<Programme> programmes_of(const Understanding& understood) {
  std::vector<Programme> programmes;
  std::vector<std::size_t> leaf_of(understood.rows.size());  // of the row's programme
  std::vector<std::size_t> programme_of(understood.rows.size());
  Bands bands;
  for (std::size_t i = 0; i < understood.rows.size(); ++i) {
    const ReadRow& row = understood.rows[i];
    if (row.kind == RowKind::heading) bands.add(row);
    if (row.kind == RowKind::part && row.parent && *row.parent < i && !programmes.empty()) {
      programme_of[i] = programme_of[*row.parent];
      Programme& programme = programmes[programme_of[i]];
      if (row.continues) {
        leaf_of[i] = leaf_of[*row.parent];
        programme.leaves[leaf_of[i]].lines.push_back(&row);
      } else if (carries_text_on(row)) {
        leaf_of[i] = programme.leaves.size() - 1;
        programme.leaves.back().lines.push_back(&row);
      } else {
        leaf_of[i] = programme.leaves.size();
        programme.leaves.push_back({{&row}});
      }
    } else if (row.kind == RowKind::programme || row.kind == RowKind::part) {
      programme_of[i] = programmes.size();
      programmes.push_back({&row, {Leaf{{&row}}}, bands.at_row()});
    }
  }
  return programmes;
}

std::vector<ValueColumn> value_columns(const Understanding& understood,
                                       const std::vector<Programme>& programmes) {
  std::vector<ValueColumn> columns;
  const auto add = [&](ValueColumn column) {
    if (std::ranges::find(columns, column) == columns.end()) columns.push_back(std::move(column));
  };
  for (const auto& programme : programmes) {
    for (const auto& leaf : programme.leaves) {
      for (const auto* line : leaf.lines) {
        std::string said;
        for (const auto& cell : line->cells) {
          if (cell.meaning == Meaning::ignored && line_meaning(cell.text))
            said = one_line(cell.text);
        }
        for (const auto& cell : line->cells) {
          if (!is_value(cell.meaning)) continue;
          const bool own_word = cell.meaning != understood.columns[cell.under].meaning;
          add({cell.under, cell.meaning, cell.year, cell.to_year,
               own_word || line->continues ? said : ""});
        }
      }
    }
  }
  for (std::size_t i = 0; i < understood.columns.size(); ++i) {
    const auto& read = understood.columns[i];
    const bool seen =
        std::ranges::any_of(columns, [&](const ValueColumn& column) { return column.under == i; });
    if (is_value(read.meaning) && !seen) add({i, read.meaning, read.year, read.to_year, ""});
  }
  const bool by_line_year = std::ranges::any_of(columns, [&](const ValueColumn& column) {
    return column.year != understood.columns[column.under].year;
  });
  std::ranges::stable_sort(columns, [&](const ValueColumn& a, const ValueColumn& b) {
    const auto place = [&](const ValueColumn& column) {
      const int year = column.year.value_or(0);
      return by_line_year ? std::pair{static_cast<std::size_t>(year), column.under}
                          : std::pair{column.under, static_cast<std::size_t>(year)};
    };
    return place(a) < place(b);
  });
  return columns;
}

plan::Column plan_column(const Understanding& understood, const ValueColumn& column) {
  const ReadColumn& read = understood.columns[column.under];
  plan::Column made;
  made.kind = kind_of(column);
  made.header = one_line(read.header);
  if (made.header.empty())
    made.header = base::words(base::Language::ja, "importer.column_without_header");
  if (!column.said.empty()) made.header += " / " + column.said;
  if (column.year && column.year != read.year) {
    made.header = base::format_era(base::FiscalYear(*column.year)) + " / " + made.header;
  }
  if (column.year) {
    for (int year = *column.year; year <= column.to_year.value_or(*column.year); ++year) {
      made.fiscal_years.push_back(year);
    }
  }
  const std::string years = !column.year
                                ? ""
                                : std::to_string(*column.year) +
                                      (column.to_year ? "-" + std::to_string(*column.to_year) : "");
  if (made.kind == plan::ColumnKind::year) {
    made.key = years;
  } else {
    made.key = in_db(column.meaning);
    if (!years.empty()) made.key += "-" + years;
  }
  return made;
}

plan::Certainty told(const plan::Certainty& certainty) {
  plan::Certainty sentence = certainty;
  if (sentence.reason)
    sentence.reason = std::string(base::words(base::Language::ja, *sentence.reason));
  return sentence;
}

std::string address_of(std::string_view number) {
  constexpr std::size_t address_max = 24;
  std::string address;
  for (const char c : compared(number)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      address += c;
    } else if (!address.empty() && !address.ends_with('-') && (c & '\x80') == 0) {
      address += '-';
    }
    if (address.size() >= address_max) break;
  }
  while (address.ends_with('-')) address.pop_back();
  return address;
}

}  // namespace importer
