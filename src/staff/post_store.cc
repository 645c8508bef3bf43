// Every statement on units and posts, each above its one function.
#include "staff/post_store.h"

namespace staff::store {
namespace {

PostHeld to_post(db::Row& row) {
  PostHeld post;
  post.held = row.integer("held");
  post.person = row.integer("person");
  post.post = post_from(row.view("post")).value();
  post.unit = row.text("unit");
  post.from = base::parse_date(row.view("from_on")).value();
  if (const auto until = row.maybe_text("until_on")) post.until = base::parse_date(*until).value();
  post.deputy_for = row.maybe_integer("deputy_for");
  // Taken back before it began: its last day lies before its first.
  post.ended = post.until && *post.until < post.from;
  return post;
}

std::optional<std::string> maybe_iso(const std::optional<base::Date>& date) {
  return date ? std::optional(base::iso(*date)) : std::nullopt;
}

}  // namespace

constexpr db::Statement kUnits{
    "staff.units",
    "SELECT unit, name, body, above FROM unit WHERE municipality = ?1 AND fiscal_year = ?2 "
    "ORDER BY unit"};

std::vector<Unit> units(db::Read& tx, std::string_view municipality, base::FiscalYear year) {
  const auto to_unit = [&](db::Row& row) {
    return Unit{year, row.text("unit"), row.text("name"), row.text("body"),
                row.maybe_text("above")};
  };
  return tx.list<Unit>(kUnits, to_unit, municipality, year.number());
}

constexpr db::Statement kAddUnit{
    "staff.add_unit",
    "INSERT INTO unit (municipality, fiscal_year, unit, name, body, above, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};

void add_unit(db::Write& tx, std::string_view municipality, const Unit& unit, std::int64_t deed) {
  tx.save(kAddUnit, municipality, unit.fiscal_year.number(), unit.key, unit.name, unit.body,
          unit.above, deed);
}

constexpr db::Statement kAddPost{
    "staff.add_post",
    "INSERT INTO post_held (municipality, held, person, post, unit, from_on, until_on, "
    "deputy_for, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};

void add_post(db::Write& tx, std::string_view municipality, const PostHeld& post,
              std::int64_t deed) {
  tx.save(kAddPost, municipality, post.held, post.person, in_db(post.post), post.unit,
          base::iso(post.from), maybe_iso(post.until), post.deputy_for, deed);
}

constexpr db::Statement kEndPost{
    "staff.end_post",
    "UPDATE post_held SET until_on = ?3, ended_by = ?4 WHERE municipality = ?1 AND held = ?2 "
    "AND coalesce(until_on, '') = coalesce(?5, '')"};

bool end_post(db::Write& tx, std::string_view municipality, const PostHeld& post,
              std::optional<base::Date> last, std::int64_t deed) {
  const base::Date end = last.value_or(base::add_days(post.from, -1));
  return tx.run(kEndPost, municipality, post.held, base::iso(end), deed, maybe_iso(post.until)) ==
         1;
}

#define POSTS "SELECT held, person, post, unit, from_on, until_on, deputy_for FROM post_held "

constexpr db::Statement kPost{"staff.post", POSTS "WHERE municipality = ?1 AND held = ?2"};

std::optional<PostHeld> post(db::Read& tx, std::string_view municipality, std::int64_t held) {
  return tx.one<PostHeld>(kPost, to_post, municipality, held);
}

constexpr db::Statement kPostsOf{
    "staff.posts_of", POSTS "WHERE municipality = ?1 AND person = ?2 ORDER BY from_on DESC, held"};

std::vector<PostHeld> posts_of(db::Read& tx, std::string_view municipality, std::int64_t person) {
  return tx.list<PostHeld>(kPostsOf, to_post, municipality, person);
}

constexpr db::Statement kAllPosts{"staff.all_posts",
                                  POSTS "WHERE municipality = ?1 ORDER BY person, from_on, held"};

std::vector<PostHeld> all_posts(db::Read& tx, std::string_view municipality) {
  auto all = tx.list<PostHeld>(kAllPosts, to_post, municipality);
  std::erase_if(all, [](const PostHeld& held) { return held.ended; });
  return all;
}

#undef POSTS

}  // namespace staff::store
