// Every page of the desk is written once full of text that tries to break out and once empty, in
// both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/consultation/client.h"
#include "ui/consultation/consultation.h"
#include "ui/consultation/desk.h"
#include "ui/consultation/entry.h"
#include "ui/consultation/line.h"
#include "ui/consultation/list.h"
#include "ui/consultation/merge.h"
#include "ui/consultation/search.h"

namespace consultation {
namespace {

using base::Language;
using namespace staff::testing;

staff::FormView form() {
  return {.id = kHostile, .action = kEvilUrl, .button = kHostile, .hidden = {{kHostile, kHostile}}};
}

staff::FieldView field() {
  return {.name = kHostile, .value = kHostile, .hint = kHostile, .id = kHostile, .label = kHostile};
}

TEST_CASE("every page of the desk, full of hostile text and empty") {
  const std::string& h = kHostile;
  const http::Link link{h, kEvilUrl, true};
  const staff::ProblemsView problems{h, {{h, kEvilUrl}}};
  const std::vector<staff::Option> options = {{h, h, true}};
  const SearchView search{h, h, options, options, options, options, h};
  const ConsultationLine line{h, kEvilUrl, h, kEvilUrl, h, h, h, h, h};
  const StepLine step{h, h, h, h};
  const DueTable due{h, h, {{h, h, h, kEvilUrl, h, h}}, kEvilUrl};
  check_page(DeskPage{frame(), h, true, h, {{h, h, h, h, {link}}}, {due, {}}, search}, pages::desk);
  check_page(ListPage{frame(), h, search, h, {line}, kEvilUrl, kEvilUrl}, pages::list);
  check_page(EntryPage{frame(),
                       problems,
                       h,
                       h,
                       {{h, kEvilUrl, {form()}}},
                       h,
                       form(),
                       {field()},
                       {{h, h, h, true}},
                       h,
                       {field()},
                       h,
                       h},
             pages::entry);
  check_page(ConsultationPage{frame(),
                              h,
                              problems,
                              h,
                              h,
                              h,
                              {{h, h, kEvilUrl}},
                              {{h, h, {}}},
                              h,
                              {link},
                              {step},
                              {{h, h, {}}},
                              {link},
                              {form()}},
             pages::consultation);
  check_page(ClientPage{frame(), h, h, h, h, h, {link}, {{line, {{h, h, {}}}, {step}}}, kEvilUrl},
             pages::client);
  check_page(MergePage{frame(), problems, h, h, h, {form()}}, pages::merge);
}

TEST_CASE("the parts of the pages by themselves") {
  for (const Language language : {Language::ja, Language::en}) {
    ConsultationLine line;
    line.day = kHostile;
    line.url = kEvilUrl;
    CHECK(pages::line(line, language).find("<script>") == std::string::npos);
    SearchView search;
    search.from = kHostile;
    CHECK(pages::search(search, language).find("<script>") == std::string::npos);
  }
}

}  // namespace
}  // namespace consultation
