// Numbers of people and entries travel as texts; days and times as everybody writes them.
#include "consultation/consultation_json.h"

#include <charconv>

namespace consultation {
namespace {

std::optional<base::Date> day_in(base::JsonObject& object, std::string_view key, bool needed) {
  const base::JsonNode node = needed ? object.required(key) : object.optional(key);
  if (!node.present()) return std::nullopt;
  const auto day = base::parse_date(node.text());
  if (day) return *day;
  node.mistake(day.error().code, day.error().facts);
  return std::nullopt;
}

std::optional<int> minute_in(base::JsonObject& object, std::string_view key) {
  const base::JsonNode node = object.optional(key);
  if (!node.present()) return std::nullopt;
  const auto minute = minute_of(key, node.text());
  if (minute) return *minute;
  node.mistake(minute.error().code, minute.error().facts);
  return std::nullopt;
}

std::optional<std::int64_t> number_in(base::JsonObject& object, std::string_view key) {
  const base::JsonNode node = object.optional(key);
  if (!node.present()) return std::nullopt;
  const std::string text = node.text();
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return number;
  node.mistake("consultation.number_unreadable", {{"value", text}});
  return std::nullopt;
}

NewClient client_from(const base::JsonNode& node) {
  base::JsonObject object = node.object();
  NewClient client;
  const std::string kind = object.text("kind");
  if (const auto read = business::kind_from(kind))
    client.content.kind = *read;
  else if (!kind.empty())
    node.mistake(unknown_kind.code, {{"kind", kind}});
  client.content.name = object.text("name");
  client.content.kana = object.maybe_text("kana").value_or("");
  client.content.phone = object.maybe_text("phone").value_or("");
  if (object.flag_or("although_alike", false)) client.doubles = business::Doubles::accept;
  object.end();
  return client;
}

void write_day(base::JsonWriter& json, std::string_view key, const std::optional<base::Date>& day) {
  if (day) json.field(key, base::iso(*day));
}

void write_words(base::JsonWriter& json, const Opened& opened) {
  if (!opened.notes.empty()) {
    const Note& note = opened.notes.front();
    json.field("content", note.content).field("advice", note.advice);
    json.field("next_action", note.next_action);
  }
  json.key("steps").begin_array();
  for (const Step& step : opened.steps)
    json.begin_object()
        .field("step", in_db(step.kind))
        .field("at", base::iso_japan(step.recorded_at))
        .field("person", std::to_string(step.person))
        .field("note", step.note)
        .end_object();
  json.end_array();
}

}  // namespace

FromJson entry_from_json(base::JsonObject& object, std::int64_t adviser) {
  FromJson read;
  Entry& entry = read.entry;
  entry.programme = object.text("programme");
  entry.kind = object.maybe_text("kind").value_or("consultation_held");
  entry.day = day_in(object, "day", true).value_or(entry.day);
  entry.from = minute_in(object, "from");
  entry.until = minute_in(object, "until");
  entry.channel = object.text("channel");
  entry.topics = object.texts("topics");
  const base::JsonNode secrecy = object.optional("secrecy");
  if (secrecy.present()) {
    if (const auto level = secrecy_from(secrecy.text()))
      entry.secrecy = *level;
    else
      secrecy.mistake(unknown_secrecy.code, {{"secrecy", secrecy.text()}});
  }
  entry.client = number_in(object, "client");
  const base::JsonNode fresh = object.optional("new_client");
  if (fresh.present()) read.client = client_from(fresh);
  entry.adviser = number_in(object, "adviser").value_or(adviser);
  entry.content = object.text("content");
  entry.advice = object.maybe_text("advice").value_or("");
  entry.next_action = object.maybe_text("next_action").value_or("");
  entry.next_on = day_in(object, "next_on", false);
  entry.referral = object.maybe_text("referral").value_or("");
  entry.follow_up_on = day_in(object, "follow_up_on", false);
  return read;
}

void write_opened(base::JsonWriter& json, const Opened& opened) {
  const Consultation& one = opened.consultation;
  const Entry& entry = one.entry;
  const bool is_whole = opened.sight == Sight::whole;
  json.field("consultation", std::to_string(one.id)).field("version", one.version);
  json.field("body", one.body).field("programme", entry.programme).field("kind", entry.kind);
  json.field("day", base::iso(entry.day));
  if (entry.from) json.field("from", time_text(*entry.from));
  if (entry.until) json.field("until", time_text(*entry.until));
  json.field("channel", entry.channel).field("secrecy", in_db(entry.secrecy));
  json.field("adviser", std::to_string(entry.adviser));
  json.field("record", std::to_string(one.record.value));
  json.field("withdrawn", one.withdrawn_by.has_value()).field("hidden", !is_whole);
  if (!is_whole) return;
  json.key("topics").begin_array();
  for (const std::string& topic : entry.topics) json.string(topic);
  json.end_array();
  if (opened.client) {
    json.key("client").begin_object().field("number", std::to_string(opened.client->id));
    json.field("name", opened.client->content.name).end_object();
  }
  write_day(json, "next_on", entry.next_on);
  write_day(json, "follow_up_on", entry.follow_up_on);
  if (!entry.referral.empty())
    json.field("referral", entry.referral).field("referral_state", in_db(one.referral_state));
  write_words(json, opened);
}

void write_held(base::JsonWriter& json, const Held& held) {
  json.begin_object().field("consultation", std::to_string(held.consultation));
  json.field("record", std::to_string(held.record.value)).field("repeated", held.repeated);
  json.end_object();
}

}  // namespace consultation
