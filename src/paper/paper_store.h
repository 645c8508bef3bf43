// Rows ↔ papers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "paper/paper.h"

namespace paper::store {

void add(db::Write& tx, const Paper& paper, std::int64_t deed);
std::optional<Paper> find(db::Read& tx, std::string_view municipality, PaperId paper);
// In the order in which they were attached, those taken off among them.
std::vector<Paper> of_subject(db::Read& tx, std::string_view municipality, std::string_view kind,
                              std::string_view key);
// After `after`, at most `limit`: for walks over all of them.
std::vector<Paper> page(db::Read& tx, std::string_view municipality, PaperId after, int limit);
// false: somebody was faster, or it is held.
bool take_off(db::Write& tx, const Paper& paper, std::int64_t deed);
void set_held(db::Write& tx, const Subject& subject, bool held);
// The hashes that rows of this municipality name, from `from` to below `below`.
std::vector<std::string> contents(db::Read& tx, std::string_view municipality,
                                  std::string_view from, std::string_view below);

}  // namespace paper::store
