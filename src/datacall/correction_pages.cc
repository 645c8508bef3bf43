// From versions and steps to words; nothing is decided here.
#include "datacall/correction_pages.h"

namespace datacall::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;

std::string yen_of(const http::Request& request, const Given& given) {
  return given.executed_yen ? yen_words(request, *given.executed_yen)
                            : word(request, "datacall_pages.version_nothing");
}

std::string or_nothing(const http::Request& request, const std::string& text) {
  return text.empty() ? word(request, "datacall_pages.version_nothing") : text;
}

// What this version says otherwise than the one before it, a line each.
std::string changes_of(const http::Request& request, const Given& before, const Given& now) {
  std::string lines;
  const auto change = [&](std::string_view what, const std::string& old_text,
                          const std::string& new_text) {
    if (old_text == new_text) return;
    lines += "\n" + say(request, "datacall_pages.version_change",
                        {{"what", word(request, what)},
                         {"before", or_nothing(request, old_text)},
                         {"after", or_nothing(request, new_text)}});
  };
  change("datacall_pages.result", answer_words(request, before), answer_words(request, now));
  change("datacall_pages.field_note", before.note, now.note);
  change("datacall_pages.field_executed_yen", yen_of(request, before), yen_of(request, now));
  return lines;
}

std::string who_when(const http::Request& request, const std::string& name, base::Instant at) {
  return say(request, "datacall_pages.sign_line",
             {{"name", name}, {"at", staff::web::moment_words(request, at)}});
}

std::string step_line(const http::Request& request, const Correction& step) {
  std::string line = who_when(request, step.person_name, step.at);
  if (!step.reason.empty()) line += "\n" + step.reason;
  return line;
}

std::string step_name(const http::Request& request, CorrectionKind kind) {
  return word(request, "datacall_pages.correction_" + std::string(in_db(kind)));
}

std::string version_text(const http::Request& request, const Version& version,
                         const Version* before) {
  const Answer& answer = version.answer;
  std::string text =
      answer_words(request, answer.given) + "\n" + who_when(request, answer.person_name, answer.at);
  if (before != nullptr) text += changes_of(request, before->answer.given, answer.given);
  for (const Signed& sign : version.signs)
    text += "\n" + word(request, "datacall_pages.sign_" + std::string(in_db(sign.sign))) + " " +
            who_when(request, sign.person_name, sign.at) +
            (sign.reason.empty() ? "" : " " + sign.reason);
  for (const Correction& step : version.corrections)
    text += "\n" + step_name(request, step.kind) + " " +
            who_when(request, step.person_name, step.at) +
            (step.reason.empty() ? "" : " " + step.reason);
  return text;
}

}  // namespace

std::vector<Fact> version_facts(const http::Request& request,
                                const std::vector<Version>& versions) {
  std::vector<Fact> facts;
  if (versions.size() < 2) return facts;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Version* before = i + 1 < versions.size() ? &versions[i + 1] : nullptr;
    facts.push_back({say(request, "datacall_pages.version_number",
                         {{"version", std::to_string(versions[i].answer.version)}}),
                     version_text(request, versions[i], before)});
  }
  return facts;
}

std::vector<Fact> correction_facts(const http::Request& request,
                                   const std::vector<Version>& versions) {
  std::vector<Fact> facts;
  if (versions.empty()) return facts;
  for (const Correction& step : versions.front().corrections)
    facts.push_back({step_name(request, step.kind), step_line(request, step)});
  return facts;
}

FormView ask_form(const Forms& forms, const Eyes& eyes, std::string_view row,
                  std::string_view end) {
  FormView form =
      staff::web::begin_form(forms, kAskForm, row_path(eyes.path, row) + std::string(end),
                             "datacall_pages.correction_button");
  form.title = word(forms.request, "datacall_pages.correction_title");
  form.hint = word(forms.request, "datacall_pages.correction_hint");
  form.quiet = true;
  if (forms.visit == nullptr)
    add(forms, form, FieldKind::text, {.name = "name", .required = true, .autocomplete = "name"});
  add(forms, form, FieldKind::lines, {.name = "correction_reason", .required = true});
  return form;
}

FormView settle_form(const Forms& forms, const Eyes& eyes, std::string_view row,
                     std::string_view end) {
  FormView form =
      staff::web::begin_form(forms, kSettleForm, row_path(eyes.path, row) + std::string(end),
                             "datacall_pages.settle_button");
  form.title = word(forms.request, "datacall_pages.settle_title");
  form.hint = word(forms.request, "datacall_pages.settle_hint");
  std::vector<staff::Option> options;
  for (const auto kind : {CorrectionKind::reopened, CorrectionKind::declined})
    options.push_back({std::string(in_db(kind)),
                       word(forms.request, "datacall_pages.settle_" + std::string(in_db(kind)))});
  add(forms, form, FieldKind::choice,
      {.name = "settle_as", .required = true, .options = std::move(options)});
  add(forms, form, FieldKind::lines, {.name = "settle_reason"});
  return form;
}

}  // namespace datacall::web
