// One line: its form, where somebody else was faster both texts, and the steps that move, end,
// merge and split it. What was typed comes back whatever happens.
#include "planning/planning_web.h"

#include <algorithm>

#include "http/request.h"
#include "planning/line_form.h"
#include "staff/municipality_service.h"
#include "staff/unsent_web.h"
#include "ui/planning/conflict.h"
#include "ui/planning/line.h"

namespace planning::web {
namespace {

struct LineShown {
  Tried tried = {};
  std::optional<LineFields> typed = {};
  std::optional<int> based_on = {};
};

staff::FormView step_form(const Forms& forms, const Draft& draft, const Line& line,
                          std::string_view id, std::string_view below) {
  const std::string name(id);
  staff::FormView form =
      begin_form(forms, id, line_path(draft.head.slug, line.line) + std::string(below),
                 "planning_pages.button_" + name);
  form.title = word(forms.request, "planning_pages.button_" + name);
  form.quiet = true;
  return form;
}

std::vector<staff::FormView> place_forms(const Forms& forms, const Draft& draft, const Line& line) {
  using staff::FieldKind;
  std::vector<staff::FormView> all;
  if (!line.lives()) {
    all.push_back(step_form(forms, draft, line, "restore", "/restore"));
    return all;
  }
  staff::FormView place = step_form(forms, draft, line, "place", "/place");
  add(forms, place, FieldKind::choice,
      {.name = "parent",
       .required = true,
       .options = parents(forms.request, draft, line.line, line.parent)});
  staff::FormView split = step_form(forms, draft, line, "split", "/split");
  add(forms, split, FieldKind::text, {.name = "line_title", .required = true});
  add(forms, split, FieldKind::text, {.name = "number"});
  staff::FormView merge = step_form(forms, draft, line, "merge", "/merge");
  std::vector<staff::Option> others = parents(forms.request, draft, line.line);
  others.front() = {"", word(forms.request, "planning_pages.merge_choose")};
  std::erase_if(others, [&](const staff::Option& option) {
    const Line* other = find(draft.lines, whole_number(option.value));
    return other != nullptr && other->kind != line.kind;
  });
  add(forms, merge, FieldKind::choice,
      {.name = "into", .required = true, .options = std::move(others)});
  staff::FormView ending = step_form(forms, draft, line, "end", "/end");
  add(forms, ending, FieldKind::text, {.name = "reason", .required = true});
  all.push_back(std::move(place));
  all.push_back(std::move(split));
  all.push_back(std::move(merge));
  all.push_back(std::move(ending));
  return all;
}

TableView versions_table(db::Read& tx, const http::Request& request, const Where& where,
                         const std::vector<Line>& all) {
  TableView table;
  table.title = word(request, "planning_pages.versions_title");
  for (const std::string_view header :
       {"planning_pages.column_version", "planning_pages.column_when", "planning_pages.column_who",
        "planning_pages.column_changed_fields"})
    table.headers.push_back(word(request, header));
  People people;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string changed;
    if (i + 1 == all.size()) {
      changed = word(request, "planning_pages.version_first");
    } else {
      for (const auto& one : differences(fields_of(all[i + 1]), fields_of(all[i])))
        changed += (changed.empty() ? "" : "\n") + field_label(request, one.field) +
                   word(request, "planning_pages.colon") +
                   field_value(request, one.field, one.before) + " → " +
                   field_value(request, one.field, one.after);
      if (changed.empty()) changed = word(request, "planning_pages.version_place");
    }
    table.lines.push_back(
        {{{table.headers[0], std::to_string(all[i].version), {}, true},
          {table.headers[1], staff::web::moment_words(request, all[i].recorded_at)},
          {table.headers[2], person_name(tx, where.municipality, all[i].person, people)},
          {table.headers[3], std::move(changed)}}});
  }
  return table;
}

TableView read_only(const http::Request& request, const Line& line) {
  TableView table;
  table.headers = {word(request, "planning_pages.column_field"),
                   word(request, "planning_pages.column_content")};
  for (const auto& [name, text] : fields_of(line))
    table.lines.push_back({{{table.headers[0], field_label(request, name), {}, true},
                            {table.headers[1], field_value(request, name, text)}}});
  return table;
}

void put_comments(db::Read& tx, const Forms& forms, const Where& where, const Draft& draft,
                  const Line& line, LinePage& view) {
  const staff::Who& who = forms.visit->who;
  const bool may_answer = staff::may(who, staff::Deed::edit_plan, {who.municipality, who.body});
  People people;
  for (const Comment& comment : comments(tx, where)) {
    if (comment.line != line.line) continue;
    const std::string id = "answer-" + std::to_string(comment.comment);
    CommentView shown;
    shown.id = "comment-" + std::to_string(comment.comment);
    shown.who = person_name(tx, where.municipality, comment.person, people) + " " +
                staff::web::moment_words(forms.request, comment.at);
    shown.text = comment.text;
    if (comment.answer) {
      shown.answer = say(forms.request, "planning_pages.comment_answered",
                         {{"who", person_name(tx, where.municipality, comment.answered_by, people)},
                          {"answer", *comment.answer}});
    } else if (may_answer) {
      staff::FormView form = step_form(forms, draft, line, "answer", "/answer");
      form.id = id;
      form.title.clear();
      form.hidden.push_back({"comment", std::to_string(comment.comment)});
      add(forms, form, staff::FieldKind::lines, {.name = "answer", .required = true});
      shown.forms.push_back(std::move(form));
    }
    view.comments.push_back(std::move(shown));
  }
  view.has_comments = !view.comments.empty() || draft.state == State::in_review;
  if (draft.state != State::in_review) return;
  staff::FormView form = step_form(forms, draft, line, "comment", "/comments");
  add(forms, form, staff::FieldKind::lines, {.name = "comment", .required = true});
  view.comment_forms.push_back(std::move(form));
}

void put_unsent(db::Read& tx, const Forms& forms, const std::string& path, LineShown& shown,
                LinePage& view) {
  const auto kept = staff::unsent(tx, forms.visit->who, path);
  if (!kept || !forms.tried.form.empty()) return;
  const http::Fields fields = staff::web::unsent_fields(*kept);
  if (forms.request.parameter("unsent").value_or("") == "restore") {
    shown.typed = typed_line(fields);
    for (const auto& [name, value] : fields)
      if (name == kBasedOn) shown.based_on = whole_number(value);
    view.notes.push_back(word(forms.request, "planning_pages.unsent_restored"));
    return;
  }
  UnsentView one;
  one.sentence = say(forms.request, "planning_pages.unsent_there",
                     {{"at", staff::web::moment_words(forms.request, kept->saved_at)}});
  one.restore = word(forms.request, "planning_pages.unsent_restore");
  one.restore_url = http::address(forms.request.language, path) + "?unsent=restore";
  staff::FormView form =
      begin_form(forms, "discard", staff::web::kDiscardPath, "planning_pages.unsent_discard");
  form.quiet = true;
  form.hidden.push_back({"path", path});
  one.discard.push_back(std::move(form));
  view.unsent.push_back(std::move(one));
}

void put_notes(const http::Request& request, const Draft& draft, const Line& line, LinePage& view) {
  if (line.carried_plan && line.carried_row)
    view.notes.push_back(say(request, "planning_pages.carried_from",
                             {{"plan", *line.carried_plan}, {"row", *line.carried_row}}));
  for (const int from : line.came_from)
    if (const Line* other = find(draft.lines, from))
      view.notes.push_back(
          say(request, "planning_pages.came_from", {{"line", number_and_title(*other)}}));
  if (line.merged_into)
    if (const Line* other = find(draft.lines, *line.merged_into))
      view.notes.push_back(
          say(request, "planning_pages.merged_into", {{"line", number_and_title(*other)}}));
  if (line.ended)
    view.notes.push_back(say(request, "planning_pages.ended_because", {{"reason", *line.ended}}));
  if (line.action) {
    const CarriedAction& action = *line.action;
    view.notes.push_back(say(request, "planning_pages.carried_action",
                             {{"kind", word(request, "planning_pages.action_" + action.kind)},
                              {"text", action.text},
                              {"owner", action.owner},
                              {"due", action.due}}));
  }
}

http::Response line_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         LineShown shown) {
  const Where where = asked(request, visitor);
  const staff::Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, shown.tried, kWords};
  return desk.database.read([&](db::Read& tx) {
    const auto draft = open_draft(tx, where);
    if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
    const Line* line = find(draft->lines, asked_line(request));
    if (line == nullptr) {
      return staff::web::refused(
          request, visitor.visit,
          {unknown_line.code, unknown_line.http_status, {{"line", request.capture("line")}}});
    }
    if (!may_see(who, staff::Deed::comment_plan, *draft, *line)) {
      return staff::web::refused(request, visitor.visit,
                                 {staff::not_permitted.code,
                                  staff::not_permitted.http_status,
                                  {{"deed", std::string(staff::code_of(visitor.deed))}}});
    }
    visitor.looked.subject_kind = "draft_line";
    visitor.looked.subject_key = draft->head.slug + "/" + std::to_string(line->line);
    const std::string path = line_path(draft->head.slug, line->line);
    const auto bodies = staff::bodies(tx, who.municipality);
    const auto all = versions(tx, where, line->line);
    LinePage view;
    view.page = draft_frame(request, visitor, *draft, number_and_title(*line));
    view.done = done_words(request);
    view.problems = staff::web::problems(forms);
    view.heading = number_and_title(*line);
    view.lead = level_name(*draft, *line);
    put_notes(request, *draft, *line, view);
    const bool is_writer = staff::may(who, staff::Deed::edit_plan, {who.municipality, who.body}) &&
                           draft->state == State::draft;
    view.may_write = is_writer && line->lives();
    if (view.may_write) {
      put_unsent(tx, forms, path, shown, view);
      const LineFields fields = shown.typed.value_or(fields_of(*line));
      const staff::FormView begun = begin_form(forms, kLineForm, path, "planning_pages.save_line");
      view.action = begun.action;
      view.hidden = begun.hidden;
      view.hidden.push_back(
          {std::string(kBasedOn), std::to_string(shown.based_on.value_or(line->version))});
      view.unsent_action = http::address(request.language, staff::web::kUnsentPath);
      view.unsent_path = path;
      put_form({forms, *draft, *line, fields, bodies}, view);
    } else {
      view.read_only = read_only(request, *line);
    }
    put_comments(tx, forms, where, *draft, *line, view);
    if (is_writer) {
      view.place_forms = place_forms(forms, *draft, *line);
      if (all.size() > 1 && line->lives()) {
        staff::FormView back = step_form(forms, *draft, *line, "bring_back", "/bring-back");
        std::vector<staff::Option> older;
        for (std::size_t i = 1; i < all.size(); ++i)
          older.push_back({std::to_string(all[i].version),
                           std::to_string(all[i].version) + " " + all[i].title});
        add(forms, back, staff::FieldKind::choice,
            {.name = "version", .required = true, .options = std::move(older)});
        view.version_forms.push_back(std::move(back));
      }
    }
    view.versions = versions_table(tx, request, where, all);
    return staff::web::page(pages::line(view, request.language), shown.tried.status);
  });
}

