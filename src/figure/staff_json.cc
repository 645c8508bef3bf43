// Members in one order, so that equal facts give equal bytes.
#include "figure/staff_json.h"

namespace figure {
namespace {

using base::JsonWriter;

void write_number(JsonWriter& json, std::string_view name,
                  const std::optional<std::int64_t>& number) {
  if (number)
    json.field(name, *number);
  else
    json.key(name).null();
}

void write_id(JsonWriter& json, std::string_view name, const std::optional<std::int64_t>& id) {
  if (id)
    json.field(name, std::to_string(*id));
  else
    json.key(name).null();
}

void write_attributes(JsonWriter& json, const record::Record& record) {
  json.key("attributes").raw(record::attributes_json(record.attributes));
}

void write_in_town(JsonWriter& json, const record::Record& record) {
  if (record.in_town)
    json.field("in_town", *record.in_town);
  else
    json.key("in_town").null();
}

void write_moved(JsonWriter& json, const Moved& moved) {
  json.begin_object();
  write_place(json, moved.place);
  json.field("unit", moved.unit).field("value", moved.now);
  json.field("confirmed", moved.confirmed).end_object();
}

void write_deed(JsonWriter& json, const history::PastDeed& deed) {
  json.begin_object().field("deed", std::to_string(deed.id.value)).field("kind", deed.kind);
  write_moment(json, "at", deed.at);
  json.field("actor_kind", deed.actor_kind).field("actor", std::to_string(deed.actor));
  json.field("post", deed.post).field("body", deed.body);
  json.field("reason", deed.reason.value_or("")).end_object();
}

void write_author(JsonWriter& json, std::string_view name,
                  const std::optional<history::PastDeed>& deed) {
  json.key(name);
  if (deed)
    write_deed(json, *deed);
  else
    json.null();
}

}  // namespace

void write_taken_back(JsonWriter& json, const TakenBack& taken_back, record::RecordId record) {
  const auto reversal = taken_back.find(record.value);
  write_id(json, "reversed_by",
           reversal == taken_back.end() ? std::nullopt : std::optional(reversal->second.value));
}

void write_moment(JsonWriter& json, std::string_view name, base::Instant at) {
  json.field(name, base::iso_japan(at));
  json.field(std::string(name) + "_microseconds", std::to_string(at.microseconds));
}

void write_record(JsonWriter& json, const record::Record& record) {
  json.field("record", std::to_string(record.id.value)).field("programme", record.programme);
  json.field("kind", record.kind).field("fiscal_year", record.fiscal_year.number());
  json.field("year_stated", record::in_db(record.year_stated));
  json.field("occurred_on", base::iso(record.occurred_on));
  write_moment(json, "recorded_at", record.recorded_at);
  json.field("count", record.count);
  write_number(json, "people", record.people);
  write_number(json, "yen", record.yen);
  write_in_town(json, record);
  write_attributes(json, record);
  write_id(json, "case", record.case_file);
  write_id(json, "business", record.business);
  write_id(json, "entry", record.entry);
  json.field("summary", record.summary);
  if (record.reverses)
    json.field("reverses", std::to_string(record.reverses->value));
  else
    json.key("reverses").null();
  if (record.confirmed_at)
    write_moment(json, "confirmed_at", *record.confirmed_at);
  else
    json.key("confirmed_at").null();
  json.field("deed", std::to_string(record.deed)).field("seal", record.seal);
}

void write_contribution(JsonWriter& json, const Contribution& contribution) {
  json.field("adds", contribution.value);
  if (contribution.divisor != 0) json.field("adds_below", contribution.divisor);
}

void write_place(JsonWriter& json, const Place& place) {
  json.field("plan", place.plan).field("row", place.row).field("figure", place.figure);
  json.field("label", place.label).field("fiscal_year", place.fiscal_year);
  write_contribution(json, place.contribution);
}

void write_figure(JsonWriter& json, const Held& figure) {
  json.field("row", figure.row).field("figure", figure.definition.key);
  json.field("label", figure.definition.label).field("version", figure.version);
  json.field("state", figure.state).field("measure", in_db(figure.definition.measure));
  json.field("unit", figure.definition.unit);
  if (figure.from) write_moment(json, "from", *figure.from);
  if (figure.until) write_moment(json, "until", *figure.until);
}

void write_sum(JsonWriter& json, const Sum& sum) {
  json.field("records", sum.records).field("value", sum.value);
  json.field("singles", sum.singles).field("divisor", sum.divisor);
}

void write_value(JsonWriter& json, const Held& figure, const RowDefinition& row,
                 const Value& value) {
  json.field("shown", shown_value(figure.definition, value, row));
  json.field("unit", figure.definition.unit);
  write_sum(json, value.sum);
  if (!value.milestone) return;
  json.key("milestone").begin_object().field("code", value.milestone->code);
  json.field("occurred_on", value.milestone->occurred_on);
  json.field("record", std::to_string(value.milestone->record)).end_object();
}

void write_mark(JsonWriter& json, const Mark& mark) {
  json.field("mark", std::to_string(mark.at.microseconds)).field("at", base::iso_japan(mark.at));
  json.field("kind", mark.kind).field("name", mark.name);
}

void write_written(JsonWriter& json, const Written& written) {
  json.begin_object().field("record", std::to_string(written.posted.record.value));
  json.field("deed", std::to_string(written.posted.deed));
  json.field("repeated", written.posted.repeated).key("warnings").begin_array();
  for (const record::Warning warning : written.posted.warnings)
    json.string(record::name_of(warning));
  json.end_array().key("figures").begin_array();
  for (const Moved& moved : written.figures) write_moved(json, moved);
  json.end_array().end_object();
}

void write_opened(JsonWriter& json, const OpenedRecord& opened, const RecordDeeds& deeds) {
  json.key("record").begin_object();
  write_record(json, opened.record);
  json.end_object().key("reversal");
  if (opened.reversal) {
    json.begin_object();
    write_record(json, *opened.reversal);
    json.end_object();
  } else {
    json.null();
  }
  json.field("note", opened.note.value_or("")).key("deeds").begin_array();
  for (const history::PastDeed& deed : deeds.all()) write_deed(json, deed);
  json.end_array();
  write_author(json, "confirmed_by", deeds.confirmed);
  write_author(json, "taken_back_by", deeds.taken_back);
  write_author(json, "reversal_confirmed_by", deeds.reversal_confirmed);
  json.key("places").begin_array();
  for (const Place& place : opened.places) {
    json.begin_object();
    write_place(json, place);
    json.end_object();
  }
  json.end_array();
}

void write_page(JsonWriter& json, const Page& page) {
  json.field("in_all", page.in_all).field("next", page.next).key("records").begin_array();
  for (const Counted& counted : page.records) {
    json.begin_object();
    write_record(json, counted.record);
    write_contribution(json, counted.contribution);
    json.field("reversed", counted.reversed);
    write_taken_back(json, page.taken_back, counted.record.id);
    json.end_object();
  }
  json.end_array();
}

void write_explained(JsonWriter& json, const Held& figure, const RowDefinition& row,
                     const Explained& explained) {
  json.key("before").begin_object();
  write_value(json, figure, row, explained.before);
  json.end_object().key("after").begin_object();
  write_value(json, figure, row, explained.after);
  json.end_object().key("lines").begin_array();
  for (const Difference& line : explained.lines) {
    json.begin_object().field("because", name_of(line.because)).field("change", line.change);
    if (line.record) {
      json.key("record").begin_object();
      write_record(json, *line.record);
      json.end_object();
    }
    json.end_object();
  }
  json.end_array();
}

std::string_view name_of(Because because) {
  switch (because) {
    case Because::late:
      return "late";
    case Because::fresh:
      return "fresh";
    case Because::corrected:
      return "corrected";
    case Because::reclassified:
      return "reclassified";
    case Because::reversed:
      return "reversed";
    case Because::confirmed:
      return "confirmed";
    case Because::newly_counted:
      return "newly_counted";
    case Because::no_longer_counted:
      return "no_longer_counted";
    case Because::counted_otherwise:
      return "counted_otherwise";
    case Because::definition:
      return "definition";
  }
  return {};
}

}  // namespace figure
