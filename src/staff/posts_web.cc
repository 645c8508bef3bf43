// A transfer is shown first: every line with what ends and what begins, or what is wrong with it.
// Only a preview without mistakes has the button that does it.
#include "staff/posts_web.h"

#include <charconv>

#include "base/era.h"
#include "staff/people_words.h"
#include "staff/posts.h"
#include "staff/transfer_text.h"
#include "ui/staff/permissions.h"
#include "ui/staff/transfer.h"
#include "ui/staff/units.h"

namespace staff::web {
namespace {

constexpr std::string_view kUnitForm = "unit";
constexpr std::string_view kTransferForm = "transfer";
constexpr std::string_view kApplyForm = "apply";

// ---- the permission table

std::string_view reach_key(Reach reach) {
  switch (reach) {
    case Reach::none:
      return "staff_pages.reach_none";
    case Reach::own_body:
      return "staff_pages.reach_own_body";
    case Reach::municipality:
      return "staff_pages.reach_municipality";
  }
  return {};
}

PermissionLine permission_line(const http::Request& request, Deed deed) {
  PermissionLine line;
  line.deed = deed_word(request, deed);
  if (needs_two(deed)) line.two = word(request, "staff_pages.needs_two");
  for (const Post post : kPosts) {
    const Reach here = reach(post, deed);
    line.cells.push_back({std::string(post_word(request, post)), word(request, reach_key(here)),
                          here == Reach::none});
  }
  return line;
}

// ---- units

base::FiscalYear asked_year(const http::Request& request) {
  const std::string text =
      request.typed("fiscal_year").value_or(request.parameter("fiscal_year").value_or(""));
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  const auto year = base::FiscalYear::of(number);
  return year ? *year : base::FiscalYear::containing(base::today());
}

std::string year_words(const http::Request& request, base::FiscalYear year) {
  return say(request, "staff_pages.fiscal_year",
             {{"year", std::to_string(year.number())}, {"era", base::format_era(year)}});
}

FormView unit_form(const Forms& forms, const Names& known, base::FiscalYear year) {
  FormView form = begin_form(forms, kUnitForm, "/staff/units", "staff_pages.unit_button");
  form.title =
      say(forms.request, "staff_pages.unit_title", {{"year", year_words(forms.request, year)}});
  form.hidden.push_back({"fiscal_year", std::to_string(year.number())});
  add(forms, form, FieldKind::text,
      {.name = "unit", .required = true, .hint = word(forms.request, "staff_pages.unit_key_rule")});
  add(forms, form, FieldKind::text, {.name = "unit_name", .required = true});
  add(forms, form, FieldKind::choice,
      {.name = "body", .required = true, .options = body_options(known, forms.visit->who.body)});
  std::vector<Option> above = {{"", word(forms.request, "staff_pages.above_none")}};
  for (const Unit& unit : known.units) above.push_back({unit.key, unit.name});
  add(forms, form, FieldKind::choice, {.name = "above", .options = std::move(above)});
  return form;
}

http::Response units_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried) {
  const Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, tried};
  const base::FiscalYear year = asked_year(request);
  const Names known =
      desk.database.read([&](db::Read& tx) { return names(tx, who.municipality, year.starts()); });
  UnitsPage view;
  view.page = frame(request, visitor.visit, word(request, "staff_pages.units_title"));
  view.done = done_words(request);
  view.problems = problems(forms);
  view.year = year_words(request, year);
  for (const base::FiscalYear other : {year.previous(), year.next()}) {
    view.other_years.push_back(
        {year_words(request, other),
         http::address(request.language,
                       "/staff/units?fiscal_year=" + std::to_string(other.number()))});
  }
  for (const Unit& unit : known.units) {
    view.units.push_back({unit.key, unit.name, known.body(unit.body),
                          unit.above ? known.unit(*unit.above) : std::string()});
  }
  if (may(who, Deed::give_posts, {who.municipality, who.body}))
    view.forms.push_back(unit_form(forms, known, year));
  return page(pages::units(view, request.language), tried.status);
}

// ---- the transfer

base::Date next_april() {
  return base::FiscalYear::containing(base::today()).next().starts();
}

FormView transfer_form(const Forms& forms) {
  FormView form =
      begin_form(forms, kTransferForm, "/staff/transfer", "staff_pages.transfer_preview");
  form.hidden.push_back({"step", "preview"});
  add(forms, form, FieldKind::day,
      {.name = "day", .required = true, .value = day_value(next_april())});
  add(forms, form, FieldKind::lines, {.name = "moves", .required = true});
  return form;
}

FormView apply_form(const Forms& forms, base::Date day, const std::string& moves,
                    std::size_t count) {
  FormView form = begin_form(forms, kApplyForm, "/staff/transfer", "staff_pages.transfer_apply");
  form.title = say(forms.request, "staff_pages.transfer_apply_title",
                   {{"count", std::to_string(count)}, {"day", day_words(forms.request, day)}});
  form.hidden.push_back({"step", "apply"});
  form.hidden.push_back({"day_year", std::to_string(day.year())});
  form.hidden.push_back({"day_month", std::to_string(day.month())});
  form.hidden.push_back({"day_day", std::to_string(day.day())});
  form.hidden.push_back({"moves", moves});
  return form;
}

TransferPage begin_page(const http::Request& request, const Visitor& visitor) {
  TransferPage view;
  view.page = frame(request, visitor.visit, word(request, "staff_pages.transfer_title"));
  view.done = done_words(request);
  return view;
}

