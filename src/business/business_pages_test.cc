// Every page of the register is written once full of text that tries to break out and once empty,
// in both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/business/business.h"
#include "ui/business/businesses.h"
#include "ui/business/form.h"

namespace business {
namespace {

using namespace staff::testing;

TEST_CASE("every page of the register, full of hostile text and empty") {
  const std::string& h = kHostile;
  const http::Link link{h, kEvilUrl, true};
  const BusinessLine line{h, kEvilUrl, h, h, h, h};
  const staff::FormView form{.id = h, .action = kEvilUrl, .button = h, .hidden = {{h, h}}};
  check_page(BusinessesPage{frame(), h, true, h, {line}, kEvilUrl, kEvilUrl}, pages::businesses);
  check_page(BusinessPage{frame(), h, h, h, h, link, {{h, h}}, {link}, {{h, h, h}}},
             pages::business);
  check_page(BusinessFormPage{frame(), {h, {{h, kEvilUrl}}}, h, h, {line}, {form}}, pages::form);
}

}  // namespace
}  // namespace business
