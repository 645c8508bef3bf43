// The addresses of the pages of reviews, each with the deed that the permission table has to allow.
#include <array>

#include "paper/paper_web.h"
#include "review/review_web.h"

namespace review::web {
namespace {

using staff::Deed;
using staff::web::Shows;
using staff::web::StaffRoute;

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/reviews",                                        Deed::read_work,         get_reviews,      Shows::work},
    StaffRoute{"POST", "/staff/reviews",                                        Deed::check_answer,      post_review},
    StaffRoute{"GET",  "/staff/rating-rules/{plan}",                            Deed::read_work,         get_rule,         Shows::work},
    StaffRoute{"POST", "/staff/rating-rules/{plan}",                            Deed::check_answer,      post_rule},
    StaffRoute{"GET",  "/staff/reviews/gaps",                                   Deed::read_work,         get_gaps,         Shows::work},
    StaffRoute{"GET",  "/staff/reviews/gaps.csv",                               Deed::read_work,         get_gaps_csv,     Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}",                        Deed::read_work,         get_review,       Shows::work},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/approval",               Deed::draft_approval,    post_approval},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/close",                  Deed::draft_approval,    post_close},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/reopen",                 Deed::draft_approval,    post_reopen},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/rate",                   Deed::propose_rating,    get_rate,         Shows::work},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rate",                   Deed::propose_rating,    post_rate},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/decide",                 Deed::decide_rating,     get_decide,       Shows::work},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/decide",                 Deed::decide_rating,     post_decide},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/actions",                Deed::read_work,         get_actions,      Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/papers",                 Deed::read_work,         get_papers,       Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/papers.xlsx",            Deed::read_work,         get_papers_xlsx,  Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/papers.pdf",             Deed::read_work,         get_papers_pdf,   Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/own-form",               Deed::read_work,         get_own_form,     Shows::work},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/own-form",               Deed::check_answer,      post_own_form},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/own-form/keep",          Deed::check_answer,      post_own_form_keep},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/own-form/{form}/filled.xlsx", Deed::read_work,         get_own_form_file, Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/rows/{row}",             Deed::read_work,         get_row,          Shows::work},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/proposal",    Deed::propose_rating,    post_proposal},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/decision",    Deed::decide_rating,     post_decision},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/second-look", Deed::decide_rating,     post_second_look},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/action",      Deed::write_next_action, post_action},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/followed",    Deed::write_next_action, post_followed},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/note-owner",  Deed::answer_data_call,  post_owner_note},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/note-planner", Deed::check_answer,     post_planner_note},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/note-print",  Deed::check_answer,      post_note_print},
    StaffRoute{"POST", "/staff/reviews/{plan}/{period}/rows/{row}/papers",      Deed::propose_rating,    post_row_papers,  Shows::own, paper::web::kUploadBytesMax},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/rows/{row}/sheet",       Deed::read_work,         get_sheet,        Shows::work},
    StaffRoute{"GET",  "/staff/reviews/{plan}/{period}/rows/{row}/sheet.pdf",   Deed::read_work,         get_sheet_pdf,    Shows::work},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

}  // namespace review::web
