// The page of one sheet and of one of its lines, for whoever looks: somebody signed in, or the
// holder of a link. And the answer that is read from the form of a line.
#pragma once

#include "datacall/correction_service.h"
#include "datacall/web_words.h"
#include "staff/staff_form.h"

namespace datacall::web {

// Beside the lines: what the one who looks may do with the sheet.
struct SheetExtras {
  staff::web::Tried tried = {};
  std::string link = {};  // shown once
  std::string link_until = {};
  std::vector<http::Link> actions = {};
  std::string reminder = {};
  std::vector<staff::FormView> forms = {};
};
http::Response sheet_page(const Eyes& eyes, const OpenedSheet& opened,
                          const std::vector<staff::Body>& bodies, const SheetExtras& extras);

// Beside what is known of a line: what it went through, and what may be done about an approved
// value.
struct RowExtras {
  staff::web::Tried tried = {};
  std::vector<Version> versions = {};
  std::vector<staff::FormView> forms = {};
  std::vector<paper::SectionView> papers = {};  // one part, for those who are signed in
};
// Refused by unknown_row with the page of the sheet's eyes when the line is not there.
http::Response row_page(const Eyes& eyes, const OpenedSheet& opened, std::string_view row,
                        const RowExtras& extras);

inline constexpr std::string_view kAnswerForm = "answer";
// The line as it was typed; what cannot be read is noted in `typed`.
Given given_in(const http::Request& request, std::string_view row, staff::web::FormReading& typed);
// Under which field of the form a refusal stands.
std::string_view answer_field(std::string_view code);

}  // namespace datacall::web
