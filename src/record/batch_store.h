// Confirmations and notes of one record or a batch: of a batch in statements of many rows, so that
// what many records bring with them costs as little as the records do.
#pragma once

#include <span>
#include <string_view>

#include "base/instant.h"
#include "db/db.h"
#include "record/record.h"

namespace record::store {

struct Confirmation {
  RecordId record{};
  base::Instant at{};
};
void add_confirmations(db::Write& tx, std::string_view municipality,
                       std::span<const Confirmation> confirmations, std::int64_t deed);
struct Note {
  RecordId record{};
  std::string_view text;
};
void add_note(db::Write& tx, std::string_view municipality, RecordId record, std::string_view text);
void add_notes(db::Write& tx, std::string_view municipality, std::span<const Note> notes);

}  // namespace record::store
