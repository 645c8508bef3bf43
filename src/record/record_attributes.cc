// The declared attributes of a record as one text: written and read in exactly one form, so that
// the seal over the text is a seal over the attributes.
#include <algorithm>
#include <utility>

#include "record/record.h"

namespace record {

std::string attributes_json(const std::vector<AttributeValue>& attributes) {
  if (attributes.size() == 1 && attributes.front().name.empty()) return attributes.front().value;
  std::string json = "{";
  for (const AttributeValue& attribute : attributes) {
    if (json.size() > 1) json += ',';
    json += '"';
    json += attribute.name;
    json += "\":";
    const bool number = attribute.value.front() <= '9';  // codes begin with a letter
    if (!number) json += '"';
    json += attribute.value;
    if (!number) json += '"';
  }
  json += '}';
  return json;
}

namespace {

// Reads what attributes_json writes and nothing else.
class Attributes {
 public:
  explicit Attributes(std::string_view json) : rest_(json) {}

  std::optional<std::vector<AttributeValue>> read() {
    std::vector<AttributeValue> attributes;
    if (!skip('{')) return std::nullopt;
    while (!skip('}')) {
      if (!attributes.empty() && !skip(',')) return std::nullopt;
      auto next = attribute();
      if (!next) return std::nullopt;
      if (!attributes.empty() && attributes.back().name >= next->name) return std::nullopt;
      attributes.push_back(std::move(*next));
    }
    if (!rest_.empty()) return std::nullopt;
    return attributes;
  }

 private:
  bool skip(char letter) {
    if (!rest_.starts_with(letter)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  template <class Belongs>
  std::string_view take_while(Belongs belongs) {
    const auto end = std::ranges::find_if_not(rest_, belongs);
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  // A code between quotation marks: it begins with a letter, so it is never taken for a number.
  std::optional<std::string> code() {
    if (!skip('"')) return std::nullopt;
    const std::string_view text = take_while([](char letter) {
      return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
    });
    if (text.empty() || text.front() < 'a' || !skip('"')) return std::nullopt;
    return std::string(text);
  }

  std::optional<std::string> number() {
    const std::string_view text =
        take_while([](char letter) { return letter >= '0' && letter <= '9'; });
    if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    return std::string(text);
  }

  std::optional<AttributeValue> attribute() {
    auto name = code();
    if (!name || !skip(':')) return std::nullopt;
    auto value = rest_.starts_with('"') ? code() : number();
    if (!value) return std::nullopt;
    return AttributeValue{std::move(*name), std::move(*value)};
  }

  std::string_view rest_;
};

}  // namespace

std::vector<AttributeValue> attributes_from_json(std::string_view json) {
  auto attributes = Attributes(json).read();
  if (!attributes) return {AttributeValue{"", std::string(json)}};
  return std::move(*attributes);
}

const std::string* attribute(const Record& record, std::string_view name) {
  const auto found = std::ranges::find(record.attributes, name, &AttributeValue::name);
  return found == record.attributes.end() ? nullptr : &found->value;
}

}  // namespace record
