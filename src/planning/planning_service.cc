// Each change of a draft waits for the ones before it, reads the draft, decides, and keeps what
// differs: nobody's line is written over by somebody who has not seen it.
#include "planning/planning_service.h"

#include <algorithm>
#include <limits>

#include "base/fiscal_year.h"
#include "base/japanese_text.h"
#include "base/words.h"
#include "history/history.h"
#include "plan/adoption.h"
#include "plan/plan_file.h"
#include "plan/plan_service.h"
#include "planning/line_json.h"
#include "planning/planning_store.h"
#include "programme/programme_service.h"
#include "review/review_service.h"
#include "staff/municipality_service.h"

namespace planning {
namespace {

constexpr std::size_t kLevelsMax = 8;
constexpr base::Instant kNow{std::numeric_limits<std::int64_t>::max()};

struct Deed {
  std::string_view kind;
  std::string reason = {};
};

store::Written written(db::Write& tx, const base::Actor& actor, const Where& where,
                       const Deed& deed) {
  const auto number = history::write(tx, actor,
                                     {.kind = std::string(deed.kind),
                                      .municipality = std::string(where.municipality),
                                      .subject_kind = "draft",
                                      .subject_key = std::string(where.draft),
                                      .reason = deed.reason,
                                      .payload_json = {}})
                          .value;
  return {where.municipality, where.draft, number, actor.id, tx.recorded_at()};
}

base::Result<Draft> entered(db::Write& tx, const base::Actor& actor, const Where& where) {
  if (!actor.works_for(where.municipality) || !store::enter(tx, where.municipality, where.draft))
    return base::refuse(unknown_draft, {{"draft", std::string(where.draft)}});
  return open_draft(tx, where);
}

base::Result<Draft> entered_to_write(db::Write& tx, const base::Actor& actor, const Where& where) {
  auto draft = entered(tx, actor, where);
  if (draft && draft->state != State::draft)
    return base::refuse(not_being_written, {{"draft", draft->head.title}});
  return draft;
}

// New lines first: a version may name any of them as the one above.
void keep_changes(db::Write& tx, const store::Written& deed, const Draft& before,
                  const Draft& after) {
  for (const Line& line : after.lines)
    if (find(before.lines, line.line) == nullptr) store::add_line(tx, deed, line);
  for (const Line& line : after.lines) {
    const Line* known = find(before.lines, line.line);
    if (known == nullptr || state_text(*known) != state_text(line))
      store::append_line(tx, deed, line, (known == nullptr ? 0 : known->version) + 1);
  }
}

// step(Draft) -> Result<Draft> or Result<Added>
template <class Step>
base::Result<Done> change(const base::Actor& actor, db::Database& database, const Where& where,
                          const Deed& deed, int line, Step step) {
  return database.write([&](db::Write& tx) -> base::Result<Done> {
    const auto before = entered_to_write(tx, actor, where);
    if (!before) return std::unexpected(before.error());
    auto after = step(*before);
    if (!after) return std::unexpected(after.error());
    const auto kept = written(tx, actor, where, deed);
    if constexpr (requires { after->draft; }) {
      keep_changes(tx, kept, *before, after->draft);
      return Done{kept.deed, after->line};
    } else {
      keep_changes(tx, kept, *before, *after);
      return Done{kept.deed, line};
    }
  });
}

bool is_slug(std::string_view text) {
  return programme::is_key(text);
}

base::Result<Head> head_of(const base::Actor& actor, const NewDraft& wanted) {
  Head head;
  head.municipality = actor.municipality;
  head.slug = wanted.slug;
  head.title = wanted.title;
  head.period = wanted.period;
  head.levels = wanted.levels;
  if (!is_slug(head.slug)) return base::refuse(slug_unfit, {{"slug", head.slug}});
  if (head.title.empty()) return base::refuse(draft_title_missing);
  if (const auto fit = base::check_text(head.title, base::Lines::one, kTitleCharactersMax); !fit)
    return std::unexpected(fit.error());
  const auto years = base::parse_fiscal_years(head.period);
  if (!years || years->years.empty() || years->years.size() > kYearsMax)
    return base::refuse(years_unfit, {{"period", head.period}, {"max", std::to_string(kYearsMax)}});
  head.from = years->years.front().number();
  head.to = years->years.back().number();
  const auto unfit = [](const Level& level) {
    return level.name.empty() || base::character_count(level.name) > kNumberCharactersMax;
  };
  const bool has_rows =
      std::ranges::find(head.levels, Kind::row, &Level::kind) != head.levels.end();
  if (!has_rows || head.levels.size() > kLevelsMax || std::ranges::any_of(head.levels, unfit))
    return base::refuse(levels_unfit, {{"max", std::to_string(kLevelsMax)}});
  return head;
}

base::Result<void> check_slug(db::Read& tx, const Head& head) {
  if (plan::store::owner_of_slug(tx, head.slug) || store::is_slug_of_any(tx, head.slug))
    return base::refuse(slug_taken, {{"slug", head.slug}});
  return {};
}

base::Result<std::int64_t> keep_new(db::Write& tx, const base::Actor& actor, const Head& head,
                                    const std::vector<Line>& lines, std::string_view kind) {
  if (const auto fresh = check_slug(tx, head); !fresh) return std::unexpected(fresh.error());
  const auto deed =
      written(tx, actor, {head.municipality, head.slug}, {kind, head.predecessor.value_or("")});
  store::add_draft(tx, deed, head, State::draft, 0);
  for (const Line& line : lines) store::add_line(tx, deed, line);
  for (const Line& line : lines) store::append_line(tx, deed, line, 1);
  return deed.deed;
}

base::Refusal as_refusal(const base::Mistake& mistake) {
  return base::Refusal{file_unfit.code,
                       file_unfit.http_status,
                       {{"place", mistake.path},
                        {"mistake", base::say(base::Language::ja, mistake.code, mistake.facts)}}};
}

// 今後の方向 of the predecessor's reviews.
std::vector<CarriedAction> actions_of(db::Read& tx, std::string_view municipality,
                                      std::string_view predecessor) {
  std::vector<CarriedAction> actions;
  for (const auto& next : review::next_actions(tx, municipality, predecessor)) {
    actions.push_back({next.row, std::string(review::in_db(next.direction)), next.text,
                       next.owner_body, next.due_on ? base::iso(*next.due_on) : ""});
  }
  return actions;
}

}  // namespace

std::vector<Listed> drafts(db::Read& tx, std::string_view municipality) {
  return store::drafts(tx, municipality);
}

base::Result<Draft> open_draft(db::Read& tx, const Where& where, base::Instant at) {
  auto draft = store::draft(tx, where.municipality, where.draft, at);
  if (!draft) return base::refuse(unknown_draft, {{"draft", std::string(where.draft)}});
  return std::move(*draft);
}

base::Result<Draft> open_draft(db::Read& tx, const Where& where) {
  return open_draft(tx, where, kNow);
}

std::vector<Line> versions(db::Read& tx, const Where& where, int line) {
  return store::versions(tx, where.municipality, where.draft, line);
}

std::vector<DraftStep> steps(db::Read& tx, const Where& where) {
  return store::steps(tx, where.municipality, where.draft);
}

Known known(db::Read& tx, std::string_view municipality) {
  Known all;
  for (const auto& one : programme::programmes(tx, municipality)) all.programmes.insert(one.key);
  const auto bodies = staff::bodies(tx, municipality);
  for (const auto& one : bodies) all.bodies.insert(one.key);
  all.own_body = staff::own_body(bodies);
  return all;
}

base::Result<std::int64_t> create(const base::Actor& actor, db::Database& database,
                                  const NewDraft& wanted) {
  const auto head = head_of(actor, wanted);
  if (!head) return std::unexpected(head.error());
  return database.write(
      [&](db::Write& tx) { return keep_new(tx, actor, *head, {}, "planning.create"); });
}

base::Result<std::int64_t> create_from_predecessor(const base::Actor& actor, db::Database& database,
                                                   const NewDraft& wanted,
                                                   std::string_view predecessor) {
  const auto opened = plan::open(actor, database, predecessor);
  if (!opened) return std::unexpected(opened.error());
  NewDraft named = wanted;
  if (named.levels.empty()) named.levels = levels_of(opened->plan);
  auto head = head_of(actor, named);
  if (!head) return std::unexpected(head.error());
  if (opened->plan.municipality != actor.municipality)
    return base::refuse(plan::unknown_plan, {{"slug", std::string(predecessor)}});
  head->predecessor = predecessor;
  const auto lines = carried_lines(actor, database, *head);
  if (!lines) return std::unexpected(lines.error());
  return database.write([&](db::Write& tx) {
    return keep_new(tx, actor, *head, *lines, "planning.create_from_predecessor");
  });
}

base::Result<std::vector<Line>> carried_lines(const base::Actor& actor, db::Database& database,
                                              const Head& head) {
  const auto opened = plan::open(actor, database, head.predecessor.value_or(""));
  if (!opened) return std::unexpected(opened.error());
  return database.read([&](db::Read& tx) {
    const auto work = plan::row_work(tx, head.municipality, *head.predecessor);
    const auto programmes = programme::programmes(tx, head.municipality);
    const auto actions = actions_of(tx, head.municipality, *head.predecessor);
    const auto closed = base::words(base::Language::ja, "planning.closed_by_review");
    return lines_of_predecessor({opened->plan, work, programmes, actions}, head, closed);
  });
}

base::Result<std::int64_t> create_from_file(const base::Actor& actor, db::Database& database,
                                            const NewDraft& wanted, std::string_view file) {
  base::Mistakes mistakes("plan.json");
  const plan::Plan plan = plan::read_plan(file, mistakes);
  if (mistakes.none()) plan::check(plan, mistakes);
  if (!mistakes.none()) return std::unexpected(as_refusal(mistakes.list().front()));
  NewDraft named = wanted;
  if (named.slug.empty()) named.slug = plan.slug;
  if (named.title.empty()) named.title = plan.title;
  if (named.period.empty()) named.period = plan.period.printed;
  if (named.levels.empty()) named.levels = levels_of(plan);
  const auto head = head_of(actor, named);
  if (!head) return std::unexpected(head.error());
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const Known registered = known(tx, actor.municipality);
    for (const auto& row : plan.rows)
      for (const auto& programme : row.programmes)
        if (!registered.programmes.contains(programme))
          return base::refuse(unknown_programme, {{"programme", programme}});
    return keep_new(tx, actor, *head, lines_of_plan({plan}, *head), "planning.create_from_file");
  });
}

