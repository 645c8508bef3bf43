// All is asked first; then the mark is set, and the release points at it.
#include "release/release_service.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/japanese_text.h"
#include "base/sha256.h"
#include "figure/clock.h"
#include "figure/figure_service.h"
#include "history/changes.h"
#include "history/history.h"
#include "release/release_store.h"
#include "staff/permission.h"

namespace release {
namespace {

base::Result<void> check_permitted(const base::Actor& actor, std::string_view municipality) {
  return staff::permits(actor, staff::Deed::release_figures, {municipality, actor.body});
}

base::Result<std::vector<figure::RowDefinition>> lines_of(db::Read& tx,
                                                          std::string_view municipality,
                                                          std::string_view plan) {
  auto rows = figure::rows(tx, municipality, plan);
  std::erase_if(rows, [](const figure::RowDefinition& row) { return row.figures.empty(); });
  if (rows.empty()) return base::refuse(nothing_to_release, {{"plan", std::string(plan)}});
  return rows;
}

base::Result<void> check_title(std::string_view title) {
  if (base::is_blank(title)) return base::refuse(title_missing);
  return {};
}

bool counts_programme(const figure::RowDefinition& row, const std::string& programme) {
  return std::ranges::any_of(row.figures, [&](const figure::Definition& one) {
    return std::ranges::any_of(one.records, [&](const figure::Selection& selection) {
      return std::ranges::find(selection.programmes, programme) != selection.programmes.end();
    });
  });
}

// The lines that are asked for, each once, in the order of their names.
base::Result<std::vector<std::string>> rows_wanted(const std::vector<figure::RowDefinition>& lines,
                                                   const Opening& wanted) {
  std::set<std::string> rows;
  for (const std::string& row : wanted.rows) {
    if (std::ranges::find(lines, row, &figure::RowDefinition::row) == lines.end())
      return base::refuse(unknown_row, {{"row", row}, {"plan", wanted.plan}});
    rows.insert(row);
  }
  for (const std::string& programme : wanted.programmes) {
    const auto before = rows.size();
    bool known = false;
    for (const auto& line : lines) {
      if (!counts_programme(line, programme)) continue;
      known = true;
      rows.insert(line.row);
    }
    if (!known && rows.size() == before)
      return base::refuse(unknown_programme, {{"programme", programme}, {"plan", wanted.plan}});
  }
  if (rows.empty()) return base::refuse(no_rows);
  return std::vector<std::string>(rows.begin(), rows.end());
}

base::Result<void> check_not_open(const std::vector<Release>& releases,
                                  const std::vector<std::string>& rows, base::Instant at) {
  for (const Release& one : releases) {
    if (one.kind != Kind::continuous || one.withdrawn) continue;
    for (const std::string& row : rows) {
      if (one.covers(row))
        return base::refuse(already_open,
                            {{"row", row},
                             {"title", one.title},
                             {"at", base::iso_japan(std::max(at, one.effective_at))}});
    }
  }
  return {};
}

std::string payload(const Release& release) {
  std::vector<history::Change> changes = {
      {"plan", "", release.plan},
      {"title", "", release.title},
      {"effective_at", "", base::iso_japan(release.effective_at)}};
  for (const std::string& row : release.rows) changes.push_back({"row", "", row});
  return history::changes_text(changes);
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        const Release& release, std::string_view reason) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = release.municipality,
                         .subject_kind = "release",
                         .subject_key = std::to_string(release.id),
                         .reason = std::string(reason),
                         .payload_json = payload(release)})
      .value;
}

std::string answer_text(const Released& released) {
  return std::to_string(released.release) + ' ' +
         std::to_string(released.effective_at.microseconds);
}

Released answered(std::string_view text) {
  Released released{.release = 0, .effective_at = {}, .repeated = true};
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, released.release);
  std::from_chars(first.ptr + 1, end, released.effective_at.microseconds);
  return released;
}

// The first answer of a repeated command; nothing when this is the first time.
base::Result<std::optional<Released>> earlier(db::Write& tx, const base::Actor& actor,
                                              std::string_view municipality,
                                              std::string_view command, std::string content) {
  if (command.empty()) return std::nullopt;
  content += ' ' + std::string(base::in_db(actor.kind)) + ' ' + std::to_string(actor.id);
  const auto known = history::command(tx, municipality, command, base::sha256_hex(content));
  if (!known) return std::unexpected(known.error());
  if (!known->repeated) return std::nullopt;
  return answered(known->first_answer);
}

Released keep_answer(db::Write& tx, std::string_view municipality, std::string_view command,
                     Released released) {
  if (!command.empty()) history::answer(tx, municipality, command, answer_text(released));
  return released;
}

std::string wanted_text(std::string_view what, std::string_view plan, std::string_view title,
                        const std::optional<base::Instant>& at) {
  return std::string(what) + '\n' + std::string(plan) + '\n' + std::string(title) + '\n' +
         (at ? std::to_string(at->microseconds) : "");
}