http::Response conflict_page(const http::Request& request, const Visitor& visitor,
                             const Where& where, int line, const Edited& edited) {
  ConflictPage view;
  const Forms forms{request, &visitor.visit, {}, kWords};
  view.heading = word(request, "planning_pages.conflict_title");
  view.lead = word(request, "planning_pages.conflict_lead");
  view.page = staff::web::frame(request, visitor.visit, view.heading);
  const staff::FormView begun = begin_form(
      forms, "conflict", line_path(where.draft, line) + "/resolve", "planning_pages.conflict_save");
  view.action = begun.action;
  view.hidden = begun.hidden;
  view.hidden.push_back({std::string(kBasedOn), std::to_string(edited.version)});
  for (const auto& [name, text] : edited.mine) {
    const bool is_met =
        std::ranges::find(edited.meetings, name, &Meeting::field) != edited.meetings.end();
    if (!is_met) view.hidden.push_back({name, text});
  }
  for (const Meeting& meeting : edited.meetings) {
    view.hidden.push_back({"mine_" + meeting.field, meeting.mine});
    view.hidden.push_back({"theirs_" + meeting.field, meeting.theirs});
    // What I did not touch is theirs unless I say otherwise.
    const bool is_mine = meeting.mine != meeting.base;
    view.meetings.push_back({meeting.field,
                             field_label(request, meeting.field),
                             field_value(request, meeting.field, meeting.base),
                             field_value(request, meeting.field, meeting.mine),
                             field_value(request, meeting.field, meeting.theirs),
                             {{"mine", word(request, "planning_pages.take_mine"), is_mine},
                              {"theirs", word(request, "planning_pages.take_theirs"), !is_mine},
                              {"edited", word(request, "planning_pages.take_edited"), false}}});
  }
  return staff::web::page(pages::conflict(view, request.language), 409);
}

