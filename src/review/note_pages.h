// What the page of a line in a review shows of notes, and the forms it offers for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "review/review_web.h"
#include "staff/staff_form.h"

namespace review::web {

// Of the owner and of planning, those that say something.
std::vector<NoteView> note_views(const http::Request& request, const Opened& opened,
                                 std::string_view row);
std::vector<staff::FormView> note_forms(const staff::web::Forms& forms, const Opened& opened,
                                        const Line& line);

// ---- of the page of a line

http::Response row_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                        const staff::web::Tried& tried);
// What a form of that page is answered with.
struct Sent {
  std::string form;
  std::string field;  // under which a refusal stands
  std::string done;
};
http::Response answer(const Desk& desk, const http::Request& request, const Visitor& visitor,
                      const Sent& sent, const std::optional<base::Refusal>& refusal);

}  // namespace review::web
