// Many lines at once, objective by objective: what was typed comes back whole when one line is
// wrong, and every line says what is wrong with it.
#include <algorithm>

#include "http/request.h"
#include "review/review_web.h"
#include "review/review_words.h"
#include "staff/staff_form.h"
#include "ui/review/rate.h"

namespace review::web {
namespace {

using staff::Deed;
using staff::web::say;
using staff::web::word;

constexpr std::string_view kForm = "rates";
constexpr std::size_t kReasonBytesMax = 4000;

struct Kind {
  RatingKind kind;
  Deed deed;
  std::string_view page;  // the end of the address
  std::string_view title;
  std::string_view lead;
};
constexpr Kind kPropose{RatingKind::proposed, Deed::propose_rating, "rate",
                        "review_pages.rate_title", "review_pages.rate_lead"};
constexpr Kind kDecide{RatingKind::decided, Deed::decide_rating, "decide",
                       "review_pages.decide_title", "review_pages.decide_lead"};

// What was sent and is wrong, by line.
struct Sent {
  const http::Request* request = nullptr;  // nullptr: nothing was sent
  std::vector<RowRefusal> refused = {};
};

std::string typed_of(const Sent& sent, const std::string& name) {
  return sent.request == nullptr ? std::string() : sent.request->typed(name).value_or("");
}

std::string chosen_place(const http::Request& request) {
  return request.parameter("place").value_or("");
}

// Lines somebody may rate; to decide, those that wait for the decision of another.
std::vector<Line> lines_for(const Opened& opened, const Visitor& visitor, const Kind& kind,
                            const std::string& place) {
  const staff::Who& who = visitor.visit.who;
  std::vector<Line> lines = lines_of(opened, who);
  std::erase_if(lines, [&](const Line& line) {
    const auto* node = objective_of(opened.bench.plan, *line.row);
    if (!place.empty() && (node == nullptr || node->key != place)) return true;
    if (!staff::may(who, kind.deed, {who.municipality, line.body()})) return true;
    return kind.kind == RatingKind::decided &&
           (line.proposed == nullptr || line.proposed->person == who.person);
  });
  return lines;
}

std::vector<MarkChoice> choices_of(const http::Request& request, const Opened& opened,
                                   const std::string& id, const std::string& chosen) {
  std::vector<MarkChoice> choices = {
      {id + "-none", "", word(request, "review_pages.rate_choose"), chosen.empty()}};
  int number = 0;
  for (const std::string& mark : marks_of(opened.bench))
    choices.push_back({id + "-" + std::to_string(++number), mark, mark, mark == chosen});
  return choices;
}

std::string before_words(const http::Request& request, const Kind& kind, const Line& line) {
  const RowRating* said = kind.kind == RatingKind::decided ? line.proposed : line.decided;
  if (said == nullptr) return {};
  const std::string text =
      word(request, "review_pages.kind_" + std::string(in_db(said->kind))) + " " + said->mark;
  return said->reason.empty() ? text : text + " " + said->reason;
}

RateLine rate_line(const http::Request& request, const Opened& opened, const Kind& kind,
                   const Line& line, const Sent& sent, int number) {
  const std::string title = line_title(opened.bench.plan, *line.row);
  const std::string& row = line.row->key;
  RateLine shown;
  shown.id = "row-" + std::to_string(number);
  shown.row = row;
  shown.title = title;
  for (const std::string& words : working_words(request.language, line.attainment))
    shown.working += (shown.working.empty() ? "" : " / ") + words;
  shown.rule_mark = proposal_words(request.language, line.proposal);
  shown.before = before_words(request, kind, line);
  shown.mark_label = say(request, "review_pages.rate_mark_label", {{"row", title}});
  shown.reason_label = say(request, "review_pages.rate_reason_label", {{"row", title}});
  shown.reason = typed_of(sent, "reason." + row);
  shown.choices = choices_of(request, opened, shown.id, typed_of(sent, "mark." + row));
  for (const RowRefusal& one : sent.refused)
    if (one.row == row) shown.error = base::say(request.language, one.refusal);
  return shown;
}

std::vector<http::Link> places_of(const http::Request& request, const Opened& opened,
                                  const Kind& kind) {
  const std::string path =
      http::address(request.language, path_of(opened.review) + "/" + std::string(kind.page));
  std::vector<http::Link> links = {{word(request, "review_pages.rate_all"), path, true}};
  for (const plan::Node& node : opened.bench.plan.nodes)
    if (!node.parent)
      links.push_back({objective_name(request.language, &node),
                       path + "?" + http::encode_fields({{"place", node.key}})});
  return links;
}

staff::ProblemsView problems_of(const http::Request& request, const Sent& sent,
                                const std::vector<RateLine>& lines) {
  staff::ProblemsView view;
  if (sent.refused.empty()) return view;
  view.title =
      say(request, "staff_pages.problems", {{"count", std::to_string(sent.refused.size())}});
  for (const RowRefusal& one : sent.refused) {
    const auto line = std::ranges::find(lines, one.row, &RateLine::row);
    view.lines.push_back({base::say(request.language, one.refusal),
                          "#" + (line == lines.end() ? std::string(kForm) : line->id)});
  }
  return view;
}

http::Response rate_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const Kind& kind, const Sent& sent) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  RatePage view;
  view.heading = word(request, kind.title);
  view.page = frame(request, visitor, view.heading, &*opened);
  view.done = done_words(request);
  view.lead = word(request, kind.lead);
  view.rule = rule_words(request.language, *opened);
  view.places = places_of(request, *opened, kind);
  std::string action = path_of(opened->review) + "/" + std::string(kind.page);
  const std::string place = chosen_place(request);
  if (!place.empty()) action += "?" + http::encode_fields({{"place", place}});
  view.form =
      staff::web::begin_form({request, &visitor.visit}, kForm, action, "review_pages.rate_button");
  if (opened->review.state == State::open)
    for (const Line& line : lines_for(*opened, visitor, kind, place))
      view.lines.push_back(
          rate_line(request, *opened, kind, line, sent, static_cast<int>(view.lines.size()) + 1));
  view.problems = problems_of(request, sent, view.lines);
  const int status = sent.refused.empty() ? 200 : sent.refused.front().refusal.http_status;
  return staff::web::page(pages::rate(view, request.language), status);
}

