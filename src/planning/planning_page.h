// What the pages of drafts share: which draft an address names, who may see which of its lines, and
// the words of states and fields.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "planning/planning_service.h"
#include "planning/planning_view.h"
#include "staff/staff_page.h"

namespace planning::web {

using staff::web::Desk;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::Visitor;

// The list of words the fields of this room are named in.
inline constexpr std::string_view kWords = "planning_pages";

using staff::web::say;
using staff::web::word;

std::string drafts_path();
std::string draft_path(std::string_view slug);
std::string line_path(std::string_view slug, int line);

// {slug} and the visitor's own municipality; both outlive the answer.
Where asked(const http::Request& request, const Visitor& visitor);
int asked_line(const http::Request& request);
int whole_number(std::string_view text);  // 0 where it is none

// Somebody whose post reaches only the own body sees its lines and those nobody owns yet.
bool may_see(const staff::Who& who, staff::Deed deed, const Draft& draft, const Line& line);

http::PageFrame draft_frame(const http::Request& request, const Visitor& visitor,
                            const Draft& draft, std::string title = {});
std::string done_words(const http::Request& request);
http::Response done(const http::Request& request, std::string path, std::string_view said,
                    std::string_view anchor = {});

std::string state_word(const http::Request& request, State state);
std::string year_word(int fiscal_year);
// 補助件数 of indicator_1_label …: how a field is called to people.
std::string field_label(const http::Request& request, std::string_view field);
// What a field says, codes as words.
std::string field_value(const http::Request& request, std::string_view field,
                        const std::string& value);

struct People {
  std::map<std::int64_t, std::string> names;
};
std::string person_name(db::Read& tx, std::string_view municipality, std::int64_t person,
                        People& people);

}  // namespace planning::web
