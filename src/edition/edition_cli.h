// `nigiwai edition …` and `nigiwai report --verify`. Translation only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace edition::cli {

struct Options {
  std::string municipality;
  std::filesystem::path keys;
  std::string key;
  std::string reason;
  std::optional<std::string> output;
};
int new_key(db::Database& database, const Options& options, base::Terminal& terminal);
int list_keys(db::Database& database, const Options& options, base::Terminal& terminal);
int retire_key(db::Database& database, const Options& options, base::Terminal& terminal);
int list(db::Database& database, const Options& options, base::Terminal& terminal);
int anchor(db::Database& database, const Options& options, base::Terminal& terminal);

// A file or an address; `key`: a file of public keys in PEM. Needs no database.
struct VerifyOptions {
  std::string file;
  std::string key;
};
int verify(const VerifyOptions& options, base::Terminal& terminal);
// With the keys that the database lists.
int verify(db::Database& database, const VerifyOptions& options, base::Terminal& terminal);

}  // namespace edition::cli
