// The payload of a deed of records; what a procedure says beside them is the procedure's.
#include "figure/deed_reading.h"

#include <charconv>

#include "base/json_file.h"

namespace figure {
namespace {

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? value : 0;
}

}  // namespace

std::optional<DeedSays> read_deed_payload(std::string_view json) {
  base::Mistakes mistakes("deed");
  const auto file = base::JsonFile::parse(json, mistakes);
  if (!file) return std::nullopt;
  base::JsonObject object = file->root().object();
  DeedSays says;
  says.records = object.integer("records");
  says.first = number(object.text("first"));
  says.last = number(object.text("last"));
  says.seals = object.text("seals");
  says.confirmed = object.flag_or("confirmed", false);
  if (!mistakes.none() || says.records < 1) return std::nullopt;
  return says;
}

}  // namespace figure
