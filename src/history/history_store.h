// The tables of history. Links and payloads are only added; a payload is emptied once, by a deed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/db.h"
#include "history/link.h"

namespace history::store {

struct Head {
  std::int64_t sequence = 0;
  std::string digest;
};
Head head(db::Read& tx, std::string_view municipality, std::int64_t writer);
void move_head(db::Write& tx, const Link& link, std::string_view digest);

void add_link(db::Write& tx, const Link& link, std::string_view digest);

struct Payload {
  std::string retention;
  std::string reason;
  std::string payload;
  std::string salt;
};
void add_payload(db::Write& tx, const Link& link, const Payload& payload);
// nullopt: there is none; otherwise whether it is erased already.
std::optional<bool> is_erased(db::Read& tx, std::string_view municipality, std::int64_t deed);
// False if somebody was faster.
bool erase_payload(db::Write& tx, std::string_view municipality, std::int64_t deed,
                   std::int64_t erased_by);

// False if the id is known.
bool add_command(db::Write& tx, std::string_view municipality, std::string_view command_id,
                 std::string_view content_hash);
struct KnownCommand {
  std::string content_hash;
  std::string answer;
};
KnownCommand known_command(db::Read& tx, std::string_view municipality,
                           std::string_view command_id);
void set_answer(db::Write& tx, std::string_view municipality, std::string_view command_id,
                std::string_view answer);

// Everything verify() reads, in the order of the chains.
struct StoredLink {
  Link link;
  std::string digest;
};
void each_link(db::Read& tx, db::FunctionRef<void(const StoredLink&)> on_link);
struct StoredPayload {
  std::string municipality;
  std::int64_t deed = 0;
  Payload payload;
  std::string payload_digest;  // as the deed holds it
  std::optional<std::int64_t> erased_by;
  std::optional<std::string> erased_by_kind;
};
void each_payload(db::Read& tx, db::FunctionRef<void(const StoredPayload&)> on_payload);
void each_link_without_payload(db::Read& tx, db::FunctionRef<void(const Link&)> on_link);
struct StoredHead {
  std::string municipality;
  std::int64_t writer = 0;
  Head head;
};
void each_head(db::Read& tx, db::FunctionRef<void(const StoredHead&)> on_head);

}  // namespace history::store
