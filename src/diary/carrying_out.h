// Changes of entries carried out together, under one deed of the diary: records through the one
// door, then the rows that point to them.
#pragma once

#include <vector>

#include "diary/diary_service.h"

namespace diary {

// One entry as it shall be: its next version, with what happens to its records.
struct Turn {
  Entry entry;                        // as it will stand; records: as they stood
  std::vector<record::Facts> wanted;  // none: it is taken back
  Changes changes;
  bool is_new = false;
  bool is_moved = false;  // to other days, or taken back
};

// A turn for a new entry, for another version, for taking back.
Turn beginning(const Entry& entry, std::vector<record::Facts> wanted);
Turn changing(const Entry& before, const Entry& after, std::vector<record::Facts> wanted);

struct Deed {
  std::string kind;  // diary.log
  std::string subject_kind;
  std::string subject_key;
  std::string reason;
};
// Refusals: reason_missing, entry_changed, and those of the door; a refusal about one of several
// turns carries its place ({"line"}).
base::Result<std::int64_t> carry_out(db::Write& tx, const base::Actor& actor, const Deed& deed,
                                     std::vector<Turn>& turns);

}  // namespace diary
