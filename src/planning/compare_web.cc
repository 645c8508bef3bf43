// Two dates of a draft, or a date and its predecessor, line by line.
#include <limits>

#include "base/date.h"
#include "figure/known_at.h"
#include "planning/compare.h"
#include "planning/planning_web.h"
#include "ui/planning/tables.h"

namespace planning::web {
namespace {

constexpr std::string_view kPredecessor = "predecessor";

// The end of a day, or a moment. "" is everything that was kept so far.
base::Result<base::Instant> moment_of(const std::string& text) {
  if (text.empty()) return base::Instant{std::numeric_limits<std::int64_t>::max()};
  if (const auto day = base::parse_date(text)) return figure::end_of(*day);
  return base::parse_japan(text);
}

std::string_view kind_word(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "planning_pages.change_added";
    case ChangeKind::ended:
      return "planning_pages.change_ended";
    case ChangeKind::restored:
      return "planning_pages.change_restored";
    case ChangeKind::moved:
      return "planning_pages.change_moved";
    case ChangeKind::changed:
      return "planning_pages.change_changed";
  }
  return {};
}

std::string above_words(const http::Request& request, const std::vector<Line>& lines,
                        const Line* line) {
  if (line == nullptr || !line->parent) return word(request, "planning_pages.parent_top");
  const Line* above = find(lines, *line->parent);
  return above == nullptr ? word(request, "planning_pages.parent_top") : number_and_title(*above);
}

struct Compared {
  const Draft& draft;  // as it is now
  const std::vector<Line>& before;
  const std::vector<Line>& after;
};

void put_change(const http::Request& request, const Compared& compared, const LineChange& change,
                TableView& table) {
  const Line* now = find(compared.after, change.line);
  const Line* then = find(compared.before, change.line);
  const Line& named = now != nullptr ? *now : *then;
  const auto put = [&](std::string field, std::string before, std::string after) {
    table.lines.push_back(
        {{{table.headers[0], number_and_title(named),
           http::address(request.language, line_path(compared.draft.head.slug, change.line)), true},
          {table.headers[1], word(request, kind_word(change.kind))},
          {table.headers[2], std::move(field)},
          {table.headers[3], std::move(before)},
          {table.headers[4], std::move(after)}}});
  };
  if (change.kind == ChangeKind::moved) {
    put(word(request, "planning_pages.field_parent"), above_words(request, compared.before, then),
        above_words(request, compared.after, now));
  } else if (change.kind == ChangeKind::ended) {
    put({}, {}, now != nullptr ? now->ended.value_or("") : std::string());
  } else if (change.fields.empty()) {
    put({}, {}, number_and_title(named));
  }
  for (const auto& field : change.fields)
    put(field_label(request, field.field), field_value(request, field.field, field.before),
        field_value(request, field.field, field.after));
}

TableView change_table(const http::Request& request, const Compared& compared,
                       const staff::Who& who) {
  TableView table;
  table.title = word(request, "planning_pages.changes_title");
  table.nothing = word(request, "planning_pages.changes_none");
  for (const std::string_view header :
       {"planning_pages.column_line", "planning_pages.column_change", "planning_pages.column_field",
        "planning_pages.column_before", "planning_pages.column_after"})
    table.headers.push_back(word(request, header));
  for (const LineChange& change : changes(compared.before, compared.after)) {
    const Line* line = find(compared.draft.lines, change.line);
    if (line != nullptr && !may_see(who, staff::Deed::comment_plan, compared.draft, *line))
      continue;
    put_change(request, compared, change, table);
  }
  return table;
}

base::Result<std::vector<Line>> predecessor_lines(const Desk& desk, const base::Actor& actor,
                                                  const Draft& draft) {
  if (!draft.head.predecessor) return base::refuse(plan::unknown_plan, {{"slug", std::string()}});
  const auto carried = carried_lines(actor, desk.database, draft.head);
  if (!carried) return std::unexpected(carried.error());
  return as_carried(draft.lines, *carried);
}

std::vector<http::Link> quick_links(const http::Request& request, const Where& where,
                                    const Draft& draft, const std::vector<DraftStep>& all) {
  const std::string path =
      http::address(request.language, draft_path(where.draft) + "/compare?from=");
  std::vector<http::Link> links;
  if (draft.head.predecessor)
    links.push_back({word(request, "planning_pages.compare_with_predecessor"),
                     path + std::string(kPredecessor)});
  for (const DraftStep& one : all) {
    const std::string at = base::iso_japan(one.at).substr(0, 19);
    links.push_back({say(request, "planning_pages.compare_since",
                         {{"state", state_word(request, one.state)},
                          {"at", staff::web::moment_words(request, one.at)}}),
                     path + at});
  }
  return links;
}

}  // namespace

http::Response get_compare(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const std::string from = request.parameter("from").value_or("");
  const std::string to = request.parameter("to").value_or("");
  const auto draft = desk.database.read([&](db::Read& tx) { return open_draft(tx, where); });
  if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
  visitor.looked.subject_kind = "draft";
  visitor.looked.subject_key = draft->head.slug;
  TablesPage view;
  view.heading = say(request, "planning_pages.compare_heading", {{"draft", draft->head.title}});
  view.page = draft_frame(request, visitor, *draft, word(request, "planning_pages.link_compare"));
  view.lead = word(request, "planning_pages.compare_lead");
  view.links = quick_links(request, where, *draft,
                           desk.database.read([&](db::Read& tx) { return steps(tx, where); }));
  if (from.empty()) return staff::web::page(pages::tables(view, request.language));
  const auto until = moment_of(to);
  const auto since =
      from == kPredecessor ? base::Result<base::Instant>(base::now()) : moment_of(from);
  if (!since || !until) {
    const base::Refusal& refusal = since ? until.error() : since.error();
    view.problems = {word(request, "planning_pages.not_compared"),
                     {{base::say(request.language, refusal), "#main"}}};
    return staff::web::page(pages::tables(view, request.language), 400);
  }
  const auto after =
      desk.database.read([&](db::Read& tx) { return open_draft(tx, where, *until); });
  std::vector<Line> before;
  if (from == kPredecessor) {
    auto carried = predecessor_lines(desk, visitor.actor, *draft);
    if (!carried) return staff::web::refused(request, visitor.visit, carried.error());
    before = std::move(*carried);
  } else {
    before = desk.database.read([&](db::Read& tx) { return open_draft(tx, where, *since); })
                 .value()
                 .lines;
  }
  view.notes.push_back(
      say(request, "planning_pages.compared_between",
          {{"from", from == kPredecessor ? *draft->head.predecessor
                                         : staff::web::moment_words(request, *since)},
           {"to", to.empty() ? word(request, "planning_pages.compared_now")
                             : staff::web::moment_words(request, *until)}}));
  view.tables.push_back(change_table(request, {*draft, before, after->lines}, visitor.visit.who));
  return staff::web::page(pages::tables(view, request.language));
}

}  // namespace planning::web
