// A name of the data as they are now: as long as two looks say the same name, both saw the same
// data, whoever writes, in this process or another. Kept answers of the web are kept by it. A
// connection of its own; it never writes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace db {

class DataWatch {
 public:
  explicit DataWatch(std::string_view url);  // as Database::open; throws Fault
  ~DataWatch();
  DataWatch(const DataWatch&) = delete;
  DataWatch& operator=(const DataWatch&) = delete;

  // From any thread. Throws Fault.
  std::string name();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace db
