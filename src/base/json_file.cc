// The strict JSON reader: Boost.JSON's incremental parser with a handler of our own that refuses a
// key given twice (the library would silently keep the last) and then builds the value.
#include "base/json_file.h"

#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <memory_resource>
#include <set>

#include "base/japanese_text.h"

namespace base {

namespace {

namespace json = boost::json;

// Forwards the parser's events to the library's value builder and watches the keys of every open
// object.
class StrictHandler {
 public:
  static constexpr std::size_t max_object_size = 100'000;
  static constexpr std::size_t max_array_size = 1'000'000;
  static constexpr std::size_t max_key_size = 1'000;
  static constexpr std::size_t max_string_size = 4'000'000;

  explicit StrictHandler() { stack_.reset(); }

  bool on_document_begin(boost::system::error_code&) { return true; }
  bool on_document_end(boost::system::error_code&) { return true; }
  bool on_object_begin(boost::system::error_code&) {
    keys_.emplace_back(&keys_room_);
    return true;
  }
  bool on_object_end(std::size_t count, boost::system::error_code&) {
    keys_.pop_back();
    stack_.push_object(count);
    return true;
  }
  bool on_array_begin(boost::system::error_code&) { return true; }
  bool on_array_end(std::size_t count, boost::system::error_code&) {
    stack_.push_array(count);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, boost::system::error_code&) {
    key_.append(part.data(), part.size());
    stack_.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, boost::system::error_code& error) {
    key_.append(part.data(), part.size());
    if (!keys_.back().emplace(key_).second) {
      key_twice = key_;
      error = json::error::syntax;
      return false;
    }
    key_.clear();
    stack_.push_key(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, boost::system::error_code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, boost::system::error_code&) {
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(json::string_view, boost::system::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, boost::system::error_code&) {
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, boost::system::error_code&) {
    stack_.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, boost::system::error_code&) {
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool flag, boost::system::error_code&) {
    stack_.push_bool(flag);
    return true;
  }
  bool on_null(boost::system::error_code&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, boost::system::error_code&) { return true; }
  bool on_comment(json::string_view, boost::system::error_code&) { return true; }

  json::value release() { return stack_.release(); }
  std::string key_twice;

 private:
  json::value_stack stack_;
  // The keys go all at once: most documents are small, and theirs need no memory of their own.
  std::array<std::byte, 4096> room_;
  std::pmr::monotonic_buffer_resource keys_room_{room_.data(), room_.size()};
  std::vector<std::pmr::set<std::pmr::string>> keys_;
  std::string key_;
};

std::vector<Fact> line_and_column(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto start = before.rfind('\n');
  const auto column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return {{"line", std::to_string(line)}, {"column", std::to_string(column)}};
}

const json::value& as_value(const void* value) {
  return *static_cast<const json::value*>(value);
}

std::string_view view_of(json::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

void Mistakes::add(std::string path, std::string_view code, std::vector<Fact> facts) {
  constexpr std::size_t listed_max = 100;
  if (list_.size() < listed_max) list_.push_back({file_, std::move(path), code, std::move(facts)});
}

struct JsonFile::Document {
  json::value root;
};

std::optional<JsonFile> JsonFile::parse(std::string_view text, Mistakes& mistakes) {
  if (text.size() > bytes_max) {
    mistakes.add("", "base.json_too_large", {{"bytes_max", std::to_string(bytes_max)}});
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  json::parse_options options;
  options.max_depth = 32;
  json::basic_parser<StrictHandler> parser(options);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  const auto refuse = [&](std::string_view code, std::vector<Fact> more) {
    auto facts = line_and_column(text, read);
    std::ranges::move(more, std::back_inserter(facts));
    mistakes.add("", code, std::move(facts));
    return std::nullopt;
  };
  if (const std::string& key = parser.handler().key_twice; !key.empty())
    return refuse("base.json_key_twice", {{"key", key}});
  if (!is_valid_utf8(text)) return refuse("base.json_not_utf8", {});
  const bool only_space_left =
      text.substr(std::min(read, text.size())).find_first_not_of(" \t\r\n") ==
      std::string_view::npos;
  if (error || !only_space_left)
    return refuse("base.json_syntax",
                  {{"detail", error ? error.message() : "text after the value"}});
  auto document = std::make_unique<Document>();
  document->root = parser.handler().release();
  return JsonFile(std::move(document), mistakes);
}

JsonFile::JsonFile(std::unique_ptr<Document> document, Mistakes& mistakes)
    : document_(std::move(document)) {
  root_.value_ = &document_->root;
  root_.mistakes_ = &mistakes;
}
JsonFile::JsonFile(JsonFile&&) noexcept = default;
JsonFile::~JsonFile() = default;

std::string JsonNode::path() const {
  if (parent_ == nullptr) return std::string(key_);
  const std::string before = parent_->path();
  if (key_.empty()) return before + "[" + std::to_string(index_) + "]";
  return before.empty() ? std::string(key_) : before + "." + std::string(key_);
}

void JsonNode::mistake(std::string_view code, std::vector<Fact> facts) const {
  if (mistakes_ != nullptr) mistakes_->add(path(), code, std::move(facts));
}

void JsonNode::wrong_type(std::string_view code) const {
  mistake(code);
}

bool JsonNode::null() const {
  return !present() || as_value(value_).is_null();
}

JsonObject JsonNode::object() const {
  JsonObject object;
  object.node_ = *this;
  if (!present()) return object;
  if (!as_value(value_).is_object()) {
    wrong_type("base.json_not_object");
    object.node_.value_ = nullptr;
    return object;
  }
  object.asked_.resize(as_value(value_).get_object().size());
  return object;
}

void JsonNode::each(const std::function<void(const JsonNode&)>& visit) const {
  if (!present()) return;
  if (!as_value(value_).is_array()) return wrong_type("base.json_not_array");
  std::size_t index = 0;
  for (const auto& element : as_value(value_).get_array()) {
    JsonNode child;
    child.value_ = &element;
    child.parent_ = this;
    child.index_ = index++;
    child.mistakes_ = mistakes_;
    visit(child);
  }
}

std::string JsonNode::text() const {
  if (!present()) return {};
  if (!as_value(value_).is_string()) {
    wrong_type("base.json_not_string");
    return {};
  }
  const std::string_view text = view_of(as_value(value_).get_string());
  check_characters(text);
  return std::string(text);
}

// Neither a page nor a database can hold them; line breaks and tabs are text.
void JsonNode::check_characters(std::string_view text) const {
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    return (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
  });
  if (control == text.end()) return;
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto code = static_cast<std::size_t>(*control);
  mistake("base.json_control_character",
          {{"character", std::string("U+00") + digits[code / 16] + digits[code % 16]}});
}

std::int64_t JsonNode::integer() const {
  if (!present()) return 0;
  if (!as_value(value_).is_int64()) {
    wrong_type("base.json_not_integer");
    return 0;
  }
  return as_value(value_).get_int64();
}

bool JsonNode::is_integer() const {
  return present() && as_value(value_).is_int64();
}

int JsonNode::integer_in(int low, int high) const {
  const std::int64_t value = integer();
  if (!is_integer()) return low;
  if (low <= value && value <= high) return static_cast<int>(value);
  mistake("base.json_out_of_range", {{"value", std::to_string(value)},
                                     {"low", std::to_string(low)},
                                     {"high", std::to_string(high)}});
  return low;
}

bool JsonNode::flag() const {
  if (!present()) return false;
  if (!as_value(value_).is_bool()) {
    wrong_type("base.json_not_boolean");
    return false;
  }
  return as_value(value_).get_bool();
}

bool JsonObject::present() const {
  return node_.present();
}

const void* JsonObject::find(std::string_view key) {
  if (!present()) return nullptr;
  const auto& object = as_value(node_.value_).get_object();
  const auto found = object.find({key.data(), key.size()});
  if (found == object.end()) return nullptr;
  asked_[static_cast<std::size_t>(found - object.begin())] = true;
  return &found->value();
}

JsonNode JsonObject::optional(std::string_view key) {
  JsonNode child;
  child.value_ = find(key);
  child.parent_ = &node_;
  child.key_ = key;
  child.mistakes_ = node_.mistakes_;
  if (child.null()) child.value_ = nullptr;
  return child;
}

JsonNode JsonObject::required(std::string_view key) {
  JsonNode child = optional(key);
  if (!child.present() && present()) {
    node_.mistake("base.json_missing_key", {{"key", std::string(key)}});
  }
  return child;
}

std::optional<std::string> JsonObject::maybe_text(std::string_view key) {
  const JsonNode child = optional(key);
  return child.present() ? std::optional(child.text()) : std::nullopt;
}

std::optional<int> JsonObject::maybe_integer_in(std::string_view key, int low, int high) {
  const JsonNode child = optional(key);
  return child.present() ? std::optional(child.integer_in(low, high)) : std::nullopt;
}

bool JsonObject::flag_or(std::string_view key, bool otherwise) {
  const JsonNode child = optional(key);
  return child.present() ? child.flag() : otherwise;
}

std::vector<std::string> JsonObject::texts(std::string_view key) {
  std::vector<std::string> list;
  optional(key).each([&](const JsonNode& element) { list.push_back(element.text()); });
  return list;
}

void JsonObject::each(std::string_view key, const std::function<void(const JsonNode&)>& visit) {
  const JsonNode child = optional(key);
  child.each(visit);
}

void JsonObject::each_member(
    const std::function<void(std::string_view key, const JsonNode&)>& visit) {
  if (!present()) return;
  for (const auto& member : as_value(node_.value_).get_object()) {
    JsonNode child;
    child.value_ = &member.value();
    child.parent_ = &node_;
    child.key_ = view_of(member.key());
    child.mistakes_ = node_.mistakes_;
    visit(child.key_, child);
  }
  asked_.assign(asked_.size(), true);
}

void JsonObject::end() {
  if (!present()) return;
  std::size_t index = 0;
  for (const auto& member : as_value(node_.value_).get_object()) {
    if (!asked_[index++]) {
      node_.mistake("base.json_unknown_key", {{"key", std::string(view_of(member.key()))}});
    }
  }
}

}  // namespace base
