// Whatever arrives on a connection, in whichever pieces: reading ends, within its limits, with the
// same outcome, and what a handler would see is clean.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/japanese_text.h"
#include "http/encoding.h"
#include "http/range.h"
#include "http/reading.h"
#include "http/request.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

struct Outcome {
  int error = 0;
  bool is_whole = false;
  http::Request request;
  std::string target;
};

Outcome read_in_pieces(std::string_view bytes, std::size_t piece) {
  const http::ReadingLimits limits{1024, 256, 512};
  boost::beast::flat_buffer buffer;
  http::Reading reading(limits);
  Outcome outcome;
  while (!bytes.empty() && outcome.error == 0 && !reading.parser.is_done()) {
    const std::size_t count = std::min({piece, bytes.size(), reading.wanted(buffer)});
    must(count > 0);
    std::memcpy(buffer.prepare(count).data(), bytes.data(), count);
    buffer.commit(count);
    bytes.remove_prefix(count);
    outcome.error = reading.feed(buffer);
  }
  outcome.is_whole = outcome.error == 0 && reading.parser.is_done();
  if (!outcome.is_whole) return outcome;
  outcome.target = reading.target();
  outcome.request = reading.take();
  must(outcome.request.body.size() <= limits.body_bytes_max);
  must(outcome.target.size() <= limits.target_bytes_max);
  return outcome;
}

void must_be_clean(const std::string& text) {
  must(base::is_valid_utf8(text) && text.find('\0') == std::string::npos);
}

void check_seen(const http::Request& request) {
  must(request.path.starts_with('/') && request.path.find("/../") == std::string::npos &&
       request.path.find("//") == std::string::npos);
  must_be_clean(request.path);
  for (const auto& fields : {request.query, request.form}) {
    for (const auto& [name, value] : fields) {
      must_be_clean(name);
      must_be_clean(value);
    }
  }
  must(http::decode_fields(http::encode_fields(request.query)) == request.query);
  const auto range = http::read_range(http::header_value(request, "range"), 1000);
  must(range.first + range.count <= 1000);
  http::accepts(http::header_value(request, "accept-encoding"), "gzip");
  http::names_etag(http::header_value(request, "if-none-match"), "\"a\"");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Outcome outcome = read_in_pieces(bytes, 1 + data[0]);
  if (!outcome.is_whole) return 0;
  auto request = http::read_request(std::move(outcome.request), outcome.target);
  if (request) check_seen(*request);
  return 0;
}
