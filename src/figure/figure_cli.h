// The commands about figures: `nigiwai figure list|show|explain|check|records|diff|overlap|mark|
// marks`; `build` is build_cli's. Translation only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "figure/record_cli.h"
#include "figure/staff_question.h"

namespace figure::cli {

int list(db::Database& database, const std::string& plan, const std::string& as_known,
         base::Terminal& terminal);

struct ShowOptions {
  std::string plan;
  std::string row;     // "-" or "": the totals
  std::string figure;  // "": all of the row
  std::optional<int> year;
  bool months = false;
  std::string so_far;  // until this day, against last year to the same
  std::string as_known;
};
int show(db::Database& database, const ShowOptions& options, base::Terminal& terminal);

// Every row when none is named.
int explain(db::Database& database, const std::string& plan, const std::string& row,
            base::Terminal& terminal);
int check(const std::vector<std::string>& files, base::Terminal& terminal);

struct RecordsOptions {
  std::string plan;
  std::string row;
  std::string figure;
  int year = 0;
  QuestionText question;
  std::string format = "text";        // text, csv, json
  std::optional<std::string> output;  // a file instead of the output
};
int records(db::Database& database, const RecordsOptions& options, base::Terminal& terminal);

struct DiffOptions {
  std::string plan;
  std::string row;
  std::string figure;
  int year = 0;
  std::string scope;
  std::string from;
  std::string until;
};
int diff(db::Database& database, const DiffOptions& options, base::Terminal& terminal);

int overlap(db::Database& database, const std::string& plan, base::Terminal& terminal);

int mark(db::Database& database, const By& by, const std::string& name, base::Terminal& terminal);
int marks(db::Database& database, const std::string& municipality, base::Terminal& terminal);

}  // namespace figure::cli
