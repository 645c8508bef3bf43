// The handful of differences between the two engines' SQL. Statements differ in nothing but the
// placeholders; migrations are one text with a few marks, so both schemas stay one file.
#pragma once

#include <string>
#include <string_view>

#include "db/db.h"

namespace db::dialect {

// ?1 becomes $1 outside quoted text. SQLite reads ?1 as it is.
std::string with_dollar_placeholders(std::string_view sql);

// A migration's text for one engine:
//   {{text}}      TEXT · TEXT COLLATE "C": both compare and sort by bytes
//   {{by_key}}    after a table's closing bracket, "stored in the order of its key":
//                 WITHOUT ROWID · nothing
//   {{sqlite}} … {{end}}, {{postgres}} … {{end}}   a passage for one of them only
// Whole numbers are BIGINT in both. An unknown mark throws std::logic_error.
std::string render_migration(std::string_view text, Engine engine);

}  // namespace db::dialect
