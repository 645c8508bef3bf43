// The pages of reviews, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "review/review_view.h"
#include "staff/hostile_test.h"
#include "ui/review/actions.h"
#include "ui/review/gaps.h"
#include "ui/review/own_form.h"
#include "ui/review/rate.h"
#include "ui/review/review.h"
#include "ui/review/reviews.h"
#include "ui/review/row.h"
#include "ui/review/rule.h"
#include "ui/review/sheet.h"

namespace review {
namespace {

using namespace staff::testing;

staff::FormView form() {
  staff::FormView form;
  form.id = form.button = form.title = kHostile;
  form.action = kEvilUrl;
  form.hidden = {{kHostile, kHostile}};
  return form;
}

TEST_CASE("every page of reviews, full of hostile text and empty") {
  const http::Link link{kHostile, kEvilUrl};
  const Fact fact{kHostile, kHostile};
  ReviewsPage reviews;
  reviews.done = kHostile;
  reviews.problems = problems();
  reviews.plans = {{kHostile, kHostile, {link}, {{kHostile, kEvilUrl, kHostile}}}};
  reviews.forms = {form()};
  check_page(reviews, pages::reviews);

  RulePage rule;
  rule.done = rule.plan = rule.rule = kHostile;
  rule.lines = {kHostile};
  rule.forms = {form()};
  check_page(rule, pages::rule);

  ReviewPage one;
  one.done = one.heading = one.lead = one.rule = one.state = one.progress = kHostile;
  one.links = {link};
  one.groups = {{kHostile,
                 {{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile, kHostile, kHostile,
                   kHostile, kHostile, kHostile, kEvilUrl, kHostile}}}};
  one.has_notes = true;
  one.forms = {form()};
  check_page(one, pages::review);

  RowPage row;
  row.done = row.heading = row.proposal = kHostile;
  row.facts = row.results = row.actions = {fact};
  row.working = {kHostile};
  row.history = {{kHostile, kHostile}};
  row.notes = {{kHostile, kHostile, kHostile, kHostile, {{kHostile, kHostile}}}};
  row.links = {link};
  row.papers.papers = {{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile, kEvilUrl}};
  row.forms = {form()};
  check_page(row, pages::row);

  RatePage rate;
  rate.done = rate.heading = rate.lead = rate.rule = kHostile;
  rate.problems = problems();
  rate.filters = {{kHostile, kHostile, {{kHostile, kHostile, true}}}};
  rate.unrated_only = true;
  rate.range = rate.next_button = rate.before_button = kHostile;
  rate.form = form();
  rate.lines = {{kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 kHostile,
                 {{kHostile, kHostile, kHostile, true}}}};
  check_page(rate, pages::rate);

  OwnFormPage own;
  own.done = own.heading = kHostile;
  own.problems = problems();
  own.cards = {{kHostile, kHostile, kHostile, {fact}, {fact}, kHostile, link, {form()}}};
  own.forms = {form()};
  check_page(own, pages::own_form);

  GapsPage gaps;
  gaps.heading = gaps.count = kHostile;
  gaps.csv_url = kEvilUrl;
  gaps.years = {link};
  gaps.lines = {{kHostile, kEvilUrl, kHostile, kHostile, kHostile}};
  check_page(gaps, pages::gaps);

  ActionsPage actions;
  actions.heading = actions.before_label = kHostile;
  actions.lines = {{kHostile, kEvilUrl, kHostile, kHostile, kHostile}};
  check_page(actions, pages::actions);

  SheetPage sheet;
  sheet.heading = sheet.as_of = kHostile;
  sheet.pdf_url = kEvilUrl;
  sheet.facts = {fact};
  check_page(sheet, pages::sheet);
}

}  // namespace
}  // namespace review
