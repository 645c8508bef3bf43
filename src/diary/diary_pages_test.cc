// Every page of the diary is written once full of text that tries to break out and once empty, in
// both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/diary/diary.h"
#include "ui/diary/entry.h"
#include "ui/diary/month.h"
#include "ui/diary/paste.h"
#include "ui/diary/programme.h"

namespace diary {
namespace {

using namespace staff::testing;

staff::FieldView field() {
  return {.name = kHostile,
          .value = kHostile,
          .options = {{kHostile, kHostile, true}},
          .hint = kHostile,
          .id = kHostile,
          .label = kHostile,
          .error = kHostile,
          .is_number = true};
}

staff::FormView form() {
  return {.id = kHostile,
          .action = kEvilUrl,
          .button = kHostile,
          .title = kHostile,
          .hint = kHostile,
          .hidden = {{kHostile, kHostile}},
          .fields = {field()}};
}

EntryFormView entry_form() {
  const GroupView group{kHostile, kHostile, {field()}};
  return {.form = form(),
          .groups = {group, {"", "", {field()}}},
          .more = {group},
          .more_title = kHostile,
          .more_open = true,
          .asks = {{kHostile, kHostile, kHostile, true}},
          .reason = {field()},
          .keep = kHostile};
}

EntriesView entries() {
  return {.filter = {kEvilUrl, {field()}, kEvilUrl},
          .count = kHostile,
          .with_programme = true,
          .entries = {{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile}},
          .nothing = kHostile,
          .next_url = kEvilUrl,
          .csv_url = kEvilUrl};
}

const MovedLine kMoved{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile};
const http::Link kLink{kHostile, kEvilUrl, true};

TEST_CASE("my programmes, one programme, one entry") {
  check_page<DiaryPage>({.page = frame(),
                         .done = kHostile,
                         .lead = kHostile,
                         .expected = {{kHostile, kEvilUrl, kHostile, kHostile}},
                         .programmes = {{kHostile, kEvilUrl, kHostile, kHostile, kLink}},
                         .others = {{kHostile, kEvilUrl, kHostile, "", kLink}},
                         .nothing = kHostile,
                         .entries = entries()},
                        pages::diary);
  check_page<ProgrammePage>({.page = frame(),
                             .done = kHostile,
                             .problems = problems(),
                             .title = kHostile,
                             .notice = kHostile,
                             .forms = {entry_form()},
                             .links = {kLink},
                             .entries = entries()},
                            pages::programme);
  check_page<EntryPage>({.page = frame(),
                         .done = kHostile,
                         .problems = problems(),
                         .title = kHostile,
                         .state = kHostile,
                         .facts = {{kHostile, kHostile}},
                         .note = kHostile,
                         .moved = {kMoved},
                         .moved_none = kHostile,
                         .records = {{kHostile, kHostile, kHostile, kEvilUrl}},
                         .versions = {{kHostile, kHostile, kHostile, kHostile, kEvilUrl}},
                         .links = {kLink},
                         .corrections = {entry_form()},
                         .corrects = true,
                         .forms = {form()}},
                        pages::entry);
}

TEST_CASE("a month and a pasted table") {
  GridCell shown{kHostile, kHostile, kHostile, kHostile, kHostile};
  shown.fixed = true;
  const GridCell typed{kHostile, kHostile, kHostile, kHostile, kHostile, true};
  check_page<MonthPage>({.page = frame(),
                         .done = kHostile,
                         .problems = problems(),
                         .title = kHostile,
                         .lead = kHostile,
                         .links = {kLink},
                         .heads = {{kHostile, kHostile}},
                         .rows = {{kHostile, kHostile, kEvilUrl, kHostile, {shown, typed}}},
                         .sums_title = kHostile,
                         .sums = {kHostile},
                         .moved = {kMoved},
                         .may_write = true,
                         .form = form(),
                         .asks = {{kHostile, kHostile, kHostile, false}}},
                        pages::month);
  check_page<PastePage>({.page = frame(),
                         .problems = problems(),
                         .title = kHostile,
                         .lead = kHostile,
                         .columns = kHostile,
                         .summary = kHostile,
                         .rows = {{kHostile, kHostile, kHostile, kHostile, kHostile, true},
                                  {kHostile, kHostile, kHostile, kHostile, kHostile, false}},
                         .apply = {form()},
                         .asks = {{kHostile, kHostile, kHostile, true}},
                         .form = form()},
                        pages::paste);
}

}  // namespace
}  // namespace diary
