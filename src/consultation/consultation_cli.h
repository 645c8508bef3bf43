// `nigiwai consultation list|show|client|due|count|add|correct|withdraw|step|export`: the advice
// desk without a browser. Translation only. Whoever is named acts, as at a page: their post decides
// what is seen and done, and looking is a deed. What was said comes from a file or the input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/terminal.h"
#include "db/db.h"
#include "figure/record_cli.h"

namespace consultation::cli {

inline constexpr base::RefusalKind person_missing{"consultation_cli.person_missing", 400};
inline constexpr base::RefusalKind bad_file{"consultation_cli.bad_file", 400};
inline constexpr base::RefusalKind bad_option{"consultation_cli.bad_option", 400};

using figure::cli::By;

struct ListOptions {
  By by = {};
  std::string from = {};  // 2011-06-30
  std::string until = {};
  std::string programme = {};
  std::string topic = {};
  std::string channel = {};
  std::optional<std::int64_t> adviser = {};
  int limit = 50;
  std::string after = {};             // where the page before ended
  std::optional<std::string> output;  // export
};
// Of the own body, the latest first.
int list(db::Database& database, const ListOptions& options, base::Terminal& terminal);
// All that the same question finds, as CSV.
int export_csv(db::Database& database, const ListOptions& options, base::Terminal& terminal);

struct OneOptions {
  By by = {};
  std::int64_t number = 0;  // of a consultation, or of a client
  std::string after = {};
  int limit = 50;
};
int show(db::Database& database, const OneOptions& options, base::Terminal& terminal);
// Everything of one client that the person may know of.
int client(db::Database& database, const OneOptions& options, base::Terminal& terminal);

struct DueOptions {
  By by = {};
  int limit = 50;
};
// kRefused when one of the person's own is late.
int due(db::Database& database, const DueOptions& options, base::Terminal& terminal);

struct CountOptions {
  By by = {};
  int year = 0;  // 0: this fiscal year
};
int count(db::Database& database, const CountOptions& options, base::Terminal& terminal);

struct WriteOptions {
  By by = {};
  std::int64_t number = 0;  // of the consultation; add: none
  std::string file = {};    // JSON as the staff API takes it; - the input
  std::string id = {};      // of the command, add
  std::string reason = {};  // withdraw
  std::string step = {};    // step
  std::string again_on = {};
};
int add(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
int correct(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
int withdraw(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
// The next action done, followed up, the referral followed or not.
int step(db::Database& database, const WriteOptions& options, base::Terminal& terminal);

}  // namespace consultation::cli
