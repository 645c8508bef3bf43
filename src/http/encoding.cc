// Content negotiation and compression.
#include "http/encoding.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <optional>
#include <stdexcept>

namespace http {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls on_item with each item of a list separated by commas.
template <class OnItem>
void each_item(std::string_view list, OnItem&& on_item) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (const auto item = trim(list.substr(0, comma)); !item.empty()) on_item(item);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

// "gzip;q=0.5": is the weight above zero?
bool has_weight(std::string_view item) {
  const std::size_t semicolon = item.find(';');
  if (semicolon == std::string_view::npos) return true;
  const std::string_view weight = trim(item.substr(semicolon + 1));
  if (!weight.starts_with("q=")) return true;
  return weight.substr(2).find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool accepts(std::string_view accept_encoding, std::string_view name) {
  std::optional<bool> named;
  bool any = false;
  each_item(accept_encoding, [&](std::string_view item) {
    const std::string_view coding = trim(item.substr(0, item.find(';')));
    if (coding == name) named = has_weight(item);
    if (coding == "*") any = has_weight(item);
  });
  return named.value_or(any);
}

std::string gzip(std::string_view content) {
  z_stream stream{};
  constexpr int kLevel = 5;  // a table page: 60 KB in about a millisecond
  constexpr int kGzipWindowBits = 15 + 16;
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib does not start");
  }
  std::string compressed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int result = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
  return compressed;
}

std::string brotli(std::string_view content) {
  constexpr int kQuality = 5;
  constexpr int kWindowBits = 18;  // a page is smaller than this window
  std::size_t size = BrotliEncoderMaxCompressedSize(content.size());
  std::string compressed(size, '\0');
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(content.data());
  if (BrotliEncoderCompress(kQuality, kWindowBits, BROTLI_MODE_TEXT, content.size(), bytes, &size,
                            reinterpret_cast<std::uint8_t*>(compressed.data())) != BROTLI_TRUE) {
    throw std::runtime_error("brotli does not finish");
  }
  compressed.resize(size);
  return compressed;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  bool found = false;
  each_item(if_none_match, [&](std::string_view item) {
    if (item.starts_with("W/")) item.remove_prefix(2);
    found = found || item == etag || item == "*";
  });
  return found;
}

bool has_already(const Known& known, std::string_view etag, std::string_view last_modified) {
  if (!known.if_none_match.empty()) return !etag.empty() && names_etag(known.if_none_match, etag);
  return !last_modified.empty() && known.if_modified_since == last_modified;
}

}  // namespace http
