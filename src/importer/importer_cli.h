// `nigiwai import …`: tables of other places without a browser: data on the output, sentences on
// the error output.
#pragma once

#include <cstdint>
#include <string>

#include "base/terminal.h"
#include "db/db.h"
#include "importer/import_service.h"

namespace importer::cli {

struct TableOptions {
  std::string file;
  int table = 0;        // from 1; 0: the one that looks most like a table
  std::string choices;  // a file of choices
};
// What is understood, without storing anything.
int table(const TableOptions& options, base::Terminal& terminal);

struct ImportOptions {
  std::string municipality;
  std::int64_t number = 0;
  std::string reason;
};
struct CommitOptions : TableOptions {
  std::string municipality;
  std::string slug;
  std::string title;
  std::string source;
  int from = 0;
  int to = 0;
  bool later_year = false;
  bool publish = false;
  std::int64_t corrects = 0;
};
int commit(const Shop& shop, const CommitOptions& options, base::Terminal& terminal);
// What a corrected file would change, without storing anything.
int diff(const Shop& shop, const CommitOptions& options, base::Terminal& terminal);
int undo(const Shop& shop, const ImportOptions& options, base::Terminal& terminal);
int list(const Shop& shop, const ImportOptions& options, base::Terminal& terminal);
int show(const Shop& shop, const ImportOptions& options, base::Terminal& terminal);

}  // namespace importer::cli
