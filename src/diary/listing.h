// The entries of a body or of a programme in a year, page by page, and all of them for a file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "diary/diary_service.h"

namespace diary {

struct Wanted {
  std::string programme = {};  // empty: all of the own body
  int fiscal_year = 0;
  unsigned month = 0;     // 0: all
  std::string text = {};  // words of place, note and the like
  std::optional<store::Place> before = {};
  int limit = 50;
};
// `body`: whose entries they are.
store::Asked asked_of(const Wanted& wanted, const std::string& body);

std::string place_text(const store::Place& place);  // 2011-10-08.812
std::optional<store::Place> place_from(std::string_view text);

struct Listed {
  std::vector<Entry> entries;  // with their records, the latest day first
  std::int64_t in_all = 0;
  std::string next;  // a place; empty: the end
};
// Refusals: unknown_programme, those of staff::permits for read_work.
base::Result<Listed> list(db::Read& tx, const base::Actor& actor, const Wanted& wanted);

// Those that stand, read page by page: nothing is left out silently. Refusals: too_many_lines.
inline constexpr std::int64_t kFileEntriesMax = 50'000;
base::Result<std::vector<Entry>> list_all(db::Read& tx, std::string_view municipality,
                                          store::Asked asked,
                                          std::int64_t entries_max = kFileEntriesMax);

// What list() would page through. Refusals: those of both.
base::Result<std::vector<Entry>> list_whole(db::Read& tx, const base::Actor& actor,
                                            const Wanted& wanted);

// Of the programmes by their keys.
std::map<std::string, std::string> programme_names(db::Read& tx, std::string_view municipality);

}  // namespace diary
