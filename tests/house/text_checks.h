// Rules on the text of the repository: how long a file may be, how it opens, what may stand in it.
#pragma once

#include <string>

#include "house/source_files.h"

namespace house {

// At most 600 lines, unless the file's path is named with a reason in docs/decisions/.
Findings check_length(const Files& files, const Files& decisions);

// A file opens with a comment that says what it is.
Findings check_openings(const Files& files);

// No marks of unfinished work.
Findings check_leftovers(const Files& files);

// No file named after a drawer (util, helper, common, misc, manager).
Findings check_drawers(const Files& files);

// SQL stands in *_store.cc, in src/db, in migrations and in tests.
Findings check_sql(const Files& sources);

// Records are added in src/figure alone, whose door moves the sums with them. Tests may add their
// own.
Findings check_record_door(const Files& sources);

// What a person reads in Japanese stands in ui/words; base may hold it, because it reads Japanese.
Findings check_japanese(const Files& sources);

// No path of one machine.
Findings check_machine_paths(const Files& files);

// The lock file of the browser checks names packages and hashes, no download addresses.
Findings check_lock_file(const Files& files);

}  // namespace house
