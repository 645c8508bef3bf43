// The form of a line: every field it may say, with room for one further owner and indicator; and
// the fields that came back.
#pragma once

#include "planning/planning_page.h"

namespace planning::web {

inline constexpr std::string_view kLineForm = "line";
inline constexpr std::string_view kBasedOn = "based_on";

struct FormOf {
  const Forms& forms;
  const Draft& draft;
  const Line& line;
  const LineFields& fields;  // what stands in it
  const std::vector<staff::Body>& bodies;
};
void put_form(const FormOf& form, LinePage& view);

// The fields of a line among what was sent; nothing else.
LineFields typed_line(const http::Fields& form);

}  // namespace planning::web
