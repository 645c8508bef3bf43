// Every page about history is written once full of text that tries to break out and once empty, in
// both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/staff/deed.h"
#include "ui/staff/deeds_of.h"
#include "ui/staff/retention.h"
#include "ui/staff/review.h"
#include "ui/staff/trail.h"

namespace staff {
namespace {

using namespace testing;

FieldView field() {
  return {.name = kHostile, .value = kHostile, .hint = kHostile, .id = kHostile, .label = kHostile};
}

FormView form() {
  return {.id = kHostile,
          .action = kEvilUrl,
          .button = kHostile,
          .title = kHostile,
          .hidden = {{kHostile, kHostile}},
          .fields = {field()}};
}

TrailLine line() {
  return {kHostile, kHostile, kEvilUrl, kHostile, kHostile, kEvilUrl,
          kHostile, kHostile, kEvilUrl, kHostile, kHostile};
}

TrailTable table() {
  return {{line()}, kEvilUrl, kHostile, kHostile};
}

TEST_CASE("every page about history, full of hostile text and empty") {
  check_page(TrailPage{.page = frame(),
                       .problems = problems(),
                       .action = kEvilUrl,
                       .fields = {field()},
                       .clear_url = kEvilUrl,
                       .csv_url = kEvilUrl,
                       .review_url = kEvilUrl,
                       .found = table()},
             pages::trail);
  check_page(DeedPage{.page = frame(),
                      .heading = kHostile,
                      .facts = {{kHostile, kHostile, kEvilUrl}, {kHostile, kHostile}},
                      .erased = kHostile,
                      .erased_url = kEvilUrl,
                      .changes = {{kHostile, kHostile, kHostile}},
                      .payload = {{kHostile, kHostile}},
                      .ids = {{kHostile, kHostile, kEvilUrl}, {kHostile, kHostile}},
                      .proof = {{kHostile, kHostile}},
                      .reviews = {kHostile}},
             pages::deed);
  check_page(SubjectPage{frame(), kHostile, table(), table()}, pages::deeds_of);
  check_page(ReviewPage{.page = frame(),
                        .done = kHostile,
                        .problems = problems(),
                        .count = kHostile,
                        .action = kEvilUrl,
                        .reasons = {{kHostile, kHostile, true}},
                        .states = {{kHostile, kHostile, true}},
                        .mark = {form()},
                        .rows = {{line(), kHostile, kHostile, true}, {line(), kHostile, kHostile}},
                        .more_url = kEvilUrl,
                        .none = kHostile},
             pages::review);
  check_page(
      RetentionPage{
          .page = frame(),
          .done = kHostile,
          .problems = problems(),
          .classes = {{kHostile, kHostile, kHostile, kHostile, kHostile, {line()}, {form()}}}},
      pages::retention);
}

}  // namespace
}  // namespace staff