base::Result<std::int64_t> rename_draft(const base::Actor& actor, db::Database& database,
                                        const Where& where, const NewDraft& wanted) {
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto draft = entered_to_write(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    NewDraft named = wanted;
    named.slug = where.draft;
    auto head = head_of(actor, named);
    if (!head) return std::unexpected(head.error());
    const bool same_shape =
        std::ranges::equal(head->levels, draft->head.levels, {}, &Level::kind, &Level::kind);
    if (!same_shape) return base::refuse(levels_unfit, {{"max", std::to_string(kLevelsMax)}});
    const auto deed = written(tx, actor, where, {"planning.rename"});
    store::append_head(tx, deed, *head,
                       store::head_version(tx, where.municipality, where.draft) + 1);
    return deed.deed;
  });
}

base::Result<Done> add(const base::Actor& actor, db::Database& database, const Where& where,
                       const NewLine& wanted) {
  return change(actor, database, where, {"planning.add"}, 0,
                [&](const Draft& draft) { return add_line(draft, wanted); });
}

base::Result<Done> move(const base::Actor& actor, db::Database& database, const Where& where,
                        int line, Step step) {
  return change(actor, database, where, {"planning.move"}, line,
                [&](const Draft& draft) { return move_line(draft, line, step); });
}

base::Result<Done> place(const base::Actor& actor, db::Database& database, const Where& where,
                         int line, std::optional<int> parent) {
  return change(actor, database, where, {"planning.move"}, line,
                [&](const Draft& draft) { return place_below(draft, line, parent); });
}

