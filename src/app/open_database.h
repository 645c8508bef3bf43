// Opening the database of a command: one of another version is refused with what to do, and no
// sentence ever shows a password.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/settings.h"
#include "base/terminal.h"
#include "db/db.h"

namespace app {

// nullopt: the sentence has been told. Throws db::Fault when the database is away.
std::optional<db::Database> open_database(const Settings& settings, base::Terminal& terminal);

// Where the stored files are: as told, else `files` in the data folder, which is by itself the one
// in which the embedded database lies.
std::filesystem::path files_folder(const Settings& settings);

// Where the keys that sign editions are: as told, else `keys` in the data folder. Neither the
// database nor a backup holds them.
std::filesystem::path keys_folder(const Settings& settings);

// The address as it may be shown: without the password.
std::string shown_database(const std::string& url);

}  // namespace app
