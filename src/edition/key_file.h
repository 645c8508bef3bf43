// The private key of a municipality on disk: KEYS/131202.pem, readable by its owner alone. It is in
// no database, no backup, no log and no answer.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"
#include "edition/signature.h"

namespace edition {

std::filesystem::path key_path(const std::filesystem::path& folder, std::string_view municipality);

// Refusals: key_missing, key_open_to_others, key_unreadable.
base::Result<PrivateKey> read_key(const std::filesystem::path& folder,
                                  std::string_view municipality);
// A new file, never over another. Refusals: key_not_kept.
base::Result<void> keep_key(const std::filesystem::path& folder, std::string_view municipality,
                            const PrivateKey& key);
// Of a retired key: nothing is signed with it any more.
void remove_key(const std::filesystem::path& folder, std::string_view municipality);

}  // namespace edition
