// What the server does by itself while it answers: every minute it seals the histories, goes on
// with figures that wait to be built, and sweeps one of the drawers of files. A failure is told in
// the log and tried again; it never ends the server.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "db/db.h"

namespace app {

class Background {
 public:
  using Report = std::function<void(std::string_view work, std::string_view detail)>;

  // Begins at once, then every `pause`. `report` is called on the background thread.
  Background(db::Database& database, std::filesystem::path files, std::chrono::milliseconds pause,
             Report report);
  // Waits for the piece under way, not for the work: what is left goes on after the next start.
  ~Background() = default;
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

 private:
  std::jthread thread_;
};

}  // namespace app
