// What surrounds every page: title, where the reader is, the same page in the other language. The
// layout (ui/site/layout.html) takes it as its view; a page's own view holds one as `page`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/http.h"

namespace http {

struct Link {
  std::string text;
  std::string url;
  bool in_page_language = false;  // of the words of the page, not of a plan, which is Japanese
};

// Somebody who has signed in, as the header shows them; no name: nobody has.
struct SignedInAs {
  std::string name;
  std::string form_token;  // of the button that ends the session
  std::string login = {};  // what is kept on a device is kept for this person alone
};

enum class Area { home, plans, search, other };  // which item of the main menu is the current one

struct PageFrame {
  std::string title;
  std::vector<Link> crumbs;  // between home and this page
  std::string this_page;     // the last crumb; empty on the home page: no crumbs at all
  std::string other_language_url;
  std::string search_text;  // stands in the search box of the header
  bool is_sample = true;    // a demonstration: the page says that it is no official site
  // Of a made-up municipality (練習用), as the site knows it: the page says so instead, on paper on
  // every sheet. No page has to remember it.
  bool is_practice = false;
  // A list of many municipalities in which a made-up one stands too.
  bool has_practice = false;
  bool at_home = false;
  bool at_search = false;
  SignedInAs account = {};
};

// The frame of an answer to `request`. The title is plain text; `crumbs` lead from home to it.
PageFrame page_frame(const Request& request, std::string title, std::vector<Link> crumbs = {},
                     Area area = Area::plans);

// "/plans/a" -> "/en/plans/a" in English.
std::string address(base::Language language, std::string_view path);

// The view of pages that say the same to everybody (ui/site/about.html).
struct PlainPage {
  PageFrame page;
};

// The view of ui/site/error.html.
struct ErrorPage {
  PageFrame page;
  int status = 500;
  std::string title;
  std::string sentence;
};

}  // namespace http
