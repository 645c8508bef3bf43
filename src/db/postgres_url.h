// The address of a PostgreSQL database: what is shown of it, and what is added to it. The password
// is never shown, not even inside an error about an address that cannot be read.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <string>
#include <string_view>

#include "db/db.h"

namespace db {

// postgres://user@host:port/name. Throws Fault(cannot_open) for an address libpq cannot read.
std::string shown_url(const std::string& url);

// For PQconnectdbParams, with dbname expanded: a time limit and a name for the server's lists that
// the address itself may override, and an encoding that it may not.
const char* const* connection_keywords();
std::array<const char*, 5> connection_values(const std::string& url);

// Why a connection failed: libpq gives a sentence and no code.
FaultKind refused_connection_kind(const PGconn* connection);

}  // namespace db
