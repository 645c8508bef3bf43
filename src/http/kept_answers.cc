// A list in order of use and an index over it. Looked at by the reactor and the workers.
#include "http/kept_answers.h"

#include "http/encoding.h"

namespace http {
namespace {

std::size_t size_of(const std::string& key, const KeptAnswer& answer) {
  constexpr std::size_t kOverhead = 256;
  return 2 * key.size() + answer.head.size() + answer.head_unchanged.size() + answer.body.size() +
         kOverhead;
}

}  // namespace

std::shared_ptr<const KeptAnswer> KeptAnswers::use(Places::iterator place) {
  places_.splice(places_.begin(), places_, place);
  return place->answer;
}

void KeptAnswers::drop(Places::iterator place) {
  bytes_ -= size_of(place->key, *place->answer);
  by_key_.erase(place->key);
  places_.erase(place);
  metrics_.kept_bytes = bytes_;
}

std::shared_ptr<const KeptAnswer> KeptAnswers::find(const std::string& key, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  const KeptAnswer& answer = *found->second->answer;
  if (answer.data.empty()) return use(found->second);
  const auto age = now - looked_;
  const bool is_known = age < kLookEvery || (is_looking_ && age < kLookMax);
  if (!is_known) is_looking_ = true;
  if (!is_known || answer.data != data_ || now - answer.made > kAgeMax) return nullptr;
  return use(found->second);
}

std::shared_ptr<const KeptAnswer> KeptAnswers::find_after_look(const std::string& key,
                                                               std::string_view data,
                                                               Clock::time_point began) {
  const std::lock_guard lock(mutex_);
  is_looking_ = false;
  if (began > looked_ && began >= not_before_) {
    looked_ = began;
    data_ = data;
  }
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  const KeptAnswer& answer = *found->second->answer;
  if (answer.data != data || began - answer.made > kAgeMax) return nullptr;
  return use(found->second);
}

void KeptAnswers::keep(const std::string& key, std::shared_ptr<const KeptAnswer> answer) {
  const std::size_t size = size_of(key, *answer);
  if (size > bytes_max_ / 8) return;
  const std::lock_guard lock(mutex_);
  if (const auto old = by_key_.find(key); old != by_key_.end()) drop(old->second);
  places_.push_front({key, std::move(answer)});
  by_key_[key] = places_.begin();
  bytes_ += size;
  while (bytes_ > bytes_max_) drop(std::prev(places_.end()));
  metrics_.kept_bytes = bytes_;
}

void KeptAnswers::look_again() {
  const std::lock_guard lock(mutex_);
  not_before_ = Clock::now();
  looked_ = {};
  is_looking_ = false;
}

std::string kept_key(std::string_view target, std::string_view accept_encoding) {
  std::string key;
  key.reserve(target.size() + 1);
  key += accepts(accept_encoding, "br") ? 'b' : accepts(accept_encoding, "gzip") ? 'g' : '-';
  key += target;
  return key;
}

}  // namespace http
