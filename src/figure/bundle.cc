// Words with blanks between: names of plans and keys of rows and figures hold none.
#include "figure/bundle.h"

#include <sstream>

namespace figure {

std::string bundle_name(std::string_view row, std::string_view figure) {
  return row.empty() ? "total." + std::string(figure) : std::string(row);
}

std::string build_subject(const BuildSubject& subject) {
  return subject.plan + ' ' + subject.bundle + ' ' + std::to_string(subject.deed);
}

std::optional<BuildSubject> subject_from(std::string_view text) {
  std::istringstream in{std::string(text)};
  BuildSubject subject;
  in >> subject.plan >> subject.bundle >> subject.deed;
  return in ? std::optional(subject) : std::nullopt;
}

}  // namespace figure
