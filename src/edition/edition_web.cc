// Each page asks for what is public at this minute; what is not there yet and what never was look
// the same.
#include "edition/edition_web.h"

#include <algorithm>
#include <charconv>

#include "base/joined.h"
#include "edition/edition_service.h"
#include "edition/edition_sheet.h"
#include "edition/edition_words.h"
#include "http/page_frame.h"
#include "output/pdf.h"
#include "plan/plan_service.h"
#include "plan/plan_words.h"
#include "ui/edition/changes.h"
#include "ui/edition/edition.h"
#include "ui/edition/editions.h"

namespace edition::web {
namespace {

using base::Language;

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string word(const http::Request& request, std::string_view key) {
  return std::string(base::words(request.language, key));
}

int number_in(std::string_view text) {
  int number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  return end.ec == std::errc() && end.ptr == text.data() + text.size() ? number : 0;
}

struct Asked {
  Edition edition;
  Content content;
  std::string plan_path;  // public_place_of
};
base::Result<Asked> asked(db::Read& tx, const http::Request& request, int number) {
  auto edition = open_public(tx, request.capture("slug"), number);
  if (!edition) return std::unexpected(edition.error());
  auto content = read_content(edition->file.content).value_or(Content{});
  auto place = public_place_of(tx, edition->municipality, edition->plan);
  return Asked{*std::move(edition), std::move(content), std::move(place)};
}
base::Result<Asked> asked(db::Database& database, const http::Request& request) {
  return database.read(
      [&](db::Read& tx) { return asked(tx, request, number_in(request.capture("number"))); });
}

std::string local(const http::Request& request, const std::string& path) {
  return http::address(request.language, path);
}
std::string list_path(std::string_view slug) {
  return "/plans/" + std::string(slug) + "/editions";
}

std::string state_of(const http::Request& request, const Edition& one) {
  if (one.withdrawn) return withdrawn_words(request.language, one);
  if (one.errata.empty()) return {};
  return base::say(request.language, "edition_pages.has_errata",
                   {{"count", std::to_string(one.errata.size())}});
}

http::PageFrame frame(const http::Request& request, std::string title, const Content& content,
                      const std::string& plan_path) {
  return http::page_frame(
      request, std::move(title),
      {{content.plan_title, local(request, plan_path), false},
       {word(request, "edition_pages.list_title"), local(request, list_path(content.plan)), true}});
}

std::vector<ErratumView> errata_of(const http::Request& request, const Asked& shown) {
  std::vector<ErratumView> views;
  for (const Erratum& one : shown.edition.errata) {
    const Line* line = find_line(shown.content, one.content.row);
    views.push_back({base::say(request.language, "edition_pages.erratum",
                               {{"number", std::to_string(one.erratum)}}),
                     moment_words(request.language, one.issued_at),
                     line == nullptr ? one.content.row : name_of(*line),
                     header_of(shown.content, one.content.column), one.content.old_text,
                     one.content.new_text, one.content.reason,
                     path_of(shown.edition.plan, shown.edition.number) + "/errata/" +
                         std::to_string(one.erratum)});
  }
  return views;
}

// A table for each place of the plan's tree, all with the same columns.
std::vector<GroupView> groups_of(TableView&& table, const std::vector<Line>& lines) {
  std::vector<GroupView> groups;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string name = base::joined(lines[i].place, " \u2014 ");
    if (groups.empty() || groups.back().name != name)
      groups.push_back({name, {table.headers, table.has_rating, table.has_next, {}}});
    groups.back().table.lines.push_back(std::move(table.lines[i]));
  }
  return groups;
}

void fill_table(EditionPage& view, const http::Request& request, const Asked& shown) {
  TableView table = table_view(request.language, shown.content, shown.edition.errata);
  view.source = say_source_once(request.language, table);
  view.groups = groups_of(std::move(table), shown.content.lines);
  view.caveats = shown.content.caveats;
  for (const PublishedCorrection& one : shown.content.corrections)
    view.corrections.push_back({one.at.substr(0, 10) + " " + one.row, one.text});
  const std::string path = path_of(shown.edition.plan, shown.edition.number);
  view.files = {{word(request, "edition_pages.file_json"), path + "/edition.json"},
                {word(request, "edition_pages.file_csv"), local(request, path + "/edition.csv")},
                {word(request, "edition_pages.file_xlsx"), local(request, path + "/edition.xlsx")},
                {word(request, "edition_pages.file_pdf"), local(request, path + "/edition.pdf")}};
  view.links = {
      {word(request, "edition_pages.to_verify"), local(request, "/editions/verify"), true},
      {word(request, "edition_pages.to_clocks"), local(request, path + "/clocks"), true}};
  if (shown.edition.number > 1)
    view.links.push_back(
        {word(request, "edition_pages.to_changes"), local(request, path + "/changes"), true});
}

http::Response html(std::string body, int status = 200) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

}  // namespace

