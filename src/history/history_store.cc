// Rows of history to and from links, payloads and commands.
#include "history/history_store.h"

#include <stdexcept>

namespace history::store {
namespace {

constexpr db::Statement kHead{
    "history.head",
    "SELECT sequence, digest FROM deed_chain WHERE municipality = ?1 AND writer = ?2"};

}  // namespace

Head head(db::Read& tx, std::string_view municipality, std::int64_t writer) {
  const auto to_head = [](db::Row& row) {
    return Head{row.integer("sequence"), row.text("digest")};
  };
  return tx.one<Head>(kHead, to_head, municipality, writer).value_or(Head{});
}

namespace {
constexpr db::Statement kMoveHead{
    "history.move_head",
    "INSERT INTO deed_chain (municipality, writer, sequence, digest) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (municipality, writer) DO UPDATE "
    "SET sequence = excluded.sequence, digest = excluded.digest"};
}  // namespace

void move_head(db::Write& tx, const Link& link, std::string_view digest) {
  tx.save(kMoveHead, link.municipality, link.writer, link.sequence, digest);
}

namespace {
constexpr db::Statement kAddLink{
    "history.add_link",
    "INSERT INTO deed (municipality, deed, writer, sequence, recorded_at, actor_kind, actor, post, "
    "body, installation, kind, subject_kind, subject_key, payload_digest, salt, digest) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"};
}  // namespace

void add_link(db::Write& tx, const Link& link, std::string_view digest) {
  tx.save(kAddLink, link.municipality, link.deed, link.writer, link.sequence, link.recorded_at,
          link.actor_kind, link.actor, link.post, link.body, link.installation, link.kind,
          link.subject_kind, link.subject_key, link.payload_digest, link.salt, digest);
}

namespace {
constexpr db::Statement kAddPayload{
    "history.add_payload",
    "INSERT INTO deed_payload (municipality, deed, retention, reason, payload, salt, origin, "
    "deputy_for) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
}  // namespace

void add_payload(db::Write& tx, const Link& link, const Payload& payload) {
  tx.save(kAddPayload, link.municipality, link.deed, payload.retention, payload.reason,
          payload.payload, payload.salt, payload.origin, payload.deputy_for);
}

namespace {
constexpr db::Statement kIsErased{
    "history.is_erased",
    "SELECT CASE WHEN erased_by IS NULL THEN 0 ELSE 1 END AS erased FROM deed_payload "
    "WHERE municipality = ?1 AND deed = ?2"};
}  // namespace

std::optional<bool> is_erased(db::Read& tx, std::string_view municipality, std::int64_t deed) {
  return tx.one<bool>(
      kIsErased, [](db::Row& row) { return row.flag("erased"); }, municipality, deed);
}

namespace {
constexpr db::Statement kErasePayload{
    "history.erase_payload",
    "UPDATE deed_payload SET reason = '', payload = '', salt = '', origin = '', deputy_for = 0, "
    "erased_by = ?3 WHERE municipality = ?1 AND deed = ?2 AND erased_by IS NULL"};
}  // namespace

bool erase_payload(db::Write& tx, std::string_view municipality, std::int64_t deed,
                   std::int64_t erased_by) {
  return tx.run(kErasePayload, municipality, deed, erased_by) == 1;
}

namespace {
constexpr db::Statement kAddCommand{
    "history.add_command",
    "INSERT INTO command (municipality, command, content_hash, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (municipality, command) DO NOTHING"};
}  // namespace

bool add_command(db::Write& tx, std::string_view municipality, std::string_view command_id,
                 std::string_view content_hash) {
  return tx.run(kAddCommand, municipality, command_id, content_hash, tx.recorded_at()) == 1;
}

namespace {
constexpr db::Statement kKnownCommand{
    "history.known_command",
    "SELECT content_hash, answer FROM command WHERE municipality = ?1 AND command = ?2"};
}  // namespace

KnownCommand known_command(db::Read& tx, std::string_view municipality,
                           std::string_view command_id) {
  const auto to_known = [](db::Row& row) {
    return KnownCommand{row.text("content_hash"), row.maybe_text("answer").value_or("")};
  };
  return tx.one<KnownCommand>(kKnownCommand, to_known, municipality, command_id).value();
}

namespace {
constexpr db::Statement kSetAnswer{"history.set_answer",
                                   "UPDATE command SET answer = ?3 "
                                   "WHERE municipality = ?1 AND command = ?2 AND answer IS NULL"};
}  // namespace

void set_answer(db::Write& tx, std::string_view municipality, std::string_view command_id,
                std::string_view answer) {
  if (tx.run(kSetAnswer, municipality, command_id, answer) == 0)
    throw std::logic_error("history: an answer without its command, or a second one");
}

namespace {
constexpr db::Statement kFind{
    "history.find",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.deed = ?2"};

}  // namespace

PastDeed to_past_deed(db::Row& row) {
  PastDeed deed;
  deed.id = DeedId{row.integer("deed")};
  deed.at = {row.integer("recorded_at")};
  deed.actor_kind = row.text("actor_kind");
  deed.actor = row.integer("actor");
  deed.post = row.text("post");
  deed.body = row.text("body");
  deed.kind = row.text("kind");
  deed.subject_kind = row.text("subject_kind");
  deed.subject_key = row.text("subject_key");
  deed.reason = row.maybe_text("reason");
  deed.origin = row.maybe_text("origin").value_or("");
  deed.deputy_for = row.maybe_integer("deputy_for").value_or(0);
  if (const auto erased_by = row.maybe_integer("erased_by")) {
    deed.reason.reset();
    deed.erased_by = DeedId{*erased_by};
  }
  return deed;
}

std::optional<PastDeed> find(db::Read& tx, std::string_view municipality, std::int64_t deed) {
  return tx.one<PastDeed>(kFind, to_past_deed, municipality, deed);
}

namespace {
constexpr db::Statement kWhole{
    "history.whole",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by, "
    "p.payload AS payload, p.retention AS retention, d.writer AS writer, "
    "d.sequence AS sequence, d.digest AS digest FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.deed = ?2"};
}  // namespace

std::optional<WholeDeed> whole(db::Read& tx, std::string_view municipality, std::int64_t deed) {
  const auto to_whole = [](db::Row& row) {
    return WholeDeed{.deed = to_past_deed(row),
                     .payload = row.maybe_text("payload").value_or(""),
                     .retention = row.maybe_text("retention").value_or(""),
                     .writer = row.integer("writer"),
                     .sequence = row.integer("sequence"),
                     .digest = row.text("digest")};
  };
  return tx.one<WholeDeed>(kWhole, to_whole, municipality, deed);
}

namespace {
constexpr db::Statement kOfSubject{
    "history.of_subject",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.subject_kind = ?2 AND d.subject_key = ?3 "
    "AND d.kind <> 'staff.view' AND d.kind <> 'staff.search' AND d.kind <> 'staff.export' "
    "AND d.kind <> 'staff.print' "
    "ORDER BY d.deed DESC LIMIT ?4"};
}  // namespace

std::vector<PastDeed> of_subject(db::Read& tx, std::string_view municipality,
                                 std::string_view subject_kind, std::string_view subject_key,
                                 int limit) {
  return tx.list<PastDeed>(kOfSubject, to_past_deed, municipality, subject_kind, subject_key,
                           limit);
}

namespace {
constexpr db::Statement kOfPerson{
    "history.of_person",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.actor = ?2 AND d.actor_kind = 'staff' "
    "ORDER BY d.deed DESC LIMIT ?3"};
}  // namespace

std::vector<PastDeed> of_person(db::Read& tx, std::string_view municipality, std::int64_t person,
                                int limit) {
  return tx.list<PastDeed>(kOfPerson, to_past_deed, municipality, person, limit);
}

namespace {
constexpr db::Statement kHeads{
    "history.heads",
    "SELECT municipality, writer, sequence, digest FROM deed_chain WHERE municipality = ?1 "
    "ORDER BY writer"};

StoredHead to_stored_head(db::Row& row) {
  return {row.text("municipality"),
          row.integer("writer"),
          {row.integer("sequence"), row.text("digest")}};
}
}  // namespace

std::vector<StoredHead> heads(db::Read& tx, std::string_view municipality) {
  return tx.list<StoredHead>(kHeads, to_stored_head, municipality);
}

namespace {
constexpr db::Statement kLinksAfter{
    "history.links_after",
    "SELECT municipality, deed, writer, sequence, recorded_at, actor_kind, actor, post, body, "
    "installation, kind, subject_kind, subject_key, payload_digest, salt, digest FROM deed "
    "WHERE (municipality, writer, sequence) > (?1, ?2, ?3) "
    "ORDER BY municipality, writer, sequence LIMIT ?4"};

StoredLink to_link(db::Row& row) {
  StoredLink stored;
  Link& link = stored.link;
  link.municipality = row.text("municipality");
  link.deed = row.integer("deed");
  link.writer = row.integer("writer");
  link.sequence = row.integer("sequence");
  link.recorded_at = row.integer("recorded_at");
  link.actor_kind = row.text("actor_kind");
  link.actor = row.integer("actor");
  link.post = row.text("post");
  link.body = row.text("body");
  link.installation = row.integer("installation");
  link.kind = row.text("kind");
  link.subject_kind = row.text("subject_kind");
  link.subject_key = row.text("subject_key");
  link.payload_digest = row.text("payload_digest");
  link.salt = row.text("salt");
  stored.digest = row.text("digest");
  return stored;
}
}  // namespace

std::vector<StoredLink> links_after(db::Read& tx, std::string_view municipality,
                                    std::int64_t writer, std::int64_t sequence, int rows) {
  return tx.list<StoredLink>(kLinksAfter, to_link, municipality, writer, sequence, rows);
}

namespace {
constexpr db::Statement kDigestsAfter{
    "history.digests_after",
    "SELECT municipality, deed, payload_digest FROM deed WHERE (municipality, deed) > (?1, ?2) "
    "ORDER BY municipality, deed LIMIT ?3"};
}  // namespace

std::vector<DigestOfPayload> digests_after(db::Read& tx, std::string_view municipality,
                                           std::int64_t deed, int rows) {
  const auto to_digest = [](db::Row& row) {
    return DigestOfPayload{row.text("municipality"), row.integer("deed"),
                           row.text("payload_digest")};
  };
  return tx.list<DigestOfPayload>(kDigestsAfter, to_digest, municipality, deed, rows);
}

namespace {
constexpr db::Statement kPayloadsAfter{
    "history.payloads_after",
    "SELECT municipality, deed, retention, reason, payload, salt, origin, deputy_for, erased_by "
    "FROM deed_payload WHERE (municipality, deed) > (?1, ?2) ORDER BY municipality, deed LIMIT ?3"};

StoredPayload to_payload(db::Row& row) {
  StoredPayload stored;
  stored.municipality = row.text("municipality");
  stored.deed = row.integer("deed");
  stored.payload.retention = row.text("retention");
  stored.payload.reason = row.text("reason");
  stored.payload.payload = row.text("payload");
  stored.payload.salt = row.text("salt");
  stored.payload.origin = row.text("origin");
  stored.payload.deputy_for = row.integer("deputy_for");
  stored.erased_by = row.maybe_integer("erased_by");
  return stored;
}
}  // namespace

std::vector<StoredPayload> payloads_after(db::Read& tx, std::string_view municipality,
                                          std::int64_t deed, int rows) {
  return tx.list<StoredPayload>(kPayloadsAfter, to_payload, municipality, deed, rows);
}

namespace {
constexpr db::Statement kAllHeads{
    "history.all_heads",
    "SELECT municipality, writer, sequence, digest FROM deed_chain ORDER BY municipality, writer"};
}  // namespace

std::vector<StoredHead> all_heads(db::Read& tx) {
  return tx.list<StoredHead>(kAllHeads, to_stored_head);
}

}  // namespace history::store
