// The yardstick of the API: an Asio server that does nothing for a request but to parse it, read
// one row by one prepared SQLite statement and write it as JSON.
#pragma once

#include <cstdint>
#include <string>

struct BareRow {
  std::string municipality;
  std::string plan;
  std::string row;
};

// Serves until it is killed.
void serve_bare(std::uint16_t port, const std::string& sqlite_file, const BareRow& row);
