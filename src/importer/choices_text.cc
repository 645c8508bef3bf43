// Written and read in the same order; what was not chosen is not written.
#include "importer/choices_text.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/japanese_text.h"
#include "base/json_text.h"

namespace importer {
namespace {

constexpr std::array<std::pair<RowKind, std::string_view>, 7> kRowKinds = {{
    {RowKind::programme, "programme"},
    {RowKind::part, "part"},
    {RowKind::heading, "heading"},
    {RowKind::sum, "sum"},
    {RowKind::note, "note"},
    {RowKind::repeated, "repeated"},
    {RowKind::empty, "empty"},
}};

constexpr int kLinesMax = 20'000;
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2200;

void write_columns(base::JsonWriter& json, const std::vector<ColumnChoice>& columns) {
  json.key("columns").begin_array();
  for (const ColumnChoice& one : columns) {
    json.begin_object().field("header", one.header).field("meaning", in_db(one.meaning));
    if (one.year) json.field("year", *one.year);
    if (one.to_year) json.field("to_year", *one.to_year);
    json.end_object();
  }
  json.end_array();
}

std::optional<std::size_t> line_in(const base::JsonNode& node) {
  if (!node.present()) return std::nullopt;
  const int line = node.integer_in(1, kLinesMax);
  return static_cast<std::size_t>(line - 1);
}

void read_header(const base::JsonNode& node, Choices& choices) {
  std::vector<std::size_t> lines;
  node.each([&](const base::JsonNode& one) {
    if (const auto line = line_in(one)) lines.push_back(*line);
  });
  if (lines.size() != 2 || lines[0] > lines[1]) {
    node.mistake("importer.choices_header");
    return;
  }
  choices.header_top = lines[0];
  choices.header_bottom = lines[1];
}

void read_column(const base::JsonNode& node, Choices& choices) {
  auto object = node.object();
  ColumnChoice choice;
  choice.header = object.text("header");
  const base::JsonNode meaning = object.required("meaning");
  const auto known = meaning_from(meaning.text());
  if (!known) meaning.mistake("importer.choices_meaning", {{"meaning", meaning.text()}});
  choice.meaning = known.value_or(Meaning::unknown);
  choice.year = object.maybe_integer_in("year", kYearMin, kYearMax);
  choice.to_year = object.maybe_integer_in("to_year", kYearMin, kYearMax);
  object.end();
  if (known) choose_column(choices, std::move(choice));
}

void read_row(const base::JsonNode& node, Choices& choices) {
  auto object = node.object();
  const auto line = line_in(object.required("row"));
  const base::JsonNode kind = object.required("kind");
  const auto known = row_kind_from(kind.text());
  if (!known) kind.mistake("importer.choices_kind", {{"kind", kind.text()}});
  object.end();
  if (line && known) choose_row(choices, {*line, *known});
}

void read_rating(const base::JsonNode& node, Choices& choices) {
  auto object = node.object();
  RatingWord word;
  word.printed = object.text("printed");
  word.mark = object.text("mark");
  object.end();
  choose_rating(choices, std::move(word));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

}  // namespace

std::string_view in_db(RowKind kind) {
  return std::ranges::find(kRowKinds, kind, &std::pair<RowKind, std::string_view>::first)->second;
}

std::optional<RowKind> row_kind_from(std::string_view code) {
  const auto found =
      std::ranges::find(kRowKinds, code, &std::pair<RowKind, std::string_view>::second);
  return found == kRowKinds.end() ? std::nullopt : std::optional(found->first);
}

std::string choices_text(const Choices& choices) {
  base::JsonWriter json;
  json.begin_object();
  if (choices.header_top && choices.header_bottom) {
    json.key("header").begin_array().integer(static_cast<std::int64_t>(*choices.header_top) + 1);
    json.integer(static_cast<std::int64_t>(*choices.header_bottom) + 1).end_array();
  }
  if (choices.turned) json.field("turned", *choices.turned);
  if (!choices.columns.empty()) write_columns(json, choices.columns);
  if (!choices.rows.empty()) {
    json.key("rows").begin_array();
    for (const RowChoice& one : choices.rows)
      json.begin_object().field("row", one.row + 1).field("kind", in_db(one.kind)).end_object();
    json.end_array();
  }
  if (!choices.ratings.empty()) {
    json.key("ratings").begin_array();
    for (const RatingWord& one : choices.ratings)
      json.begin_object().field("printed", one.printed).field("mark", one.mark).end_object();
    json.end_array();
  }
  return json.end_object().take();
}

Choices choices_from(std::string_view text, base::Mistakes& mistakes) {
  Choices choices;
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return choices;
  auto object = file->root().object();
  if (const auto header = object.optional("header"); header.present()) read_header(header, choices);
  if (const auto turned = object.optional("turned"); turned.present())
    choices.turned = turned.flag();
  object.each("columns", [&](const base::JsonNode& node) { read_column(node, choices); });
  object.each("rows", [&](const base::JsonNode& node) { read_row(node, choices); });
  object.each("ratings", [&](const base::JsonNode& node) { read_rating(node, choices); });
  object.end();
  return choices;
}

Choices kept_choices(std::string_view text) {
  base::Mistakes mistakes("choices");
  return choices_from(text, mistakes);
}

void choose_column(Choices& choices, ColumnChoice choice) {
  const auto before = std::ranges::find(choices.columns, choice.header, &ColumnChoice::header);
  if (before == choices.columns.end())
    choices.columns.push_back(std::move(choice));
  else
    *before = std::move(choice);
}

void choose_row(Choices& choices, RowChoice choice) {
  const auto before = std::ranges::find(choices.rows, choice.row, &RowChoice::row);
  if (before == choices.rows.end())
    choices.rows.push_back(choice);
  else
    *before = choice;
}

void choose_rating(Choices& choices, RatingWord word) {
  const auto before = std::ranges::find(choices.ratings, word.printed, &RatingWord::printed);
  if (before == choices.ratings.end())
    choices.ratings.push_back(std::move(word));
  else
    *before = std::move(word);
}

std::string header_words(std::string_view header) {
  std::string words = base::search_key(header);
  std::erase_if(words, [](char letter) { return letter >= '0' && letter <= '9'; });
  return words;
}

std::string header_lines(const Understanding& understanding) {
  std::string lines;
  std::set<std::string> seen;
  for (const ReadColumn& column : understanding.columns) {
    const std::string words = header_words(column.header);
    if (words.empty() || !seen.insert(words).second) continue;
    lines += (lines.empty() ? "" : "\n") + words;
  }
  return lines;
}

int likeness_percent(std::string_view lines, std::string_view others) {
  const auto left = lines_of(lines);
  const auto right = lines_of(others);
  const std::set<std::string> one(left.begin(), left.end());
  std::set<std::string> all(right.begin(), right.end());
  const auto common =
      std::ranges::count_if(one, [&](const std::string& words) { return all.contains(words); });
  all.insert(one.begin(), one.end());
  return all.empty() ? 0 : static_cast<int>(common * 100 / static_cast<std::ptrdiff_t>(all.size()));
}

std::vector<ColumnChoice> carried_columns(const Choices& earlier,
                                          const Understanding& understanding) {
  std::vector<ColumnChoice> carried;
  for (const ReadColumn& column : understanding.columns) {
    const auto same = std::ranges::find_if(earlier.columns, [&](const ColumnChoice& one) {
      return header_words(one.header) == header_words(column.header);
    });
    if (same == earlier.columns.end() || same->meaning == column.meaning) continue;
    carried.push_back({column.header, same->meaning, column.year, column.to_year});
  }
  return carried;
}

}  // namespace importer
