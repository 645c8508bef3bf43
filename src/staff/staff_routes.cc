// The addresses of the staff pages, each with the deed that the permission table has to allow.
#include <array>

#include "staff/account_web.h"
#include "staff/audit_web.h"
#include "staff/people_web.h"
#include "staff/posts_web.h"
#include "staff/staff_page.h"
#include "staff/unsent_web.h"

namespace staff::web {
namespace {

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff",                              Deed::use_own_account, get_start},
    StaffRoute{"GET",  "/account",                            Deed::use_own_account, get_account},
    StaffRoute{"POST", "/account/password",                   Deed::use_own_account, post_password},
    StaffRoute{"GET",  "/account/second-factor",              Deed::use_own_account, get_second_factor},
    StaffRoute{"POST", "/account/second-factor",              Deed::use_own_account, post_second_factor},
    StaffRoute{"POST", "/account/sessions/{session}/end",     Deed::use_own_account, post_end_session},
    StaffRoute{"POST", "/account/unsent",                     Deed::use_own_account, post_unsent},
    StaffRoute{"POST", "/account/unsent/discard",             Deed::use_own_account, post_discard},
    StaffRoute{"GET",  "/staff/permissions",                  Deed::use_own_account, get_permissions},
    StaffRoute{"GET",  "/staff/people",                       Deed::read_people,     get_people, Shows::people},
    StaffRoute{"GET",  "/staff/people/new",                   Deed::manage_people,   get_new_person},
    StaffRoute{"POST", "/staff/people/new",                   Deed::manage_people,   post_new_person},
    StaffRoute{"GET",  "/staff/people/{person}",              Deed::read_people,     get_person, Shows::people},
    StaffRoute{"POST", "/staff/people/{person}/invitation",   Deed::manage_people,   post_invite},
    StaffRoute{"POST", "/staff/people/{person}/end",          Deed::manage_people,   post_end_person},
    StaffRoute{"POST", "/staff/people/{person}/restore",      Deed::manage_people,   post_restore_person},
    StaffRoute{"POST", "/staff/people/{person}/unlock",       Deed::manage_people,   post_unlock},
    StaffRoute{"POST", "/staff/people/{person}/reset-second-factor", Deed::manage_people, post_reset_second_factor},
    StaffRoute{"POST", "/staff/people/{person}/posts",        Deed::give_posts,      post_give_post},
    StaffRoute{"POST", "/staff/people/{person}/posts/{held}/end", Deed::give_posts,  post_end_post},
    StaffRoute{"GET",  "/staff/units",                        Deed::read_people,     get_units},
    StaffRoute{"POST", "/staff/units",                        Deed::give_posts,      post_unit},
    StaffRoute{"GET",  "/staff/transfer",                     Deed::give_posts,      get_transfer},
    StaffRoute{"POST", "/staff/transfer",                     Deed::give_posts,      post_transfer, Shows::people},
    StaffRoute{"GET",  "/staff/history",                      Deed::read_history,    get_trail, Shows::people},
    StaffRoute{"GET",  "/staff/history.csv",                  Deed::read_history,    get_trail_csv, Shows::people},
    StaffRoute{"GET",  "/staff/history/deeds/{deed}",         Deed::read_history,    get_deed, Shows::people},
    StaffRoute{"GET",  "/staff/history/of",                   Deed::read_history,    get_deeds_of, Shows::people},
    StaffRoute{"GET",  "/staff/history/review",               Deed::mark_history,    get_review, Shows::people},
    StaffRoute{"POST", "/staff/history/review",               Deed::mark_history,    post_review},
    StaffRoute{"GET",  "/staff/history/retention",            Deed::erase_history,   get_retention, Shows::people},
    StaffRoute{"POST", "/staff/history/retention/{class}/propose", Deed::erase_history, post_propose_erasure},
    StaffRoute{"POST", "/staff/history/retention/{class}/erase", Deed::erase_history, post_erasure},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

}  // namespace staff::web
