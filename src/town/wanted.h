// 何が起きたはずか: a published table read backwards. Each printed number of a cell, with the
// definition of the figure it stands for, says how many records of which kind a year must have had,
// and what they add up to. What cannot be told from the table (merged cells) is left out by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "plan/plan.h"

namespace town {

// The work of one programme and kind in one fiscal year.
struct Work {
  std::string programme;
  std::string kind;
  int fiscal_year = 2011;
  std::vector<record::AttributeValue> attributes = {};  // that all of its records have
  std::optional<std::int64_t> records = {};             // 件: each is one record
  std::optional<std::int64_t> people = {};
  std::optional<std::int64_t> yen = {};
  std::int64_t yen_scale = 1;                    // 千円: what is printed is rounded to this
  std::optional<std::int64_t> copies_each = {};  // 各8,000部
  std::optional<std::int64_t> copies = {};       // 8,000部 in all
  std::optional<std::int64_t> in_town = {};      // of the records
  std::optional<std::int64_t> businesses = {};   // among whom the records are shared
  std::optional<std::string> milestone = {};     // 検討, 整備: the code
  std::optional<unsigned> month = {};            // in which it happened, where that is printed
};

// A cell whose numbers stand for no work of one year.
struct LeftOut {
  std::string row;
  std::string column;
  std::string merged;  // the key of the merged cell
};

struct Wanted {
  std::vector<Work> work;  // in the order of the rows; the same work of two rows once
  std::vector<LeftOut> left_out;
};

// Of these fiscal years. Work that was handed over to another body goes on as in its last printed
// year. A printed cell that its definition cannot be laid over is a fault of the
// files and throws std::logic_error.
Wanted wanted(const plan::Plan& published, const figure::DefinitionSet& figures,
              const std::vector<int>& years);

}  // namespace town
