// 職: what a person holds from a day to a day and acts in. Permissions belong to posts; people move
// on 1 April. One person may hold several (兼務), and may stand in for somebody (代決).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace staff {

enum class Post {
  clerk,          // 係員
  chief,          // 係長
  manager,        // 課長
  director,       // 部長
  planner,        // 計画担当
  auditor,        // 監査
  administrator,  // システム管理
};

inline constexpr std::array kPosts = {Post::clerk,        Post::chief,   Post::manager,
                                      Post::director,     Post::planner, Post::auditor,
                                      Post::administrator};

std::string_view in_db(Post post);  // also the end of its word: staff.post_clerk
std::optional<Post> post_from(std::string_view code);

// A post as somebody holds it: from the first day to the last, both included; no last day: until
// further notice.
struct PostHeld {
  std::int64_t held = 0;
  std::int64_t person = 0;
  Post post = Post::clerk;
  std::string unit = {};  // key of the organisation unit; empty: of the whole body
  base::Date from = base::Date(base::kFirstYear, 1, 1);
  std::optional<base::Date> until = {};
  std::optional<std::int64_t> deputy_for = {};  // the person stood in for
  bool ended = false;                           // taken back by a deed before it began

  bool holds_on(base::Date day) const { return !ended && from <= day && (!until || day <= *until); }
};

}  // namespace staff
