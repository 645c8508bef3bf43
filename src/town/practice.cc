// Every task can be done by the person of that post alone, or after a colleague's, which its words
// say.
#include "town/practice.h"

#include <algorithm>
#include <stdexcept>

namespace town {
namespace {

using Tasks = std::array<Task, kTasksOfAPost>;

constexpr Tasks kClerk = {
    Task{"log", "/staff/diary", {"diary.log"}},
    Task{"talk", "/staff/consultations/new", {"consultation.hold"}},
    Task{"business", "/staff/businesses/new", {"business.add"}},
    Task{"correct",
         "/staff/diary",
         {"diary.correct", "consultation.correct", "record.correct", "business.correct"}},
    Task{"working", "/staff/plans", {"staff.view"}, "record"}};
constexpr Tasks kChief = {
    Task{"confirm", "/staff/confirmations", {"record.confirm", "record.confirm_all"}},
    Task{"send_back", "/staff/confirmations", {"record.send_back"}},
    Task{"register", "/staff/businesses", {"business.correct", "business.merge"}},
    Task{"client", "/staff/consultations", {"staff.view", "staff.search"}, "business"},
    Task{"working", "/staff/plans", {"staff.view"}, "record"}};
constexpr Tasks kManager = {
    Task{"confirm", "/staff/confirmations", {"record.confirm", "record.confirm_all"}},
    Task{"release", "/staff/releases/new", {"release.open", "release.publish"}},
    Task{"withdraw", "/staff/releases", {"release.withdraw"}},
    Task{"trail", "/staff/history", {"staff.view", "staff.search"}, "trail"},
    Task{"working", "/staff/plans", {"staff.view"}, "record"}};
constexpr Tasks kDirector = {
    Task{"figure", "/staff/plans", {"staff.view"}, "figure"},
    Task{"working", "/staff/plans", {"staff.view"}, "record"},
    Task{"release", "/staff/releases/new", {"release.open", "release.publish"}},
    Task{"withdraw", "/staff/releases", {"release.withdraw"}},
    Task{"trail", "/staff/history", {"staff.view", "staff.search"}, "trail"}};
constexpr Tasks kPlanner = {
    Task{"figure", "/staff/plans", {"staff.view"}, "figure"},
    Task{"draft",
         "/staff/plans",
         {"planning.create", "planning.create_from_predecessor", "planning.create_from_file"}},
    Task{"call", "/staff/data-calls/new", {"datacall.open"}},
    Task{"release", "/staff/releases/new", {"release.open", "release.publish"}},
    Task{"withdraw", "/staff/releases", {"release.withdraw"}}};
constexpr Tasks kAuditor = {
    Task{"trail", "/staff/history", {"staff.view", "staff.search"}, "trail"},
    Task{"working", "/staff/plans", {"staff.view"}, "record"},
    Task{"deed", "/staff/history", {"staff.view"}, "deed"},
    Task{"seen", "/staff/history/review", {"history.mark_seen"}},
    Task{"export", "/staff/history", {"staff.export"}, "trail"}};
constexpr Tasks kAdministrator = {
    Task{"person", "/staff/people/new", {"staff.person_add"}},
    Task{"post", "/staff/people", {"staff.post_give"}},
    Task{"invite", "/staff/people", {"staff.person_invite"}},
    Task{"unit", "/staff/units", {"staff.unit_add"}},
    Task{"end", "/staff/people", {"staff.person_end", "staff.post_end"}}};

bool shows(const history::PastDeed& deed, const Task& task) {
  return std::ranges::find(task.deeds, deed.kind) != task.deeds.end() &&
         (task.subject.empty() || deed.subject_kind == task.subject);
}

}  // namespace

std::span<const Task, kTasksOfAPost> tasks_of(staff::Post post) {
  switch (post) {
    case staff::Post::clerk:
      return kClerk;
    case staff::Post::chief:
      return kChief;
    case staff::Post::manager:
      return kManager;
    case staff::Post::director:
      return kDirector;
    case staff::Post::planner:
      return kPlanner;
    case staff::Post::auditor:
      return kAuditor;
    case staff::Post::administrator:
      return kAdministrator;
  }
  throw std::logic_error("town: a post without tasks");
}

std::vector<TaskState> states_of(staff::Post post, std::span<const history::PastDeed> deeds,
                                 base::Instant since) {
  std::vector<TaskState> states;
  for (const Task& task : tasks_of(post)) {
    TaskState state{&task};
    for (const history::PastDeed& deed : deeds) {
      if (deed.at < since || !shows(deed, task)) continue;
      ++state.times;
      if (!state.latest) state.latest = deed;
    }
    states.push_back(std::move(state));
  }
  return states;
}

int done_of(std::span<const TaskState> states) {
  return static_cast<int>(std::ranges::count_if(states, &TaskState::is_done));
}

}  // namespace town
