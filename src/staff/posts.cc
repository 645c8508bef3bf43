// Giving and ending posts, and the transfer of 1 April as many of both in one transaction. The same
// line of code decides a single post and a line of a transfer.
#include "staff/posts.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "base/json_text.h"
#include "history/changes.h"
#include "history/history.h"
#include "staff/account.h"
#include "staff/account_deed.h"
#include "staff/municipality_service.h"
#include "staff/post_store.h"

namespace staff {
namespace {

constexpr std::size_t kUnitKeyMax = 64;
constexpr std::size_t kUnitNameMax = 100;
constexpr std::size_t kMovesMax = 5000;

std::string text_of(const std::optional<base::Date>& day) {
  return day ? base::iso(*day) : std::string();
}

// Of a post that nobody held before (no `before`), or that is changed.
std::vector<history::Change> changes_of(const PostHeld* before, const PostHeld& after) {
  const PostHeld none;
  const PostHeld& was = before == nullptr ? none : *before;
  const bool is_new = before == nullptr;
  return history::differing(
      {{"post", is_new ? "" : std::string(in_db(was.post)), std::string(in_db(after.post))},
       {"unit", was.unit, after.unit},
       {"from", is_new ? "" : base::iso(was.from), base::iso(after.from)},
       {"until", text_of(was.until), text_of(after.until)},
       {"deputy_for", was.deputy_for ? std::to_string(*was.deputy_for) : "",
        after.deputy_for ? std::to_string(*after.deputy_for) : ""},
       {"taken_back", was.ended ? "true" : "", after.ended ? "true" : ""}});
}

history::Deed deed_about(std::string_view municipality, const PostHeld* before,
                         const PostHeld& post, std::string_view kind, std::string_view reason) {
  base::JsonWriter json;
  json.begin_object().field("held", std::to_string(post.held));
  json.field("post", in_db(post.post)).field("unit", post.unit);
  json.field("from", base::iso(post.from));
  if (post.until) json.field("until", base::iso(*post.until));
  if (post.deputy_for) json.field("deputy_for", std::to_string(*post.deputy_for));
  history::write_changes(json, changes_of(before, post));
  json.end_object();
  return {.kind = std::string(kind),
          .municipality = std::string(municipality),
          .subject_kind = "person",
          .subject_key = std::to_string(post.person),
          .reason = std::string(reason),
          .payload_json = json.take(),
          .retention = history::Retention::years_5};
}

bool is_unit_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

base::Result<void> check_unit(db::Read& tx, std::string_view municipality, std::string_view unit,
                              base::Date from) {
  if (unit.empty()) return {};
  const auto known = units(tx, municipality, base::FiscalYear::containing(from));
  if (std::ranges::find(known, unit, &Unit::key) != known.end()) return {};
  return base::refuse(unknown_unit, {{"unit", std::string(unit)}});
}

bool overlap(const PostHeld& left, const PostHeld& right) {
  if (left.ended || right.ended) return false;
  return (!left.until || right.from <= *left.until) && (!right.until || left.from <= *right.until);
}

bool same_post(const PostHeld& left, const PostHeld& right) {
  return left.post == right.post && left.unit == right.unit && left.deputy_for == right.deputy_for;
}

base::Result<void> check_deputy(db::Read& tx, std::string_view municipality, const PostHeld& post) {
  if (!post.deputy_for) return {};
  if (*post.deputy_for == post.person) return base::refuse(deputy_of_oneself);
  if (!post.until) return base::refuse(deputy_without_end);
  const auto other = active(tx, municipality, *post.deputy_for);
  if (!other) return std::unexpected(other.error());
  const auto theirs = posts_on(tx, municipality, *post.deputy_for, post.from);
  const bool holds = std::ranges::any_of(theirs, [&](const PostHeld& held) {
    return held.post == post.post && held.unit == post.unit && !held.deputy_for;
  });
  if (!holds) return base::refuse(deputy_without_post, {{"login", other->login}});
  return {};
}

// The post as it would be held; its number is still to be given.
base::Result<PostHeld> check_holding(db::Read& tx, std::string_view municipality,
                                     const NewHolding& wanted,
                                     const std::vector<PostHeld>& held_then) {
  const auto who = active(tx, municipality, wanted.person);
  if (!who) return std::unexpected(who.error());
  const auto post = post_from(wanted.post);
  if (!post) return base::refuse(unknown_post, {{"post", wanted.post}});
  if (const auto known = check_unit(tx, municipality, wanted.unit, wanted.from); !known)
    return std::unexpected(known.error());
  if (wanted.until && *wanted.until < wanted.from)
    return base::refuse(days_reversed,
                        {{"from", base::iso(wanted.from)}, {"until", base::iso(*wanted.until)}});
  PostHeld fresh{.held = 0,
                 .person = wanted.person,
                 .post = *post,
                 .unit = wanted.unit,
                 .from = wanted.from,
                 .until = wanted.until,
                 .deputy_for = wanted.deputy_for};
  if (const auto deputy = check_deputy(tx, municipality, fresh); !deputy)
    return std::unexpected(deputy.error());
  for (const PostHeld& held : held_then)
    if (same_post(held, fresh) && overlap(held, fresh))
      return base::refuse(post_held_already, {{"from", base::iso(held.from)}});
  return fresh;
}

// The posts of the person once those that reach over `day` have ended on the day before.
std::vector<PostHeld> ended_before(std::vector<PostHeld> posts, base::Date day) {
  for (PostHeld& held : posts) {
    if (held.ended || (held.until && *held.until < day)) continue;
    held.until = base::add_days(day, -1);
    held.ended = *held.until < held.from;
  }
  return posts;
}

struct CheckedMove {
  Moved moved;
  std::optional<PostHeld> fresh;
};

base::Result<CheckedMove> check_move(db::Read& tx, std::string_view municipality, base::Date day,
                                     const Move& move) {
  const auto who = person_of_login(tx, municipality, move.login);
  if (!who) return std::unexpected(who.error());
  CheckedMove checked;
  checked.moved.move = move;
  checked.moved.name = who->name;
  const auto posts = posts_of(tx, municipality, who->person);
  for (const PostHeld& held : posts)
    if (!held.ended && (!held.until || *held.until >= day)) checked.moved.ending.push_back(held);
  if (move.post.empty()) return checked;
  NewHolding wanted{.person = who->person, .post = move.post, .unit = move.unit, .from = day};
  auto fresh = check_holding(tx, municipality, wanted, ended_before(posts, day));
  if (!fresh) return std::unexpected(fresh.error());
  checked.fresh = std::move(*fresh);
  return checked;
}

base::Refusal in_line(base::Refusal refusal, std::size_t line) {
  refusal.facts.push_back({"line", std::to_string(line)});
  return refusal;
}

bool is_administrator(const PostHeld& held, base::Date day) {
  return held.post == Post::administrator && !held.ended && (!held.until || *held.until >= day);
}

// Everybody but the ended ones who holds the administrator's post on the day or later.
bool has_administrator(db::Read& tx, std::string_view municipality, base::Date day) {
  for (const PostHeld& held : store::all_posts(tx, municipality))
    if (is_administrator(held, day) && active(tx, municipality, held.person)) return true;
  return false;
}

base::Result<void> end_posts(db::Write& tx, std::string_view municipality, base::Date day,
                             const std::vector<PostHeld>& ending, std::int64_t deed) {
  for (const PostHeld& held : ending) {
    const std::optional<base::Date> last =
        held.from < day ? std::optional(base::add_days(day, -1)) : std::nullopt;
    if (!store::end_post(tx, municipality, held, last, deed))
      return base::refuse(unknown_holding, {{"held", std::to_string(held.held)}});
  }
  return {};
}

std::string post_text(std::string_view post, std::string_view unit) {
  return std::string(post) + (unit.empty() ? "" : " " + std::string(unit));
}

// Of each person, by login, the posts before and after the day.
std::vector<history::Change> changes_of(const TransferPreview& preview) {
  std::vector<history::Change> changes;
  for (const Moved& moved : preview.moves) {
    history::Change change{.field = moved.move.login,
                           .before = {},
                           .after = post_text(moved.move.post, moved.move.unit)};
    for (const PostHeld& held : moved.ending)
      change.before += (change.before.empty() ? "" : ", ") + post_text(in_db(held.post), held.unit);
    changes.push_back(std::move(change));
  }
  return history::differing(std::move(changes));
}

}  // namespace

std::vector<Unit> units(db::Read& tx, std::string_view municipality, base::FiscalYear year) {
  return store::units(tx, municipality, year);
}

base::Result<void> add_unit(const base::Actor& actor, db::Database& database,
                            std::string_view municipality, const Unit& unit) {
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto all = bodies(tx, municipality);
    if (std::ranges::find(all, unit.body, &Body::key) == all.end())
      return base::refuse(unknown_body,
                          {{"body", unit.body}, {"municipality", std::string(municipality)}});
    const bool fits = !unit.key.empty() && unit.key.size() <= kUnitKeyMax &&
                      std::ranges::all_of(unit.key, is_unit_letter);
    const auto named = base::check_text(unit.name, base::Lines::one, kUnitNameMax);
    if (!named) return std::unexpected(named.error());
    if (!fits || base::is_blank(unit.name))
      return base::refuse(unit_unfit, {{"unit", unit.key}, {"max", std::to_string(kUnitKeyMax)}});
    const auto known = units(tx, municipality, unit.fiscal_year);
    if (std::ranges::find(known, unit.key, &Unit::key) != known.end())
      return base::refuse(unit_known, {{"unit", unit.key}});
    if (unit.above && std::ranges::find(known, *unit.above, &Unit::key) == known.end())
      return base::refuse(unknown_unit, {{"unit", *unit.above}});
    base::JsonWriter json;
    json.begin_object();
    history::write_changes(json, history::differing({{"unit_name", "", unit.name},
                                                     {"body", "", unit.body},
                                                     {"above", "", unit.above.value_or("")}}));
    json.end_object();
    const auto deed =
        history::write(tx, actor,
                       {.kind = "staff.unit_add",
                        .municipality = std::string(municipality),
                        .subject_kind = "unit",
                        .subject_key = std::to_string(unit.fiscal_year.number()) + ' ' + unit.key,
                        .reason = {},
                        .payload_json = json.take()});
    store::add_unit(tx, municipality, unit, deed.value);
    return {};
  });
}

