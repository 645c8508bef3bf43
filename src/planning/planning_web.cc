// The addresses of this room, each with the deed that the permission table has to allow.
#include <array>

#include "planning/planning_web.h"

namespace planning::web {
namespace {

using staff::Deed;
using staff::web::Shows;
using staff::web::StaffRoute;

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/plans",                                     Deed::read_work,    get_drafts, Shows::work},
    StaffRoute{"POST", "/staff/plans",                                     Deed::edit_plan,    post_new_draft},
    StaffRoute{"GET",  "/staff/plans/{slug}",                              Deed::read_work,    get_working, Shows::work},
    StaffRoute{"GET",  "/staff/plans/{slug}/draft",                        Deed::comment_plan, get_draft, Shows::work},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines",                  Deed::edit_plan,    post_add},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/move",                   Deed::edit_plan,    post_move},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/rename",                 Deed::edit_plan,    post_rename},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/undo",                   Deed::edit_plan,    post_undo},
    StaffRoute{"GET",  "/staff/plans/{slug}/draft/paste",                  Deed::edit_plan,    get_paste, Shows::work},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/paste",                  Deed::edit_plan,    post_paste},
    StaffRoute{"GET",  "/staff/plans/{slug}/draft/compare",                Deed::comment_plan, get_compare, Shows::work},
    StaffRoute{"GET",  "/staff/plans/{slug}/draft/steps",                  Deed::comment_plan, get_steps, Shows::work},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/steps",                  Deed::edit_plan,    post_hand_on},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/adopt",                  Deed::adopt_plan,   post_adopt},
    StaffRoute{"GET",  "/staff/plans/{slug}/draft/lines/{line}",           Deed::comment_plan, get_line, Shows::work},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}",           Deed::edit_plan,    post_line},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/resolve",   Deed::edit_plan,    post_resolved},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/place",     Deed::edit_plan,    post_place},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/end",       Deed::edit_plan,    post_end},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/restore",   Deed::edit_plan,    post_restore},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/merge",     Deed::edit_plan,    post_merge},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/split",     Deed::edit_plan,    post_split},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/bring-back", Deed::edit_plan,   post_bring_back},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/comments",  Deed::comment_plan, post_comment},
    StaffRoute{"POST", "/staff/plans/{slug}/draft/lines/{line}/answer",    Deed::edit_plan,    post_answer},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

}  // namespace planning::web
