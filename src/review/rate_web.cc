// Many lines at once, some of them on a page: what was typed comes back whole when one line is
// wrong, and every line says what is wrong with it. Every way to other lines saves first, by a
// button of the same form, so that nothing typed is lost on the way, also without script.
#include <algorithm>
#include <array>

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

constexpr std::array<int, 3> kSizes = {20, 50, 100};

// Which lines are asked for. A page begins behind or ends before a line, so that lines that were
// rated meanwhile move nothing.
struct Asked {
  std::string place;  // an objective; empty: all
  std::string owner;  // a body; empty: all
  bool unrated_only = false;
  int size = kSizes.front();
  std::string after;
  std::string before;
};

// `of` gives the field of that name.
template <class Of>
Asked asked_lines(Of of) {
  Asked asked{of("place"),    of("owner"), of("unrated") == "1",
              kSizes.front(), of("after"), of("before")};
  for (const int size : kSizes)
    if (of("size") == std::to_string(size)) asked.size = size;
  return asked;
}

std::string query_of(const Asked& asked) {
  http::Fields fields;
  const auto add = [&](std::string name, const std::string& value) {
    if (!value.empty()) fields.emplace_back(std::move(name), value);
  };
  add("place", asked.place);
  add("owner", asked.owner);
  add("unrated", asked.unrated_only ? "1" : "");
  add("size", asked.size == kSizes.front() ? "" : std::to_string(asked.size));
  add("after", asked.after);
  add("before", asked.before);
  return fields.empty() ? std::string() : "?" + http::encode_fields(fields);
}

bool is_typed(const Sent& sent, const std::string& row) {
  return !typed_of(sent, "mark." + row).empty() || !typed_of(sent, "reason." + row).empty();
}

// Lines somebody may rate; to decide, those that wait for the decision of another. What was typed
// and refused stays in sight, whatever is asked for.
std::vector<Line> lines_for(const Opened& opened, const Visitor& visitor, const Kind& kind,
                            const Asked& asked, const Sent& sent) {
  const staff::Who& who = visitor.visit.who;
  std::vector<Line> lines = lines_of(opened, who);
  std::erase_if(lines, [&](const Line& line) {
    if (!staff::may(who, kind.deed, {who.municipality, line.body()})) return true;
    if (kind.kind == RatingKind::decided &&
        (line.proposed == nullptr || line.proposed->person == who.person))
      return true;
    if (is_typed(sent, line.row->key)) return false;
    const auto* node = objective_of(opened.bench.plan, *line.row);
    if (!asked.place.empty() && (node == nullptr || node->key != asked.place)) return true;
    if (!asked.owner.empty() && line.body() != asked.owner) return true;
    const RowRating* said = kind.kind == RatingKind::decided ? line.decided : line.proposed;
    return asked.unrated_only && said != nullptr;
  });
  return lines;
}

// The lines of one page, and where it stands among all.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Part part_of(const Opened& opened, const std::vector<Line>& lines, const Asked& asked) {
  const auto leaves = plan::leaves(opened.bench.plan);
  const auto place = [&](std::string_view key) {
    return std::ranges::find(leaves, key, &plan::Row::key) - leaves.begin();
  };
  const auto size = static_cast<std::size_t>(asked.size);
  Part part;
  if (!asked.before.empty()) {
    const auto until = place(asked.before);
    while (part.end < lines.size() && place(lines[part.end].row->key) < until) ++part.end;
    part.begin = part.end - std::min(part.end, size);
    part.end = std::min(lines.size(), part.begin + size);  // the first page is full
    return part;
  }
  if (!asked.after.empty()) {
    const auto from = place(asked.after);
    while (part.begin < lines.size() && place(lines[part.begin].row->key) <= from) ++part.begin;
  }
  part.end = std::min(lines.size(), part.begin + size);
  return part;
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

