// `nigiwai datacall list|show|open|close|sheet|read|remind`: the work of May at the command line.
// Translation only; whoever runs the program on its machine acts as the program itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace datacall::cli {

inline constexpr base::RefusalKind file_not_read{"datacall_cli.file_not_read", 404};
inline constexpr base::RefusalKind day_unreadable{"datacall_cli.day_unreadable", 400};

struct CallOptions {
  std::string municipality;
  std::int64_t call = 0;
};
int list(db::Database& database, const CallOptions& options, base::Terminal& terminal);
// kRefused when an owner is late.
int show(db::Database& database, const CallOptions& options, base::Terminal& terminal);
int close(db::Database& database, const CallOptions& options, base::Terminal& terminal);

struct OpenOptions {
  std::string municipality;
  std::string plan;
  int year = 0;
  std::string title;
  std::string due;  // 2015-05-20
  std::string message;
  bool preview = false;  // say who owes what and open nothing
};
int open(db::Database& database, const OpenOptions& options, base::Terminal& terminal);

struct SheetOptions {
  std::string municipality;
  std::int64_t call = 0;
  int sheet = 0;
  std::string file;                        // read
  std::string name;                        // read: who answers; empty: nothing is stored
  std::optional<std::string> output = {};  // sheet
};
int sheet(db::Database& database, const SheetOptions& options, base::Terminal& terminal);
// kRefused when a cell has to be put right.
int read(db::Database& database, const SheetOptions& options, base::Terminal& terminal);

struct RemindOptions {
  std::string municipality;
};
// Prepares what is due today and writes all that is to be sent.
int remind(db::Database& database, const RemindOptions& options, base::Terminal& terminal);

}  // namespace datacall::cli
