// Writes readings. The names of the enums stand here once.
#include "base/quantity_json.h"

#include <array>
#include <cstdio>
#include <utility>

namespace base {
namespace {

constexpr std::array<std::string_view, qualifier_count> qualifier_names = {
    "whole",        "each",       "gross", "part_of",   "target",     "planned",
    "result",       "cumulative", "sum",   "average",   "increase",   "decrease",
    "changed_from", "changed_to", "times", "bracketed", "and_others",
};

// The length of the valid UTF-8 sequence at the beginning of the bytes, 0 if there is none.
std::size_t sequence_length(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool beyond = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || beyond ? 0 : length;
}

void append_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const auto sign = static_cast<unsigned char>(text[0]);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (sign == '"' || sign == '\\') {
      out += '\\';
      out += text[0];
    } else if (sign < 0x20 || sign == 0x7F) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", sign);
      out += escape;
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

void append_field(std::string& out, std::string_view name, std::string_view text) {
  append_string(out, name);
  out += ':';
  append_string(out, text);
}

void append_span(std::string& out, std::string_view name, Span span) {
  append_string(out, name);
  out += ":[" + std::to_string(span.begin) + ',' + std::to_string(span.end) + ']';
}

std::string number_json(const Number& number) {
  const std::string text = number_text(number);
  return number.is_fraction() ? '"' + text + '"' : text;
}

template <class Visit>
void each_qualifier(Qualifiers qualifiers, Visit visit) {
  for (std::size_t index = 0; index < qualifier_count; ++index) {
    const auto qualifier = static_cast<Qualifier>(index);
    if (qualifiers.has(qualifier)) visit(name_of(qualifier));
  }
}

void append_quantity(std::string& out, const Quantity& quantity) {
  out += '{';
  append_field(out, "label", quantity.label);
  out += ",\"value\":" + number_json(quantity.value) + ',';
  append_field(out, "unit", quantity.unit);
  out += ',';
  append_field(out, "base_unit", quantity.base_unit);
  out += ",\"scale\":" + std::to_string(quantity.scale);
  out += ",\"yen\":" + (quantity.yen ? std::to_string(*quantity.yen) : "null");
  out += ",\"qualifiers\":[";
  bool first = true;
  each_qualifier(quantity.qualifiers, [&](std::string_view name) {
    if (!std::exchange(first, false)) out += ',';
    append_string(out, name);
  });
  out += "],";
  append_field(out, "per", quantity.per);
  out += std::string(",\"approximate\":") + (quantity.approximate ? "true" : "false") + ',';
  append_field(out, "comparison", name_of(quantity.comparison));
  out += ",\"range\":";
  out += quantity.range ? '[' + number_json(quantity.range->low) + ',' +
                              number_json(quantity.range->high) + ']'
                        : "null";
  out += ",\"part_of\":" + (quantity.part_of ? std::to_string(*quantity.part_of) : "null");
  out += ",\"dated\":" + (quantity.dated ? std::to_string(*quantity.dated) : "null") + ',';
  append_span(out, "figure", quantity.figure);
  out += ',';
  append_span(out, "span", quantity.span);
  out += '}';
}

template <class Items, class Append>
void append_list(std::string& out, std::string_view name, const Items& items, Append append) {
  out += ',';
  append_string(out, name);
  out += ":[";
  bool first = true;
  for (const auto& item : items) {
    if (!std::exchange(first, false)) out += ',';
    append(item);
  }
  out += ']';
}

void append_notes(std::string& out, const CellReading& reading, const Quantity& quantity) {
  std::string notes;
  const auto note = [&](std::string_view words) {
    if (!notes.empty()) notes += ", ";
    notes += words;
  };
  if (quantity.yen && quantity.unit != "円") note("yen " + std::to_string(*quantity.yen));
  if (quantity.approximate) note("approximate");
  if (quantity.comparison != Comparison::exactly) note(name_of(quantity.comparison));
  if (quantity.range) {
    note("range " + number_text(quantity.range->low) + " to " + number_text(quantity.range->high));
  }
  each_qualifier(quantity.qualifiers, note);
  if (quantity.part_of) note("of no. " + std::to_string(*quantity.part_of + 1));
  if (!quantity.per.empty()) note("per " + quantity.per);
  if (quantity.dated) note("dated " + reading.mentions[*quantity.dated].text);
  if (!notes.empty()) out += " {" + notes + '}';
}

}  // namespace

std::string_view name_of(CellState state) {
  switch (state) {
    case CellState::quantities:
      return "quantities";
    case CellState::words:
      return "words";
    case CellState::empty:
      return "empty";
    case CellState::dash:
      return "dash";
    case CellState::mark:
      return "mark";
    case CellState::none:
      return "none";
    case CellState::not_carried_out:
      return "not_carried_out";
    case CellState::called_off:
      return "called_off";
    case CellState::ended:
      return "ended";
    case CellState::handed_over:
      return "handed_over";
    case CellState::done_elsewhere:
      return "done_elsewhere";
    case CellState::not_yet_counted:
      return "not_yet_counted";
    case CellState::undecided:
      return "undecided";
    case CellState::unknown:
      return "unknown";
  }
  return "";
}

std::string_view name_of(Interpreter interpreter) {
  switch (interpreter) {
    case Interpreter::nobody:
      return "nobody";
    case Interpreter::wording:
      return "wording";
  }
  return "";
}

std::string_view name_of(Qualifier qualifier) {
  return qualifier_names[static_cast<std::size_t>(qualifier)];
}

std::string_view name_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::exactly:
      return "exactly";
    case Comparison::at_least:
      return "at_least";
    case Comparison::at_most:
      return "at_most";
    case Comparison::within:
      return "within";
    case Comparison::less_than:
      return "less_than";
    case Comparison::more_than:
      return "more_than";
  }
  return "";
}

