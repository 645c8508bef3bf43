// A server of the program on loopback, over a fresh database with the shipped plans: what the
// measurements of serving begin with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "bench/child.h"

namespace bench {

inline constexpr int kServerCore = 0;

// A folder of this process, with an empty `files` in it; gone with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path path;
};

// The path of the database file.
std::string load_plans(const std::filesystem::path& folder, const std::string& plans_folder);

struct Server {
  std::string name;
  std::unique_ptr<Child> child;
  std::uint16_t port = 0;
};
// `nigiwai serve` on the server's core, ready to answer; `database` is its address or the path of
// its file, `files` the folder of papers where it is not that beside the file.
Server start_nigiwai(const std::string& program, const std::string& database,
                     const std::string& files = {});

}  // namespace bench
