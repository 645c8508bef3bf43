// A paper leaves as a file to be kept, never as a page: no browser runs what somebody attached.
#include "paper/paper_web.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "http/request.h"
#include "staff/account.h"
#include "ui/paper/take_off.h"

namespace paper::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Desk;
using staff::web::Forms;
using staff::web::say;
using staff::web::Shows;
using staff::web::StaffRoute;
using staff::web::Visitor;
using staff::web::word;

constexpr std::string_view kWords = "paper_pages";
constexpr std::string_view kForm = "paper";
constexpr std::string_view kFiles = "papers";
constexpr std::string_view kEyes = "eyes";
constexpr std::string_view kBack = "back";
constexpr std::string_view kTakeOffForm = "off";

std::string who_words(db::Read& tx, const http::Request& request, std::string_view municipality,
                      std::optional<std::int64_t> person) {
  if (!person) return word(request, "paper_pages.the_program");
  const auto found = staff::person(tx, municipality, *person);
  return found ? found->name : std::to_string(*person);
}

// 1.2MB: in tenths, counted up, so that nothing is 0.
std::string size_words(const http::Request& request, std::int64_t bytes) {
  constexpr std::int64_t kKilo = 1024;
  if (bytes < kKilo) return say(request, "paper_pages.bytes", {{"count", std::to_string(bytes)}});
  if (bytes < kKilo * kKilo)
    return say(request, "paper_pages.kilobytes",
               {{"count", std::to_string((bytes + kKilo - 1) / kKilo)}});
  const std::int64_t tenths = (bytes * 10 + kKilo * kKilo - 1) / (kKilo * kKilo);
  return say(request, "paper_pages.megabytes",
             {{"count", std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)}});
}

std::string about_words(const http::Request& request, const Paper& paper) {
  const auto type = std::ranges::find(kFileTypes, paper.media_type, media_type_of);
  const std::string kind = type == kFileTypes.end()
                               ? paper.media_type
                               : word(request, "paper_pages.type_" + std::string(ending_of(*type)));
  return kind + " " + size_words(request, paper.bytes);
}

std::string take_off_path(PaperId paper) {
  return paper_path(paper) + "/take-off";
}

bool opens_for(db::Read& tx, const Desk& desk, const Visitor& visitor, const Paper& paper) {
  return may_open(visitor.actor, paper).has_value() &&
         may_know(visitor.actor, tx, paper, desk.thing_eyes).has_value();
}

PaperLine line_of(db::Read& tx, const Desk& desk, const http::Request& request,
                  const Visitor& visitor, const Paper& paper, const std::string& back) {
  PaperLine line;
  line.about = about_words(request, paper);
  line.when = staff::web::moment_words(request, paper.kept_at);
  line.who = who_words(tx, request, paper.subject.municipality, paper.kept_by);
  if (paper.eyes == Eyes::personal) line.personal = word(request, "paper_pages.personal");
  if (!opens_for(tx, desk, visitor, paper)) {
    line.name = word(request, "paper_pages.not_for_you");
    return line;
  }
  line.name = paper.name;
  line.url = http::address(request.language, paper_path(paper.id));
  if (may_take_off(visitor.actor, paper))
    line.take_off_url = http::address(request.language, take_off_path(paper.id)) + "?" +
                        http::encode_fields({{std::string(kBack), back}});
  return line;
}

TakenOffLine taken_off_line(db::Read& tx, const Desk& desk, const http::Request& request,
                            const Visitor& visitor, const Paper& paper) {
  TakenOffLine line;
  Paper before = paper;
  before.taken_off_deed.reset();
  const bool is_known = opens_for(tx, desk, visitor, before);
  line.name = is_known ? paper.name : word(request, "paper_pages.not_for_you");
  if (opens_for(tx, desk, visitor, paper))
    line.url = http::address(request.language, paper_path(paper.id));
  const auto deed = taking_off(tx, paper);
  if (!deed) return line;
  line.how =
      say(request, "paper_pages.taken_off_by",
          {{"when", staff::web::moment_words(request, deed->at)},
           {"who", who_words(tx, request, paper.subject.municipality,
                             deed->actor == 0 ? std::nullopt : std::optional(deed->actor))}});
  if (is_known) line.reason = deed->reason.value_or(word(request, "paper_pages.reason_erased"));
  return line;
}

