// Finished public answers, kept as the bytes that go out, for as long as the data they were made
// from stay the same. An answer is kept under the name of the data it was made from (read before it
// was made), and given only while a look at the data says the same name: what another process has
// committed is seen after kLookEvery at the latest.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/http.h"
#include "http/metrics.h"

namespace http {

struct KeptAnswer {
  std::string data;  // which data it was made from; empty: from none, as the assets
  std::string route;
  std::string etag;
  std::string last_modified;
  std::string head;            // what follows the Date line of a 200
  std::string head_unchanged;  // the same of a 304
  std::string body;
  std::chrono::steady_clock::time_point made;
  Metrics::Line* line = nullptr;
  Metrics::Line* line_unchanged = nullptr;
};

class KeptAnswers {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kLookEvery{1};
  // A look under way: until then the one before it holds.
  static constexpr std::chrono::milliseconds kLookMax{20};
  // Pages that speak of today are made anew this often, whatever the data.
  static constexpr std::chrono::seconds kAgeMax{60};

  KeptAnswers(std::size_t bytes_max, Metrics& metrics) : bytes_max_(bytes_max), metrics_(metrics) {}

  // nullptr: none, or somebody must look at the data first (the caller then does).
  std::shared_ptr<const KeptAnswer> find(const std::string& key, Clock::time_point now);
  // After a look begun at `began` that said `data`.
  std::shared_ptr<const KeptAnswer> find_after_look(const std::string& key, std::string_view data,
                                                    Clock::time_point began);
  void keep(const std::string& key, std::shared_ptr<const KeptAnswer> answer);

  // Somebody has written through this server: the next request looks, whatever the time.
  void look_again();

 private:
  struct Place {
    std::string key;
    std::shared_ptr<const KeptAnswer> answer;
  };
  using Places = std::list<Place>;  // the last used first

  std::shared_ptr<const KeptAnswer> use(Places::iterator place);
  void drop(Places::iterator place);

  const std::size_t bytes_max_;
  Metrics& metrics_;
  std::mutex mutex_;
  Places places_;
  std::unordered_map<std::string, Places::iterator> by_key_;
  std::size_t bytes_ = 0;
  std::string data_;
  Clock::time_point looked_{};
  Clock::time_point not_before_{};  // looks begun earlier may have missed a writing
  bool is_looking_ = false;
};

// Requests with the same key have the same answer, if they do not show who asks.
std::string kept_key(std::string_view target, std::string_view accept_encoding);

}  // namespace http
