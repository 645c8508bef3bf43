// Can a machine read this table without a person beside it? Checks a table file against the rules
// of the Digital Agency on machine-readable tables, by their numbers (L1-01 … L3-09), as far as the
// file itself can answer them.
//
// The table that defines the columns is the sheet, or the CSV beside, with the columns entry_kind
// (field, code, file, history …), field, code, value_type (text, whole, decimal, date), entry_name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/workbook.h"

namespace sheet {

struct TableFile {
  bool is_csv = false;
  std::vector<Worksheet> sheets;    // the data first
  std::optional<Grid> definitions;  // from the CSV beside; a workbook holds its own
  std::optional<std::vector<std::string>> earlier_headers;  // of an earlier year's file
};

// A workbook or a CSV, by its bytes. Refusals: those of read_xlsx and read_csv.
base::Result<TableFile> read_table_file(std::string_view bytes);

struct ReadabilityFinding {
  std::string_view rule;  // L1-05
  std::string where;      // A1, a column's header, or ""
  std::string value;
};

// Every rule that is broken, each at its first places, in the order of the rules.
std::vector<ReadabilityFinding> check_readability(const TableFile& file);

// The numbers of all rules, in order.
const std::vector<std::string_view>& readability_rules();

// "sheet.rule_l1_05": the key of the sentence of a rule.
std::string rule_words_key(std::string_view rule);

}  // namespace sheet