base::Result<Done> end(const base::Actor& actor, db::Database& database, const Where& where,
                       int line, std::string_view reason) {
  return change(actor, database, where, {"planning.end", std::string(reason)}, line,
                [&](const Draft& draft) { return end_line(draft, line, reason); });
}

base::Result<Done> restore(const base::Actor& actor, db::Database& database, const Where& where,
                           int line) {
  return change(actor, database, where, {"planning.restore"}, line,
                [&](const Draft& draft) { return restore_line(draft, line); });
}

base::Result<Done> merge(const base::Actor& actor, db::Database& database, const Where& where,
                         int line, int into, std::string_view reason) {
  return change(actor, database, where, {"planning.merge"}, into,
                [&](const Draft& draft) { return merge_lines(draft, line, into, reason); });
}

base::Result<Done> split(const base::Actor& actor, db::Database& database, const Where& where,
                         int line, std::string_view title,
                         const std::optional<std::string>& number) {
  return change(actor, database, where, {"planning.split"}, 0,
                [&](const Draft& draft) { return split_line(draft, line, title, number); });
}

base::Result<Edited> edit(const base::Actor& actor, db::Database& database, const Where& where,
                          int line, int based_on, const LineFields& typed) {
  return database.write([&](db::Write& tx) -> base::Result<Edited> {
    const auto draft = entered_to_write(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    const Line* known_line = find(draft->lines, line);
    if (known_line == nullptr) return base::refuse(unknown_line, {{"line", std::to_string(line)}});
    if (!known_line->lives())
      return base::refuse(line_ended, {{"line", number_and_title(*known_line)}});
    const auto all = store::versions(tx, where.municipality, where.draft, line);
    const auto base = std::ranges::find(all, based_on, &Line::version);
    if (base == all.end())
      return base::refuse(unknown_version, {{"version", std::to_string(based_on)}});
    const LineFields before = fields_of(*base);
    const LineFields theirs = fields_of(*known_line);
    Edited edited{.version = known_line->version};
    edited.mine = merged(before, typed, theirs);
    edited.meetings = meetings(before, typed, theirs);
    if (!edited.meetings.empty()) return edited;
    auto read = read_line(*draft, *known_line, edited.mine, known(tx, where.municipality));
    edited.wrong = std::move(read.wrong);
    if (!edited.wrong.empty() || state_text(read.line) == state_text(*known_line)) return edited;
    const auto deed = written(tx, actor, where, {"planning.edit"});
    store::append_line(tx, deed, read.line, known_line->version + 1);
    edited.deed = deed.deed;
    return edited;
  });
}

base::Result<Done> bring_back(const base::Actor& actor, db::Database& database, const Where& where,
                              int line, int version) {
  return database.write([&](db::Write& tx) -> base::Result<Done> {
    auto draft = entered_to_write(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    const auto all = store::versions(tx, where.municipality, where.draft, line);
    const auto older = std::ranges::find(all, version, &Line::version);
    if (older == all.end())
      return base::refuse(unknown_version, {{"version", std::to_string(version)}});
    if (const auto named = check_name(*draft, line, older->title, older->number); !named)
      return std::unexpected(named.error());
    Line again = *older;
    const Line& today = all.front();
    again.parent = today.parent;
    again.ordinal = today.ordinal;
    again.ended = today.ended;
    again.merged_into = today.merged_into;
    again.indicators_given = std::max(again.indicators_given, today.indicators_given);
    const auto deed = written(tx, actor, where, {"planning.bring_back", std::to_string(version)});
    store::append_line(tx, deed, again, today.version + 1);
    return Done{deed.deed, line};
  });
}

base::Result<Done> undo(const base::Actor& actor, db::Database& database, const Where& where,
                        std::int64_t deed, std::string_view undone_reason) {
  return database.write([&](db::Write& tx) -> base::Result<Done> {
    const auto draft = entered_to_write(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    const auto lines = store::lines_of_deed(tx, where.municipality, where.draft, deed);
    if (lines.empty()) return base::refuse(unknown_version, {{"version", std::to_string(deed)}});
    Draft after = *draft;
    for (const int line : lines) {
      const auto all = store::versions(tx, where.municipality, where.draft, line);
      if (all.front().deed != deed)
        return base::refuse(changed_since, {{"line", number_and_title(all.front())}});
      Line& now = *find(after.lines, line);
      if (all.size() == 1) {
        now.ended = std::string(undone_reason);
      } else {
        now = all[1];
      }
    }
    for (const int line : lines)
      if (!hangs_in_tree(after, line))
        return base::refuse(changed_since, {{"line", number_and_title(*find(after.lines, line))}});
    const auto kept = written(tx, actor, where, {"planning.undo", std::to_string(deed)});
    for (const int line : lines)
      store::append_line(tx, kept, *find(after.lines, line), find(draft->lines, line)->version + 1);
    return Done{kept.deed, lines.front()};
  });
}

base::Result<Done> paste(const base::Actor& actor, db::Database& database, const Where& where,
                         std::optional<int> parent, const std::vector<PastedRow>& rows,
                         std::vector<std::pair<std::size_t, WrongField>>& wrong) {
  wrong.clear();
  return database.write([&](db::Write& tx) -> base::Result<Done> {
    const auto before = entered_to_write(tx, actor, where);
    if (!before) return std::unexpected(before.error());
    if (rows.empty()) return base::refuse(nothing_pasted);
    const Known registered = known(tx, where.municipality);
    Draft after = *before;
    std::vector<std::pair<std::size_t, WrongField>> found;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      int line = rows[i].line.value_or(0);
      if (!rows[i].line) {
        const std::string number = field_of(rows[i].fields, "number");
        auto added = add_line(after, {Kind::row, parent, field_of(rows[i].fields, "title"),
                                      number.empty() ? std::nullopt : std::optional(number)});
        if (!added) {
          found.emplace_back(i, WrongField{"title", added.error()});
          continue;
        }
        after = std::move(added->draft);
        line = added->line;
      }
      Line* known_line = find(after.lines, line);
      if (known_line == nullptr || !known_line->lives())
        return base::refuse(unknown_line, {{"line", std::to_string(line)}});
      auto read = read_line(after, *known_line, rows[i].fields, registered);
      for (auto& one : read.wrong) found.emplace_back(i, std::move(one));
      *known_line = std::move(read.line);
    }
    wrong = std::move(found);
    if (!wrong.empty()) return std::unexpected(wrong.front().second.refusal);
    const auto deed = written(tx, actor, where, {"planning.paste", std::to_string(rows.size())});
    keep_changes(tx, deed, *before, after);
    return Done{deed.deed, rows.front().line.value_or(0)};
  });
}

// ---- from hand to hand

std::vector<Comment> comments(db::Read& tx, const Where& where) {
  return store::comments(tx, where.municipality, where.draft);
}

namespace {

base::Result<void> check_said(std::string_view text) {
  if (text.empty()) return base::refuse(comment_missing);
  return base::check_text(text, base::Lines::many, kTextCharactersMax);
}

}  // namespace

base::Result<std::int64_t> comment(const base::Actor& actor, db::Database& database,
                                   const Where& where, int line, std::string_view text) {
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto draft = entered(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    if (draft->state != State::in_review)
      return base::refuse(not_in_review, {{"draft", draft->head.title}});
    if (find(draft->lines, line) == nullptr)
      return base::refuse(unknown_line, {{"line", std::to_string(line)}});
    if (const auto said = check_said(text); !said) return std::unexpected(said.error());
    const auto deed = written(tx, actor, where, {"planning.comment"});
    store::add_comment(tx, deed, {.comment = tx.new_id(), .line = line, .text = std::string(text)});
    return deed.deed;
  });
}

base::Result<std::int64_t> answer(const base::Actor& actor, db::Database& database,
                                  const Where& where, std::int64_t comment, std::string_view text) {
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto draft = entered(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    const auto all = store::comments(tx, where.municipality, where.draft);
    if (std::ranges::find(all, comment, &Comment::comment) == all.end())
      return base::refuse(unknown_comment, {{"comment", std::to_string(comment)}});
    if (const auto said = check_said(text); !said) return std::unexpected(said.error());
    const auto deed = written(tx, actor, where, {"planning.answer"});
    if (!store::answer_comment(tx, deed, comment, text)) return base::refuse(answered_already);
    return deed.deed;
  });
}