http::Response get_editions(db::Database& database, const http::Request& request) {
  const std::string slug = request.capture("slug");
  EditionsPage view;
  std::string title;
  std::string place = "/plans/" + slug;
  const auto found = database.read([&](db::Read& tx) -> base::Result<std::vector<Edition>> {
    const auto owner = plan::store::owner_of_slug(tx, slug);
    auto all = owner ? editions(tx, *owner, slug, Eyes::visitor) : std::vector<Edition>();
    const auto opened = plan::open(tx, base::Actor::visitor(), slug);
    if (!opened && all.empty()) return std::unexpected(opened.error());
    if (opened) {
      title = opened->plan.title;
    } else {
      const auto newest = open_public(tx, slug, all.front().number);
      title = newest ? read_content(newest->file.content).value_or(Content{}).plan_title : slug;
      place += "/editions";
    }
    return all;
  });
  if (!found) return http::refused(found.error());
  view.page = http::page_frame(request, word(request, "edition_pages.list_title"),
                               {{title, local(request, place), false}});
  view.plan_title = title;
  view.plan_url = local(request, place);
  for (const Edition& one : *found) {
    const std::string path = path_of(slug, one.number);
    view.editions.push_back(
        {one.title, local(request, path), number_words(request.language, one.number),
         moment_words(request.language, one.released_at), state_of(request, one), one.file.sha256,
         one.number > 1 ? local(request, path + "/changes") : ""});
  }
  view.feed_url = list_path(slug) + "/feed.atom";
  view.verify_url = local(request, "/editions/verify");
  view.keys_url = local(request, "/editions/keys");
  return html(pages::editions(view, request.language));
}

http::Response get_latest(db::Database& database, const http::Request& request) {
  const std::string slug = request.capture("slug");
  const auto newest = database.read([&](db::Read& tx) -> base::Result<int> {
    const auto owner = plan::store::owner_of_slug(tx, slug);
    for (const Edition& one : editions(tx, owner.value_or(""), slug, Eyes::visitor))
      if (!one.withdrawn) return one.number;
    return base::refuse(unknown_edition, {{"plan", slug}, {"number", ""}});
  });
  if (!newest) return http::refused(newest.error());
  return http::redirect(local(request, path_of(slug, *newest)));
}

http::Response get_edition(db::Database& database, const http::Request& request) {
  const auto shown = asked(database, request);
  if (!shown) return http::refused(shown.error());
  EditionPage view;
  const std::string heading =
      shown->edition.title + " " + number_words(request.language, shown->edition.number);
  view.page = frame(request, heading, shown->content, shown->plan_path);
  view.plan_title = shown->content.plan_title;
  view.plan_url = local(request, shown->plan_path);
  view.title = heading;
  view.facts = facts_of(request.language, shown->edition, shown->content);
  if (shown->edition.withdrawn) {
    view.withdrawn = withdrawn_words(request.language, shown->edition);
  } else {
    view.errata = errata_of(request, *shown);
    fill_table(view, request, *shown);
  }
  return html(pages::edition(view, request.language), shown->edition.withdrawn ? 410 : 200);
}

