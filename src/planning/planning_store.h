// Rows ↔ nouns of drafts, their lines and comments. A line is written as a further version; a state
// moves only from the state that was seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "planning/planning_service.h"

namespace planning::store {

struct Written {
  std::string_view municipality;
  std::string_view draft;
  std::int64_t deed = 0;
  std::int64_t person = 0;
  base::Instant at = {};
};

bool is_slug_of_any(db::Read& tx, std::string_view slug);
void add_draft(db::Write& tx, const Written& written, const Head& head, State state, int adoptions);
void append_head(db::Write& tx, const Written& written, const Head& head, int version);
// false: there is no such draft. Changes of one draft wait for each other here.
bool enter(db::Write& tx, std::string_view municipality, std::string_view draft);
// false: it is no longer in the state `from`.
bool move_state(db::Write& tx, const Written& written, State from, State to, bool is_adoption);

std::vector<Listed> drafts(db::Read& tx, std::string_view municipality);
// At a moment; its state and keys are today's.
std::optional<Draft> draft(db::Read& tx, std::string_view municipality, std::string_view slug,
                           base::Instant at);
int head_version(db::Read& tx, std::string_view municipality, std::string_view slug);
std::vector<DraftStep> steps(db::Read& tx, std::string_view municipality, std::string_view slug);

void add_line(db::Write& tx, const Written& written, const Line& line);
void append_line(db::Write& tx, const Written& written, const Line& line, int version);
void set_plan_key(db::Write& tx, const Written& written, int line, std::string_view key);
// What a line said, the latest first.
std::vector<Line> versions(db::Read& tx, std::string_view municipality, std::string_view draft,
                           int line);
std::vector<int> lines_of_deed(db::Read& tx, std::string_view municipality, std::string_view draft,
                               std::int64_t deed);

void add_comment(db::Write& tx, const Written& written, const Comment& comment);
// false: it was answered before.
bool answer_comment(db::Write& tx, const Written& written, std::int64_t comment,
                    std::string_view answer);
std::vector<Comment> comments(db::Read& tx, std::string_view municipality, std::string_view draft);

}  // namespace planning::store
