// Codes of the database, and looking a line up.
#include "planning/line.h"

#include <algorithm>
#include <stdexcept>

namespace planning {

const Line* find(const std::vector<Line>& lines, int line) {
  const auto found = std::ranges::find(lines, line, &Line::line);
  return found == lines.end() ? nullptr : &*found;
}

Line* find(std::vector<Line>& lines, int line) {
  const auto found = std::ranges::find(lines, line, &Line::line);
  return found == lines.end() ? nullptr : &*found;
}

std::string_view in_db(State state) {
  switch (state) {
    case State::draft:
      return "draft";
    case State::in_review:
      return "in_review";
    case State::proposed:
      return "proposed";
    case State::adopted:
      return "adopted";
  }
  throw std::logic_error("planning: unknown state");
}

State state_from(std::string_view code) {
  for (const State state : {State::draft, State::in_review, State::proposed, State::adopted})
    if (in_db(state) == code) return state;
  throw std::logic_error("planning: unknown state in the database");
}

std::string_view in_db(Kind kind) {
  return kind == Kind::node ? "node" : "row";
}

Kind kind_from(std::string_view code) {
  return code == "node" ? Kind::node : Kind::row;
}

std::string number_and_title(const Line& line) {
  return line.number ? *line.number + " " + line.title : line.title;
}

}  // namespace planning
