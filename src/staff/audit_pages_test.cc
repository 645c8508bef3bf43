// Every page about history is written once full of text that tries to break out and once empty, in
// both languages.
#include <doctest/doctest.h>

#include "ui/staff/deed.h"
#include "ui/staff/deeds_of.h"
#include "ui/staff/retention.h"
#include "ui/staff/review.h"
#include "ui/staff/trail.h"

namespace staff {
namespace {

using base::Language;

const std::string kHostile = "<script>alert(\"1\")</script>'&";
const std::string kEvilUrl = "javascript:alert(1)";

http::PageFrame frame() {
  return {.title = kHostile,
          .crumbs = {{kHostile, kEvilUrl, true}},
          .this_page = kHostile,
          .other_language_url = kEvilUrl,
          .search_text = kHostile,
          .account = {kHostile, kHostile}};
}

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

ProblemsView problems() {
  return {kHostile, {{kHostile, kEvilUrl}}};
}

TrailLine line() {
  return {kHostile, kHostile, kEvilUrl, kHostile, kHostile, kEvilUrl,
          kHostile, kHostile, kEvilUrl, kHostile, kHostile};
}

TrailTable table() {
  return {{line()}, kEvilUrl, kHostile, kHostile};
}

// Nothing that was given as text is a tag, and no address runs script.
template <class Page>
void check_page(const Page& view, std::string (*write)(const Page&, Language)) {
  for (const Language language : {Language::ja, Language::en}) {
    const std::string html = write(view, language);
    CHECK(html.find("<script>") == std::string::npos);
    CHECK(html.find("javascript:") == std::string::npos);
    CHECK(html.find("alert(\"1\")") == std::string::npos);
    CHECK(html.find("&lt;script") != std::string::npos);
    const std::string empty = write(Page{}, language);
    CHECK(empty.starts_with("<!doctype html>"));
    CHECK(empty.find("</html>") != std::string::npos);
  }
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
