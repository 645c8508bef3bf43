// JSON written by appending: the answers of the API and of `--json`. Compact, members in the order
// of the calls, so equal facts give equal bytes. Text must be valid UTF-8 (it is checked where it
// comes in); only what JSON demands is escaped, Japanese stays readable.
//
//   JsonWriter json;
//   json.begin_object().field("title", title).field("rows", 59);
//   json.key("years").begin_array().integer(2011).integer(2012).end_array().end_object();
//   return json.take();
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace base {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view text);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  // A number already written as JSON wants it ("66.7"): decimals that were never floating point.
  JsonWriter& number_text(std::string_view digits);
  // JSON written elsewhere by a JsonWriter, taken over as it is.
  JsonWriter& raw(std::string_view json);

  JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, const char* text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, std::same_as<bool> auto value) {
    return key(name).boolean(value);
  }
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  JsonWriter& field(std::string_view name, Integer value) {
    return key(name).integer(static_cast<std::int64_t>(value));
  }

  const std::string& text() const { return text_; }
  std::string take() { return std::exchange(text_, {}); }

 private:
  void separate();
  void append_escaped(std::string_view text);

  std::string text_;
};

}  // namespace base