http::Response saved(const Desk& desk, const http::Request& request, const Visitor& visitor,
                     const LineFields& typed, int based_on) {
  const Where where = asked(request, visitor);
  const int line = asked_line(request);
  const auto edited = edit(visitor.actor, desk.database, where, line, based_on, typed);
  if (!edited) {
    if (edited.error().http_status == 404)
      return staff::web::refused(request, visitor.visit, edited.error());
    return line_page(desk, request, visitor,
                     {.tried = staff::web::tried(request, kLineForm, edited.error(), "title"),
                      .typed = typed,
                      .based_on = based_on});
  }
  if (!edited->meetings.empty()) return conflict_page(request, visitor, where, line, *edited);
  if (!edited->wrong.empty()) {
    Tried tried{.form = std::string(kLineForm), .typed = request.form, .wrong = {}, .status = 400};
    for (const WrongField& wrong : edited->wrong)
      tried.wrong.push_back({wrong.field, field_label(request, wrong.field) +
                                              word(request, "planning_pages.colon") +
                                              base::say(request.language, wrong.refusal)});
    return line_page(desk, request, visitor,
                     {.tried = std::move(tried), .typed = typed, .based_on = based_on});
  }
  staff::drop_unsent(desk.database, visitor.visit.who, line_path(where.draft, line));
  return done(request, line_path(where.draft, line),
              edited->deed == 0 ? "line_unchanged" : "line_saved");
}