// The release, whose mark is set, with its deed.
Release keep_release(db::Write& tx, const base::Actor& actor, Release release) {
  release.id = tx.new_id();
  release.released_at = tx.recorded_at();
  release.released_by = actor.id;
  release.deed =
      write_deed(tx, actor, release.kind == Kind::publication ? "release.publish" : "release.open",
                 release, "");
  store::add(tx, release);
  return release;
}

// Nothing is refused after the mark but its name.
base::Result<Release> write_release(db::Write& tx, const base::Actor& actor, Release release) {
  const auto mark = figure::mark(tx, actor, release.municipality, "publication", release.title);
  if (!mark) return std::unexpected(mark.error());
  release.mark = *mark;
  return keep_release(tx, actor, std::move(release));
}

void hold_what_is_close(db::Write& tx, const PublicPlan& before, const Release& release) {
  for (const HeldValue& held : too_close(tx, before, release.mark))
    store::hold_back(tx, release.municipality, release.id,
                     {held.row, held.figure, held.fiscal_year}, held.known);
}

Release begun(std::string_view municipality, Kind kind, const std::string& plan,
              const std::string& title, base::Instant effective_at) {
  Release release;
  release.municipality = municipality;
  release.plan = plan;
  release.kind = kind;
  release.title = title;
  release.effective_at = effective_at;
  return release;
}

// A mark that is not set yet: whatever is confirmed by now lies before it.
base::Instant just_after(base::Instant now) {
  return {now.microseconds + 1'000'000};
}

PublicPlan with(db::Read& tx, std::string_view municipality, const Release& further) {
  return public_plan(tx, municipality, further.plan, further.effective_at, &further);
}

// When a publication takes effect, once everything is asked that every publication must meet.
base::Result<base::Instant> fit_to_publish(db::Read& tx, std::string_view municipality,
                                           const Publication& wanted) {
  if (const auto lines = lines_of(tx, municipality, wanted.plan); !lines)
    return std::unexpected(lines.error());
  if (const auto titled = check_title(wanted.title); !titled)
    return std::unexpected(titled.error());
  return effective(wanted.effective_at, base::now());
}

}  // namespace

base::Result<Preview> preview(db::Read& tx, const base::Actor& actor, std::string_view municipality,
                              const Publication& wanted) {
  if (const auto may = check_permitted(actor, municipality); !may)
    return std::unexpected(may.error());
  if (const auto lines = lines_of(tx, municipality, wanted.plan); !lines)
    return std::unexpected(lines.error());
  const auto at = effective(wanted.effective_at, base::now());
  if (!at) return std::unexpected(at.error());
  Release release = begun(municipality, Kind::publication, wanted.plan, wanted.title, *at);
  release.mark = just_after(base::now());
  Preview seen{
      public_plan(tx, municipality, wanted.plan, *at), with(tx, municipality, release), {}};
  seen.held = too_close(tx, seen.before, release.mark);
  return seen;
}

base::Result<Preview> preview(db::Read& tx, const base::Actor& actor, std::string_view municipality,
                              const Opening& wanted) {
  if (const auto may = check_permitted(actor, municipality); !may)
    return std::unexpected(may.error());
  const auto lines = lines_of(tx, municipality, wanted.plan);
  if (!lines) return std::unexpected(lines.error());
  auto rows = rows_wanted(*lines, wanted);
  if (!rows) return std::unexpected(rows.error());
  const auto at = effective(wanted.effective_at, base::now());
  if (!at) return std::unexpected(at.error());
  const auto known = store::of_plan(tx, municipality, wanted.plan);
  if (const auto open = check_not_open(known, *rows, *at); !open)
    return std::unexpected(open.error());
  Release release = begun(municipality, Kind::continuous, wanted.plan, wanted.title, *at);
  release.rows = *std::move(rows);
  release.mark = just_after(base::now());
  return Preview{
      public_plan(tx, municipality, wanted.plan, *at), with(tx, municipality, release), {}};
}

base::Result<Released> publish(db::Database& database, const base::Actor& actor,
                               std::string_view municipality, const Publication& wanted,
                               std::string_view command) {
  return database.write([&](db::Write& tx) -> base::Result<Released> {
    if (const auto may = check_permitted(actor, municipality); !may)
      return std::unexpected(may.error());
    const auto first =
        earlier(tx, actor, municipality, command,
                wanted_text("publish", wanted.plan, wanted.title, wanted.effective_at));
    if (!first) return std::unexpected(first.error());
    if (*first) return **first;
    const auto at = fit_to_publish(tx, municipality, wanted);
    if (!at) return std::unexpected(at.error());
    const PublicPlan before = public_plan(tx, municipality, wanted.plan, *at);
    const auto release = write_release(
        tx, actor, begun(municipality, Kind::publication, wanted.plan, wanted.title, *at));
    if (!release) return std::unexpected(release.error());
    hold_what_is_close(tx, before, *release);
    return keep_answer(tx, municipality, command, {release->id, release->effective_at});
  });
}

