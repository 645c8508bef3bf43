// `nigiwai edition draft|decide|issue|erratum|withdraw|confirm|reject|drafts|show`: what the pages
// of editions do, for whoever sits at the machine. Who acts is named by their login and acts in the
// posts they hold today, so that permission, approval and the rules of two persons are the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"

namespace edition::cli {

struct WorkOptions {
  std::string municipality;
  std::filesystem::path keys;
  std::string by;  // login
  std::string id;  // the command's: a repeat gives the first answer
  std::string plan;
  int number = 0;
  std::int64_t draft = 0;
  std::int64_t proposal = 0;
  std::string title;
  std::string text;
  std::vector<std::string> co_sign;  // posts, in their order
  std::string decide;
  std::string comment;
  bool sends_back = false;
  std::string committee;    // a day
  std::string released_at;  // 2015-06-30T10:00
  std::string row;
  std::string column;
  std::string reason;
};
int draft(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
int decide(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
int issue(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
int erratum(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
int withdraw(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
int confirm(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
int reject(db::Database& database, const WorkOptions& options, base::Terminal& terminal);

// Drafts on their way, and proposals that wait for another person.
int drafts(db::Database& database, const WorkOptions& options, base::Terminal& terminal);
// An edition with its errata; with `draft`, a draft and how far its approval is.
int show(db::Database& database, const WorkOptions& options, base::Terminal& terminal);

}  // namespace edition::cli