// work() -> base::Result<Done>; where it goes when it is done.
template <class Work>
http::Response step(const Desk& desk, const http::Request& request, const Visitor& visitor,
                    std::string_view form, std::string_view field, std::string_view said,
                    Work work) {
  const Where where = asked(request, visitor);
  const base::Result<Done> result = work(where, asked_line(request));
  if (!result) {
    if (result.error().code == unknown_draft.code)
      return staff::web::refused(request, visitor.visit, result.error());
    return line_page(desk, request, visitor,
                     {.tried = staff::web::tried(request, form, result.error(), field)});
  }
  return done(request, draft_path(where.draft) + "?deed=" + std::to_string(result->deed), said,
              "line-" + std::to_string(result->line));
}

}  // namespace

http::Response get_line(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return line_page(desk, request, visitor, {});
}

http::Response post_line(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return saved(desk, request, visitor, typed_line(request.form),
               whole_number(request.typed(kBasedOn).value_or("")));
}

http::Response post_resolved(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  LineFields typed = typed_line(request.form);
  constexpr std::string_view kTake = "take_";
  for (const auto& [name, choice] : request.form) {
    if (!name.starts_with(kTake)) continue;
    const std::string field = name.substr(kTake.size());
    const std::string from = choice == "theirs"   ? "theirs_"
                             : choice == "edited" ? "edited_"
                                                  : "mine_";
    typed[field] = request.typed(from + field).value_or("");
  }
  return saved(desk, request, visitor, typed, whole_number(request.typed(kBasedOn).value_or("")));
}

