// `nigiwai rating`: publish a rule, try it on years that are over, fill a municipality's own form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"

namespace review::cli {

inline constexpr base::RefusalKind file_not_read{"rating_cli.file_not_read", 404};
inline constexpr base::RefusalKind rule_missing{"rating_cli.rule_missing", 409};

struct RuleOptions {
  std::string plan;
  std::string file;
};
int publish(db::Database& database, const RuleOptions& options, base::Terminal& terminal);

struct ReplayOptions {
  std::string plan;
  std::optional<std::string> rule = {};  // a file; none: the latest that was published
  std::vector<int> years = {};           // none: the last of the plan
  std::optional<std::string> output = {};
};
// kRefused when a mark differs from what the rule proposes.
int replay(db::Database& database, const ReplayOptions& options, base::Terminal& terminal);

struct FormOptions {
  std::string plan;
  int year = 0;
  std::string form;
  std::optional<std::string> row = {};  // this line alone
  std::string output;
};
int fill_form(db::Database& database, const FormOptions& options, base::Terminal& terminal);

}  // namespace review::cli
