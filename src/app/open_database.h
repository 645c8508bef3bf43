// Opening the database of a command: one of another version is refused with what to do, and no
// sentence ever shows a password.
#pragma once

#include <optional>
#include <string>

#include "app/settings.h"
#include "base/terminal.h"
#include "db/db.h"

namespace app {

// nullopt: the sentence has been told. Throws db::Fault when the database is away.
std::optional<db::Database> open_database(const Settings& settings, base::Terminal& terminal);

// The address as it may be shown: without the password.
std::string shown_database(const std::string& url);

}  // namespace app
