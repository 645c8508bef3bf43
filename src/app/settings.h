// Every setting of the program with its default: what the command line may say, and nowhere else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/words.h"

namespace app {

struct Settings {
  std::string database = "sqlite:var/nigiwai.sqlite";
  std::string data = {};          // empty: where the database lies; see files_folder()
  std::string files = {};         // empty: `files` in the data folder
  std::string keys = {};          // empty: `keys` in the data folder
  std::uint16_t port = 8080;      // 0: a free one
  int workers = 64;               // request threads of `serve`
  bool access_log = false;        // one JSON line a request on the error output
  bool production = false;        // practice accounts are refused
  std::string municipality = {};  // whose own site this is; empty: a demonstration, with its band
  std::string language = "ja";    // of messages: ja, en
  std::optional<std::string> clock;  // a fixed moment, for tests: 2014-04-01T09:00
  bool json = false;

  base::Language spoken() const {
    return language == "en" ? base::Language::en : base::Language::ja;
  }
};

}  // namespace app
