// The questions of the search, each along its index.
#include "history/search_store.h"

#include "history/history_store.h"

namespace history::store {
namespace {

constexpr db::Statement kAllIn{
    "history.all_in",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.deed >= ?2 AND d.deed < ?3 "
    "ORDER BY d.deed DESC LIMIT ?4"};

}  // namespace

std::vector<PastDeed> all_in(db::Read& tx, std::string_view municipality, const Stretch& stretch) {
  return tx.list<PastDeed>(kAllIn, to_past_deed, municipality, stretch.from, stretch.before,
                           stretch.limit);
}

namespace {
constexpr db::Statement kOfSubjectIn{
    "history.of_subject_in",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.subject_kind = ?2 AND d.subject_key = ?3 "
    "AND d.deed >= ?4 AND d.deed < ?5 ORDER BY d.deed DESC LIMIT ?6"};
}  // namespace

std::vector<PastDeed> of_subject_in(db::Read& tx, std::string_view municipality,
                                    std::string_view subject_kind, std::string_view subject_key,
                                    const Stretch& stretch) {
  return tx.list<PastDeed>(kOfSubjectIn, to_past_deed, municipality, subject_kind, subject_key,
                           stretch.from, stretch.before, stretch.limit);
}

namespace {
constexpr db::Statement kDoneToIn{
    "history.done_to_in",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.subject_kind = ?2 AND d.subject_key = ?3 "
    "AND d.kind <> 'staff.view' AND d.kind <> 'staff.search' AND d.kind <> 'staff.export' "
    "AND d.kind <> 'staff.print' "
    "AND d.deed >= ?4 AND d.deed < ?5 ORDER BY d.deed DESC LIMIT ?6"};
}  // namespace

std::vector<PastDeed> done_to_in(db::Read& tx, std::string_view municipality,
                                 std::string_view subject_kind, std::string_view subject_key,
                                 const Stretch& stretch) {
  return tx.list<PastDeed>(kDoneToIn, to_past_deed, municipality, subject_kind, subject_key,
                           stretch.from, stretch.before, stretch.limit);
}

namespace {
constexpr db::Statement kOfPersonIn{
    "history.of_person_in",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.actor = ?2 AND d.actor_kind = 'staff' "
    "AND d.deed >= ?3 AND d.deed < ?4 ORDER BY d.deed DESC LIMIT ?5"};
}  // namespace

std::vector<PastDeed> of_person_in(db::Read& tx, std::string_view municipality, std::int64_t person,
                                   const Stretch& stretch) {
  return tx.list<PastDeed>(kOfPersonIn, to_past_deed, municipality, person, stretch.from,
                           stretch.before, stretch.limit);
}

namespace {
constexpr db::Statement kOfKindIn{
    "history.of_kind_in",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.kind = ?2 AND d.deed >= ?3 AND d.deed < ?4 "
    "ORDER BY d.deed DESC LIMIT ?5"};
}  // namespace

std::vector<PastDeed> of_kind_in(db::Read& tx, std::string_view municipality, std::string_view kind,
                                 const Stretch& stretch) {
  return tx.list<PastDeed>(kOfKindIn, to_past_deed, municipality, kind, stretch.from,
                           stretch.before, stretch.limit);
}

namespace {
constexpr db::Statement kPeopleViews{
    "history.people_views",
    "SELECT COUNT(*) AS views FROM deed WHERE municipality = ?1 AND actor = ?2 "
    "AND actor_kind = 'staff' AND deed >= ?3 AND recorded_at >= ?4 AND kind = 'staff.view' "
    "AND subject_kind = 'person'"};
}  // namespace

std::int64_t people_views(db::Read& tx, std::string_view municipality, std::int64_t person,
                          std::int64_t from, base::Instant since) {
  const auto to_count = [](db::Row& row) { return row.integer("views"); };
  return tx.one<std::int64_t>(kPeopleViews, to_count, municipality, person, from, since)
      .value_or(0);
}

namespace {
constexpr db::Statement kKindAfter{
    "history.kind_after",
    "SELECT kind FROM deed WHERE municipality = ?1 AND kind > ?2 ORDER BY kind LIMIT 1"};
}  // namespace

std::optional<std::string> kind_after(db::Read& tx, std::string_view municipality,
                                      std::string_view kind) {
  return tx.one<std::string>(
      kKindAfter, [](db::Row& row) { return row.text("kind"); }, municipality, kind);
}

}  // namespace history::store