base::Result<std::int64_t> hand_on(const base::Actor& actor, db::Database& database,
                                   const Where& where, State from, State to,
                                   std::string_view reason) {
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto draft = entered(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    const bool is_step = to == State::draft
                             ? from != State::draft
                             : (from == State::draft && to == State::in_review) ||
                                   (from == State::in_review && to == State::proposed);
    if (draft->state != from || !is_step)
      return base::refuse(moved_already, {{"draft", draft->head.title}});
    const bool has_rows = std::ranges::any_of(
        draft->lines, [](const Line& line) { return line.kind == Kind::row && line.lives(); });
    if (to != State::draft && !has_rows)
      return base::refuse(no_rows, {{"draft", draft->head.title}});
    if (to == State::draft && reason.empty()) return base::refuse(reason_missing);
    if (const auto fit = base::check_text(reason, base::Lines::one, kTitleCharactersMax); !fit)
      return std::unexpected(fit.error());
    const auto deed = written(tx, actor, where, {"planning.hand_on", std::string(reason)});
    if (!store::move_state(tx, deed, from, to, false))
      return base::refuse(moved_already, {{"draft", draft->head.title}});
    return deed.deed;
  });
}

base::Result<std::int64_t> adopt(const base::Actor& actor, db::Database& database,
                                 const Where& where, std::string_view reason,
                                 std::string_view source_title, std::string_view ended_note) {
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto draft = entered(tx, actor, where);
    if (!draft) return std::unexpected(draft.error());
    const auto all = store::steps(tx, where.municipality, where.draft);
    if (draft->state != State::proposed || all.empty())
      return base::refuse(moved_already, {{"draft", draft->head.title}});
    if (all.back().person == actor.id) return base::refuse(asked_by_same_person);
    if (reason.empty()) return base::refuse(reason_missing);
    if (const auto fit = base::check_text(reason, base::Lines::one, kTitleCharactersMax); !fit)
      return std::unexpected(fit.error());
    const Composed composed = compose(*draft, source_title, ended_note);
    // Its cells come from the work; the rules on printed cells ask for none.
    plan::Plan without_cells = composed.plan;
    without_cells.columns.clear();
    base::Mistakes mistakes(draft->head.slug);
    plan::check(without_cells, mistakes);
    if (!mistakes.none()) return std::unexpected(as_refusal(mistakes.list().front()));
    const auto adopted = plan::adopt(tx, actor, composed.plan, composed.work, reason);
    if (!adopted) return adopted;
    const auto deed = written(tx, actor, where, {"planning.adopt", std::string(reason)});
    for (const auto& [line, key] : composed.keys) store::set_plan_key(tx, deed, line, key);
    if (!store::move_state(tx, deed, State::proposed, State::adopted, true))
      return base::refuse(moved_already, {{"draft", draft->head.title}});
    return adopted;
  });
}

}  // namespace planning
