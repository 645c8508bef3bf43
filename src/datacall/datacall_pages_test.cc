// Every page of the data calls is written once full of text that tries to break out and once
// empty, in both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/datacall/board.h"
#include "ui/datacall/calls.h"
#include "ui/datacall/filled.h"
#include "ui/datacall/new_call.h"
#include "ui/datacall/row.h"
#include "ui/datacall/sheet.h"
#include "ui/datacall/sign.h"

namespace datacall {
namespace {

using namespace staff::testing;

staff::FormView form() {
  return {.id = kHostile,
          .action = kEvilUrl,
          .button = kHostile,
          .title = kHostile,
          .hint = kHostile,
          .hidden = {{kHostile, kHostile}},
          .fields = {{.name = kHostile,
                      .value = kHostile,
                      .hint = kHostile,
                      .id = kHostile,
                      .label = kHostile,
                      .error = kHostile}}};
}

TEST_CASE("every page of the data calls, full of hostile text and empty") {
  const std::string& h = kHostile;
  const http::Link link{h, kEvilUrl, true};
  check_page(CallsPage{frame(), true, {{h, kEvilUrl, h, h, h, h, h}}}, pages::calls);
  check_page(NewCallPage{frame(), problems(), h, {{h, h, h}}, {form()}}, pages::new_call);
  check_page(BoardPage{.page = frame(),
                       .done = h,
                       .problems = problems(),
                       .title = h,
                       .lead = h,
                       .due = h,
                       .state = h,
                       .label = h,
                       .settled = link,
                       .message = h,
                       .lines = {{h, kEvilUrl, h, h, h, h, h, h, h, h}},
                       .corrections = {{h, kEvilUrl, h, h, h}},
                       .notices = {{h, h, h, h, {form()}}},
                       .forms = {form()}},
             pages::board);
  check_page(SheetPage{.page = frame(),
                       .done = h,
                       .problems = problems(),
                       .link = h,
                       .link_until = h,
                       .title = h,
                       .lead = h,
                       .due = h,
                       .message = h,
                       .count = h,
                       .lines = {{h, kEvilUrl, h, h, h, h, h}},
                       .actions = {link},
                       .reminder = h,
                       .forms = {form()}},
             pages::sheet);
  paper::SectionView papers;
  papers.papers = {{h, kEvilUrl, h, h, h, h, kEvilUrl}};
  check_page(RowPage{.page = frame(),
                     .done = h,
                     .problems = problems(),
                     .title = h,
                     .state = h,
                     .known = {{h, h}},
                     .answer = {{h, h}},
                     .signs = {{h, h}},
                     .corrections = {{h, h}},
                     .versions = {{h, h}},
                     .notice = h,
                     .forms = {form()},
                     .papers = {papers},
                     .next = link,
                     .back = link},
             pages::row);
  check_page(FilledPage{.page = frame(),
                        .problems = problems(),
                        .title = h,
                        .summary = h,
                        .changes = {{h, h, h, h, h}},
                        .notices = {h},
                        .forms = {form()},
                        .sheet = link},
             pages::filled);
  check_page(SignPage{.page = frame(),
                      .done = h,
                      .problems = problems(),
                      .title = h,
                      .lead = h,
                      .action = kEvilUrl,
                      .button = h,
                      .back_button = h,
                      .reason = h,
                      .reason_error = h,
                      .hidden = {{h, h}},
                      .lines = {{h, h, h, kEvilUrl, h, h, h, h, h, h, false, true},
                                {h, h, h, kEvilUrl, h, h, h, h, h, h, true, false}},
                      .back = link},
             pages::sign);
}

}  // namespace
}  // namespace datacall
