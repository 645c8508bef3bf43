// How far the building of a figure is, as its job keeps it: among the records until the mark, or
// among what became known after it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "figure/build_reading.h"
#include "record/record_store.h"

namespace figure {

struct BuildPlace {
  enum class Part { stretches, years, news };
  Part part = Part::stretches;
  std::size_t figure = 0;  // which of those that are built together; news goes to all of them

  // Sums go stretch by stretch: the last row seen of this one.
  Stretch stretch;
  std::optional<record::store::Place> after;

  // Distinct counts and milestones go year by year, in the order things became known: events done.
  int fiscal_year = 0;
  std::int64_t events = 0;

  // News: everything until `until` is settled; told so far.
  Moment told;
  base::Instant until;
};

std::string text_of(const BuildPlace& place);
// Throws std::logic_error when it is no such text.
BuildPlace place_from(std::string_view text);

}  // namespace figure
