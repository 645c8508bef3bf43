// 点検: the list, narrowed by reason and by whether somebody looked already; marks for one or many
// lines with one note.
#include <algorithm>
#include <charconv>

#include "history/review.h"
#include "http/request.h"
#include "staff/audit_web.h"
#include "staff/audit_words.h"
#include "ui/staff/review.h"

namespace staff::web {
namespace {

constexpr std::string_view kMark = "mark";
constexpr std::string_view kReviewPath = "/staff/history/review";
constexpr std::string_view kChosen = "seen";  // the value of a box, named by its deed

struct AskedLines {
  history::Seen seen = history::Seen::no;
  std::optional<history::Review> reason;
  std::optional<history::DeedId> before;
};

history::DeedId deed_of(std::string_view text) {
  history::DeedId deed;
  std::from_chars(text.data(), text.data() + text.size(), deed.value);
  return deed;
}

AskedLines read_asked(const http::Request& request) {
  AskedLines asked;
  if (request.parameter("state").value_or("") == "seen") asked.seen = history::Seen::yes;
  asked.reason = history::review_from(request.parameter("reason").value_or(""));
  if (const auto before = request.parameter("before")) asked.before = deed_of(*before);
  return asked;
}

std::string reason_words(const http::Request& request, history::Review review) {
  return word(request, "history.review_" + std::string(history::in_db(review)));
}

std::string reasons_words(const http::Request& request, const history::ReviewLine& line) {
  std::string text;
  for (const history::Review review : line.reasons)
    text +=
        (text.empty() ? "" : word(request, "staff_pages.comma")) + reason_words(request, review);
  return text;
}

std::string seen_words(db::Read& tx, const http::Request& request, Trail& trail,
                       std::string_view municipality, const history::ReviewLine& line) {
  if (!line.seen_by) return {};
  const auto mark = history::find(tx, municipality, *line.seen_by);
  if (!mark) return {};
  const TrailLine by = trail.line(*mark);
  std::string text = say(request, "audit_pages.seen_by", {{"name", by.who}, {"at", by.at}});
  if (!by.reason.empty()) text += say(request, "audit_pages.seen_note", {{"note", by.reason}});
  return text;
}

std::vector<Option> reason_options(const http::Request& request, const AskedLines& asked) {
  std::vector<Option> options = {{"", word(request, "audit_pages.any"), !asked.reason}};
  for (const history::Review review : history::kReviews)
    options.push_back({std::string(history::in_db(review)), reason_words(request, review),
                       asked.reason == review});
  return options;
}

std::vector<Option> state_options(const http::Request& request, const AskedLines& asked) {
  return {{"unseen", word(request, "audit_pages.unseen"), asked.seen == history::Seen::no},
          {"seen", word(request, "audit_pages.seen"), asked.seen == history::Seen::yes}};
}

// With the filter, so that the next page of the same kind comes back.
std::string with_filter(const http::Request& request, const AskedLines& asked,
                        std::optional<history::DeedId> before) {
  http::Fields query;
  if (asked.seen == history::Seen::yes) query.emplace_back("state", "seen");
  if (asked.reason) query.emplace_back("reason", std::string(history::in_db(*asked.reason)));
  if (before) query.emplace_back("before", std::to_string(before->value));
  const std::string path = http::address(request.language, kReviewPath);
  return query.empty() ? path : path + "?" + http::encode_fields(query);
}

void add_rows(db::Read& tx, const http::Request& request, const Visitor& visitor,
              const AskedLines& asked, ReviewPage& view) {
  const std::string& municipality = visitor.visit.who.municipality;
  Trail trail(tx, request, municipality);
  auto lines = history::review_list(tx, municipality, asked.seen, asked.reason, asked.before,
                                    kLinesOnPage + 1);
  if (lines.size() > kLinesOnPage) {
    lines.pop_back();
    view.more_url = with_filter(request, asked, lines.back().deed);
  }
  for (const history::ReviewLine& line : lines) {
    const auto deed = history::find(tx, municipality, line.deed);
    if (!deed) continue;
    ReviewRow row;
    row.deed = trail.line(*deed);
    row.reasons = reasons_words(request, line);
    row.seen = seen_words(tx, request, trail, municipality, line);
    const bool is_own = deed->actor_kind == "staff" && deed->actor == visitor.visit.who.person;
    row.can_mark = !line.seen_by && !is_own;
    if (!line.seen_by && is_own) row.seen = word(request, "audit_pages.own_deed");
    visitor.looked.ids.push_back(row.deed.id);
    view.rows.push_back(std::move(row));
  }
}

http::Response review_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const Tried& tried) {
  const AskedLines asked = read_asked(request);
  const Forms forms{request, &visitor.visit, tried, kAuditWords};
  visitor.looked = {
      "review", std::string(asked.seen == history::Seen::yes ? "seen" : "unseen"), {}};
  ReviewPage view;
  view.page = frame(request, visitor.visit, word(request, "audit_pages.review_title"),
                    {{word(request, "audit_pages.trail_title"),
                      http::address(request.language, "/staff/history"), true}});
  view.done = done_words(request);
  view.problems = problems(forms);
  view.action = http::address(request.language, kReviewPath);
  view.reasons = reason_options(request, asked);
  view.states = state_options(request, asked);
  view.none = word(request, "audit_pages.review_none");
  desk.database.read([&](db::Read& tx) {
    const auto unseen = history::unseen_count(tx, visitor.visit.who.municipality);
    view.count = say(request, "audit_pages.unseen_count", {{"count", std::to_string(unseen)}});
    add_rows(tx, request, visitor, asked, view);
    return 0;
  });
  if (std::ranges::any_of(view.rows, &ReviewRow::can_mark)) {
    FormView form = begin_form(forms, kMark, kReviewPath, "audit_pages.mark_button");
    form.title = word(request, "audit_pages.mark_title");
    add(forms, form, FieldKind::text, {.name = "note"});
    view.mark.push_back(std::move(form));
  }
  return page(pages::review(view, request.language), tried.status);
}

}  // namespace

http::Response get_review(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return review_page(desk, request, visitor, {});
}

http::Response post_review(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, kMark, kAuditWords);
  const std::string note = typed.text("note");
  std::vector<history::DeedId> deeds;
  for (const auto& [name, value] : request.form) {
    const history::DeedId deed = deed_of(name);
    if (value == kChosen && deed.value > 0) deeds.push_back(deed);
  }
  std::ranges::sort(deeds);
  const auto twice = std::ranges::unique(deeds);
  deeds.erase(twice.begin(), twice.end());
  if (!typed.ok()) return review_page(desk, request, visitor, typed.tried());
  const auto marked = desk.database.write([&](db::Write& tx) {
    return history::mark_seen(tx, visitor.actor, visitor.visit.who.municipality, deeds, note);
  });
  if (marked) return done(request, kReviewPath, "marked_seen");
  return review_page(desk, request, visitor, tried(request, kMark, marked.error(), ""));
}

}  // namespace staff::web
