// The pages of samples, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "base/words.h"
#include "sampling/sampling.h"
#include "sampling/sampling_view.h"
#include "sampling/sampling_web.h"
#include "staff/hostile_test.h"
#include "ui/sampling/draw.h"
#include "ui/sampling/item.h"
#include "ui/sampling/sample.h"
#include "ui/sampling/samples.h"

namespace sampling {
namespace {

using namespace staff::testing;

TEST_CASE("every page of samples, full of hostile text and empty") {
  const std::string& h = kHostile;
  staff::FormView form;
  form.id = form.button = form.title = form.hint = h;
  form.action = kEvilUrl;
  check_page(SamplesPage{frame(), {{h, kEvilUrl, h, h, h, h}}, kEvilUrl}, pages::samples);
  check_page(DrawPage{frame(), problems(), h, h, kEvilUrl, {form}}, pages::draw);
  SamplePage sample;
  sample.page = frame();
  sample.done = sample.title = sample.progress = sample.state = sample.redraw_command = h;
  sample.problems = problems();
  sample.next_url = kEvilUrl;
  sample.facts = {{h, h}};
  sample.strata = {{h, h, h}};
  sample.items = {{h, kEvilUrl, h, h, h, h, h, h}};
  sample.said = {{h, h}};
  sample.redraw = {h};
  sample.files = {{h, kEvilUrl, true}};
  sample.forms = {form};
  check_page(sample, pages::sample);
  ItemPage item;
  item.page = frame();
  item.done = item.heading = item.lead = item.since = item.seen_error = h;
  item.problems = problems();
  item.record_url = item.sample_url = item.earlier_url = item.later_url = kEvilUrl;
  item.record.state = item.record.note = h;
  item.findings = {{h, h, h, h}};
  item.form = {form};
  item.seen = {{h, h, true}};
  check_page(item, pages::item);
  item.form.clear();
  check_page(item, pages::item);
}

TEST_CASE("auditors alone see these pages, and looking is a deed") {
  for (const auto& route : web::staff_routes()) {
    CAPTURE(route.path);
    CHECK(route.deed == staff::Deed::mark_history);
    if (route.method == "GET") CHECK(route.shows != staff::web::Shows::own);
  }
}

TEST_CASE("every refusal has its sentence") {
  for (const auto* kind : kRefusals) CHECK(base::has_words(kind->code));
}

}  // namespace
}  // namespace sampling
