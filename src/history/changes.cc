// Payloads are written by many rooms and read by one: whatever is readable is told, nothing is
// refused.
#include "history/changes.h"

#include "base/json_file.h"

namespace history {
namespace {

// As text; nothing for what is none.
std::optional<std::string> plain(const base::JsonNode& node, base::Mistakes& mistakes) {
  if (node.null()) return std::string();
  if (node.is_integer()) return std::to_string(node.integer());
  const std::size_t before = mistakes.list().size();
  std::string text = node.text();
  if (mistakes.list().size() == before) return text;
  const std::size_t then = mistakes.list().size();
  const bool flag = node.flag();
  if (mistakes.list().size() == then) return flag ? "true" : "false";
  return std::nullopt;
}

Change change_of(const base::JsonNode& node) {
  base::JsonObject object = node.object();
  Change change{.field = object.maybe_text("field").value_or(""),
                .before = object.maybe_text("before").value_or(""),
                .after = object.maybe_text("after").value_or("")};
  return change;
}

}  // namespace

std::vector<Change> differing(std::vector<Change> changes) {
  std::erase_if(changes, [](const Change& change) { return change.before == change.after; });
  return changes;
}

void write_changes(base::JsonWriter& json, const std::vector<Change>& changes) {
  json.key("changes").begin_array();
  for (const Change& change : changes) {
    json.begin_object().field("field", change.field);
    json.field("before", change.before).field("after", change.after).end_object();
  }
  json.end_array();
}

std::string changes_text(const std::vector<Change>& changes) {
  base::JsonWriter json;
  json.begin_object();
  write_changes(json, changes);
  return json.end_object().take();
}

std::optional<Told> told(std::string_view payload_json) {
  if (payload_json.empty()) return Told{};
  base::Mistakes mistakes("deed");
  const auto file = base::JsonFile::parse(payload_json, mistakes);
  if (!file) return std::nullopt;
  Told told;
  file->root().object().each_member([&](std::string_view key, const base::JsonNode& node) {
    if (key == "changes") {
      node.each([&](const base::JsonNode& one) { told.changes.push_back(change_of(one)); });
    } else if (key == "ids" || key == "deeds") {
      node.each([&](const base::JsonNode& one) { told.ids.push_back(one.text()); });
    } else if (auto text = plain(node, mistakes)) {
      told.facts.push_back({.field = std::string(key), .before = {}, .after = *std::move(text)});
    }
  });
  return told;
}

}  // namespace history
