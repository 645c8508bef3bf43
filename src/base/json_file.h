// Reads a JSON file strictly and tells every mistake at once, each with file, path and reason, so
// that whoever wrote the file can mend it in one go. Strict means: valid UTF-8, one value, no key
// twice, no key unread (a misspelt key is a mistake, not silence), limits on size and depth.
//
//   base::Mistakes mistakes{"plans/…/plan.json"};
//   auto file = base::JsonFile::parse(text, mistakes);
//   if (file) { auto plan = file->root().object(); std::string slug = plan.text("slug"); …
//   plan.end(); }
//
// Paths are written as in `rows[3].cells.2011.text`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

// One mistake in a definition file; `code` is a key of the word catalogue
// ("base.json_missing_key").
struct Mistake {
  std::string file;
  std::string path;  // "" is the file as a whole
  std::string_view code;
  std::vector<Fact> facts;
};

// Collects the mistakes of one file. Stops collecting at 100: the rest is noise.
class Mistakes {
 public:
  explicit Mistakes(std::string file) : file_(std::move(file)) {}
  void add(std::string path, std::string_view code, std::vector<Fact> facts = {});
  bool none() const { return list_.empty(); }
  const std::string& file() const { return file_; }
  const std::vector<Mistake>& list() const { return list_; }

 private:
  std::string file_;
  std::vector<Mistake> list_;
};

class JsonObject;

// A value inside the file together with the way to it.
class JsonNode {
 public:
  JsonNode() = default;  // a value that is not there: reads as empty, its absence is told already
  bool present() const { return value_ != nullptr; }
  bool null() const;
  JsonObject object() const;
  void each(const std::function<void(const JsonNode&)>& visit) const;  // the elements of an array
  std::string text() const;
  std::int64_t integer() const;
  bool is_integer() const;
  // Within low … high, both allowed; otherwise a mistake, and low.
  int integer_in(int low, int high) const;
  bool flag() const;
  std::string path() const;
  void mistake(std::string_view code, std::vector<Fact> facts = {}) const;

 private:
  friend class JsonObject;
  friend class JsonFile;
  const void* value_ = nullptr;  // boost::json::value
  const JsonNode* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
  Mistakes* mistakes_ = nullptr;
  void wrong_type(std::string_view code) const;
  void check_characters(std::string_view text) const;
};

// An object being read: each key is asked for once; end() tells the keys nobody asked for.
class JsonObject {
 public:
  bool present() const;
  JsonNode required(std::string_view key);
  JsonNode optional(std::string_view key);  // absent and null are the same
  std::string text(std::string_view key) { return required(key).text(); }
  std::optional<std::string> maybe_text(std::string_view key);
  std::int64_t integer(std::string_view key) { return required(key).integer(); }
  std::optional<int> maybe_integer_in(std::string_view key, int low, int high);
  bool flag_or(std::string_view key, bool otherwise);
  std::vector<std::string> texts(std::string_view key);  // an optional array of strings
  void each(std::string_view key,
            const std::function<void(const JsonNode&)>& visit);  // an optional array
  // Every key with its value, in file order: for objects whose keys are data (cells by column).
  void each_member(const std::function<void(std::string_view key, const JsonNode&)>& visit);
  void end();
  const JsonNode& node() const { return node_; }

 private:
  friend class JsonNode;
  JsonNode node_;
  std::vector<bool> asked_;
  const void* find(std::string_view key);
};

class JsonFile {
 public:
  static constexpr std::size_t bytes_max = 16 * 1024 * 1024;
  // nullopt, with the mistake told (line and column), when the text is no JSON.
  static std::optional<JsonFile> parse(std::string_view text, Mistakes& mistakes);
  JsonFile(JsonFile&&) noexcept;
  ~JsonFile();
  const JsonNode& root() const { return root_; }

 private:
  struct Document;
  explicit JsonFile(std::unique_ptr<Document> document, Mistakes& mistakes);
  std::unique_ptr<Document> document_;
  JsonNode root_;
};

}  // namespace base