std::vector<WantedRating> wanted_of(const http::Request& request, RatingKind kind) {
  constexpr std::string_view kMark = "mark.";
  std::vector<WantedRating> wanted;
  for (const auto& [name, value] : request.form) {
    if (!name.starts_with(kMark)) continue;
    const std::string row = name.substr(kMark.size());
    std::string reason = request.typed("reason." + row).value_or("").substr(0, kReasonBytesMax);
    wanted.push_back({kind, row, value, std::move(reason)});
  }
  return wanted;
}

http::Response post(const Desk& desk, const http::Request& request, const Visitor& visitor,
                    const Kind& kind) {
  const std::string plan = request.capture("plan");
  const std::string period = request.capture("period");
  const auto rated =
      rate(visitor.visit.who, desk.database, plan, period, wanted_of(request, kind.kind));
  if (!rated && rated.error().front().refusal.http_status == 404 &&
      rated.error().front().row.empty())
    return staff::web::refused(request, visitor.visit, rated.error().front().refusal);
  if (!rated) return rate_page(desk, request, visitor, kind, {&request, rated.error()});
  return staff::web::done(request, "/staff/reviews/" + plan + "/" + period, "rated");
}

}  // namespace

http::Response get_rate(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return rate_page(desk, request, visitor, kPropose, {});
}
http::Response post_rate(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return post(desk, request, visitor, kPropose);
}
http::Response get_decide(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return rate_page(desk, request, visitor, kDecide, {});
}
http::Response post_decide(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return post(desk, request, visitor, kDecide);
}

}  // namespace review::web
