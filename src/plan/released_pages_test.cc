// The pages of confirming, releasing and of released figures, full of text that tries to break out
// and empty, in both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/plan/confirmations.h"
#include "ui/plan/new_release.h"
#include "ui/plan/open_figure.h"
#include "ui/plan/open_figures.h"
#include "ui/plan/open_run.h"
#include "ui/plan/releases.h"

namespace plan {
namespace {

using base::Language;
using namespace staff::testing;

FactView fact() {
  return {kHostile, kHostile, kHostile, kEvilUrl};
}

SeriesView run() {
  return {output::columns(kHostile, kHostile,
                          {{kHostile, kHostile, output::Value{1, 1}}, {kHostile, "x", {}}}),
          {fact()}};
}

staff::FormView form() {
  return {.id = "f",
          .action = kEvilUrl,
          .button = kHostile,
          .title = kHostile,
          .hidden = {{kHostile, kHostile}}};
}

TEST_CASE("every page of confirming and releasing, full of hostile text and empty") {
  const ConfirmLine line{kHostile, kHostile, kEvilUrl, kHostile, kHostile,
                         kHostile, kHostile, true,     true,     {fact()}};
  const ConfirmBatch batch{kHostile, form(), {line}, kHostile, kHostile, true, kHostile, kEvilUrl};
  check_page(ConfirmationsPage{frame(),
                               kHostile,
                               {kHostile, {{kHostile, kEvilUrl, true}}},
                               {{kHostile, kHostile, kHostile, kHostile, kEvilUrl}},
                               {batch},
                               {batch},
                               {line}},
             pages::confirmations);
  check_page(
      ReleasesPage{
          frame(),
          kHostile,
          {kHostile, {}},
          {{kHostile, kHostile, kHostile, kHostile, kHostile, kHostile, kHostile, {form()}}},
          {{kHostile, kEvilUrl, true}}},
      pages::releases);
  check_page(NewReleasePage{frame(),
                            {kHostile, {}},
                            {form()},
                            true,
                            {kHostile},
                            {{kHostile, kHostile, kHostile, kHostile}},
                            {kHostile}},
             pages::new_release);
}

TEST_CASE("every page of released figures, full of hostile text and empty") {
  OpenFiguresPage figures;
  figures.page = frame();
  figures.municipality = figures.plan_title = kHostile;
  figures.plan_url = kEvilUrl;
  figures.rows = {
      {kHostile, kHostile, kHostile, kEvilUrl, kHostile, {{kHostile, kEvilUrl, {fact()}}}}};
  figures.withdrawn = {kHostile};
  figures.corrections = {fact()};
  figures.legend = kHostile;
  figures.files = {{kEvilUrl, kHostile}};
  check_page(figures, pages::open_figures);
  OpenFigurePage figure;
  figure.page = frame();
  figure.municipality = figure.plan_title = figure.row = figure.label = kHostile;
  figure.plan_url = figure.row_url = figure.json_url = figure.all_url = kEvilUrl;
  figure.released = figure.since = figure.legend = kHostile;
  figure.counted = {kHostile};
  figure.years = {run()};
  figure.each_year = {{kHostile, kHostile, kHostile, {run()}}};
  figure.corrections = {fact()};
  check_page(figure, pages::open_figure);
}

TEST_CASE("what is kept back is drawn nowhere") {
  const SeriesView view{
      output::columns("t", "s", {{"4", "x", {}}, {"5", "12", output::Value{12, 1}}}), {}};
  int drawn = 0;
  for (const auto& column : view.chart.columns) drawn += column.is_drawn ? 1 : 0;
  CHECK(drawn == 1);
  CHECK(pages::open_run(view, Language::ja).find(">x<") != std::string::npos);
}

}  // namespace
}  // namespace plan