base::Result<PostHeld> give_post(const base::Actor& actor, db::Database& database,
                                 std::string_view municipality, const NewHolding& wanted) {
  return database.write([&](db::Write& tx) -> base::Result<PostHeld> {
    auto fresh = check_holding(tx, municipality, wanted, posts_of(tx, municipality, wanted.person));
    if (!fresh) return fresh;
    fresh->held = tx.new_id();
    const auto deed =
        history::write(tx, actor, deed_about(municipality, nullptr, *fresh, "staff.post_give", {}));
    store::add_post(tx, municipality, *fresh, deed.value);
    return fresh;
  });
}

base::Result<PostHeld> end_post(const base::Actor& actor, db::Database& database,
                                std::string_view municipality, std::int64_t held, base::Date last,
                                std::string_view reason) {
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  return database.write([&](db::Write& tx) -> base::Result<PostHeld> {
    const auto found = store::post(tx, municipality, held);
    if (!found || found->ended)
      return base::refuse(unknown_holding, {{"held", std::to_string(held)}});
    if (found->until && *found->until < last)
      return base::refuse(ends_already, {{"until", base::iso(*found->until)}});
    PostHeld ended = *found;
    ended.until = std::max(last, base::add_days(found->from, -1));
    ended.ended = *ended.until < ended.from;
    const auto deed = history::write(
        tx, actor, deed_about(municipality, &*found, ended, "staff.post_end", reason));
    if (!store::end_post(tx, municipality, *found, ended.until, deed.value))
      return base::refuse(unknown_holding, {{"held", std::to_string(held)}});
    if (found->post == Post::administrator &&
        !has_administrator(tx, municipality, base::add_days(last, 1)))
      return base::refuse(last_administrator);
    return ended;
  });
}

