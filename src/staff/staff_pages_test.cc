// Every page of the staff is written once full of text that tries to break out and once empty, in
// both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/staff/account.h"
#include "ui/staff/again.h"
#include "ui/staff/form_page.h"
#include "ui/staff/people.h"
#include "ui/staff/permissions.h"
#include "ui/staff/person.h"
#include "ui/staff/refused.h"
#include "ui/staff/second_factor.h"
#include "ui/staff/sign_in.h"
#include "ui/staff/start.h"
#include "ui/staff/transfer.h"
#include "ui/staff/units.h"

namespace staff {
namespace {

using namespace testing;

FieldView field(bool FieldView::* kind) {
  FieldView field{.name = kHostile,
                  .required = true,
                  .value = kHostile,
                  .autocomplete = kHostile,
                  .options = {{kHostile, kHostile, true}},
                  .hint = kHostile,
                  .id = kHostile,
                  .label = kHostile,
                  .error = kHostile,
                  .described_by = kHostile,
                  .year = kHostile,
                  .month = kHostile,
                  .day = kHostile};
  if (kind != nullptr) field.*kind = true;
  return field;
}

FormView form() {
  return {.id = kHostile,
          .action = kEvilUrl,
          .button = kHostile,
          .title = kHostile,
          .hint = kHostile,
          .hidden = {{kHostile, kHostile}},
          .fields = {field(nullptr), field(&FieldView::is_password), field(&FieldView::is_choice),
                     field(&FieldView::is_lines), field(&FieldView::is_day),
                     field(&FieldView::is_file)}};
}

PostLine post() {
  return {kHostile, kHostile, kHostile, kHostile, {form()}};
}

SessionLine session() {
  return {kHostile, kHostile, kHostile, kHostile, kHostile, true, {form()}};
}

PersonLine line() {
  return {kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile};
}

TEST_CASE("every page of the staff, full of hostile text and empty") {
  check_page(
      SignInPage{frame(), kHostile, problems(), form(), true, {{kHostile, kHostile}}, kHostile},
      pages::sign_in);
  check_page(FormPage{frame(), kHostile, kHostile, problems(), form(), {kHostile}},
             pages::form_page);
  check_page(AgainPage{frame(), kHostile, {{kHostile, kHostile}}, {form()}}, pages::again);
  check_page(RefusedPage{frame(), kHostile, kHostile, {kHostile}, kHostile}, pages::refused);
  const StartLink link{kHostile, kEvilUrl, kHostile};
  check_page(StartPage{frame(),
                       kHostile,
                       {{kHostile, {{kHostile, kEvilUrl, kHostile, kHostile}}, {}},
                        {kHostile, {}, kHostile}},
                       {{kHostile, {link}}}},
             pages::start);
  check_page(AccountPage{.page = frame(),
                         .done = kHostile,
                         .problems = problems(),
                         .login = kHostile,
                         .name = kHostile,
                         .body = kHostile,
                         .posts = {post()},
                         .has_second_factor = true,
                         .sessions = {session()},
                         .sign_ins = {session()},
                         .deeds = {{kHostile, kHostile, kHostile, kHostile}},
                         .password = form(),
                         .earlier_deeds_url = kEvilUrl},
             pages::account);
  check_page(SecondFactorPage{.page = frame(),
                              .done = kHostile,
                              .problems = problems(),
                              .recovery_codes = {kHostile},
                              .is_on = true,
                              .secret = kHostile,
                              .square = kHostile,
                              .square_size = 29,
                              .forms = {form()}},
             pages::second_factor);
  check_page(PeoplePage{.page = frame(),
                        .text = kHostile,
                        .count = kHostile,
                        .may_add = true,
                        .people = {line()},
                        .ended = {line()},
                        .earlier_url = kEvilUrl,
                        .later_url = kEvilUrl,
                        .place = kHostile},
             pages::people);
  check_page(PersonPage{.page = frame(),
                        .done = kHostile,
                        .link = kHostile,
                        .link_until = kHostile,
                        .problems = problems(),
                        .name = kHostile,
                        .login = kHostile,
                        .body = kHostile,
                        .state = kHostile,
                        .posts = {post()},
                        .past = {post()},
                        .give = {form()},
                        .account = {form()},
                        .deeds_url = kEvilUrl,
                        .history_url = kEvilUrl},
             pages::person);
  check_page(
      PermissionsPage{frame(), {kHostile}, {{kHostile, kHostile, {{kHostile, kHostile, true}}}}},
      pages::permissions);
  check_page(UnitsPage{.page = frame(),
                       .done = kHostile,
                       .problems = problems(),
                       .year = kHostile,
                       .other_years = {{kHostile, kEvilUrl}},
                       .units = {{kHostile, kHostile, kHostile, kHostile}},
                       .forms = {form()}},
             pages::units);
  check_page(TransferPage{.page = frame(),
                          .done = kHostile,
                          .problems = problems(),
                          .is_preview = true,
                          .summary = kHostile,
                          .moves = {{7, kHostile, kHostile, kHostile, kHostile, kHostile}},
                          .forms = {form()}},
             pages::transfer);
}

}  // namespace
}  // namespace staff
