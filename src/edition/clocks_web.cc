// Two clocks. The public sees what was published, what it could read on a day, and what it can read
// today; staff see the records behind it, as known on a day and today, and go down to them.
#include <algorithm>
#include <charconv>
#include <map>

#include "base/date.h"
#include "edition/edition_service.h"
#include "edition/edition_words.h"
#include "edition/freeze.h"
#include "edition/work_pages.h"
#include "figure/figure_service.h"
#include "figure/known_at.h"
#include "plan/computed_service.h"
#include "plan/plan_service.h"
#include "plan/public_reading.h"
#include "plan/released_words.h"
#include "release/public_figures.h"
#include "ui/edition/clocks.h"

namespace edition::web {
namespace {

int whole_number(const std::string& text) {
  int number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  return end.ec == std::errc() ? number : 0;
}

std::string_view code_of(figure::Because because) {
  switch (because) {
    case figure::Because::late:
      return "late";
    case figure::Because::fresh:
      return "fresh";
    case figure::Because::corrected:
      return "corrected";
    case figure::Because::reclassified:
      return "reclassified";
    case figure::Because::reversed:
      return "reversed";
    case figure::Because::confirmed:
      return "confirmed";
    case figure::Because::newly_counted:
      return "newly_counted";
    case figure::Because::no_longer_counted:
      return "no_longer_counted";
    case figure::Because::counted_otherwise:
      return "counted_otherwise";
    case figure::Because::definition:
      return "definition";
  }
  return {};
}

using Texts = std::map<std::pair<std::string, std::string>, std::string>;

std::string word(const http::Request& request, std::string_view key) {
  return std::string(base::words(request.language, key));
}

Texts texts_of(const plan::Plan& plan) {
  Texts texts;
  for (const plan::Row* leaf : plan::leaves(plan))
    for (const plan::Cell& cell : leaf->cells)
      if (const plan::Reading* shown = plan::shown(cell))
        texts[{leaf->key, cell.column}] = text_of(plan, *shown);
  return texts;
}

std::string text_in(const Texts& texts, const std::string& row, const std::string& column) {
  const auto found = texts.find({row, column});
  return found == texts.end() ? std::string() : found->second;
}

// The end of the day that was asked for; what cannot be a day, or lies ahead, is told.
std::optional<base::Instant> day_asked(const http::Request& request, ClocksPage& view) {
  if (view.known.empty()) return std::nullopt;
  const auto day = base::parse_date(view.known);
  if (day && *day <= base::japan_date(base::now()))
    return std::min(figure::end_of(*day), base::now());
  view.problem =
      day ? word(request, "edition_pages.clocks_ahead") : base::say(request.language, day.error());
  return std::nullopt;
}

// What the public could read of the plan at a moment.
base::Result<Texts> public_texts(db::Read& tx, const Edition& edition, base::Instant at) {
  auto plan = plan::printed_plan(tx, edition.municipality, edition.plan);
  if (!plan) return std::unexpected(plan.error());
  plan::show_released(tx, *plan, release::public_plan(tx, edition.municipality, edition.plan, at));
  return texts_of(*plan);
}

// The two readings beside the edition.
struct Readings {
  std::optional<Texts> known;
  Texts today;
};

// Why(line, column) -> sentences
template <class Why>
void fill_lines(ClocksPage& view, base::Language language, const Edition& edition,
                const Content& content, const Readings& readings, Why why) {
  for (const Line& line : content.lines) {
    for (const Column& column : content.columns) {
      const ReadCell read = read_cell(content, edition.errata, line.row, column.key);
      ClockLine shown;
      shown.published = read.text;
      shown.today = text_in(readings.today, line.row, column.key);
      if (readings.known) shown.known = text_in(*readings.known, line.row, column.key);
      const bool same = shown.today == shown.published && !read.corrected &&
                        (!readings.known || shown.known == shown.published);
      if (same) continue;
      shown.name = name_of(line);
      shown.column = column.header;
      for (const Erratum& one : edition.errata)
        if (one.content.row == line.row && one.content.column == column.key)
          shown.because.push_back(erratum_words(language, content, one));
      why(line, column, shown);
      view.lines.push_back(std::move(shown));
    }
  }
}

ClocksPage begin_page(const http::Request& request, const Edition& edition, const Content& content,
                      const std::string& action) {
  ClocksPage view;
  view.title = content.plan_title + " " + edition.title + " " +
               number_words(request.language, edition.number);
  view.action = http::address(request.language, action);
  view.known = request.parameter("known").value_or("");
  view.published_header = base::say(request.language, "edition_pages.clocks_published",
                                    {{"at", moment_words(request.language, edition.released_at)}});
  view.known_header =
      base::say(request.language, "edition_pages.clocks_known_on", {{"at", view.known}});
  view.today_header = word(request, "edition_pages.clocks_today");
  return view;
}

// ---- for everybody

void say_why_public(db::Read& tx, const http::Request& request, const Edition& edition,
                    const Content& content, const Readings& readings, ClocksPage& view) {
  const auto seen = release::public_plan(tx, edition.municipality, edition.plan, base::now());
  const auto corrections = release::corrections(tx, seen, plan::kCorrectionsMax);
  fill_lines(view, request.language, edition, content, readings,
             [&](const Line& line, const Column&, ClockLine& shown) {
               for (const auto& one : corrections)
                 if (one.row == line.row && one.at > edition.released_at)
                   shown.because.push_back(plan::moment_words(request.language, one.at) + " " +
                                           plan::correction_words(request.language, seen, one));
               if (!shown.because.empty()) return;
               const auto* row = seen.find(line.row);
               shown.because.push_back(row == nullptr
                                           ? word(request, "edition_pages.why_only_edition")
                                           : plan::released_sentence(request.language, *row));
             });
}

}  // namespace

http::Response get_clocks(db::Database& database, const http::Request& request) {
  const std::string slug = request.capture("slug");
  ClocksPage view;
  const auto done = database.read([&](db::Read& tx) -> base::Result<void> {
    const auto edition = open_public(tx, slug, whole_number(request.capture("number")));
    if (!edition) return std::unexpected(edition.error());
    if (edition->withdrawn)
      return base::refuse(already_withdrawn, {{"at", base::iso_japan(edition->withdrawn->at)}});
    const Content content = read_content(edition->file.content).value_or(Content{});
    const std::string path = path_of(slug, edition->number);
    view = begin_page(request, *edition, content, path + "/clocks");
    view.lead = word(request, "edition_pages.clocks_lead_public");
    view.page = http::page_frame(
        request, word(request, "edition_pages.clocks_title"),
        {{content.plan_title,
          http::address(request.language, public_place_of(tx, edition->municipality, slug)), false},
         {edition->title, http::address(request.language, path), false}});
    Readings readings;
    auto today = public_texts(tx, *edition, base::now());
    if (!today) return std::unexpected(today.error());
    readings.today = *std::move(today);
    const auto at = day_asked(request, view);
    if (at) {
      auto known = public_texts(tx, *edition, *at);
      if (!known) return std::unexpected(known.error());
      readings.known = *std::move(known);
      view.has_known = true;
    }
    say_why_public(tx, request, *edition, content, readings, view);
    return {};
  });
  if (!done) return http::refused(done.error());
  http::Response response;
  response.body = pages::clocks(view, request.language);
  if (!view.problem.empty()) response.status = 400;
  return response;
}

// ---- for staff

namespace {

// How many records of each kind lie between the mark of the edition and now.
std::vector<std::string> record_sentences(db::Read& tx, const http::Request& request,
                                          const Edition& edition, base::Instant mark,
                                          const figure::RowDefinition& row,
                                          const plan::Column& column) {
  std::map<figure::Because, int> counts;
  for (const figure::Definition& one : row.figures)
    for (const int year : column.fiscal_years) {
      const auto explained =
          figure::difference(tx, edition.municipality, edition.plan, row.row, one.key, year,
                             figure::Scope::confirmed, mark, base::now());
      if (!explained) continue;
      for (const auto& line : explained->lines) ++counts[line.because];
    }
  std::vector<std::string> sentences;
  for (const auto& [because, count] : counts)
    sentences.push_back(base::say(request.language,
                                  "edition_pages.why_" + std::string(code_of(because)),
                                  {{"count", std::to_string(count)}}));
  return sentences;
}

}  // namespace

http::Response get_work_clocks(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor) {
  const std::string slug = request.capture("slug");
  const std::string& code = visitor.visit.who.municipality;
  const auto edition = desk.database.read([&](db::Read& tx) {
    return open_edition(tx, code, slug, whole_number(request.capture("number")), Eyes::staff);
  });
  if (!edition) return staff::web::refused(request, visitor.visit, edition.error());
  visitor.looked = {"edition", slug + "/" + std::to_string(edition->number), {}};
  const Content content = read_content(edition->file.content).value_or(Content{});
  const std::string path = "/staff/plans/" + slug + "/editions/" + std::to_string(edition->number);
  ClocksPage view = begin_page(request, *edition, content, path + "/clocks");
  view.lead = word(request, "edition_pages.clocks_lead_staff");
  view.page = staff::web::frame(request, visitor.visit, word(request, "edition_pages.clocks_title"),
                                {{word(request, "edition_pages.work_title"),
                                  http::address(request.language, "/staff/editions"), true},
                                 {edition->title, http::address(request.language, path), false}});
  Readings readings;
  const auto today =
      plan::open_table(visitor.actor, desk.database, slug, {figure::Scope::confirmed, ""});
  if (!today) return staff::web::refused(request, visitor.visit, today.error());
  readings.today = texts_of(today->plan);
  if (!view.known.empty()) {
    const auto known = plan::open_table(visitor.actor, desk.database, slug,
                                        {figure::Scope::confirmed, view.known});
    if (known) {
      readings.known = texts_of(known->plan);
      view.has_known = true;
    } else {
      view.problem = base::say(request.language, known.error());
    }
  }
  desk.database.read([&](db::Read& tx) {
    const auto draft = open_draft(tx, code, edition->draft);
    const base::Instant mark = draft ? draft->draft.mark : edition->issued_at;
    const auto rows = figure::rows(tx, code, slug);
    fill_lines(
        view, request.language, *edition, content, readings,
        [&](const Line& line, const Column& column, ClockLine& shown) {
          shown.url = http::address(request.language, "/staff/plans/" + slug + "/rows/" + line.row +
                                                          "/cells/" + column.key);
          const auto row = std::ranges::find(rows, line.row, &figure::RowDefinition::row);
          const auto* place = plan::find_column(today->plan, column.key);
          if (row != rows.end() && place != nullptr)
            for (auto& sentence : record_sentences(tx, request, *edition, mark, *row, *place))
              shown.because.push_back(std::move(sentence));
          if (shown.because.empty())
            shown.because.push_back(word(request, "edition_pages.why_other_source"));
        });
    return 0;
  });
  return staff::web::page(pages::clocks(view, request.language), view.problem.empty() ? 200 : 400);
}

}  // namespace edition::web
