// The frame of a page from its request.
#include "http/page_frame.h"

#include "http/escape.h"
#include "http/request.h"

namespace http {

std::string address(base::Language language, std::string_view path) {
  return std::string(root(language)) + std::string(path);
}

PageFrame page_frame(const Request& request, std::string title, std::vector<Link> crumbs,
                     Area area) {
  const bool is_japanese = request.language == base::Language::ja;
  PageFrame frame;
  frame.other_language_url =
      address(is_japanese ? base::Language::en : base::Language::ja, encode_path(request.path));
  if (!request.query.empty()) frame.other_language_url += "?" + encode_fields(request.query);
  if (area != Area::home) frame.this_page = title;
  frame.title = std::move(title);
  frame.crumbs = std::move(crumbs);
  frame.search_text = area == Area::search ? request.parameter("q").value_or("") : "";
  frame.is_practice = request.at_practice;
  frame.is_sample = !request.at_official_site && !frame.is_practice;
  frame.at_home = area == Area::home;
  frame.at_search = area == Area::search;
  return frame;
}

}  // namespace http
