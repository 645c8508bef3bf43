// CLI11's sentences are cut where it puts names and values: "--limit: Value 0 not in range 1 to
// 500".
#include "app/usage_mistake.h"

#include <limits>
#include <string>

namespace app {
namespace {

std::string before(const std::string& text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

std::string after(const std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? std::string() : text.substr(at + mark.size());
}

UsageMistake missing(const std::string& what) {
  if (what.starts_with("A subcommand")) return {"app.usage_no_command", {}};
  return {"app.usage_missing", {{"option", before(what, " is required")}}};
}

UsageMistake unreadable(const std::string& what) {
  const std::string said = after(what, "Could not convert: ");
  return {"app.usage_unreadable", {{"option", before(said, " = ")}, {"value", after(said, " = ")}}};
}

UsageMistake not_one_of(const std::string& option, const std::string& reason) {
  std::string allowed;
  for (const char c : before(after(reason, "{"), "}"))
    allowed += c == ',' ? std::string(", ") : std::string(1, c);
  return {"app.usage_not_one_of",
          {{"option", option}, {"value", before(reason, " not in ")}, {"allowed", allowed}}};
}

UsageMistake out_of_range(const std::string& option, const std::string& reason) {
  const std::string range = after(reason, " not in range ");
  const std::string min = before(range, " to ");
  const std::string max = after(range, " to ");
  const std::string value = before(after(reason, "Value "), " not in ");
  if (max == std::to_string(std::numeric_limits<std::int64_t>::max()))
    return {"app.usage_too_small", {{"option", option}, {"value", value}, {"min", min}}};
  return {"app.usage_out_of_range",
          {{"option", option}, {"value", value}, {"min", min}, {"max", max}}};
}

}  // namespace

UsageMistake mistake_of(const CLI::ParseError& error) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return missing(what);
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) return unreadable(what);
  const std::string option = before(what, ":");
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return {"app.usage_without_value", {{"option", option}}};
  const std::string reason = after(what, ": ");
  if (reason.contains(" not in {")) return not_one_of(option, reason);
  if (reason.contains(" not in range ")) return out_of_range(option, reason);
  return {"app.usage_value", {{"option", option}}};
}

}  // namespace app
