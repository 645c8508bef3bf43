// 公表 as staff do it: what is released and will be, a new release with a look at what it would
// change, and withdrawing.
#include <algorithm>

#include "base/japanese_text.h"
#include "figure/facts_reading.h"
#include "figure/figure_text.h"
#include "http/request.h"
#include "plan/cell_words.h"
#include "plan/confirmations_view.h"
#include "plan/confirmations_web.h"
#include "plan/plan_service.h"
#include "plan/public_reading.h"
#include "plan/released_words.h"
#include "release/release_service.h"
#include "ui/plan/new_release.h"
#include "ui/plan/releases.h"

namespace plan::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::word;

constexpr std::string_view kWords = "release_pages";
constexpr std::string_view kPath = "/staff/releases";
constexpr std::string_view kForm = "release";

std::vector<store::Summary> plans_of(const staff::web::Desk& desk,
                                     const staff::web::Visitor& visitor) {
  std::vector<store::Summary> plans;
  for (auto& listed : list(visitor.actor, desk.database))
    if (listed.summary.municipality == visitor.visit.who.municipality && listed.summary.rows > 0)
      plans.push_back(std::move(listed.summary));
  return plans;
}

std::string kind_words(const http::Request& request, release::Kind kind) {
  return word(request, "release_pages.kind_" + std::string(release::in_db(kind)));
}

std::string state_words(const http::Request& request, const release::Release& one) {
  const base::Instant now = base::now();
  if (one.withdrawn) return word(request, "release_pages.state_withdrawn");
  return word(request, one.effective_at > now ? "release_pages.state_planned"
                                              : "release_pages.state_public");
}

std::string joined(const http::Request& request, const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list)
    text += (text.empty() ? "" : word(request, "plan.list_comma")) + one;
  return text;
}

std::string withdrawal_path(std::int64_t release) {
  return std::string(kPath) + "/" + std::to_string(release) + "/withdrawal";
}
std::string withdrawal_form(std::int64_t release) {
  return "withdraw-" + std::to_string(release);
}

ReleaseLine line_of(const Forms& forms, const std::vector<store::Summary>& plans,
                    const release::Release& one) {
  const http::Request& request = forms.request;
  ReleaseLine line;
  const auto plan = std::ranges::find(plans, one.plan, &store::Summary::slug);
  line.title = one.title;
  line.plan = plan == plans.end() ? one.plan : plan->title;
  line.kind = kind_words(request, one.kind);
  line.state = state_words(request, one);
  line.effective = moment_words(request.language, one.effective_at);
  line.rows = joined(request, one.rows);
  if (one.withdrawn) {
    line.note = moment_words(request.language, one.withdrawn->at) + " " + one.withdrawn->reason;
    return line;
  }
  FormView form = begin_form(forms, withdrawal_form(one.id), withdrawal_path(one.id),
                             "release_pages.withdraw_button");
  form.title = word(request, "release_pages.withdraw_title");
  form.is_part = true;
  form.quiet = true;
  staff::web::add(forms, form, FieldKind::text, {.name = "withdrawal_reason", .required = true});
  line.forms.push_back(std::move(form));
  return line;
}

http::Response releases_page(const staff::web::Desk& desk, const http::Request& request,
                             const staff::web::Visitor& visitor, const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  ReleasesPage view;
  view.page =
      staff::web::frame(request, visitor.visit, word(request, "release_pages.releases_title"));
  view.done = staff::web::done_words(request);
  view.problems = staff::web::problems(forms);
  visitor.looked = {"releases", "", {}};
  const auto plans = plans_of(desk, visitor);
  auto releases = desk.database.read(
      [&](db::Read& tx) { return release::releases(tx, visitor.visit.who.municipality); });
  std::ranges::reverse(releases);
  for (const auto& one : releases) view.releases.push_back(line_of(forms, plans, one));
  view.links.push_back({word(request, "release_pages.new_title"),
                        http::address(request.language, "/staff/releases/new"), true});
  return staff::web::page(pages::releases(view, request.language), tried.status);
}

// ---- a new one

struct Wanted {
  std::string plan;
  std::string title;
  release::Kind kind = release::Kind::publication;
  std::vector<std::string> rows;
  std::optional<base::Instant> effective_at;
};

// Keys between commas and spaces of either width: they are ASCII, whatever stands between them.
std::vector<std::string> keys_in(std::string_view typed) {
  std::vector<std::string> keys;
  std::string key;
  for (const char c : base::fold_width(typed) + " ") {
    if (c > ' ' && c < 0x7f && c != ',') {
      key += c;
    } else if (!key.empty()) {
      keys.push_back(std::exchange(key, {}));
    }
  }
  return keys;
}