std::vector<PostHeld> posts_of(db::Read& tx, std::string_view municipality, std::int64_t person) {
  return store::posts_of(tx, municipality, person);
}

std::vector<PostHeld> posts_on(db::Read& tx, std::string_view municipality, std::int64_t person,
                               base::Date day) {
  auto posts = store::posts_of(tx, municipality, person);
  std::erase_if(posts, [&](const PostHeld& held) { return !held.holds_on(day); });
  return posts;
}

bool is_last_administrator(db::Read& tx, std::string_view municipality, std::int64_t number) {
  const base::Date today = base::japan_date(base::now());
  bool is_one = false;
  for (const PostHeld& held : store::all_posts(tx, municipality)) {
    if (!is_administrator(held, today)) continue;
    if (held.person != number && active(tx, municipality, held.person)) return false;
    is_one |= held.person == number;
  }
  return is_one;
}

TransferPreview preview_transfer(db::Read& tx, std::string_view municipality, base::Date day,
                                 const std::vector<Move>& moves) {
  TransferPreview preview;
  if (moves.size() > kMovesMax) {
    preview.refused.push_back(
        base::refuse(too_many_moves, {{"max", std::to_string(kMovesMax)}}).error());
    return preview;
  }
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const std::string key = login_key(moves[i].login);
    if (std::ranges::find(seen, key) != seen.end()) {
      preview.refused.push_back(
          in_line(base::refuse(moved_twice, {{"login", moves[i].login}}).error(), i + 1));
      continue;
    }
    seen.push_back(key);
    auto checked = check_move(tx, municipality, day, moves[i]);
    if (checked)
      preview.moves.push_back(std::move(checked->moved));
    else
      preview.refused.push_back(in_line(checked.error(), i + 1));
  }
  return preview;
}

