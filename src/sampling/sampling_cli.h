// `nigiwai audit sample|list|show|paper|population|redraw`. Translation only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace sampling::cli {

struct DrawOptions {
  std::string plan;
  std::string row;  // "-": a total
  std::string figure;
  int year = 0;
  std::string title;
  std::string method = "simple";
  std::string scope = "all";
  int size = 0;
  std::string seed;
};
int draw(db::Database& database, const DrawOptions& options, base::Terminal& terminal);

struct Options {
  std::string municipality;
  std::int64_t sample = 0;
  std::string format = "pdf";  // pdf, xlsx, csv
  std::optional<std::string> output;
};
int list(db::Database& database, const Options& options, base::Terminal& terminal);
int show(db::Database& database, const Options& options, base::Terminal& terminal);
int paper(db::Database& database, const Options& options, base::Terminal& terminal);
int population(db::Database& database, const Options& options, base::Terminal& terminal);

// From the exported list alone, without any database: the numbers of the records drawn.
struct RedrawOptions {
  std::string file;
  std::string seed;
  int size = 0;
  bool stratified = false;
};
int redraw(const RedrawOptions& options, base::Terminal& terminal);

}  // namespace sampling::cli
