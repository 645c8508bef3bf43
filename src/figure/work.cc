// Few programmes a figure: sorted once, not looked up.
#include "figure/work.h"

#include <set>

namespace figure {

std::vector<Work> works_of(const Definition& definition) {
  std::set<Work> works;
  for (const Selection& selection : definition.records)
    for (const std::string& programme : selection.programmes)
      works.insert({programme, selection.kind});
  return {works.begin(), works.end()};
}

}  // namespace figure
