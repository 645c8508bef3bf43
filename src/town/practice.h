// 練習の課題: five short tasks for each post, each with the page where it is done and the deeds
// that show that it was done. What was achieved is read from the history, as everything else is:
// nobody ticks a task off.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "history/history.h"
#include "staff/post.h"

namespace town {

inline constexpr int kTasksOfAPost = 5;

struct Task {
  std::string_view key;  // its words are town_pages.task_<key> and town_pages.how_<key>
  std::string_view path;
  std::array<std::string_view, 4> deeds = {};  // any of these kinds; unused ones are empty
  std::string_view subject = {};               // of the deed; empty: of whatever it is
};
// In the order in which they are done best.
std::span<const Task, kTasksOfAPost> tasks_of(staff::Post post);

struct TaskState {
  const Task* task = nullptr;
  int times = 0;
  std::optional<history::PastDeed> latest = {};
  bool is_done() const { return times > 0; }
};
// What of a post's tasks these deeds of one person show, the latest first; deeds before `since` are
// not the learner's.
std::vector<TaskState> states_of(staff::Post post, std::span<const history::PastDeed> deeds,
                                 base::Instant since);

int done_of(std::span<const TaskState> states);

}  // namespace town
