// The pages of the diary: my programmes, one programme with its form, a month, a pasted table, one
// entry. Work of another body is shown to those whose post reaches it.
#pragma once

#include <span>
#include <vector>

#include "diary/diary_page.h"

namespace diary::web {

std::span<const staff::web::StaffRoute> staff_routes();
// What was done last year at this time and is not yet written down.
std::optional<http::Link> record_source(const Desk& desk, const http::Request& request,
                                        const staff::Visit& visit, std::int64_t record);
std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit);

http::Response get_diary(const Desk&, const http::Request&, const Visitor&);
http::Response get_diary_csv(const Desk&, const http::Request&, const Visitor&);
http::Response get_programme(const Desk&, const http::Request&, const Visitor&);
http::Response get_programme_csv(const Desk&, const http::Request&, const Visitor&);
http::Response post_programme(const Desk&, const http::Request&, const Visitor&);
http::Response get_month(const Desk&, const http::Request&, const Visitor&);
http::Response post_month(const Desk&, const http::Request&, const Visitor&);
http::Response get_paste(const Desk&, const http::Request&, const Visitor&);
http::Response post_paste(const Desk&, const http::Request&, const Visitor&);
http::Response get_entry(const Desk&, const http::Request&, const Visitor&);
http::Response post_correction(const Desk&, const http::Request&, const Visitor&);
http::Response post_taking_back(const Desk&, const http::Request&, const Visitor&);
http::Response post_erasure(const Desk&, const http::Request&, const Visitor&);
http::Response post_papers(const Desk&, const http::Request&, const Visitor&);

}  // namespace diary::web
