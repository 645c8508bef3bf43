// 閲覧: reading what is personal or not public is a deed. It is written when the answer stands and
// before it leaves: what cannot be written is not shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "history/history.h"

namespace staff {

enum class ReadingKind { view, search, exported, print };

struct Reading {
  ReadingKind kind = ReadingKind::view;
  std::string address;            // path and query, without anything secret
  std::string subject_kind = {};  // empty: the page itself
  std::string subject_key = {};
  std::vector<std::string> ids = {};  // of what a list showed
};

// One deed for one answer; kept five years. The hundredth person looked up within an hour goes on
// the review list, and every hundredth after it.
void note_reading(db::Database& database, const base::Actor& actor, const Reading& reading);

// Somebody asked for what their post does not permit.
void note_refused(db::Database& database, const base::Actor& actor, std::string_view address,
                  std::string_view deed);

}  // namespace staff
