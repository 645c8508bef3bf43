// Words and numbers with blanks between: keys of programmes and kinds hold none.
#include "figure/build_place.h"

#include <sstream>
#include <stdexcept>

namespace figure {
namespace {

constexpr std::string_view kStart = "-";

}  // namespace

std::string text_of(const BuildPlace& place) {
  std::ostringstream text;
  switch (place.part) {
    case BuildPlace::Part::stretches:
      text << "stretch " << place.figure << ' ' << place.stretch.fiscal_year << ' '
           << place.stretch.work.programme << ' ' << place.stretch.work.kind << ' '
           << (place.after ? std::string_view(place.after->occurred_on) : kStart) << ' '
           << (place.after ? place.after->record : 0);
      break;
    case BuildPlace::Part::years:
      text << "year " << place.figure << ' ' << place.fiscal_year << ' ' << place.events;
      break;
    case BuildPlace::Part::news:
      text << "news " << place.told.at.microseconds << ' ' << place.told.confirmation << ' '
           << place.told.record << ' ' << place.until.microseconds;
      break;
  }
  return text.str();
}

BuildPlace place_from(std::string_view text) {
  std::istringstream in{std::string(text)};
  BuildPlace place;
  std::string part;
  in >> part;
  if (part == "stretch") {
    record::store::Place after;
    in >> place.figure >> place.stretch.fiscal_year >> place.stretch.work.programme >>
        place.stretch.work.kind >> after.occurred_on >> after.record;
    if (after.occurred_on != kStart) place.after = after;
  } else if (part == "year") {
    place.part = BuildPlace::Part::years;
    in >> place.figure >> place.fiscal_year >> place.events;
  } else if (part == "news") {
    place.part = BuildPlace::Part::news;
    in >> place.told.at.microseconds >> place.told.confirmation >> place.told.record >>
        place.until.microseconds;
  } else {
    in.setstate(std::ios::failbit);
  }
  if (!in) throw std::logic_error("figure: no place of a build: " + std::string(text));
  return place;
}

}  // namespace figure
