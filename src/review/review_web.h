// The pages of reviews (/staff/reviews), and what is missing on the start page.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "review/review_service.h"
#include "review/review_view.h"
#include "staff/staff_page.h"

namespace review::web {

using staff::web::Desk;
using staff::web::Visitor;

std::span<const staff::web::StaffRoute> staff_routes();
std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit);

inline constexpr std::string_view kWords = "review_pages";

std::string path_of(const Review& review);
std::string row_path(const Review& review, std::string_view row);
// What ?done= says.
std::string done_words(const http::Request& request);
// The review of the address. Notes what was looked at.
base::Result<Opened> asked(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      const Opened* opened);
RowLine row_line(const http::Request& request, const Opened& opened, const Line& line);
std::string heading_of(const http::Request& request, const Opened& opened);

http::Response get_reviews(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_review(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_review(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_approval(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_close(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_reopen(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_actions(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_row(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_proposal(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_decision(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_second_look(const Desk& desk, const http::Request& request,
                                const Visitor& visitor);
http::Response post_action(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_followed(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_row_papers(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);

http::Response post_owner_note(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response post_planner_note(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor);
http::Response post_note_print(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);

http::Response get_rate(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_rate(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_decide(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_decide(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_rule(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_rule(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_gaps(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_gaps_csv(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_papers(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_papers_xlsx(const Desk& desk, const http::Request& request,
                               const Visitor& visitor);
http::Response get_papers_pdf(const Desk& desk, const http::Request& request,
                              const Visitor& visitor);
http::Response get_own_form(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_own_form(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_own_form_keep(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor);
http::Response get_own_form_file(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor);
http::Response get_sheet(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_sheet_pdf(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);

}  // namespace review::web
