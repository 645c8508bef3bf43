// From words on the command line to the services of data calls, and back to lines: data on the
// output, sentences on the error output.
#include "datacall/datacall_cli.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/json_text.h"
#include "datacall/answer_sheet.h"
#include "datacall/reminder_service.h"
#include "plan/written_file.h"
#include "staff/municipality_service.h"

namespace datacall::cli {
namespace {

using base::Terminal;

base::Date today() {
  return base::japan_date(base::now());
}

base::Actor program(const std::string& municipality) {
  return base::Actor::system(municipality);
}

std::string owner_of(const std::vector<staff::Body>& bodies, const std::optional<std::string>& body,
                     const std::string& department, base::Language language) {
  if (!body) return std::string(base::words(language, "datacall_pages.no_owner"));
  const auto found = std::ranges::find(bodies, *body, &staff::Body::key);
  const std::string name = found == bodies.end() ? *body : found->name;
  return department.empty() ? name : name + " " + department;
}

std::vector<staff::Body> bodies_of(db::Database& database, const std::string& municipality) {
  return database.read([&](db::Read& tx) { return staff::bodies(tx, municipality); });
}

base::Result<Opened> opened_call(db::Database& database, const std::string& municipality,
                                 std::int64_t call) {
  return database.read([&](db::Read& tx) { return datacall::open(tx, municipality, call); });
}

Progress sum_of(const Opened& opened) {
  Progress sum;
  for (const Sheet& sheet : opened.sheets) {
    const Progress one = opened.progress(sheet.number, today());
    sum.rows += one.rows;
    sum.answered += one.answered;
    sum.approved += one.approved;
    sum.late_days = std::max(sum.late_days, one.late_days);
  }
  return sum;
}

void write_preview(const Preview& preview, const std::vector<staff::Body>& bodies,
                   Terminal& terminal) {
  for (const OwnerGroup& group : preview.groups) {
    terminal.out << owner_of(bodies, group.body, group.department, terminal.language) << '\t'
                 << group.rows.size();
    for (const std::string& row : group.rows) terminal.out << '\t' << row;
    terminal.out << '\n';
  }
}

std::string answer_text(const Given& given) {
  return given.absence.empty() ? given.text : given.absence;
}

base::Result<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return base::refuse(file_not_read, {{"file", path}});
  return bytes;
}

}  // namespace

int list(db::Database& database, const CallOptions& options, Terminal& terminal) {
  const auto all =
      database.read([&](db::Read& tx) { return datacall::calls(tx, options.municipality); });
  base::JsonWriter json;
  json.begin_array();
  for (const Call& call : all) {
    const auto opened = opened_call(database, options.municipality, call.id);
    if (!opened) return terminal.refuse(opened.error());
    const Progress sum = sum_of(*opened);
    const std::string state = call.closed ? "closed" : "open";
    if (!terminal.json) {
      terminal.out << call.id << '\t' << call.title << '\t' << call.plan << '\t' << call.fiscal_year
                   << '\t' << base::iso(call.due) << '\t' << state << '\t' << sum.answered << '/'
                   << sum.rows << '\n';
      continue;
    }
    json.begin_object().field("call", std::to_string(call.id)).field("title", call.title);
    json.field("plan", call.plan).field("fiscal_year", call.fiscal_year);
    json.field("due", base::iso(call.due)).field("state", state);
    json.field("rows", sum.rows).field("answered", sum.answered);
    json.field("approved", sum.approved).field("late_days", sum.late_days).end_object();
  }
  if (terminal.json) terminal.out << json.end_array().take() << '\n';
  if (all.empty()) terminal.tell("datacall_cli.none");
  return base::kDone;
}

int show(db::Database& database, const CallOptions& options, Terminal& terminal) {
  const auto opened = opened_call(database, options.municipality, options.call);
  if (!opened) return terminal.refuse(opened.error());
  const auto bodies = bodies_of(database, options.municipality);
  base::JsonWriter json;
  json.begin_object().field("call", std::to_string(opened->call.id));
  json.field("title", opened->call.title).key("sheets").begin_array();
  int late = 0;
  for (const Sheet& sheet : opened->sheets) {
    const Progress progress = opened->progress(sheet.number, today());
    if (progress.rows == 0) continue;
    late += progress.late_days > 0 ? 1 : 0;
    const std::string owner = owner_of(bodies, sheet.body, sheet.department, terminal.language);
    if (!terminal.json) {
      terminal.out << sheet.number << '\t' << owner << '\t' << progress.answered << '/'
                   << progress.rows << '\t' << progress.confirmed << '\t' << progress.checked
                   << '\t' << progress.approved << '\t' << progress.late_days << '\n';
      continue;
    }
    json.begin_object().field("sheet", sheet.number).field("owner", owner);
    json.field("rows", progress.rows).field("answered", progress.answered);
    json.field("confirmed", progress.confirmed).field("checked", progress.checked);
    json.field("approved", progress.approved).field("returned", progress.returned);
    json.field("reopened", progress.reopened).field("reminders", progress.reminders);
    json.field("late_days", progress.late_days).end_object();
  }
  if (terminal.json) terminal.out << json.end_array().end_object().take() << '\n';
  if (late == 0) return base::kDone;
  terminal.tell("datacall_cli.late", {{"count", std::to_string(late)}});
  return base::kRefused;
}