base::Result<Released> publish_as_known(db::Write& tx, const base::Actor& actor,
                                        std::string_view municipality, const Publication& wanted,
                                        base::Instant mark) {
  if (const auto may = check_permitted(actor, municipality); !may)
    return std::unexpected(may.error());
  const auto at = fit_to_publish(tx, municipality, wanted);
  if (!at) return std::unexpected(at.error());
  // What was held back when it was frozen is held back now: as the public saw it at the mark.
  const PublicPlan before = public_plan(tx, municipality, wanted.plan, mark);
  Release release = begun(municipality, Kind::publication, wanted.plan, wanted.title, *at);
  release.mark = mark;
  release = keep_release(tx, actor, std::move(release));
  hold_what_is_close(tx, before, release);
  return Released{release.id, release.effective_at};
}

bool has_figures(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return lines_of(tx, municipality, plan).has_value();
}

base::Result<Released> open(db::Database& database, const base::Actor& actor,
                            std::string_view municipality, const Opening& wanted,
                            std::string_view command) {
  return database.write([&](db::Write& tx) -> base::Result<Released> {
    if (const auto may = check_permitted(actor, municipality); !may)
      return std::unexpected(may.error());
    std::string content = wanted_text("open", wanted.plan, wanted.title, wanted.effective_at);
    for (const std::string& row : wanted.rows) content += "\nrow " + row;
    for (const std::string& programme : wanted.programmes) content += "\nprogramme " + programme;
    const auto first = earlier(tx, actor, municipality, command, std::move(content));
    if (!first) return std::unexpected(first.error());
    if (*first) return **first;
    const auto lines = lines_of(tx, municipality, wanted.plan);
    if (!lines) return std::unexpected(lines.error());
    auto rows = rows_wanted(*lines, wanted);
    if (!rows) return std::unexpected(rows.error());
    if (const auto titled = check_title(wanted.title); !titled)
      return std::unexpected(titled.error());
    const auto at = effective(wanted.effective_at, base::now());
    if (!at) return std::unexpected(at.error());
    figure::enter_alone(tx, municipality);  // two who open the same line: one after the other
    const auto known = store::of_plan(tx, municipality, wanted.plan);
    if (const auto is_open = check_not_open(known, *rows, *at); !is_open)
      return std::unexpected(is_open.error());
    Release release = begun(municipality, Kind::continuous, wanted.plan, wanted.title, *at);
    release.rows = *std::move(rows);
    const auto written = write_release(tx, actor, std::move(release));
    if (!written) return std::unexpected(written.error());
    return keep_answer(tx, municipality, command, {written->id, written->effective_at});
  });
}

base::Result<Released> withdraw(db::Database& database, const base::Actor& actor,
                                std::string_view municipality, std::int64_t release,
                                std::string_view reason, std::string_view command) {
  return database.write([&](db::Write& tx) -> base::Result<Released> {
    if (const auto may = check_permitted(actor, municipality); !may)
      return std::unexpected(may.error());
    const auto first = earlier(tx, actor, municipality, command,
                               "withdraw " + std::to_string(release) + '\n' + std::string(reason));
    if (!first) return std::unexpected(first.error());
    if (*first) return **first;
    figure::enter_alone(tx, municipality);
    const auto known = find(tx, municipality, release);
    if (!known) return std::unexpected(known.error());
    if (base::is_blank(reason)) return base::refuse(reason_missing);
    if (const auto fit = base::check_text(reason, base::Lines::many, kReasonCharactersMax); !fit)
      return base::refuse(reason_too_long, {{"max", std::to_string(kReasonCharactersMax)}});
    if (known->withdrawn)
      return base::refuse(already_withdrawn,
                          {{"title", known->title}, {"at", base::iso_japan(known->withdrawn->at)}});
    const std::int64_t deed = write_deed(tx, actor, "release.withdraw", *known, reason);
    const base::Instant at = base::now();
    store::withdraw(tx, municipality, release, {at, std::string(reason), deed});
    return keep_answer(tx, municipality, command, {release, at});
  });
}

std::vector<Release> releases(db::Read& tx, std::string_view municipality) {
  return store::all(tx, municipality);
}

base::Result<Release> find(db::Read& tx, std::string_view municipality, std::int64_t release) {
  auto all = store::all(tx, municipality);
  const auto found = std::ranges::find(all, release, &Release::id);
  if (found == all.end())
    return base::refuse(unknown_release, {{"release", std::to_string(release)}});
  return std::move(*found);
}

std::vector<Release> of_plan(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return store::of_plan(tx, municipality, plan);
}

std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now) {
  return store::moments_from(tx, now);
}

}  // namespace release
