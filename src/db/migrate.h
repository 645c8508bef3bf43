// Bringing a database to the program's schema. Migrations are numbered files, applied in order,
// each in one transaction with its row in schema_version; a file that has been applied never
// changes.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/migration_files.h"

namespace db {

// Applies what is missing and tells each file before it starts. Throws Fault(newer_schema) if the
// database knows a migration this program does not. Returns how many were applied.
int migrate(Database& database, const std::function<void(std::string_view file)>& on_file = {});
int migrate(Database& database, std::span<const MigrationFile> files,
            const std::function<void(std::string_view file)>& on_file = {});

// The highest migration the database has; 0 for an empty one.
int schema_version(Database& database);
// The highest migration this program has.
int program_schema_version();

// For a server at its start: throws Fault(newer_schema) if the database is newer than the program,
// Fault(other) if it is older and must be migrated first.
void require_current_schema(Database& database);

// Migrations whose text in the database's log differs from the program's: a released file was
// edited.
std::vector<std::string> edited_migrations(Database& database);

}  // namespace db
