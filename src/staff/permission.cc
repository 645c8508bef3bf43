// The table itself. A line gives a deed and the reach of each post, in the order of kPosts.
#include "staff/permission.h"

#include <algorithm>
#include <stdexcept>

namespace staff {
namespace {

constexpr Reach no = Reach::none;
constexpr Reach own = Reach::own_body;
constexpr Reach all = Reach::municipality;

struct Line {
  Deed deed;
  std::string_view code;
  bool two;
  std::array<Reach, kPosts.size()> reach;
};

// clang-format off
constexpr std::array kTable = {
    //                                                  clerk chief manager director planner auditor administrator
    Line{Deed::use_own_account, "use_own_account", false, {all, all, all, all, all, all, all}},
    Line{Deed::read_work,       "read_work",       false, {own, own, own, all, all, all, no}},
    Line{Deed::write_records,   "write_records",   false, {own, own, own, no,  no,  no,  no}},
    Line{Deed::confirm_records, "confirm_records", false, {no,  own, own, no,  no,  no,  no}},
    Line{Deed::define_figures,  "define_figures",  false, {no,  no,  no,  no,  all, no,  no}},
    Line{Deed::close_year,      "close_year",      true,  {no,  no,  all, all, all, no,  no}},
    Line{Deed::read_people,     "read_people",     false, {own, own, own, all, all, all, all}},
    Line{Deed::manage_people,   "manage_people",   false, {no,  no,  no,  no,  no,  no,  all}},
    Line{Deed::give_posts,      "give_posts",      false, {no,  no,  no,  no,  no,  no,  all}},
    Line{Deed::read_history,    "read_history",    false, {no,  no,  own, all, no,  all, no}},
    Line{Deed::mark_history,    "mark_history",    false, {no,  no,  no,  no,  no,  all, no}},
    Line{Deed::erase_history,   "erase_history",   true,  {no,  no,  no,  no,  no,  all, all}},
    Line{Deed::use_papers,      "use_papers",      false, {own, own, own, all, all, all, no}},
    Line{Deed::edit_plan,       "edit_plan",       false, {no,  no,  no,  no,  all, no,  no}},
    Line{Deed::comment_plan,    "comment_plan",    false, {own, own, own, all, all, no,  no}},
    Line{Deed::adopt_plan,      "adopt_plan",      true,  {no,  no,  all, all, no,  no,  no}},
    Line{Deed::run_data_call,   "run_data_call",   false, {no,  no,  no,  no,  all, no,  no}},
    Line{Deed::answer_data_call, "answer_data_call", false, {own, own, own, no, no, no,  no}},
    Line{Deed::confirm_answer,  "confirm_answer",  true,  {no,  own, own, no,  no,  no,  no}},
    Line{Deed::check_answer,    "check_answer",    false, {no,  no,  no,  no,  all, no,  no}},
    Line{Deed::approve_value,   "approve_value",   true,  {no,  no,  all, all, no,  no,  no}},
    Line{Deed::propose_rating,  "propose_rating",  false, {own, own, own, no,  all, no,  no}},
    Line{Deed::decide_rating,   "decide_rating",   true,  {no,  no,  all, all, all, no,  no}},
    Line{Deed::draft_approval,  "draft_approval",  false, {no,  no,  no,  no,  all, no,  no}},
    Line{Deed::sign_approval,   "sign_approval",   true,  {no,  own, all, all, no,  no,  no}},
    Line{Deed::write_next_action, "write_next_action", false, {own, own, own, no, all, no, no}},
    Line{Deed::read_businesses, "read_businesses", false, {all, all, all, no,  no,  all, no}},
    Line{Deed::write_businesses, "write_businesses", false, {all, all, all, no, no, no,  no}},
    Line{Deed::hold_consultation, "hold_consultation", false, {own, own, own, no, no, no, no}},
    Line{Deed::read_consultations, "read_consultations", false, {own, own, own, no, no, all, no}},
    Line{Deed::read_secret_notes, "read_secret_notes", false, {no, own, own, no, no, no, no}},
    Line{Deed::release_figures, "release_figures", false, {no,  no,  all, all, all, no,  no}},
    Line{Deed::import_tables,   "import_tables",   false, {no,  no,  no,  no,  all, no,  no}},
    Line{Deed::publish_editions, "publish_editions", true, {no, no,  all, all, all, no,  no}},
};
// clang-format on

const Line& line_of(Deed deed) {
  const auto found = std::ranges::find(kTable, deed, &Line::deed);
  if (found == kTable.end()) throw std::logic_error("staff: a deed without its permissions");
  return *found;
}

bool covers(Reach reach, const Who& who, const Place& place) {
  if (place.municipality != who.municipality) return false;
  return reach == Reach::municipality || (reach == Reach::own_body && place.body == who.body);
}

base::Actor actor_of(const Who& who, const PostHeld& held) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = who.person;
  actor.post = in_db(held.post);
  actor.body = who.body;
  actor.municipality = who.municipality;
  actor.origin = who.origin;
  actor.deputy_for = held.deputy_for.value_or(0);
  return actor;
}

}  // namespace

std::string_view in_db(Post post) {
  switch (post) {
    case Post::clerk:
      return "clerk";
    case Post::chief:
      return "chief";
    case Post::manager:
      return "manager";
    case Post::director:
      return "director";
    case Post::planner:
      return "planner";
    case Post::auditor:
      return "auditor";
    case Post::administrator:
      return "administrator";
  }
  throw std::logic_error("staff: unknown post");
}

std::optional<Post> post_from(std::string_view code) {
  for (const Post post : kPosts)
    if (in_db(post) == code) return post;
  return std::nullopt;
}

std::string_view code_of(Deed deed) {
  return line_of(deed).code;
}

Reach reach(Post post, Deed deed) {
  const auto place = std::ranges::find(kPosts, post) - kPosts.begin();
  return line_of(deed).reach.at(static_cast<std::size_t>(place));
}

bool needs_two(Deed deed) {
  return line_of(deed).two;
}

base::Result<base::Actor> permitted(const Who& who, Deed deed, const Place& place) {
  if (who.posts.empty()) return base::refuse(no_post_today);
  const PostHeld* best = nullptr;
  for (const PostHeld& held : who.posts) {
    const Reach here = reach(held.post, deed);
    if (!covers(here, who, place)) continue;
    if (best == nullptr || here < reach(best->post, deed) ||
        (here == reach(best->post, deed) && best->deputy_for && !held.deputy_for))
      best = &held;
  }
  if (best != nullptr) return actor_of(who, *best);
  return base::refuse(not_permitted, {{"deed", std::string(code_of(deed))}});
}

bool may(const Who& who, Deed deed, const Place& place) {
  return permitted(who, deed, place).has_value();
}

base::Result<void> permits(const base::Actor& actor, Deed deed, const Place& place) {
  if (actor.kind == base::ActorKind::system) return {};
  const auto refused = base::refuse(
      post_may_not,
      {{"deed", std::string(code_of(deed))}, {"post", actor.post}, {"body", actor.body}});
  if (actor.kind != base::ActorKind::staff) return refused;
  const auto post = post_from(actor.post);
  if (!post) return base::refuse(post_not_in_table, {{"post", actor.post}});
  if (actor.municipality != place.municipality) return refused;
  const Reach here = reach(*post, deed);
  const bool covered =
      here == Reach::municipality || (here == Reach::own_body && place.body == actor.body);
  if (!covered) return refused;
  return {};
}

}  // namespace staff
