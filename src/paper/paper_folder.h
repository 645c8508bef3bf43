// Where the contents of papers lie: FOLDER/aa/<sha256>, each content once however often it is
// attached. A content is written under another name, brought to the disk and renamed before the
// transaction that makes its row: a row never points to a content that is not there. What has no
// row — the program died in between, the transaction was refused — is swept after seven days.
//
// One folder belongs to one database: the first sweep writes its name down, and a server of another
// database sweeps nothing there.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/open_file.h"
#include "db/function_ref.h"

namespace paper {

using Folder = std::filesystem::path;

inline constexpr int kDrawers = 256;  // FOLDER/00 … FOLDER/ff
inline constexpr std::int64_t kOrphanMicroseconds = 7LL * 24 * 3600 * 1'000'000;

// The hash under which the content is on the disk when this returns. A content that is there
// already is fresh again: no sweep takes it for seven days. Throws db::Fault: disk_full, read_only,
// cannot_open.
std::string keep_content(const Folder& folder, std::string_view bytes);

std::filesystem::path content_path(const Folder& folder, std::string_view sha256);

// nullptr: not there. Throws db::Fault when it cannot be read.
std::shared_ptr<const base::OpenFile> open_content(const Folder& folder, std::string_view sha256);

// What was kept but is not as it was.
enum class Damage { missing, other_size, other_content };
std::optional<Damage> damage_of(const Folder& folder, std::string_view sha256, std::int64_t bytes);
std::optional<Damage> damage_of(const base::OpenFile& file, std::string_view sha256,
                                std::int64_t bytes);

struct Swept {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};
// Removes from one drawer what is older than seven days and is not in use; `used` is asked once for
// the hashes that are, between two hashes, in rising order.
Swept sweep_drawer(
    const Folder& folder, int drawer, base::Instant now,
    db::FunctionRef<std::vector<std::string>(const std::string& from, const std::string& below)>
        used);

// The database this folder belongs to; empty: none has claimed it yet.
std::string owner_of(const Folder& folder);
// false: it belongs to another one.
bool claim(const Folder& folder, std::string_view database);

}  // namespace paper