std::string_view name_of(MentionKind kind) {
  switch (kind) {
    case MentionKind::date:
      return "date";
    case MentionKind::period:
      return "period";
    case MentionKind::as_of:
      return "as_of";
    case MentionKind::time:
      return "time";
    case MentionKind::ordinal:
      return "ordinal";
    case MentionKind::reference:
      return "reference";
    case MentionKind::name:
      return "name";
    case MentionKind::age:
      return "age";
    case MentionKind::rate:
      return "rate";
    case MentionKind::words:
      return "words";
  }
  return "";
}

std::string_view name_of(UnreadReason reason) {
  switch (reason) {
    case UnreadReason::invalid_utf8:
      return "invalid_utf8";
    case UnreadReason::control_character:
      return "control_character";
    case UnreadReason::cell_too_long:
      return "cell_too_long";
    case UnreadReason::thousands_misplaced:
      return "thousands_misplaced";
    case UnreadReason::number_malformed:
      return "number_malformed";
    case UnreadReason::number_too_large:
      return "number_too_large";
    case UnreadReason::number_indefinite:
      return "number_indefinite";
    case UnreadReason::number_list:
      return "number_list";
    case UnreadReason::decimal_point_ambiguous:
      return "decimal_point_ambiguous";
    case UnreadReason::slash_ambiguous:
      return "slash_ambiguous";
    case UnreadReason::sign_ambiguous:
      return "sign_ambiguous";
    case UnreadReason::ratio:
      return "ratio";
    case UnreadReason::unit_missing:
      return "unit_missing";
    case UnreadReason::unit_unknown:
      return "unit_unknown";
    case UnreadReason::may_be_year:
      return "may_be_year";
  }
  return "";
}

std::string number_text(const Number& number) {
  if (number.is_fraction()) {
    return std::to_string(number.numerator) + '/' + std::to_string(number.denominator);
  }
  const bool negative = number.numerator < 0;
  std::string digits = std::to_string(negative ? -number.numerator : number.numerator);
  const auto decimals = static_cast<std::size_t>(number.decimals);
  if (decimals > 0) {
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  return negative ? '-' + digits : digits;
}

std::string quantity_json(const CellReading& reading) {
  std::string out = "{";
  append_field(out, "text", reading.text);
  out += ',';
  append_field(out, "state", name_of(reading.state));
  out += ',';
  append_field(out, "meaning", name_of(reading.meaning));
  out += ',';
  append_field(out, "interpreted_by", name_of(reading.interpreted_by));
  append_list(out, "quantities", reading.quantities,
              [&](const Quantity& quantity) { append_quantity(out, quantity); });
  append_list(out, "mentions", reading.mentions, [&](const Mention& mention) {
    out += '{';
    append_field(out, "kind", name_of(mention.kind));
    out += ',';
    append_field(out, "text", mention.text);
    out += ',';
    append_span(out, "span", mention.span);
    out += '}';
  });
  append_list(out, "unread", reading.unread, [&](const Unread& unread) {
    out += '{';
    append_field(out, "text", unread.text);
    out += ',';
    append_span(out, "span", unread.span);
    out += ',';
    append_field(out, "reason", name_of(unread.reason));
    out += '}';
  });
  return out + '}';
}

std::string quantity_json(const Quantity& quantity) {
  std::string out;
  append_quantity(out, quantity);
  return out;
}

std::string quantity_line(const CellReading& reading) {
  std::string out;
  const auto item = [&] {
    if (!out.empty()) out += "; ";
  };
  if (reading.state != CellState::quantities) out += name_of(reading.state);
  for (const Quantity& quantity : reading.quantities) {
    item();
    if (!quantity.label.empty()) out += quantity.label + ": ";
    out += number_text(quantity.value);
    if (!quantity.unit.empty()) out += ' ' + quantity.unit;
    append_notes(out, reading, quantity);
  }
  for (const Mention& mention : reading.mentions) {
    item();
    out += '@' + std::string(name_of(mention.kind)) + ' ' + mention.text;
  }
  for (const Unread& unread : reading.unread) {
    item();
    out += '?' + std::string(name_of(unread.reason)) + ' ' + unread.text;
  }
  return out;
}

}  // namespace base