// 10:00, 9時30分 or 9 alone stand for a time of that day.
std::string time_in(const std::string& typed) {
  std::string digits;
  for (const char c : base::fold_width(typed)) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (!digits.empty() && digits.back() != ':') {
      digits += ':';
    }
  }
  if (!digits.empty() && digits.back() == ':') digits.pop_back();
  if (!digits.contains(':')) digits += ":00";
  return digits.size() == 4 ? "0" + digits : digits;
}

Wanted read(const http::Request& request, FormReading& typed) {
  Wanted wanted;
  wanted.plan = typed.needed("plan");
  wanted.kind = release::kind_from(typed.needed("kind")).value_or(release::Kind::publication);
  wanted.title = typed.needed("release_name");
  wanted.rows = keys_in(typed.text("rows"));
  const auto day = typed.day("effective");
  const std::string time = typed.text("time");
  if (!day) return wanted;
  const auto at =
      base::parse_japan(base::iso(*day) + "T" + (time.empty() ? "00:00" : time_in(time)));
  if (at) {
    wanted.effective_at = *at;
  } else {
    typed.note("time", base::say(request.language, at.error().code, at.error().facts));
  }
  return wanted;
}

FormView form_of(const Forms& forms, const std::vector<store::Summary>& plans) {
  FormView form = begin_form(forms, kForm, std::string(kPath), "release_pages.preview_button");
  form.title = word(forms.request, "release_pages.form_title");
  std::vector<staff::Option> options;
  const std::string asked = forms.request.parameter("plan").value_or("");
  for (const auto& plan : plans) options.push_back({plan.slug, plan.title, plan.slug == asked});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "plan", .required = true, .options = std::move(options)});
  std::vector<staff::Option> kinds;
  for (const auto kind : {release::Kind::publication, release::Kind::continuous})
    kinds.push_back({std::string(release::in_db(kind)), kind_words(forms.request, kind), false});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "kind", .required = true, .options = std::move(kinds)});
  staff::web::add(forms, form, FieldKind::text, {.name = "release_name", .required = true});
  staff::web::add(forms, form, FieldKind::text, {.name = "rows"});
  staff::web::add(forms, form, FieldKind::day, {.name = "effective"});
  staff::web::add(forms, form, FieldKind::text, {.name = "time"});
  return form;
}

http::Response new_page(const staff::web::Desk& desk, const http::Request& request,
                        const staff::web::Visitor& visitor, const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  NewReleasePage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "release_pages.new_title"),
                                {{word(request, "release_pages.releases_title"),
                                  http::address(request.language, kPath), true}});
  view.problems = staff::web::problems(forms);
  view.forms.push_back(form_of(forms, plans_of(desk, visitor)));
  return staff::web::page(pages::new_release(view, request.language), tried.status);
}

std::string_view field_of(std::string_view code) {
  if (code == release::in_the_past.code || code == release::too_far_ahead.code) return "effective";
  if (code == release::unknown_row.code || code == release::no_rows.code ||
      code == release::already_open.code)
    return "rows";
  if (code == figure::mark_name_taken.code || code == figure::mark_name_unusable.code ||
      code == release::title_missing.code)
    return "release_name";
  if (code == release::nothing_to_release.code) return "plan";
  return "";
}

base::Result<release::Preview> look(db::Read& tx, const staff::web::Visitor& visitor,
                                    const Wanted& wanted) {
  const std::string& code = visitor.visit.who.municipality;
  if (wanted.kind == release::Kind::publication)
    return release::preview(tx, visitor.actor, code,
                            release::Publication{wanted.plan, wanted.title, wanted.effective_at});
  return release::preview(
      tx, visitor.actor, code,
      release::Opening{wanted.plan, wanted.title, wanted.rows, {}, wanted.effective_at});
}

std::string told(const http::Request& request, const Cell* cell) {
  const Reading* visible = cell == nullptr ? nullptr : shown(*cell);
  std::string text = visible == nullptr ? word(request, "plan_work.nothing_yet")
                                        : said(request.language, *visible);
  if (cell == nullptr) return text;
  const std::string beside = apart_in_short(request.language, *cell);
  return beside.empty() ? text : text + " " + beside;
}

// Cell by cell what the public reads before and after.
std::vector<ReleaseChange> changes_of(const http::Request& request, const Plan& before,
                                      const Plan& after) {
  std::vector<ReleaseChange> changes;
  for (const Row* leaf : leaves(after)) {
    const Row* old = find_row(before, leaf->key);
    for (const Column& column : after.columns) {
      const Cell* now = find_cell(*leaf, column.key);
      const Cell* then = old == nullptr ? nullptr : find_cell(*old, column.key);
      const std::string one = told(request, then);
      const std::string other = told(request, now);
      if (one != other) changes.push_back({leaf_words(after, *leaf), column.header, one, other});
    }
  }
  return changes;
}

