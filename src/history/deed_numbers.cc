// The numbers are made by db: 41 bits of milliseconds since 2020 above 12 of the writer and 10 of
// the sequence.
#include "history/deed_numbers.h"

#include <algorithm>
#include <charconv>

#include "base/json_file.h"
#include "base/json_text.h"

namespace history {
namespace {

constexpr std::int64_t kYear2020Milliseconds = 1'577'836'800'000;
constexpr int kBitsBelow = 22;
constexpr std::int64_t kSlackMilliseconds = 3'600'000;

std::int64_t number_at(std::int64_t milliseconds) {
  return std::max<std::int64_t>(0, milliseconds - kYear2020Milliseconds) << kBitsBelow;
}

}  // namespace

std::string numbers_text(const std::vector<DeedId>& deeds) {
  base::JsonWriter json;
  json.begin_object().key("deeds").begin_array();
  for (const DeedId deed : deeds) json.string(std::to_string(deed.value));
  return json.end_array().end_object().take();
}

std::optional<std::vector<DeedId>> numbers_from(std::string_view payload_json) {
  base::Mistakes mistakes("deed");
  const auto file = base::JsonFile::parse(payload_json, mistakes);
  if (!file) return std::nullopt;
  base::JsonObject object = file->root().object();
  std::vector<DeedId> deeds;
  for (const std::string& text : object.texts("deeds")) {
    DeedId deed;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, deed.value);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    deeds.push_back(deed);
  }
  object.end();
  if (!mistakes.none()) return std::nullopt;
  return deeds;
}

std::int64_t earliest_number(base::Instant from) {
  return number_at(from.microseconds / 1000 - kSlackMilliseconds);
}

std::int64_t latest_number(base::Instant until) {
  // Clocks before 2020 (of tests) count from 0 on.
  const std::int64_t after = until.microseconds / 1000 + kSlackMilliseconds;
  return number_at(std::max(after, kYear2020Milliseconds + kSlackMilliseconds));
}

}  // namespace history