http::Response get_changes(db::Database& database, const http::Request& request) {
  const int number = number_in(request.capture("number"));
  const int since = number_in(request.parameter("since").value_or(std::to_string(number - 1)));
  ChangesPage view;
  const auto done = database.read([&](db::Read& tx) -> base::Result<void> {
    const auto later = asked(tx, request, number);
    if (!later) return std::unexpected(later.error());
    const auto earlier = asked(tx, request, since);
    if (!earlier) return std::unexpected(earlier.error());
    for (const Asked* one : {&*later, &*earlier})
      if (one->edition.withdrawn)
        return base::refuse(already_withdrawn,
                            {{"at", base::iso_japan(one->edition.withdrawn->at)}});
    view.title = base::say(request.language, "edition_pages.changes_title",
                           {{"before", number_words(request.language, since)},
                            {"after", number_words(request.language, number)}});
    view.page = frame(request, view.title, later->content, later->plan_path);
    view.lines = changed_lines(request.language, compare(earlier->content, later->content));
    view.lead = base::say(request.language, "edition_pages.changes_lead",
                          {{"count", std::to_string(view.lines.size())},
                           {"lines", std::to_string(later->content.lines.size())}});
    view.url = local(request, path_of(later->edition.plan, number));
    view.earlier_url = local(request, path_of(later->edition.plan, since));
    return {};
  });
  if (!done) return http::refused(done.error());
  return html(pages::changes(view, request.language));
}

// ---- files

namespace {

http::Response file(std::string bytes, std::string_view type, const std::string& name) {
  http::Response response = html(std::move(bytes));
  response.content_type = type;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

base::Result<std::string> bytes_of(FileKind kind, const Asked& shown, Language language) {
  switch (kind) {
    case FileKind::json:
      return write_file(shown.edition.file);
    case FileKind::csv:
      return output::csv(sheet_of(shown.edition, shown.content, language));
    case FileKind::xlsx:
      return output::xlsx({table_of(shown.edition, shown.content, language)});
    case FileKind::pdf:
      return output::pdf(table_of(shown.edition, shown.content, language));
  }
  return {};
}

struct FileType {
  std::string_view ending;
  std::string_view type;
};
FileType type_of(FileKind kind) {
  switch (kind) {
    case FileKind::json:
      return {".json", "application/json"};
    case FileKind::csv:
      return {".csv", "text/csv; charset=utf-8"};
    case FileKind::xlsx:
      return {".xlsx", kWorkbook};
    case FileKind::pdf:
      return {".pdf", "application/pdf"};
  }
  return {};
}

std::unexpected<base::Refusal> gone(const Edition& edition) {
  return base::refuse(is_withdrawn, {{"at", base::iso_japan(edition.withdrawn->at)},
                                     {"reason", edition.withdrawn->reason},
                                     {"sha256", edition.file.sha256}});
}

}  // namespace

template <FileKind kind>
http::Response get_file(db::Database& database, const http::Request& request) {
  const auto shown = asked(database, request);
  if (!shown) return http::refused(shown.error());
  if (shown->edition.withdrawn) return http::refused(gone(shown->edition).error());
  auto bytes = bytes_of(kind, *shown, request.language);
  if (!bytes) return http::refused(bytes.error());
  const FileType type = type_of(kind);
  return file(*std::move(bytes), type.type,
              shown->edition.plan + "-edition-" + std::to_string(shown->edition.number) +
                  std::string(type.ending));
}
template http::Response get_file<FileKind::json>(db::Database&, const http::Request&);
template http::Response get_file<FileKind::csv>(db::Database&, const http::Request&);
template http::Response get_file<FileKind::xlsx>(db::Database&, const http::Request&);
template http::Response get_file<FileKind::pdf>(db::Database&, const http::Request&);

http::Response get_erratum_file(db::Database& database, const http::Request& request) {
  const auto shown = asked(database, request);
  if (!shown) return http::refused(shown.error());
  if (shown->edition.withdrawn) return http::refused(gone(shown->edition).error());
  const int number = number_in(request.capture("erratum"));
  const auto found = std::ranges::find(shown->edition.errata, number, &Erratum::erratum);
  if (found == shown->edition.errata.end())
    return http::refused(base::refuse(unknown_edition, {{"plan", shown->edition.plan},
                                                        {"number", request.capture("erratum")}})
                             .error());
  return file(write_file(found->file), "application/json",
              shown->edition.plan + "-edition-" + std::to_string(shown->edition.number) +
                  "-erratum-" + std::to_string(number) + ".json");
}

}  // namespace edition::web
