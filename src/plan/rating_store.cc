// Every statement on the rating table, each above its one function. A mark that leaves the document
// is followed by a version that says so.
#include <map>

#include "base/sha256.h"
#include "plan/cell_store.h"
#include "plan/content_text.h"
#include "plan/listed_text.h"

namespace plan::store {

namespace {

std::string content_hash(const Rating& rating, bool withdrawn) {
  std::string content;
  add_field(content, withdrawn ? "withdrawn" : "");
  add_field(content, rating.scale);
  add_field(content, rating.mark);
  add_field(content, rating.printed);
  add_field(content, joined_years({rating.from.value_or(0), rating.to.value_or(0)}));
  add_field(content, in_db(rating.scope));
  add_field(content, joined(rating.over_rows, ' '));
  add_field(content, in_db(rating.certainty.confidence));
  add_maybe(content, rating.certainty.reason);
  return base::sha256_hex(content);
}

}  // namespace

constexpr db::Statement kLatestRatings{
    "plan.latest_ratings",
    "SELECT g.row_key AS row_key, g.version AS version, g.scale AS scale, g.mark AS mark, "
    "g.printed AS printed, g.from_year AS from_year, g.to_year AS to_year, g.scope AS scope, "
    "g.over_rows AS over_rows, g.confidence AS confidence, g.reason AS reason, "
    "g.withdrawn AS withdrawn, g.content_hash AS content_hash FROM rating g "
    "WHERE g.municipality = ?1 AND g.plan = ?2 AND g.version = (SELECT max(h.version) FROM rating "
    "h "
    "WHERE h.municipality = g.municipality AND h.plan = g.plan AND h.row_key = g.row_key) "
    "AND (?3 = '' OR g.row_key = ?3 OR g.row_key IN (SELECT f.row_key FROM plan_row f WHERE "
    "f.municipality = ?1 AND f.plan = ?2 AND f.parent = ?3))"};

constexpr db::Statement kAppendRating{
    "plan.append_rating",
    "INSERT INTO rating (municipality, plan, row_key, version, scale, mark, printed, from_year, "
    "to_year, "
    "scope, over_rows, confidence, reason, withdrawn, content_hash, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"};

namespace {

struct StoredRating {
  std::string row;
  int version = 0;
  bool withdrawn = false;
  std::string content_hash;
  Rating rating;
};

StoredRating to_rating(db::Row& row) {
  StoredRating stored;
  stored.row = row.text("row_key");
  stored.version = static_cast<int>(row.integer("version"));
  stored.rating.scale = row.text("scale");
  stored.rating.mark = row.text("mark");
  stored.rating.printed = row.text("printed");
  if (const auto from = row.maybe_integer("from_year"))
    stored.rating.from = static_cast<int>(*from);
  if (const auto to = row.maybe_integer("to_year")) stored.rating.to = static_cast<int>(*to);
  stored.rating.scope = from_db<RatingScope>(row.view("scope")).value_or(RatingScope::row);
  stored.rating.over_rows = parted(row.view("over_rows"), ' ');
  stored.rating.certainty.confidence =
      from_db<Confidence>(row.view("confidence")).value_or(Confidence::low);
  stored.rating.certainty.reason = row.maybe_text("reason");
  stored.withdrawn = row.flag("withdrawn");
  stored.content_hash = row.text("content_hash");
  return stored;
}

std::map<std::string, StoredRating, std::less<>> latest_ratings(db::Read& tx,
                                                                std::string_view municipality,
                                                                std::string_view plan,
                                                                std::string_view family = {}) {
  std::map<std::string, StoredRating, std::less<>> latest;
  for (auto& stored :
       tx.list<StoredRating>(kLatestRatings, to_rating, municipality, plan, family)) {
    latest.emplace(stored.row, std::move(stored));
  }
  return latest;
}

struct RatingVersion {
  std::string_view row;
  int version;
  bool withdrawn;
};

void append_rating(db::Write& tx, const Place& place, const RatingVersion& at,
                   const Rating& rating) {
  tx.save(kAppendRating, place.municipality, place.plan, at.row, at.version, rating.scale,
          rating.mark, rating.printed, rating.from, rating.to, in_db(rating.scope),
          joined(rating.over_rows, ' '), in_db(rating.certainty.confidence),
          rating.certainty.reason, at.withdrawn, content_hash(rating, at.withdrawn), place.deed,
          tx.recorded_at());
}

}  // namespace

int append_ratings(db::Write& tx, const Place& place, const Plan& plan) {
  const auto latest = latest_ratings(tx, place.municipality, place.plan);
  int appended = 0;
  for (const auto& row : plan.rows) {
    const auto before = latest.find(row.key);
    const bool standing = before != latest.end() && !before->second.withdrawn;
    const int next = before == latest.end() ? 1 : before->second.version + 1;
    if (row.rating) {
      if (standing && before->second.content_hash == content_hash(*row.rating, false)) continue;
      append_rating(tx, place, {row.key, next, false}, *row.rating);
      ++appended;
    } else if (standing) {
      append_rating(tx, place, {row.key, next, true}, before->second.rating);
      ++appended;
    }
  }
  return appended;
}

void read_ratings(db::Read& tx, Plan& plan, std::string_view family) {
  auto latest = latest_ratings(tx, plan.municipality, plan.slug, family);
  for (auto& row : plan.rows) {
    const auto found = latest.find(row.key);
    if (found != latest.end() && !found->second.withdrawn) row.rating = found->second.rating;
  }
}

constexpr db::Statement kAllRatings{
    "plan.all_rating_versions",
    "SELECT row_key, version, scale, mark, printed, from_year, to_year, scope, over_rows, "
    "confidence, "
    "reason, withdrawn, content_hash FROM rating WHERE municipality = ?1 AND plan = ?2 "
    "ORDER BY row_key, version"};

std::vector<std::string> changed_ratings(db::Read& tx, std::string_view municipality,
                                         std::string_view plan) {
  std::vector<std::string> changed;
  for (const auto& stored : tx.list<StoredRating>(kAllRatings, to_rating, municipality, plan)) {
    if (stored.content_hash != content_hash(stored.rating, stored.withdrawn))
      changed.push_back(stored.row);
  }
  return changed;
}

}  // namespace plan::store
