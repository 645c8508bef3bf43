// The parts of making a plan of an understanding: the programmes with their lines, the places they
// stand under, the columns of the plan's table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer/understanding.h"

namespace importer {

// make_plan() that takes the cells of each line away once they are in the plan: of a large table
// both would not fit into the memory there is.
base::Result<Made> make_plan_spending(Understanding& understanding, const Frame& frame);

// One row of the plan that carries cells: a line of the table, and the further lines that belong to
// it (実績 below 目標, the next year, text carried on).
struct Leaf {
  std::vector<const ReadRow*> lines;
};

struct Programme {
  const ReadRow* first = nullptr;
  std::vector<Leaf> leaves;
  std::vector<const ReadRow*> bands;  // above it, outermost first
};

std::vector<Programme> programmes_of(const Understanding& understood);

// A column of the plan: what a cell holds, of which year.
struct ValueColumn {
  std::size_t under = 0;
  Meaning meaning = Meaning::result;
  std::optional<int> year;
  std::optional<int> to_year;
  std::string said;  // the word of the line: 目標
  bool operator==(const ValueColumn& other) const {
    return under == other.under && meaning == other.meaning && year == other.year &&
           to_year == other.to_year;
  }
};
std::vector<ValueColumn> value_columns(const Understanding& understood,
                                       const std::vector<Programme>& programmes);
plan::Column plan_column(const Understanding& understood, const ValueColumn& column);

// The certainty with its reason as a sentence, as plans hold it.
plan::Certainty told(const plan::Certainty& certainty);

// What is printed in a cell, or in the cell above where it says 〃.
const std::string& text_of(const ReadCell& cell);
plan::Reading reading_of(const ReadCell& cell);
// Nothing is printed: 未集計 within the years of the row, 実施年度外 outside of them, else not
// known.
plan::Reading empty_reading(const plan::Row& row, const ValueColumn& column);

// Letters and digits of a number for an address: 13-1(2) is 13-1-2; "" where it has none.
std::string address_of(std::string_view number);

}  // namespace importer
