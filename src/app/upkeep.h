// The commands of whoever keeps the machine: migrate, verify, backup, restore.
#pragma once

#include <string>
#include <vector>

#include "app/settings.h"
#include "base/terminal.h"

namespace app {

int migrate(const Settings& settings, base::Terminal& terminal);

// Integrity, references, chains, readings; with `paths` also that the plans loaded are those of the
// files; with `anchor` also against the file of an anchor (edition/anchor.h).
int verify(const Settings& settings, const std::vector<std::string>& paths,
           const std::string& anchor, base::Terminal& terminal);

int backup(const Settings& settings, const std::string& target, base::Terminal& terminal);
int restore(const Settings& settings, const std::string& archive, base::Terminal& terminal);

}  // namespace app