base::Result<int> transfer(const base::Actor& actor, db::Database& database,
                           std::string_view municipality, base::Date day,
                           const std::vector<Move>& moves) {
  return database.write([&](db::Write& tx) -> base::Result<int> {
    const TransferPreview preview = preview_transfer(tx, municipality, day, moves);
    if (!preview.refused.empty()) return std::unexpected(preview.refused.front());
    const bool had_one = has_administrator(tx, municipality, day);
    base::JsonWriter json;
    json.begin_object().field("day", base::iso(day)).field("moves", moves.size());
    history::write_changes(json, changes_of(preview));
    json.end_object();
    const auto deed = history::write(tx, actor,
                                     {.kind = "staff.transfer",
                                      .municipality = std::string(municipality),
                                      .subject_kind = "transfer",
                                      .subject_key = base::iso(day),
                                      .reason = {},
                                      .payload_json = json.take()});
    for (const Move& move : moves) {
      const auto checked = check_move(tx, municipality, day, move);
      if (!checked) return std::unexpected(checked.error());
      if (const auto ended = end_posts(tx, municipality, day, checked->moved.ending, deed.value);
          !ended)
        return std::unexpected(ended.error());
      if (!checked->fresh) continue;
      PostHeld fresh = *checked->fresh;
      fresh.held = tx.new_id();
      store::add_post(tx, municipality, fresh, deed.value);
    }
    if (had_one && !has_administrator(tx, municipality, day))
      return base::refuse(last_administrator);
    return static_cast<int>(moves.size());
  });
}

}  // namespace staff
