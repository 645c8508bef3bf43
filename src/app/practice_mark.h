// 練習用の印: whether what stands at an address is of a made-up municipality. http::Site asks it
// before every page, file and error (SiteOptions::is_practice), so that whatever shows the practice
// town says so, and nothing of a real municipality does.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "db/db.h"
#include "http/http.h"

namespace app {

class PracticeMark {
 public:
  explicit PracticeMark(db::Database& database) : database_(database) {}

  // By the plan or the municipality in the address, by whoever is signed in on the pages of the
  // staff, by the token of the staff API, by the secret of a link.
  bool is_on(const http::Request& request);

 private:
  std::optional<std::string> of_token(const http::Request& request);

  db::Database& database_;
  // A token is of one municipality for ever, and programs ask with the same one again and again.
  // By a number made from the token, which itself is kept nowhere.
  std::mutex mutex_;
  std::unordered_map<std::size_t, std::string> tokens_;
};

}  // namespace app
