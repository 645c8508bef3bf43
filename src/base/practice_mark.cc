// The code says it: prefecture 99 is none. What is made up is made up in a file as on a page, and
// the words for it stand in the catalogue.
#include "base/practice_mark.h"

#include "base/municipality_code.h"

namespace base {

std::string practice_mark(Language language, std::string_view municipality) {
  if (!is_practice_municipality(municipality)) return {};
  return std::string(words(language, "base.practice_mark"));
}

}  // namespace base