int close(db::Database& database, const CallOptions& options, Terminal& terminal) {
  const auto closed = datacall::close(program(options.municipality), database, options.call);
  if (!closed) return terminal.refuse(closed.error());
  terminal.tell("datacall_cli.closed", {{"call", std::to_string(options.call)}});
  return base::kDone;
}

int open(db::Database& database, const OpenOptions& options, Terminal& terminal) {
  const base::Actor actor = program(options.municipality);
  const auto due = base::parse_date(options.due);
  if (!due && !options.preview)
    return terminal.refuse(base::refuse(day_unreadable, {{"day", options.due}}).error());
  const auto shown = preview(actor, database, options.plan, options.year);
  if (!shown) return terminal.refuse(shown.error());
  write_preview(*shown, bodies_of(database, options.municipality), terminal);
  if (options.preview) return base::kDone;
  const auto call = open_call(
      actor, database, {options.plan, options.year, options.title, options.message, *due}, today());
  if (!call) return terminal.refuse(call.error());
  terminal.tell("datacall_cli.opened", {{"call", std::to_string(*call)}});
  return base::kDone;
}

int sheet(db::Database& database, const SheetOptions& options, Terminal& terminal) {
  const auto opened =
      open_sheet(program(options.municipality), database, {options.call, options.sheet});
  if (!opened) return terminal.refuse(opened.error());
  const std::string owner = owner_of(bodies_of(database, options.municipality), opened->sheet.body,
                                     opened->sheet.department, base::Language::ja);
  return plan::cli::write_out(answer_sheet(*opened, owner, base::Language::ja), options.output,
                              terminal);
}

int read(db::Database& database, const SheetOptions& options, Terminal& terminal) {
  const base::Actor actor = program(options.municipality);
  const auto opened = open_sheet(actor, database, {options.call, options.sheet});
  if (!opened) return terminal.refuse(opened.error());
  const auto bytes = bytes_of(options.file);
  if (!bytes) return terminal.refuse(bytes.error());
  const auto filled = read_filled(*bytes, *opened);
  if (!filled) return terminal.refuse(filled.error());
  std::vector<Given> given;
  for (const FilledLine& line : filled->changed) {
    terminal.out << line.address << '\t' << line.given.row << '\t' << answer_text(line.before)
                 << '\t' << answer_text(line.given) << '\n';
    given.push_back(line.given);
  }
  for (const CellProblem& one : filled->problems)
    terminal.tell(
        "datacall_pages.cell_problem",
        {{"address", one.address}, {"sentence", base::say(terminal.language, one.refusal)}});
  terminal.tell("datacall_cli.read", {{"changed", std::to_string(given.size())},
                                      {"wrong", std::to_string(filled->problems.size())}});
  if (!filled->problems.empty()) return base::kRefused;
  if (options.name.empty()) {
    terminal.tell("datacall_cli.not_stored");
    return base::kDone;
  }
  const auto stored =
      answer({actor, options.name}, database, {options.call, options.sheet}, How::excel, given);
  if (!stored) return terminal.refuse(stored.error());
  terminal.tell("datacall_cli.stored", {{"count", std::to_string(*stored)}});
  return base::kDone;
}

int remind(db::Database& database, const RemindOptions& options, Terminal& terminal) {
  const int prepared = prepare_reminders(database, options.municipality, today());
  int waiting = 0;
  for (const Call& call :
       database.read([&](db::Read& tx) { return datacall::calls(tx, options.municipality); })) {
    const auto notices = database.read([&](db::Read& tx) {
      const auto opened = datacall::open(tx, options.municipality, call.id);
      return opened ? notices_to_send(tx, *opened) : std::vector<Notice>();
    });
    for (const Notice& one : notices)
      terminal.out << one.call << '\t' << one.sheet << '\t' << base::iso(one.rule.day) << '\t'
                   << in_db(one.rule.kind) << '\t' << one.contact.mail << '\t' << one.body << '\n';
    waiting += static_cast<int>(notices.size());
  }
  terminal.tell("datacall_cli.reminders",
                {{"prepared", std::to_string(prepared)}, {"waiting", std::to_string(waiting)}});
  return base::kDone;
}

}  // namespace datacall::cli
