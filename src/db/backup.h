// 控え: one archive of a snapshot and the stored files, the same format from both databases,
// restorable to either. A backup never waits for writers and writers hardly for it.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/finding.h"

namespace db {

// Writes `target` (a tar: nigiwai.db, files/aa/<sha256>). `files_folder` may be missing. Throws
// Fault.
void backup(Database& database, const std::filesystem::path& files_folder,
            const std::filesystem::path& target);

inline constexpr base::RefusalKind restore_not_empty{"db.restore_not_empty", 409};

// Fills an empty database (made and migrated here if need be) and the files folder, then verifies
// it; what verify() finds is the answer. Refused if there is anything in the database.
base::Result<std::vector<Finding>> restore(const std::filesystem::path& archive,
                                           std::string_view url,
                                           const std::filesystem::path& files_folder);

}  // namespace db
