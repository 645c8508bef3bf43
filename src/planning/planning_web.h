// The pages of drafts and working plans, and what stands between a form and a service.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planning/planning_page.h"

namespace planning::web {

std::span<const staff::web::StaffRoute> staff_routes();
// Drafts that wait for the visitor.
std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit);

http::Response get_drafts(const Desk&, const http::Request&, const Visitor&);
http::Response post_new_draft(const Desk&, const http::Request&, const Visitor&);
http::Response get_draft(const Desk&, const http::Request&, const Visitor&);
http::Response post_move(const Desk&, const http::Request&, const Visitor&);
http::Response post_add(const Desk&, const http::Request&, const Visitor&);
http::Response post_rename(const Desk&, const http::Request&, const Visitor&);
http::Response post_undo(const Desk&, const http::Request&, const Visitor&);
http::Response get_line(const Desk&, const http::Request&, const Visitor&);
http::Response post_line(const Desk&, const http::Request&, const Visitor&);
http::Response post_resolved(const Desk&, const http::Request&, const Visitor&);
http::Response post_place(const Desk&, const http::Request&, const Visitor&);
http::Response post_end(const Desk&, const http::Request&, const Visitor&);
http::Response post_restore(const Desk&, const http::Request&, const Visitor&);
http::Response post_merge(const Desk&, const http::Request&, const Visitor&);
http::Response post_split(const Desk&, const http::Request&, const Visitor&);
http::Response post_bring_back(const Desk&, const http::Request&, const Visitor&);
http::Response post_comment(const Desk&, const http::Request&, const Visitor&);
http::Response post_answer(const Desk&, const http::Request&, const Visitor&);
http::Response get_steps(const Desk&, const http::Request&, const Visitor&);
http::Response post_hand_on(const Desk&, const http::Request&, const Visitor&);
http::Response post_adopt(const Desk&, const http::Request&, const Visitor&);
http::Response get_compare(const Desk&, const http::Request&, const Visitor&);
http::Response get_paste(const Desk&, const http::Request&, const Visitor&);
http::Response post_paste(const Desk&, const http::Request&, const Visitor&);
http::Response get_working(const Desk&, const http::Request&, const Visitor&);

// Places in the tree to choose from; `except` and what is chosen already.
std::vector<staff::Option> parents(const http::Request& request, const Draft& draft, int except = 0,
                                   std::optional<int> chosen = {});
std::vector<std::string> lines_typed(const std::string& text);

}  // namespace planning::web
