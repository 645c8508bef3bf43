// The pages of papers, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "approval/approval_web.h"
#include "staff/hostile_test.h"
#include "ui/approval/approval.h"
#include "ui/approval/approvals.h"

namespace approval {
namespace {

using namespace staff::testing;

TEST_CASE("every page of papers, full of hostile text and empty") {
  staff::FormView form;
  form.id = form.button = form.title = form.hint = kHostile;
  form.action = kEvilUrl;
  form.hidden = {{kHostile, kHostile}};
  const PaperLine paper{kHostile, kEvilUrl, kHostile};
  ApprovalsPage list;
  list.done = kHostile;
  list.lists = {{kHostile, {paper}, {}}, {kHostile, {}, kHostile}};
  check_page(list, pages::approvals);
  ApprovalPage page;
  page.done = page.number = page.title = page.state = page.drafted_by = kHostile;
  page.drafted_on = page.closed_on = page.comment = kHostile;
  page.subject_url = kEvilUrl;
  page.problems = {kHostile, {{kHostile, kEvilUrl}}};
  page.paragraphs = {kHostile};
  page.steps = {{kHostile, kHostile, kHostile, kHostile, kHostile, kHostile, kHostile}};
  page.forms = {form};
  check_page(page, pages::approval);
}

TEST_CASE("signing asks for the post that signs, and what a paper says is unpublished work") {
  for (const auto& route : web::staff_routes()) {
    CAPTURE(route.path);
    if (route.path.ends_with("/sign") || route.path.ends_with("/return"))
      CHECK(route.deed == staff::Deed::sign_approval);
    if (route.method == "GET") CHECK(route.shows == staff::web::Shows::work);
  }
}

}  // namespace
}  // namespace approval
