// What the templates of the practice pages are given.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"

namespace town {

struct TaskLine {
  std::string title;
  std::string how;
  std::string url;
  std::string link;      // the words of the way there
  std::string achieved;  // what and when; empty: not yet
};
struct PostTasks {
  std::string post;
  std::string count;  // 5つのうち2つができました
  std::vector<TaskLine> tasks;
};
// 練習の課題
struct PracticePage {
  http::PageFrame page;
  std::string lead;
  std::vector<PostTasks> posts;
  std::string town_url;
};

struct SignInLine {
  std::string post;
  std::string login;
};
// 練習用の市
struct TownPage {
  http::PageFrame page;
  std::string state;
  bool is_building = false;
  std::string percent;  // 0 … 100, of a bar
  std::string again_url;
  std::string plan_title;
  std::string plan_url;
  std::string sign_in_url;
  std::vector<SignInLine> people;
  std::string municipality;
  std::string password;
};

}  // namespace town
