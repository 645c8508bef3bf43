// `nigiwai diary programmes|form|list|show|log|correct|take-back|repeat|paste|export`: the diary
// without a browser. Translation only. Whoever is named acts, as at a page: their post decides, and
// looking is a deed. Numbers are given as they are typed: --set event_held.people=4,700.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"
#include "figure/record_cli.h"

namespace diary::cli {

inline constexpr base::RefusalKind person_missing{"diary_cli.person_missing", 400};
inline constexpr base::RefusalKind bad_option{"diary_cli.bad_option", 400};
inline constexpr base::RefusalKind number_unclear{"diary_cli.number_unclear", 400};

using figure::cli::By;

struct ListOptions {
  By by = {};
  std::string programme = {};
  int year = 0;   // 0: this fiscal year
  int month = 0;  // 0: all
  std::string text = {};
  int limit = 50;
  std::string after = {};
  std::optional<std::string> output = {};  // export
};
int programmes(db::Database& database, const ListOptions& options, base::Terminal& terminal);
// What the diary asks of a programme: its lines and their fields.
int form(db::Database& database, const ListOptions& options, base::Terminal& terminal);
int list(db::Database& database, const ListOptions& options, base::Terminal& terminal);
int export_csv(db::Database& database, const ListOptions& options, base::Terminal& terminal);

struct WriteOptions {
  By by = {};
  std::string programme = {};  // log
  std::int64_t entry = 0;      // show, correct, take-back, repeat
  std::string on = {};
  std::string last = {};              // of several days
  std::vector<std::string> set = {};  // line.field=4,700; field=4,700 where one line has it
  std::optional<std::string> place = {};
  std::optional<std::string> co_organisers = {};
  std::optional<std::string> note = {};
  bool of_year_before = false;
  bool accept_other_year = false;
  bool accept_same = false;
  std::optional<int> seen = {};  // the version that was looked at
  std::string reason = {};
  std::string id = {};  // of the command
};
int show(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
int log(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
// What is not given stays as it stands.
int correct(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
int take_back(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
// Places, codes and counts of an earlier entry, a year on where no day is named.
int repeat(db::Database& database, const WriteOptions& options, base::Terminal& terminal);

struct PasteOptions {
  By by = {};
  std::string programme = {};
  std::string file = {};  // - the input
  bool commit = false;    // otherwise it is only shown how it is understood
  bool accept_other_year = false;
  bool accept_same = false;
};
// Rows that are there already are left out, so that a repeat is harmless. kRefused when a row has
// to be put right.
int paste(db::Database& database, const PasteOptions& options, base::Terminal& terminal);

}  // namespace diary::cli
