// Lists of the API in pages: `limit` and `after` come in, `total`, `next` and a Link to the next
// page go out. A page is found by the key of the entry before it, so that nothing is told twice or
// passed over when entries come and go between two pages.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "http/http.h"

namespace http {

inline constexpr base::RefusalKind bad_limit{"http.bad_limit", 400};
inline constexpr base::RefusalKind unknown_after{"http.unknown_after", 400};

inline constexpr std::size_t kPageLimit = 100;
inline constexpr std::size_t kPageLimitMax = 500;

struct Paging {
  std::size_t limit = kPageLimit;
  std::string after;  // empty: from the beginning
};

// Refusals: bad_limit.
base::Result<Paging> paging(const Request& request);

// The entries [begin, end) of a list, and the key of the last one where more follow.
struct PagePart {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string next;
};

// key_of(entry) -> std::string. Refusals: unknown_after.
template <class List, class KeyOf>
base::Result<PagePart> page_part(const List& list, const Paging& asked, KeyOf key_of) {
  PagePart part;
  if (!asked.after.empty()) {
    while (part.begin < list.size() && key_of(list[part.begin]) != asked.after) ++part.begin;
    if (part.begin == list.size()) {
      return base::refuse(unknown_after, {{"value", asked.after}});
    }
    ++part.begin;
  }
  part.end = part.begin + std::min(asked.limit, list.size() - part.begin);
  if (part.end < list.size()) part.next = key_of(list[part.end - 1]);
  return part;
}

// JSON with a Link to the page behind `next`, asked as this one was; none when `next` is empty.
Response page_json(const Request& request, std::string body, std::string_view next);

}  // namespace http
