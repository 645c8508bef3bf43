// For tests of pages: text that tries to break out of where it stands, and what holds of every page
// that is given it. Each page is written once full of it and once empty, in both languages.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "base/words.h"
#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace staff::testing {

inline const std::string kHostile = "<script>alert(\"1\")</script>'&";
inline const std::string kEvilUrl = "javascript:alert(1)";

inline http::PageFrame frame() {
  return {.title = kHostile,
          .crumbs = {{kHostile, kEvilUrl, true}},
          .this_page = kHostile,
          .other_language_url = kEvilUrl,
          .search_text = kHostile,
          .account = {kHostile, kHostile, kHostile}};
}

inline ProblemsView problems() {
  return {kHostile, {{kHostile, kEvilUrl}}};
}

// Nothing that was given as text is a tag, and no address runs script.
template <class Page>
void check_page(const Page& view, std::string (*write)(const Page&, base::Language)) {
  for (const base::Language language : {base::Language::ja, base::Language::en}) {
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

}  // namespace staff::testing