http::Response post_place(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return step(desk, request, visitor, "place", "parent", "line_moved",
              [&](const Where& where, int line) {
                const std::string parent = request.typed("parent").value_or("");
                return place(visitor.actor, desk.database, where, line,
                             parent.empty() ? std::nullopt : std::optional(whole_number(parent)));
              });
}

http::Response post_end(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return step(
      desk, request, visitor, "end", "reason", "line_ended", [&](const Where& where, int line) {
        return end(visitor.actor, desk.database, where, line, request.typed("reason").value_or(""));
      });
}

http::Response post_restore(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  return step(desk, request, visitor, "restore", "", "line_restored",
              [&](const Where& where, int line) {
                return restore(visitor.actor, desk.database, where, line);
              });
}

http::Response post_merge(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return step(desk, request, visitor, "merge", "into", "line_merged",
              [&](const Where& where, int line) {
                return merge(visitor.actor, desk.database, where, line,
                             whole_number(request.typed("into").value_or("")),
                             word(request, "planning_pages.merged_reason"));
              });
}

http::Response post_split(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return step(desk, request, visitor, "split", "line_title", "line_split",
              [&](const Where& where, int line) {
                const std::string number = request.typed("number").value_or("");
                return split(visitor.actor, desk.database, where, line,
                             request.typed("line_title").value_or(""),
                             number.empty() ? std::nullopt : std::optional(number));
              });
}

http::Response post_bring_back(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  return step(desk, request, visitor, "bring_back", "version", "line_brought_back",
              [&](const Where& where, int line) {
                return bring_back(visitor.actor, desk.database, where, line,
                                  whole_number(request.typed("version").value_or("")));
              });
}

http::Response post_comment(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const int line = asked_line(request);
  const auto draft = desk.database.read([&](db::Read& tx) { return open_draft(tx, where); });
  if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
  if (const Line* known = find(draft->lines, line);
      known != nullptr && !may_see(visitor.visit.who, visitor.deed, *draft, *known))
    return line_page(desk, request, visitor, {});
  staff::web::FormReading typed(request, "comment", kWords);
  const std::string text = typed.lines("comment");
  if (!typed.ok()) return line_page(desk, request, visitor, {.tried = typed.tried()});
  const auto said = comment(visitor.actor, desk.database, where, line, text);
  if (!said)
    return line_page(desk, request, visitor,
                     {.tried = staff::web::tried(request, "comment", said.error(), "comment")});
  return done(request, line_path(where.draft, line), "comment_written", "comments");
}

http::Response post_answer(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const int line = asked_line(request);
  const std::string id = "answer-" + request.typed("comment").value_or("");
  staff::web::FormReading typed(request, id, kWords);
  const std::int64_t comment = typed.number("comment");
  const auto said =
      answer(visitor.actor, desk.database, where, comment, request.typed("answer").value_or(""));
  if (!said) {
    if (said.error().http_status == 404)
      return staff::web::refused(request, visitor.visit, said.error());
    return line_page(desk, request, visitor,
                     {.tried = staff::web::tried(request, id, said.error(), "answer")});
  }
  return done(request, line_path(where.draft, line), "comment_answered", "comments");
}

}  // namespace planning::web