std::vector<std::string> held_sentences(const http::Request& request, const Plan& plan,
                                        const release::Preview& seen) {
  std::vector<std::string> sentences;
  for (const auto& one : seen.held) {
    const Row* row = find_row(plan, one.row);
    sentences.push_back(say(request, "release_pages.held",
                            {{"row", row == nullptr ? one.row : leaf_words(plan, *row)},
                             {"figure", one.figure},
                             {"year", std::to_string(one.fiscal_year)},
                             {"at", moment_words(request.language, one.known)}}));
  }
  return sentences;
}

http::Response preview_page(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor, const Wanted& wanted) {
  const Forms forms{request, &visitor.visit, {}, kWords};
  NewReleasePage view;
  view.is_preview = true;
  view.page = staff::web::frame(request, visitor.visit, word(request, "release_pages.new_title"),
                                {{word(request, "release_pages.releases_title"),
                                  http::address(request.language, kPath), true}});
  visitor.looked = {"plan", wanted.plan, {}};
  const auto told_by = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    const auto seen = look(tx, visitor, wanted);
    if (!seen) return std::unexpected(seen.error());
    auto before = printed_plan(tx, visitor.visit.who.municipality, wanted.plan);
    if (!before) return std::unexpected(before.error());
    Plan after = *before;
    show_released(tx, *before, seen->before);
    show_released(tx, after, seen->after);
    view.changes = changes_of(request, *before, after);
    view.held = held_sentences(request, after, *seen);
    view.sentences.push_back(say(request, "release_pages.preview_what",
                                 {{"kind", kind_words(request, wanted.kind)},
                                  {"plan", after.title},
                                  {"title", wanted.title},
                                  {"rows", joined(request, wanted.rows)},
                                  {"at", moment_words(request.language, seen->after.at)}}));
    view.sentences.push_back(say(request, "release_pages.preview_count",
                                 {{"count", std::to_string(view.changes.size())}}));
    return {};
  });
  if (!told_by)
    return new_page(
        desk, request, visitor,
        staff::web::tried(request, kForm, told_by.error(), field_of(told_by.error().code)));
  FormView form = begin_form(forms, kForm, std::string(kPath), "release_pages.release_button");
  for (const auto& [name, value] : request.form)
    if (name != staff::web::kFormToken && name != staff::web::kCommand &&
        name != staff::web::kWrittenBy && name != "step")
      form.hidden.push_back({name, value});
  form.hidden.push_back({"step", "release"});
  view.forms.push_back(std::move(form));
  return staff::web::page(pages::new_release(view, request.language));
}

// The form's own id is that of the page's answer; the deed has one beside it.
std::string command_of(const http::Request& request) {
  for (const auto& [name, value] : request.form)
    if (name == staff::web::kCommand && !value.empty()) return value + "/deed";
  return {};
}

}  // namespace

http::Response get_releases(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor) {
  return releases_page(desk, request, visitor, {});
}

http::Response get_new_release(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor) {
  return new_page(desk, request, visitor, {});
}

http::Response post_release(const staff::web::Desk& desk, const http::Request& request,
                            const staff::web::Visitor& visitor) {
  FormReading typed(request, kForm, kWords);
  const Wanted wanted = read(request, typed);
  const std::string step = typed.text("step");
  if (!typed.ok()) return new_page(desk, request, visitor, typed.tried());
  if (step != "release") return preview_page(desk, request, visitor, wanted);
  const std::string& code = visitor.visit.who.municipality;
  const auto done =
      wanted.kind == release::Kind::publication
          ? release::publish(desk.database, visitor.actor, code,
                             {wanted.plan, wanted.title, wanted.effective_at}, command_of(request))
          : release::open(desk.database, visitor.actor, code,
                          {wanted.plan, wanted.title, wanted.rows, {}, wanted.effective_at},
                          command_of(request));
  if (!done)
    return new_page(desk, request, visitor,
                    staff::web::tried(request, kForm, done.error(), field_of(done.error().code)));
  return staff::web::done(request, kPath, "released");
}

http::Response post_withdrawal(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor) {
  const auto id = figure::whole_number("release", request.capture("release"));
  const std::int64_t number = id.value_or(0);
  FormReading typed(request, withdrawal_form(number), kWords);
  const std::string reason = typed.needed("withdrawal_reason");
  if (!typed.ok()) return releases_page(desk, request, visitor, typed.tried());
  const auto done = release::withdraw(desk.database, visitor.actor, visitor.visit.who.municipality,
                                      number, reason, command_of(request));
  if (!done) {
    if (done.error().code == release::unknown_release.code)
      return staff::web::refused(request, visitor.visit, done.error());
    return releases_page(desk, request, visitor,
                         staff::web::tried(request, withdrawal_form(number), done.error(), ""));
  }
  return staff::web::done(request, kPath, "withdrawn");
}

}  // namespace plan::web