std::vector<RateChoice> filters_of(const http::Request& request, const Opened& opened,
                                   const std::vector<Line>& all, const Asked& asked) {
  RateChoice places{"place",
                    word(request, "review_pages.rate_place"),
                    {{"", word(request, "review_pages.rate_all"), asked.place.empty()}}};
  for (const plan::Node& node : opened.bench.plan.nodes)
    if (!node.parent)
      places.options.push_back(
          {node.key, objective_name(request.language, &node), node.key == asked.place});
  RateChoice owners{"owner",
                    word(request, "review_pages.rate_owner"),
                    {{"", word(request, "review_pages.rate_all"), asked.owner.empty()}}};
  for (const staff::Body& body : opened.bench.bodies)
    if (std::ranges::any_of(all, [&](const Line& line) { return line.body() == body.key; }))
      owners.options.push_back({body.key, body.name, body.key == asked.owner});
  RateChoice sizes{"size", word(request, "review_pages.rate_size"), {}};
  for (const int size : kSizes)
    sizes.options.push_back(
        {std::to_string(size),
         say(request, "review_pages.rate_lines", {{"count", std::to_string(size)}}),
         size == asked.size});
  return {places, owners, sizes};
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

void add_paging(RatePage& view, const http::Request& request, const std::vector<Line>& lines,
                const Part& part, const Asked& asked) {
  if (part.begin == part.end) return;
  view.range = say(request, "review_pages.rate_range",
                   {{"all", std::to_string(lines.size())},
                    {"from", std::to_string(part.begin + 1)},
                    {"to", std::to_string(part.end)}});
  const std::vector<base::Fact> count = {{"count", std::to_string(asked.size)}};
  if (part.end < lines.size()) view.next_button = say(request, "review_pages.rate_next", count);
  if (part.begin > 0) view.before_button = say(request, "review_pages.rate_before", count);
  view.form.hidden.push_back({"first", lines[part.begin].row->key});
  view.form.hidden.push_back({"last", lines[part.end - 1].row->key});
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
  const Asked asked =
      asked_lines([&](std::string_view name) { return request.parameter(name).value_or(""); });
  const std::string path = path_of(opened->review) + "/" + std::string(kind.page);
  view.form = staff::web::begin_form({request, &visitor.visit}, kForm, path + query_of(asked),
                                     "review_pages.rate_button");
  view.unrated_only = asked.unrated_only;
  view.filters = filters_of(request, *opened, lines_of(*opened, visitor.visit.who), asked);
  std::vector<Line> lines;
  if (opened->review.state == State::open) lines = lines_for(*opened, visitor, kind, asked, sent);
  const Part part = part_of(*opened, lines, asked);
  for (std::size_t i = part.begin; i < part.end; ++i)
    view.lines.push_back(
        rate_line(request, *opened, kind, lines[i], sent, static_cast<int>(i - part.begin) + 1));
  add_paging(view, request, lines, part, asked);
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

// Where the button leads once everything is saved: to the next lines, to those before, or to what
// the lists ask for; empty: to the review.
std::string way_of(const http::Request& request, const Kind& kind) {
  const std::string go = request.typed("go").value_or("");
  if (go != "next" && go != "before" && go != "filter") return {};
  const auto typed = [&](std::string_view name) { return request.typed(name).value_or(""); };
  const auto asked_now = [&](std::string_view name) {
    return request.parameter(name).value_or("");
  };
  Asked asked = go == "filter" ? asked_lines(typed) : asked_lines(asked_now);
  asked.after = go == "next" ? typed("last") : "";
  asked.before = go == "before" ? typed("first") : "";
  return "/staff/reviews/" + request.capture("plan") + "/" + request.capture("period") + "/" +
         std::string(kind.page) + query_of(asked);
}

http::Response post(const Desk& desk, const http::Request& request, const Visitor& visitor,
                    const Kind& kind) {
  const std::string plan = request.capture("plan");
  const std::string period = request.capture("period");
  const std::string way = way_of(request, kind);
  const auto wanted = wanted_of(request, kind.kind);
  const bool is_blank = std::ranges::all_of(
      wanted, [](const WantedRating& one) { return one.mark.empty() && one.reason.empty(); });
  if (!way.empty() && is_blank) return http::redirect(http::address(request.language, way));
  const auto rated = rate(visitor.visit.who, desk.database, plan, period, wanted);
  if (!rated && rated.error().front().refusal.http_status == 404 &&
      rated.error().front().row.empty())
    return staff::web::refused(request, visitor.visit, rated.error().front().refusal);
  if (!rated) return rate_page(desk, request, visitor, kind, {&request, rated.error()});
  return staff::web::done(request, way.empty() ? "/staff/reviews/" + plan + "/" + period : way,
                          "rated");
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
