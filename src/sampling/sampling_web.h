// The pages of an auditor: from a figure to a sample of its records, through them one by one, to
// the working paper. Auditors alone see them.
#pragma once

#include <span>
#include <vector>

#include "staff/staff_page.h"

namespace sampling::web {

std::span<const staff::web::StaffRoute> staff_routes();

std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

http::Response get_samples(const staff::web::Desk& desk, const http::Request& request,
                           const staff::web::Visitor& visitor);
http::Response get_draw(const staff::web::Desk& desk, const http::Request& request,
                        const staff::web::Visitor& visitor);
http::Response post_draw(const staff::web::Desk& desk, const http::Request& request,
                         const staff::web::Visitor& visitor);
http::Response get_sample(const staff::web::Desk& desk, const http::Request& request,
                          const staff::web::Visitor& visitor);
http::Response post_conclusion(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);
http::Response post_reopening(const staff::web::Desk& desk, const http::Request& request,
                              const staff::web::Visitor& visitor);
http::Response get_item(const staff::web::Desk& desk, const http::Request& request,
                        const staff::web::Visitor& visitor);
http::Response post_finding(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor);
http::Response get_paper_pdf(const staff::web::Desk& desk, const http::Request& request,
                             const staff::web::Visitor& visitor);
http::Response get_paper_xlsx(const staff::web::Desk& desk, const http::Request& request,
                              const staff::web::Visitor& visitor);
http::Response get_paper_csv(const staff::web::Desk& desk, const http::Request& request,
                             const staff::web::Visitor& visitor);
http::Response get_population_csv(const staff::web::Desk& desk, const http::Request& request,
                                  const staff::web::Visitor& visitor);

// ---- what these pages share

inline constexpr std::string_view kWords = "sampling_pages";
inline constexpr std::string_view kPath = "/staff/samples";
std::string sample_path(std::int64_t sample);
std::string item_path(std::int64_t sample, int item);
// 0: no number.
std::int64_t number_in(const std::string& text);
// The form's own id is that of the page's answer; the deed has one beside it.
std::string command_of(const http::Request& request);
std::string done_words(const http::Request& request);
http::PageFrame frame(const http::Request& request, const staff::web::Visitor& visitor,
                      std::string title, std::vector<http::Link> crumbs = {});

}  // namespace sampling::web
