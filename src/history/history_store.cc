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
    "INSERT INTO deed_payload (municipality, deed, retention, reason, payload, salt) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
}  // namespace

void add_payload(db::Write& tx, const Link& link, const Payload& payload) {
  tx.save(kAddPayload, link.municipality, link.deed, payload.retention, payload.reason,
          payload.payload, payload.salt);
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
    "UPDATE deed_payload SET reason = '', payload = '', salt = '', erased_by = ?3 "
    "WHERE municipality = ?1 AND deed = ?2 AND erased_by IS NULL"};
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
constexpr db::Statement kEachLink{
    "history.each_link",
    "SELECT municipality, deed, writer, sequence, recorded_at, actor_kind, actor, post, body, "
    "installation, kind, subject_kind, subject_key, payload_digest, salt, digest FROM deed "
    "ORDER BY municipality, writer, sequence"};

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

void each_link(db::Read& tx, db::FunctionRef<void(const StoredLink&)> on_link) {
  tx.each(kEachLink, [&](db::Row& row) { on_link(to_link(row)); });
}

namespace {
constexpr db::Statement kEachPayload{
    "history.each_payload",
    "SELECT p.municipality AS municipality, p.deed AS deed, p.retention AS retention, "
    "p.reason AS reason, p.payload AS payload, p.salt AS salt, "
    "d.payload_digest AS payload_digest, p.erased_by AS erased_by, e.kind AS erased_by_kind "
    "FROM deed_payload p "
    "LEFT JOIN deed d ON d.municipality = p.municipality AND d.deed = p.deed "
    "LEFT JOIN deed e ON e.municipality = p.municipality AND e.deed = p.erased_by "
    "ORDER BY p.municipality, p.deed"};

StoredPayload to_payload(db::Row& row) {
  StoredPayload stored;
  stored.municipality = row.text("municipality");
  stored.deed = row.integer("deed");
  stored.payload.retention = row.text("retention");
  stored.payload.reason = row.text("reason");
  stored.payload.payload = row.text("payload");
  stored.payload.salt = row.text("salt");
  stored.payload_digest = row.maybe_text("payload_digest").value_or("");
  stored.erased_by = row.maybe_integer("erased_by");
  stored.erased_by_kind = row.maybe_text("erased_by_kind");
  return stored;
}
}  // namespace

void each_payload(db::Read& tx, db::FunctionRef<void(const StoredPayload&)> on_payload) {
  tx.each(kEachPayload, [&](db::Row& row) { on_payload(to_payload(row)); });
}

namespace {
constexpr db::Statement kLinksWithoutPayload{
    "history.links_without_payload",
    "SELECT d.municipality AS municipality, d.deed AS deed FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE p.deed IS NULL ORDER BY d.municipality, d.deed"};
}  // namespace

void each_link_without_payload(db::Read& tx, db::FunctionRef<void(const Link&)> on_link) {
  tx.each(kLinksWithoutPayload, [&](db::Row& row) {
    Link link;
    link.municipality = row.text("municipality");
    link.deed = row.integer("deed");
    on_link(link);
  });
}

namespace {
constexpr db::Statement kEachHead{
    "history.each_head",
    "SELECT municipality, writer, sequence, digest FROM deed_chain ORDER BY municipality, writer"};
}  // namespace

void each_head(db::Read& tx, db::FunctionRef<void(const StoredHead&)> on_head) {
  tx.each(kEachHead, [&](db::Row& row) {
    on_head(StoredHead{row.text("municipality"),
                       row.integer("writer"),
                       {row.integer("sequence"), row.text("digest")}});
  });
}

}  // namespace history::store
