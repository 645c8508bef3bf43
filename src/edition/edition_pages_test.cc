// The pages of editions, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "base/words.h"
#include "edition/anchor.h"
#include "edition/edition.h"
#include "edition/edition_view.h"
#include "edition/edition_web.h"
#include "plan/summary_service.h"
#include "staff/hostile_test.h"
#include "ui/edition/anchor.h"
#include "ui/edition/changes.h"
#include "ui/edition/check.h"
#include "ui/edition/clocks.h"
#include "ui/edition/edition.h"
#include "ui/edition/editions.h"
#include "ui/edition/keys.h"
#include "ui/edition/work.h"

namespace edition {
namespace {

using namespace staff::testing;

TEST_CASE("every page of editions, full of hostile text and empty") {
  const std::string& h = kHostile;
  staff::FormView form;
  form.id = form.button = form.title = form.hint = h;
  form.action = kEvilUrl;
  const LineView line{h, h, {{h, h, h, h}, {h, h, h, ""}}, h, h};
  const FactLine fact{h, h, h};
  const DraftLine draft{h, kEvilUrl, h, h};
  EditionsPage list;
  list.page = frame();
  list.plan_title = h;
  list.plan_url = kEvilUrl;
  list.editions = {{h, kEvilUrl, h, h, h, h, kEvilUrl}};
  list.feed_url = list.verify_url = list.keys_url = kEvilUrl;
  check_page(list, pages::editions);
  EditionPage page;
  page.page = frame();
  page.plan_title = page.title = h;
  page.plan_url = kEvilUrl;
  page.withdrawn = h;
  page.facts = page.corrections = {fact};
  page.errata = {{h, h, h, h, h, h, h, kEvilUrl}};
  page.source = h;
  page.groups = {{h, {{h, h}, true, true, {line}}}};
  page.caveats = {h};
  page.files = {{h, kEvilUrl}};
  page.links = {{h, kEvilUrl, true}};
  check_page(page, pages::edition);
  check_page(KeysPage{frame(), {{h, h, h, h, h, kEvilUrl}, {h, h, h, "", h, kEvilUrl}}},
             pages::keys);
  check_page(CheckPage{frame(), h, true, {fact}, kEvilUrl, h, h, kEvilUrl}, pages::check);
  check_page(ChangesPage{frame(), h, h, kEvilUrl, kEvilUrl, {{h, {{h, h, h}, {h, "", ""}}}}},
             pages::changes);
  ClocksPage clocks;
  clocks.page = frame();
  clocks.title = clocks.lead = h;
  clocks.published_header = clocks.known_header = clocks.today_header = h;
  clocks.has_known = true;
  clocks.known = clocks.problem = h;
  clocks.action = kEvilUrl;
  clocks.lines = {{h, h, h, h, h, {h}, kEvilUrl}};
  check_page(clocks, pages::clocks);
  WorkPage work;
  work.page = frame();
  work.done = work.heading = h;
  work.problems = problems();
  work.lead = work.key_warning = h;
  work.facts = {fact};
  work.links = {{h, kEvilUrl, true}};
  work.drafts = work.editions = work.proposals = {draft};
  work.table = {{h, h}, true, true, {line}};
  work.source = h;
  work.forms = {form};
  check_page(work, pages::work);
  check_page(AnchorPage{frame(), problems(), h, {form}}, pages::anchor);
}

TEST_CASE("what is not published is unpublished work, and issuing asks for the right post") {
  for (const auto& route : web::staff_routes()) {
    CAPTURE(route.path);
    if (route.method == "GET") CHECK(route.shows == staff::web::Shows::work);
    if (route.method == "POST" && route.path != "/staff/plan-summaries")
      CHECK(route.deed == staff::Deed::publish_editions);
  }
}

TEST_CASE("every refusal has its sentence") {
  for (const auto* kind : kRefusals) CHECK(base::has_words(kind->code));
  for (const auto* kind : kCheckRefusals) CHECK(base::has_words(kind->code));
  for (const auto* kind : kAnchorRefusals) CHECK(base::has_words(kind->code));
  for (const auto* kind : plan::kSummaryRefusals) CHECK(base::has_words(kind->code));
}

}  // namespace
}  // namespace edition
