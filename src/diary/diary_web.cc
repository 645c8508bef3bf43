// Every address with the deed that the permission table has to allow; and the first page: what is
// mine this year, what it has, and what is expected.
#include "diary/diary_web.h"

#include <algorithm>

#include "paper/paper_web.h"
#include "programme/programme_service.h"
#include "ui/diary/diary.h"

namespace diary::web {
namespace {

using staff::Deed;
using staff::web::Shows;
using staff::web::StaffRoute;

// clang-format off
constexpr StaffRoute kRoutes[] = {
    {"GET",  "/staff/diary",                              Deed::read_work,     get_diary, Shows::work},
    {"GET",  "/staff/diary/entries.csv",                  Deed::read_work,     get_diary_csv, Shows::work},
    {"GET",  "/staff/diary/entries/{entry}",              Deed::read_work,     get_entry, Shows::work},
    {"POST", "/staff/diary/entries/{entry}/correction",   Deed::write_records, post_correction},
    {"POST", "/staff/diary/entries/{entry}/taking-back",  Deed::write_records, post_taking_back},
    {"POST", "/staff/diary/entries/{entry}/erasure",      Deed::write_records, post_erasure},
    {"POST", "/staff/diary/entries/{entry}/papers",       Deed::write_records, post_papers, Shows::own, paper::web::kUploadBytesMax},
    {"GET",  "/staff/diary/{programme}",                  Deed::read_work,     get_programme, Shows::work},
    {"POST", "/staff/diary/{programme}",                  Deed::write_records, post_programme},
    {"GET",  "/staff/diary/{programme}/diary.csv",        Deed::read_work,     get_programme_csv, Shows::work},
    {"GET",  "/staff/diary/{programme}/months/{month}",   Deed::read_work,     get_month, Shows::work},
    {"POST", "/staff/diary/{programme}/months/{month}",   Deed::write_records, post_month},
    {"GET",  "/staff/diary/{programme}/paste",            Deed::write_records, get_paste, Shows::work},
    {"POST", "/staff/diary/{programme}/paste",            Deed::write_records, post_paste},
};
// clang-format on

std::vector<Expected> expected_of(db::Read& tx, const staff::Who& who) {
  const int year = fiscal_year_of(today());
  const auto last_year = store::months(tx, who.municipality, who.body, year - 1);
  const auto this_year = store::months(tx, who.municipality, who.body, year);
  const auto repeated = store::repeated(tx, who.municipality, who.body, year);
  return expected(last_year, this_year, repeated, today());
}

std::string month_words(const http::Request& request, const MonthCount& month) {
  return say(request, "diary_pages.month_of",
             {{"year", std::to_string(month.year)}, {"month", std::to_string(month.month)}});
}

std::vector<ExpectedLine> expected_lines(db::Read& tx, const http::Request& request,
                                         const staff::Who& who,
                                         const std::vector<programme::Programme>& programmes) {
  std::vector<ExpectedLine> lines;
  for (const Expected& one : expected_of(tx, who)) {
    const auto programme =
        std::ranges::find(programmes, one.last_year.programme, &programme::Programme::key);
    if (programme == programmes.end()) continue;
    lines.push_back(
        {say(request, "diary_pages.expected_line",
             {{"programme", programme->name}, {"month", std::to_string(one.last_year.month)}}),
         http::address(request.language, programme_path(programme->key)) +
             "?repeat=" + std::to_string(one.last_year.first),
         say(request, "diary_pages.expected_about",
             {{"month", month_words(request, one.last_year)},
              {"count", std::to_string(one.last_year.entries)}}),
         one.late ? word(request, "diary_pages.expected_late") : std::string()});
  }
  return lines;
}

// What a body does this year, with what stands already.
std::vector<ProgrammeLine> programme_lines(db::Read& tx, const http::Request& request,
                                           const staff::Who& who,
                                           const std::vector<programme::Programme>& programmes) {
  const base::Date now = today();
  const auto standing = store::standing(tx, who.municipality, who.body, fiscal_year_of(now));
  std::vector<ProgrammeLine> lines;
  for (const auto& one : programmes) {
    const auto has = std::ranges::find(standing, one.key, &store::Standing::programme);
    ProgrammeLine line;
    line.name = one.name;
    line.url = http::address(request.language, programme_path(one.key));
    line.entries = say(request, "diary_pages.entries_count",
                       {{"count", std::to_string(has == standing.end() ? 0 : has->entries)}});
    if (has != standing.end())
      line.last = staff::web::day_words(request, base::parse_date(has->last_on).value());
    line.month = {word(request, "diary_pages.month_table"),
                  http::address(request.language, month_path(one.key, now.year(), now.month())),
                  true};
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

http::Response get_diary(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const staff::Who& who = visitor.visit.who;
  visitor.looked.subject_kind = "diary";
  visitor.looked.subject_key = who.body;
  DiaryPage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "diary_pages.diary_title"));
  view.done = done_words(request);
  view.lead = say(request, "diary_pages.diary_lead",
                  {{"year", year_word(request, fiscal_year_of(today()))}});
  desk.database.read([&](db::Read& tx) {
    const auto programmes = programmes_of(tx, who.municipality, who.body, fiscal_year_of(today()));
    view.expected = expected_lines(tx, request, who, programmes);
    for (ProgrammeLine& line : programme_lines(tx, request, who, programmes))
      (line.last.empty() ? view.others : view.programmes).push_back(std::move(line));
    return 0;
  });
  view.others_open = view.programmes.empty();
  if (view.programmes.empty() && view.others.empty())
    view.nothing = word(request, "diary_pages.programmes_none");
  view.entries = entries_view(desk, request, visitor, diary_path(), "", who.body);
  return staff::web::page(pages::diary(view, request.language));
}

http::Response get_diary_csv(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  visitor.looked.subject_kind = "diary";
  visitor.looked.subject_key = visitor.visit.who.body;
  return entries_csv(desk, request, visitor, "", visitor.visit.who.body);
}

std::optional<http::Link> record_source(const Desk& desk, const http::Request& request,
                                        const staff::Visit& visit, std::int64_t record) {
  const auto entry = desk.database.read([&](db::Read& tx) {
    return store::entry_of(tx, visit.who.municipality, record::RecordId{record});
  });
  if (!entry) return std::nullopt;
  return http::Link{word(request, "diary_pages.entry_of_record"),
                    http::address(request.language, entry_path(*entry)), true};
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!may_write(who, who.body)) return {};
  staff::StartSection section;
  section.title = word(request, "diary_pages.diary_title");
  constexpr std::size_t shown = 10;
  desk.database.read([&](db::Read& tx) {
    const auto programmes = programmes_of(tx, who.municipality, who.body, fiscal_year_of(today()));
    for (const ExpectedLine& one : expected_lines(tx, request, who, programmes)) {
      if (section.lines.size() == shown) break;
      section.lines.push_back(
          {one.text, one.url, one.about,
           one.late.empty() ? staff::StartKind::waiting : staff::StartKind::late});
    }
    return 0;
  });
  section.lines.push_back({word(request, "diary_pages.start_all"),
                           http::address(request.language, diary_path()),
                           word(request, "diary_pages.start_about")});
  return {section};
}

}  // namespace diary::web
