// One programme: its form on top, because somebody at a venue has one hand and little time, and
// below it what was written down.
#include <algorithm>

#include "diary/diary_web.h"
#include "ui/diary/programme.h"

namespace diary::web {
namespace {

constexpr std::string_view kForm = "entry";

base::Result<Worked> asked_programme(const Desk& desk, const http::Request& request,
                                     const Visitor& visitor) {
  return desk.database.read([&](db::Read& tx) {
    return worked(tx, visitor.actor, request.capture("programme"), fiscal_year_of(today()));
  });
}

// Where a programme has one line, it took place once until somebody says otherwise.
void show_once(const Worked& worked, Shown& shown) {
  if (worked.lines.size() != 1 || worked.lines.front().find("count") == nullptr) return;
  shown.typed[worked.lines.front().key]["count"] = "1";
}

// Places and codes of an earlier entry; its numbers are for the day itself to say.
void repeat(const Entry& entry, const Worked& worked, Shown& shown) {
  shown.texts = {entry.texts.place, entry.texts.co_organisers, {}};
  shown.first = std::min(a_year_on(entry.days.first), today());
  if (entry.days.count() > 1) shown.last = std::min(a_year_on(entry.days.last), today());
  for (auto& [line, typed] : typed_again(worked.lines, entry)) shown.typed[line] = typed;
}

std::vector<http::Link> links_of(const http::Request& request, const Worked& worked,
                                 bool may_write_here) {
  const base::Date now = today();
  std::vector<http::Link> links = {
      {word(request, "diary_pages.month_table"),
       http::address(request.language, month_path(worked.programme.key, now.year(), now.month())),
       true}};
  if (may_write_here)
    links.push_back(
        {word(request, "diary_pages.paste_title"),
         http::address(request.language, programme_path(worked.programme.key) + "/paste"), true});
  return links;
}

http::Response programme_page(const Desk& desk, const http::Request& request,
                              const Visitor& visitor, const Worked& worked, const Tried& tried) {
  visitor.looked.subject_kind = "diary";
  visitor.looked.subject_key = worked.programme.key;
  const Forms forms{request, &visitor.visit, tried, kWords};
  ProgrammePage view;
  view.title = worked.programme.name;
  view.page = staff::web::frame(request, visitor.visit, view.title,
                                {{word(request, "diary_pages.diary_title"),
                                  http::address(request.language, diary_path()), true}});
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  const bool may_write_here = may_write(visitor.visit.who, worked.body) && !worked.lines.empty();
  view.links = links_of(request, worked, may_write_here);
  if (worked.lines.empty()) {
    view.notice = say(request, no_lines.code, {{"programme", worked.programme.name}});
  } else if (may_write_here) {
    Shown shown;
    shown.first = today();
    show_once(worked, shown);
    std::optional<Entry> earlier;
    const std::int64_t number =
        number_in(tried.form.empty() ? request.parameter("repeat").value_or("")
                                     : request.typed("repeats").value_or(""));
    if (number != 0)
      desk.database.read([&](db::Read& tx) {
        if (auto found = open(tx, visitor.actor, number);
            found && found->programme == worked.programme.key)
          earlier = *std::move(found);
        return 0;
      });
    if (earlier) {
      repeat(*earlier, worked, shown);
      view.notice = say(request, "diary_pages.repeating",
                        {{"days", days_words(request, earlier->days)},
                         {"what", records_words(request, earlier->records)}});
    }
    view.forms.push_back(entry_form(forms,
                                    {.id = kForm,
                                     .path = programme_path(worked.programme.key),
                                     .button = "diary_pages.log_button",
                                     .keeps = true},
                                    worked, shown));
    if (earlier)
      view.forms.back().form.hidden.push_back({"repeats", std::to_string(earlier->entry)});
  } else {
    view.notice = word(request, "diary_pages.only_read");
  }
  view.entries = entries_view(desk, request, visitor, programme_path(worked.programme.key),
                              worked.programme.key, worked.body);
  return staff::web::page(pages::programme(view, request.language), tried.status);
}

}  // namespace

http::Response get_programme(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto worked = asked_programme(desk, request, visitor);
  if (!worked) return staff::web::refused(request, visitor.visit, worked.error());
  return programme_page(desk, request, visitor, *worked, {});
}

http::Response get_programme_csv(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor) {
  const auto worked = asked_programme(desk, request, visitor);
  if (!worked) return staff::web::refused(request, visitor.visit, worked.error());
  visitor.looked.subject_kind = "diary";
  visitor.looked.subject_key = worked->programme.key;
  return entries_csv(desk, request, visitor, worked->programme.key, worked->body);
}

http::Response post_programme(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  const auto worked = asked_programme(desk, request, visitor);
  if (!worked) return staff::web::refused(request, visitor.visit, worked.error());
  const ReadForm read = read_form(request, kForm, *worked);
  if (!read.ok()) return programme_page(desk, request, visitor, *worked, read.tried);
  const auto logged =
      log(visitor.actor, desk.database, {request.typed(staff::web::kCommand).value_or(""), ""},
          read.occurrence, read.accepted);
  if (!logged)
    return programme_page(desk, request, visitor, *worked,
                          tried_of(request, kForm, logged.error()));
  return done(request, entry_path(logged->entry), "logged");
}

}  // namespace diary::web
