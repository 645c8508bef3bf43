// Every page of the register is written once full of text that tries to break out and once empty,
// in both languages.
#include <doctest/doctest.h>

#include "ui/business/business.h"
#include "ui/business/businesses.h"
#include "ui/business/form.h"

namespace business {
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

template <class Page>
void check_page(const Page& view, std::string (*write)(const Page&, Language)) {
  for (const Language language : {Language::ja, Language::en}) {
    const std::string html = write(view, language);
    CHECK(html.find("<script>") == std::string::npos);
    CHECK(html.find("javascript:") == std::string::npos);
    CHECK(html.find("&lt;script") != std::string::npos);
    const std::string empty = write(Page{}, language);
    CHECK(empty.starts_with("<!doctype html>"));
    CHECK(empty.find("</html>") != std::string::npos);
  }
}

TEST_CASE("every page of the register, full of hostile text and empty") {
  const std::string& h = kHostile;
  const http::Link link{h, kEvilUrl, true};
  const BusinessLine line{h, kEvilUrl, h, h, h, h};
  const staff::FormView form{.id = h, .action = kEvilUrl, .button = h, .hidden = {{h, h}}};
  check_page(BusinessesPage{frame(), h, true, h, {line}, kEvilUrl, kEvilUrl}, pages::businesses);
  check_page(BusinessPage{frame(), h, h, h, h, link, {{h, h}}, {link}, {{h, h, h}}},
             pages::business);
  check_page(BusinessFormPage{frame(), {h, {{h, kEvilUrl}}}, h, h, {line}, {form}}, pages::form);
}

}  // namespace
}  // namespace business