PaperId asked(const http::Request& request) {
  const std::string text = request.capture("paper");
  PaperId paper;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), paper.value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) paper.value = 0;
  return paper;
}

http::Response get_paper(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  auto opened = open(visitor.actor, desk.database, desk.papers, asked(request), desk.thing_eyes);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const Paper& paper = opened->paper;
  visitor.looked = {"paper", std::to_string(paper.id.value), {}};
  http::Response response = staff::web::page("");
  response.file = http::FilePart{opened->file, 0, opened->file->bytes()};
  response.content_type = paper.media_type;
  response.headers.emplace_back("ETag", "\"" + paper.sha256.substr(0, 32) + "\"");
  response.headers.emplace_back("Content-Disposition",
                                content_disposition(paper.name, paper.id.value));
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; sandbox; frame-ancestors 'none'");
  return response;
}

// Where the page was opened from; the start page when that is nowhere of ours.
std::string back_path(const http::Request& request) {
  const std::string back = request.method == "POST" ? request.typed(kBack).value_or("")
                                                    : request.parameter(kBack).value_or("");
  return staff::web::is_local_path(back) ? back : "/staff";
}

http::Response take_off_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                             const Paper& paper, staff::web::Tried tried) {
  const Forms forms{request, &visitor.visit, std::move(tried), kWords};
  TakeOffPage view;
  view.name = paper.name;
  view.about = about_words(request, paper);
  view.when = staff::web::moment_words(request, paper.kept_at);
  view.who = desk.database.read([&](db::Read& tx) {
    return who_words(tx, request, paper.subject.municipality, paper.kept_by);
  });
  view.page =
      staff::web::frame(request, visitor.visit, word(request, "paper_pages.take_off_title"));
  view.back = {word(request, "paper_pages.back"),
               http::address(request.language, back_path(request))};
  view.problems = staff::web::problems(forms);
  view.form = staff::web::begin_form(forms, kTakeOffForm, take_off_path(paper.id),
                                     "paper_pages.take_off_button");
  view.form.hidden.push_back({std::string(kBack), back_path(request)});
  staff::web::add(forms, view.form, FieldKind::text, {.name = "reason", .required = true});
  visitor.looked = {"paper", std::to_string(paper.id.value), {}};
  return staff::web::page(pages::take_off(view, request.language), forms.tried.status);
}

base::Result<Paper> asked_to_take_off(const Desk& desk, const http::Request& request,
                                      const Visitor& visitor) {
  auto paper = desk.database.read(
      [&](db::Read& tx) { return find(visitor.actor, tx, asked(request), desk.thing_eyes); });
  if (!paper) return paper;
  if (const auto may = may_take_off(visitor.actor, *paper); !may)
    return std::unexpected(may.error());
  return paper;
}

http::Response get_take_off(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto paper = asked_to_take_off(desk, request, visitor);
  if (!paper) return staff::web::refused(request, visitor.visit, paper.error());
  return take_off_page(desk, request, visitor, *paper, {});
}

http::Response post_take_off(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto paper = asked_to_take_off(desk, request, visitor);
  if (!paper) return staff::web::refused(request, visitor.visit, paper.error());
  staff::web::FormReading typed(request, kTakeOffForm, kWords);
  const std::string reason = typed.needed("reason");
  if (!typed.ok()) return take_off_page(desk, request, visitor, *paper, typed.tried());
  const auto done = take_off(visitor.actor, desk.database, paper->id, reason, desk.thing_eyes);
  if (!done)
    return take_off_page(desk, request, visitor, *paper,
                         staff::web::tried(request, kTakeOffForm, done.error(), "reason"));
  return staff::web::done(request, back_path(request), "paper_taken_off");
}

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/papers/{paper}",          Deed::use_papers, get_paper,    Shows::work},
    StaffRoute{"GET",  "/staff/papers/{paper}/take-off", Deed::use_papers, get_take_off, Shows::work},
    StaffRoute{"POST", "/staff/papers/{paper}/take-off", Deed::use_papers, post_take_off},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::string paper_path(PaperId paper) {
  return "/staff/papers/" + std::to_string(paper.value);
}

