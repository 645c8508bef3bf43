// Lists that are written twice on purpose, and compared: templates and the tests that render them,
// the packages and NOTICE, the commands of the program and docs/using/commands.md.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "house/source_files.h"

namespace house {

// Every template ui/<room>/<name>.html is rendered in some *_test.cc: its function occurs there.
Findings check_templates_rendered(const Files& templates, const Files& tests);

// Every package that packages.txt calls linked, and every package of the browser checks, stands in
// NOTICE as "name · licence · use"; nothing linked is GPL, and what is
// LGPL is linked as a shared library.
Findings check_notice(const std::string& packages, const std::string& browser_package_json,
                      const std::string& notice);

// The commands of the program, "plan load" for a command below another, as `--help` lists them.
// `help` gives the text of `nigiwai WORDS --help`.
std::set<std::string> commands_of(const std::function<std::string(const std::string&)>& help);

// docs/using/commands.md has one heading "## nigiwai COMMAND" for each of them.
Findings check_commands(const std::set<std::string>& commands, const std::string& page);

}  // namespace house
