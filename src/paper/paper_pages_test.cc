// The pages of papers, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "paper/paper_web.h"
#include "ui/paper/section.h"
#include "ui/paper/take_off.h"

namespace paper {
namespace {

using base::Language;

const std::string kHostile = "<script>alert(\"1\")</script>'&";
const std::string kEvilUrl = "javascript:alert(1)";

void check_safe(const std::string& html) {
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("javascript:") == std::string::npos);
  CHECK(html.find("&lt;script") != std::string::npos);
}

staff::FormView hostile_form() {
  staff::FormView form;
  form.id = form.button = form.title = form.hint = kHostile;
  form.action = kEvilUrl;
  form.hidden = {{kHostile, kHostile}};
  return form;
}

TEST_CASE("the part of a page and the page of taking off, full of hostile text and empty") {
  for (const Language language : {Language::ja, Language::en}) {
    SectionView section;
    section.title = section.taken_off_title = section.held = kHostile;
    section.papers = {{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile, kEvilUrl},
                      {kHostile, "", kHostile, kHostile, kHostile, "", ""}};
    section.taken_off = {{kHostile, kEvilUrl, kHostile, kHostile}};
    section.forms = {hostile_form()};
    check_safe(pages::section(section, language));
    CHECK(pages::section({}, language).find("<section") != std::string::npos);
    TakeOffPage page;
    page.name = page.about = page.when = page.who = kHostile;
    page.problems = {kHostile, {{kHostile, kEvilUrl}}};
    page.back = {kHostile, kEvilUrl};
    page.form = hostile_form();
    check_safe(pages::take_off(page, language));
    CHECK(pages::take_off({}, language).find("</html>") != std::string::npos);
  }
}

TEST_CASE("what shows a paper is a deed of reading, and what takes one in says how much") {
  for (const auto& route : web::staff_routes()) {
    CAPTURE(route.path);
    CHECK(route.deed == staff::Deed::use_papers);
    if (route.method == "GET") CHECK(route.shows == staff::web::Shows::work);
    CHECK(route.body_bytes_max == 0);
  }
  CHECK(web::kUploadBytesMax > kFileBytesMax);
}

}  // namespace
}  // namespace paper
