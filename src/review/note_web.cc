// Notes on the page of a line: what was said, version by version, the forms that write one, and the
// button that prints it.
#include "review/note_pages.h"
#include "review/note_service.h"
#include "review/review_words.h"

namespace review::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;
using staff::web::say;
using staff::web::word;

std::string side_key(std::string_view prefix, NoteSide side) {
  return "review_pages." + std::string(prefix) + std::string(in_db(side));
}

std::string name_of(const Opened& opened, std::int64_t person) {
  const auto found = opened.names.find(person);
  return found == opened.names.end() ? std::string() : found->second;
}

std::string by_words(const http::Request& request, const Opened& opened, const ResultNote& note) {
  return say(request, "review_pages.note_by",
             {{"version", std::to_string(note.version)},
              {"name", name_of(opened, note.person)},
              {"at", staff::web::moment_words(request, note.at)}});
}

NoteView note_view(const http::Request& request, const Opened& opened, std::string_view row,
                   NoteSide side) {
  NoteView view;
  const ResultNote* now = latest_note(opened.notes, row, side);
  if (now == nullptr) return view;
  view.title = word(request, side_key("note_side_", side));
  view.text = now->text;
  view.by = by_words(request, opened, *now);
  view.printed = word(
      request, now->printed ? "review_pages.note_is_printed" : "review_pages.note_not_printed");
  for (const ResultNote& one : opened.notes) {
    if (one.row != row || one.side != side || one.version == now->version) continue;
    const std::string said =
        one.text.empty() ? word(request, "review_pages.note_taken_back") : one.text;
    view.before.push_back({by_words(request, opened, one), said});
  }
  return view;
}

FormView write_form(const Forms& forms, const Opened& opened, const Line& line, NoteSide side) {
  const std::string& row = line.row->key;
  const std::string id = "note-" + std::string(in_db(side));
  FormView form = staff::web::begin_form(forms, id, row_path(opened.review, row) + "/" + id,
                                         "review_pages.note_button");
  form.title = word(forms.request, side_key("note_form_", side));
  form.quiet = true;
  form.hidden.push_back({"version", std::to_string(latest_version(opened.notes, row, side))});
  const ResultNote* now = latest_note(opened.notes, row, side);
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "note", .value = now == nullptr ? "" : now->text});
  return form;
}

FormView print_form(const Forms& forms, const Opened& opened, const ResultNote& note) {
  const std::string side(in_db(note.side));
  FormView form = staff::web::begin_form(
      forms, "print-" + side, row_path(opened.review, note.row) + "/note-print",
      note.printed ? "review_pages.note_unprint_button" : "review_pages.note_print_button");
  form.title = word(forms.request, side_key("note_print_", note.side));
  form.quiet = true;
  form.hidden.push_back({"side", side});
  form.hidden.push_back({"version", std::to_string(note.version)});
  form.hidden.push_back({"printed", note.printed ? "0" : "1"});
  return form;
}

http::Response post_note(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         NoteSide side) {
  const std::string id = "note-" + std::string(in_db(side));
  staff::web::FormReading typed(request, id, kWords);
  const WantedNote wanted{.row = request.capture("row"),
                          .side = side,
                          .text = typed.lines("note"),
                          .seen_version = static_cast<int>(typed.number("version"))};
  if (!typed.ok()) return row_page(desk, request, visitor, typed.tried());
  const auto written = write_note(visitor.visit.who, desk.database, request.capture("plan"),
                                  request.capture("period"), wanted);
  return answer(desk, request, visitor, {id, "note", "note"},
                written ? std::nullopt : std::optional(written.error()));
}

}  // namespace

std::vector<NoteView> note_views(const http::Request& request, const Opened& opened,
                                 std::string_view row) {
  std::vector<NoteView> views;
  for (const NoteSide side : kNoteSides) {
    NoteView view = note_view(request, opened, row, side);
    if (!view.text.empty()) views.push_back(std::move(view));
  }
  return views;
}

std::vector<FormView> note_forms(const Forms& forms, const Opened& opened, const Line& line) {
  std::vector<FormView> list;
  if (opened.review.state != State::open) return list;
  const staff::Who& who = forms.visit->who;
  const auto may = [&](Deed deed) {
    return staff::may(who, deed, {who.municipality, line.body()});
  };
  if (may(Deed::answer_data_call)) list.push_back(write_form(forms, opened, line, NoteSide::owner));
  if (!may(Deed::check_answer)) return list;
  list.push_back(write_form(forms, opened, line, NoteSide::planner));
  for (const NoteSide side : kNoteSides)
    if (const ResultNote* note = latest_note(opened.notes, line.row->key, side))
      list.push_back(print_form(forms, opened, *note));
  return list;
}

http::Response post_owner_note(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  return post_note(desk, request, visitor, NoteSide::owner);
}

http::Response post_planner_note(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor) {
  return post_note(desk, request, visitor, NoteSide::planner);
}

http::Response post_note_print(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  staff::web::FormReading typed(request, "print", kWords);
  const auto side = note_side(typed.text("side"));
  const PrintedNote wanted{.row = request.capture("row"),
                           .side = side.value_or(NoteSide::owner),
                           .version = static_cast<int>(typed.number("version")),
                           .printed = typed.text("printed") == "1"};
  const auto done = print_note(visitor.visit.who, desk.database, request.capture("plan"),
                               request.capture("period"), wanted);
  return answer(desk, request, visitor,
                {"print-" + std::string(in_db(wanted.side)), "",
                 wanted.printed ? "note_printed" : "note_unprinted"},
                done ? std::nullopt : std::optional(done.error()));
}

}  // namespace review::web
