// The tables of history. Links and payloads are only added; a payload is emptied once, by a deed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "history/history.h"
#include "history/link.h"

namespace history::store {

struct Head {
  std::int64_t sequence = 0;
  std::string digest;
};
Head head(db::Read& tx, std::string_view municipality, std::int64_t writer);
void move_head(db::Write& tx, const Link& link, std::string_view digest);

void add_link(db::Write& tx, const Link& link, std::string_view digest);

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

// Deeds as a person asks for them.
std::optional<PastDeed> find(db::Read& tx, std::string_view municipality, std::int64_t deed);
std::optional<WholeDeed> whole(db::Read& tx, std::string_view municipality, std::int64_t deed);
std::vector<PastDeed> of_subject(db::Read& tx, std::string_view municipality,
                                 std::string_view subject_kind, std::string_view subject_key,
                                 int limit);
std::vector<PastDeed> of_person(db::Read& tx, std::string_view municipality, std::int64_t person,
                                int limit);
// A row of the columns that every question for deeds asks.
PastDeed to_past_deed(db::Row& row);

struct StoredHead {
  std::string municipality;
  std::int64_t writer = 0;
  Head head;
};
std::vector<StoredHead> heads(db::Read& tx, std::string_view municipality);  // by writer

// Everything verify() reads, a page of `rows` at a time: those behind a place.
struct StoredLink {
  Link link;
  std::string digest;
};
std::vector<StoredLink> links_after(db::Read& tx, std::string_view municipality,
                                    std::int64_t writer, std::int64_t sequence, int rows);
struct DigestOfPayload {
  std::string municipality;
  std::int64_t deed = 0;
  std::string digest;  // as the deed holds it
};
std::vector<DigestOfPayload> digests_after(db::Read& tx, std::string_view municipality,
                                           std::int64_t deed, int rows);
struct StoredPayload {
  std::string municipality;
  std::int64_t deed = 0;
  Payload payload;
  std::optional<std::int64_t> erased_by;
};
std::vector<StoredPayload> payloads_after(db::Read& tx, std::string_view municipality,
                                          std::int64_t deed, int rows);
std::vector<StoredHead> all_heads(db::Read& tx);

}  // namespace history::store