void add_fields(const Forms& forms, FormView& form, bool required) {
  const http::Request& request = forms.request;
  const Forms own{request, forms.visit, forms.tried, kWords};
  staff::web::add(own, form, FieldKind::file,
                  {.name = std::string(kFiles),
                   .required = required,
                   .hint = say(request, "paper_pages.files_hint",
                               {{"taken", endings_taken()},
                                {"megabytes", std::to_string(kFileBytesMax >> 20U)},
                                {"max", std::to_string(kPapersMax)}}),
                   .several = true,
                   .accept = endings_accepted()});
  staff::web::add(
      own, form, FieldKind::choice,
      {.name = std::string(kEyes),
       .options = {
           {std::string(in_db(Eyes::staff)), word(request, "paper_pages.eyes_staff"), true},
           {std::string(in_db(Eyes::personal)), word(request, "paper_pages.eyes_personal")}}});
}

SectionView section(const Desk& desk, const http::Request& request, const Visitor& visitor,
                    const SectionOf& of, const staff::web::Tried& tried) {
  SectionView view;
  std::size_t current = 0;
  desk.database.read([&](db::Read& tx) {
    for (const Paper& paper : papers_of(tx, of.subject)) {
      if (paper.taken_off_deed) {
        view.taken_off.push_back(taken_off_line(tx, desk, request, visitor, paper));
        continue;
      }
      ++current;
      view.papers.push_back(line_of(tx, desk, request, visitor, paper, of.path));
      if (paper.held) view.held = word(request, "paper_pages.held");
    }
    return 0;
  });
  view.title = say(request, "paper_pages.section_title", {{"count", std::to_string(current)}});
  view.taken_off_title = say(request, "paper_pages.taken_off_title",
                             {{"count", std::to_string(view.taken_off.size())}});
  const staff::Place place{of.subject.municipality, of.subject.body};
  const bool may_add = of.may_add && !desk.papers.empty() && current < std::size_t{kPapersMax} &&
                       staff::may(visitor.visit.who, Deed::use_papers, place);
  if (!may_add) return view;
  const Forms forms{request, &visitor.visit, tried, kWords};
  FormView form = staff::web::begin_form(forms, kForm, of.path + "/papers", "paper_pages.attach");
  form.title = word(request, "paper_pages.attach_title");
  form.is_part = true;
  form.quiet = true;
  add_fields(forms, form, true);
  view.forms.push_back(std::move(form));
  return view;
}

std::vector<Brought> sent_files(const http::Request& request) {
  std::vector<Brought> brought;
  for (const http::UploadedFile& file : request.files)
    if (file.field == kFiles) brought.push_back({file.name, file.bytes});
  return brought;
}

Eyes sent_eyes(const http::Request& request) {
  return eyes_from(request.typed(kEyes).value_or("")).value_or(Eyes::staff);
}

base::Result<std::vector<PaperId>> attach_sent(const Desk& desk, const http::Request& request,
                                               const Visitor& visitor, const Subject& subject) {
  const std::string command = request.typed(staff::web::kCommand).value_or("");
  return attach(visitor.actor, desk.database, desk.papers, subject, sent_files(request),
                sent_eyes(request), command.empty() ? "" : command + ".papers");
}

staff::web::Tried tried_upload(const http::Request& request, const base::Refusal& refusal) {
  return staff::web::tried(request, kForm, refusal, kFiles);
}

}  // namespace paper::web
