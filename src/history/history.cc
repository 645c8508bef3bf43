// Writing a deed: the next link of the writer's chain, its payload beside it, the head moved on.
#include "history/history.h"

#include <algorithm>
#include <stdexcept>

#include "base/salt.h"
#include "base/sha256.h"
#include "history/history_store.h"
#include "history/link.h"
#include "history/review_store.h"

namespace history {
namespace {

constexpr std::string_view kErase = "history.erase";

Link next_link(db::Write& tx, const base::Actor& actor, const Deed& deed, const store::Head& head) {
  Link link;
  link.municipality = deed.municipality;
  link.deed = deed.number ? deed.number->value : tx.new_id();
  link.writer = tx.writer();
  link.sequence = head.sequence + 1;
  link.recorded_at = tx.recorded_at().microseconds;
  link.actor_kind = base::in_db(actor.kind);
  link.actor = actor.id;
  link.post = actor.post;
  link.body = actor.body;
  link.installation = actor.installation;
  link.kind = deed.kind;
  link.subject_kind = deed.subject_kind;
  link.subject_key = deed.subject_key;
  link.salt = base::new_salt();
  return link;
}

void add_reviews(db::Write& tx, const Link& link, const base::Actor& actor, const Deed& deed) {
  std::vector<Review> reasons = reasons_for_review({.kind = link.kind,
                                                    .actor_kind = link.actor_kind,
                                                    .post = link.post,
                                                    .deputy_for = actor.deputy_for,
                                                    .at = {link.recorded_at}});
  for (const Review review : deed.review)
    if (std::ranges::find(reasons, review) == reasons.end()) reasons.push_back(review);
  for (const Review review : reasons) store::add_review(tx, link.municipality, link.deed, review);
}

}  // namespace

std::string_view in_db(Retention retention) {
  switch (retention) {
    case Retention::permanent:
      return "permanent";
    case Retention::years_30:
      return "years_30";
    case Retention::years_10:
      return "years_10";
    case Retention::years_5:
      return "years_5";
    case Retention::years_3:
      return "years_3";
    case Retention::years_1:
      return "years_1";
  }
  throw std::logic_error("history: unknown retention");
}

DeedId write(db::Write& tx, const base::Actor& actor, const Deed& deed) {
  const store::Head head = store::head(tx, deed.municipality, tx.writer());
  Link link = next_link(tx, actor, deed, head);
  const Payload payload{.retention = std::string(in_db(deed.retention)),
                        .reason = deed.reason,
                        .payload = deed.payload_json,
                        .salt = base::new_salt(),
                        .origin = actor.origin,
                        .deputy_for = actor.deputy_for};
  link.payload_digest = payload_digest(payload);
  const std::string digest = digest_of(link, head.digest);
  store::add_link(tx, link, digest);
  store::add_payload(tx, link, payload);
  store::move_head(tx, link, digest);
  add_reviews(tx, link, actor, deed);
  return DeedId{link.deed};
}

base::Result<DeedId> erase(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                           DeedId deed, std::string_view reason) {
  const std::string number = std::to_string(deed.value);
  const auto erased = store::is_erased(tx, municipality, deed.value);
  if (!erased) return base::refuse(no_such_deed, {{"deed", number}});
  if (*erased) return base::refuse(already_erased, {{"deed", number}});
  const DeedId erasure = write(tx, actor,
                               {.kind = std::string(kErase),
                                .municipality = std::string(municipality),
                                .subject_kind = "deed",
                                .subject_key = number,
                                .reason = std::string(reason),
                                .payload_json = {}});
  if (!store::erase_payload(tx, municipality, deed.value, erasure.value))
    return base::refuse(already_erased, {{"deed", number}});
  return erasure;
}

base::Result<Command> command(db::Write& tx, std::string_view municipality,
                              std::string_view command_id, std::string_view content_hash) {
  if (store::add_command(tx, municipality, command_id, content_hash)) return Command{};
  const store::KnownCommand known = store::known_command(tx, municipality, command_id);
  if (known.content_hash != content_hash)
    return base::refuse(command_id_reused, {{"command", std::string(command_id)}});
  return Command{.repeated = true, .first_answer = known.answer};
}

void answer(db::Write& tx, std::string_view municipality, std::string_view command_id,
            std::string_view first_answer) {
  store::set_answer(tx, municipality, command_id, first_answer);
}

base::Result<std::string> earlier_answer(db::Write& tx, const base::Actor& actor,
                                         std::string_view command_id, std::string content) {
  if (command_id.empty()) return std::string();
  content += '\n' + std::string(base::in_db(actor.kind)) + ' ' + std::to_string(actor.id);
  const auto known = command(tx, actor.municipality, command_id, base::sha256_hex(content));
  if (!known) return std::unexpected(known.error());
  return known->first_answer;
}

void keep_answer(db::Write& tx, const base::Actor& actor, std::string_view command_id,
                 std::string_view first_answer) {
  if (!command_id.empty()) answer(tx, actor.municipality, command_id, first_answer);
}

std::optional<PastDeed> find(db::Read& tx, std::string_view municipality, DeedId deed) {
  return store::find(tx, municipality, deed.value);
}

std::optional<WholeDeed> whole(db::Read& tx, std::string_view municipality, DeedId deed) {
  return store::whole(tx, municipality, deed.value);
}

std::vector<PastDeed> of_subject(db::Read& tx, std::string_view municipality,
                                 std::string_view subject_kind, std::string_view subject_key,
                                 int limit) {
  return store::of_subject(tx, municipality, subject_kind, subject_key, limit);
}

std::vector<PastDeed> of_person(db::Read& tx, std::string_view municipality, std::int64_t person,
                                int limit) {
  return store::of_person(tx, municipality, person, limit);
}

}  // namespace history