http::Response transfer_page(const http::Request& request, const Visitor& visitor,
                             const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried};
  TransferPage view = begin_page(request, visitor);
  view.problems = problems(forms);
  view.forms.push_back(transfer_form(forms));
  return page(pages::transfer(view, request.language), tried.status);
}

struct AskedTransfer {
  base::Date day;
  std::string written;
  TransferText text;
  Names before;  // of the year that ends
  Names known;
};

MoveLine move_line(const http::Request& request, const AskedTransfer& asked, const Moved& moved) {
  MoveLine line;
  line.login = moved.move.login;
  line.name = moved.name;
  line.ending = posts_in_words(request, asked.before, moved.ending);
  const auto post = post_from(moved.move.post);
  line.beginning = post ? post_in_words(request, asked.known, *post, moved.move.unit)
                        : word(request, "staff_pages.transfer_leaves");
  return line;
}

// The moves that are right come in the order of their lines, those refused name theirs.
std::vector<MoveLine> move_lines(const http::Request& request, const AskedTransfer& asked,
                                 const TransferPreview& preview) {
  std::vector<MoveLine> lines(asked.text.moves.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].line = asked.text.lines[i];
    lines[i].login = asked.text.moves[i].login;
  }
  for (const base::Refusal& refusal : preview.refused) {
    if (const auto move = move_of(refusal, asked.text))
      lines[*move].error = base::say(request.language, refusal);
  }
  auto right = preview.moves.begin();
  for (MoveLine& line : lines) {
    if (!line.error.empty() || right == preview.moves.end()) continue;
    const std::int64_t number = line.line;
    line = move_line(request, asked, *right++);
    line.line = number;
  }
  return lines;
}

http::Response preview_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                            const AskedTransfer& asked,
                            const std::optional<base::Refusal>& not_done = {}) {
  const TransferPreview preview = desk.database.read([&](db::Read& tx) {
    return preview_transfer(tx, visitor.visit.who.municipality, asked.day, asked.text.moves);
  });
  Tried tried{.form = std::string(kTransferForm), .typed = request.form};
  for (const base::Refusal& refusal : preview.refused) {
    tried.wrong.push_back({"moves", sentence(request.language, refusal, asked.text)});
  }
  if (not_done && preview.refused.empty())
    tried.wrong.push_back({"moves", sentence(request.language, *not_done, asked.text)});
  tried.status = not_done ? not_done->http_status : preview.refused.empty() ? 200 : 400;
  const Forms forms{request, &visitor.visit, tried};
  TransferPage view = begin_page(request, visitor);
  view.is_preview = true;
  view.problems = problems(forms);
  view.summary = say(request, "staff_pages.transfer_summary",
                     {{"day", day_words(request, asked.day)},
                      {"count", std::to_string(asked.text.moves.size())},
                      {"wrong", std::to_string(preview.refused.size())}});
  view.moves = move_lines(request, asked, preview);
  if (preview.refused.empty())
    view.forms.push_back(apply_form(forms, asked.day, asked.written, asked.text.moves.size()));
  view.forms.push_back(transfer_form(forms));
  view.forms.back().quiet = preview.refused.empty();
  return page(pages::transfer(view, request.language), tried.status);
}

}  // namespace

http::Response get_permissions(const Desk&, const http::Request& request, const Visitor& visitor) {
  PermissionsPage view;
  view.page = frame(request, visitor.visit, word(request, "staff_pages.permissions_title"));
  for (const Post post : kPosts) view.posts.emplace_back(post_word(request, post));
  for (const Deed deed : kDeeds) view.lines.push_back(permission_line(request, deed));
  return page(pages::permissions(view, request.language));
}

http::Response get_units(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return units_page(desk, request, visitor, {});
}

http::Response post_unit(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, kUnitForm);
  const std::string above = typed.text("above");
  const Unit unit{.fiscal_year = asked_year(request),
                  .key = typed.needed("unit"),
                  .name = typed.needed("unit_name"),
                  .body = typed.text("body"),
                  .above = above.empty() ? std::nullopt : std::optional(above)};
  if (!typed.ok()) return units_page(desk, request, visitor, typed.tried());
  const auto added = add_unit(visitor.actor, desk.database, visitor.visit.who.municipality, unit);
  if (!added) return units_page(desk, request, visitor, tried(request, kUnitForm, added.error()));
  return done(request, "/staff/units?fiscal_year=" + std::to_string(unit.fiscal_year.number()),
              "unit_added");
}

http::Response get_transfer(const Desk&, const http::Request& request, const Visitor& visitor) {
  return transfer_page(request, visitor, {});
}

http::Response post_transfer(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const std::string& municipality = visitor.visit.who.municipality;
  FormReading typed(request, kTransferForm);
  AskedTransfer asked{.day = typed.needed_day("day"),
                      .written = typed.lines("moves"),
                      .text = {},
                      .before = {},
                      .known = {}};
  if (!typed.ok()) return transfer_page(request, visitor, typed.tried());
  desk.database.read([&](db::Read& tx) {
    asked.before = names(tx, municipality, base::add_days(asked.day, -1));
    asked.known = names(tx, municipality, asked.day);
    return 0;
  });
  asked.text = read_transfer(asked.written, asked.known.units);
  if (request.typed("step").value_or("") != "apply")
    return preview_page(desk, request, visitor, asked);
  const auto moved =
      transfer(visitor.actor, desk.database, municipality, asked.day, asked.text.moves);
  // Somebody changed a post since the preview, or nobody would be left to administer.
  if (!moved) return preview_page(desk, request, visitor, asked, moved.error());
  return done(request, "/staff/transfer", "transferred");
}

}  // namespace staff::web
