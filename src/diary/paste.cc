// The headings decide; every row is read for itself.
#include "diary/paste.h"

#include <algorithm>
#include <charconv>

#include "base/era.h"
#include "base/japanese_text.h"
#include "base/text_front.h"
#include "base/words.h"

namespace diary {
namespace {

std::string joined(const Headers& headers) {
  std::string names;
  for (const auto& [column, called] : headers.fields)
    names += (names.empty() ? "" : ", ") + called.front();
  for (const auto* list : {&headers.place, &headers.co_organisers, &headers.note})
    names += ", " + list->front();
  return names;
}

bool is_called(const std::vector<std::string>& names, const std::string& key) {
  return std::ranges::any_of(
      names, [&](const std::string& name) { return base::search_key(name) == key; });
}

// What a column of the table holds.
struct Meaning {
  enum class What { nothing, day, place, co_organisers, note, field } what = What::nothing;
  Column column = {};
};

Meaning meaning_of(const Headers& headers, const std::string& heading) {
  using enum Meaning::What;
  const std::string key = base::search_key(heading);
  if (key.empty()) return {};
  if (is_called(headers.day, key)) return {day, {}};
  if (is_called(headers.place, key)) return {place, {}};
  if (is_called(headers.co_organisers, key)) return {co_organisers, {}};
  if (is_called(headers.note, key)) return {note, {}};
  for (const auto& [column, names] : headers.fields)
    if (is_called(names, key)) return {field, column};
  return {};
}

std::vector<Meaning> meanings(const sheet::Grid& grid, const Headers& headers, Pasted& pasted) {
  std::vector<Meaning> columns;
  std::set<std::string> seen;
  const auto wrong = [&](const base::RefusalKind& kind, std::vector<base::Fact> facts) {
    facts.push_back({"columns", joined(headers)});
    pasted.wrong.push_back({kind.code, kind.http_status, std::move(facts)});
  };
  bool has_day = false;
  for (const std::string& heading : grid.rows.front()) {
    columns.push_back(meaning_of(headers, heading));
    const std::string key = base::search_key(heading);
    if (key.empty()) continue;
    if (columns.back().what == Meaning::What::nothing) wrong(column_unknown, {{"column", heading}});
    if (!seen.insert(key).second) wrong(column_twice, {{"column", heading}});
    has_day = has_day || columns.back().what == Meaning::What::day;
  }
  if (!has_day) wrong(day_column_missing, {});
  return columns;
}

bool is_empty(const std::vector<std::string>& row) {
  return std::ranges::all_of(row, [](const std::string& cell) { return base::is_blank(cell); });
}

PastedRow read_row(const sheet::Grid& grid, std::size_t at, const std::vector<Meaning>& columns,
                   const PasteFor& to) {
  PastedRow row;
  row.row = at + 1;
  const auto wrong = [&](const base::RefusalKind& kind, std::vector<base::Fact> facts) {
    row.wrong.push_back({kind.code, kind.http_status, std::move(facts)});
  };
  Typed typed;
  std::optional<base::Date> day;
  std::string day_text;
  for (std::size_t i = 0; i < std::max(columns.size(), grid.rows[at].size()); ++i) {
    const std::string text(grid.at(at, i));
    if (i >= columns.size()) {
      if (!base::is_blank(text)) wrong(row_longer, {{"value", text}});
      continue;
    }
    switch (columns[i].what) {
      case Meaning::What::nothing:
        break;
      case Meaning::What::day:
        day_text = text;
        day = read_day(text, to.fiscal_year);
        break;
      case Meaning::What::place:
        row.texts.place = text;
        break;
      case Meaning::What::co_organisers:
        row.texts.co_organisers = text;
        break;
      case Meaning::What::note:
        row.texts.note = text;
        break;
      case Meaning::What::field:
        if (!base::is_blank(text))
          typed[columns[i].column.line->key][columns[i].column.field->name] = text;
        break;
    }
  }
  if (!day) {
    wrong(day_unreadable, {{"value", day_text}});
    return row;
  }
  row.days = {*day, *day};
  std::string field;
  if (const auto fit = check_texts(row.texts, field); !fit) row.wrong.push_back(fit.error());
  std::vector<Wrong> mistakes;
  row.facts = read_facts(to.lines, row.days, typed, {to.programme, {}, to.words}, mistakes);
  for (Wrong& one : mistakes) row.wrong.push_back(std::move(one.refusal));
  return row;
}

bool are_same(const PastedRow& one, const PastedRow& other) {
  if (one.days.first != other.days.first || one.facts.size() != other.facts.size() ||
      one.texts.place != other.texts.place)
    return false;
  for (std::size_t i = 0; i < one.facts.size(); ++i) {
    const record::Facts& a = one.facts[i];
    const record::Facts& b = other.facts[i];
    if (a.kind != b.kind || a.count != b.count || a.people != b.people || a.yen != b.yen ||
        a.in_town != b.in_town || a.attributes != b.attributes)
      return false;
  }
  return true;
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_all = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return is_all && !text.empty() ? std::optional(number) : std::nullopt;
}

std::optional<base::Date> date_of(int year, int month, int day) {
  if (month < 1 || day < 1) return std::nullopt;
  const auto date = base::Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  return date ? std::optional(*date) : std::nullopt;
}

// Parts between / . and -.
std::vector<int> parts_of(std::string_view text) {
  std::vector<int> parts;
  std::string digits;
  const auto end_part = [&] {
    if (!digits.empty()) parts.push_back(number_of(digits).value_or(0));
    digits.clear();
  };
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits.size() < 8) {
      digits += c;
    } else if (c == '/' || c == '.' || c == '-') {
      end_part();
    } else {
      return {};
    }
  }
  end_part();
  return parts;
}

}  // namespace

bool Pasted::is_right() const {
  return wrong.empty() && !rows.empty() &&
         std::ranges::all_of(rows, [](const PastedRow& row) { return row.wrong.empty(); });
}

std::optional<base::Date> read_day(std::string_view text, int fiscal_year) {
  const std::string folded = base::folded_without_spaces(text);
  if (const auto era = base::parse_era(folded); era && era->day) return era->date();
  std::string plain = folded;
  for (const std::string_view key : {"diary.sign_year", "diary.sign_month", "diary.sign_day"}) {
    const std::string_view sign = base::words(base::Language::ja, key);
    for (auto at = plain.find(sign); at != plain.npos; at = plain.find(sign))
      plain.replace(at, sign.size(), "/");
  }
  const std::vector<int> parts = parts_of(plain);
  if (parts.size() == 3) return date_of(parts[0], parts[1], parts[2]);
  if (parts.size() == 2)
    return date_of(parts[0] >= 4 ? fiscal_year : fiscal_year + 1, parts[0], parts[1]);
  // The number a spreadsheet keeps of a date: days since 30 December 1899.
  if (parts.size() == 1 && parts[0] >= 20'000 && parts[0] <= 80'000)
    return base::add_days(base::Date(1899, 12, 30), parts[0]);
  return std::nullopt;
}

Pasted read_table(const sheet::Grid& grid, const Headers& headers, const PasteFor& to) {
  Pasted pasted;
  if (grid.rows.size() < 2) {
    pasted.wrong.push_back({table_empty.code, table_empty.http_status, {}});
    return pasted;
  }
  if (grid.rows.size() - 1 > kPastedRowsMax) {
    pasted.wrong.push_back({too_many_rows.code,
                            too_many_rows.http_status,
                            {{"count", std::to_string(grid.rows.size() - 1)},
                             {"max", std::to_string(kPastedRowsMax)}}});
    return pasted;
  }
  const auto columns = meanings(grid, headers, pasted);
  if (!pasted.wrong.empty()) return pasted;
  for (std::size_t at = 1; at < grid.rows.size(); ++at) {
    if (is_empty(grid.rows[at])) continue;
    PastedRow row = read_row(grid, at, columns, to);
    const auto same = std::ranges::find_if(pasted.rows, [&](const PastedRow& one) {
      return one.wrong.empty() && row.wrong.empty() && are_same(one, row);
    });
    if (same != pasted.rows.end())
      row.wrong.push_back(
          {row_twice.code, row_twice.http_status, {{"row", std::to_string(same->row)}}});
    pasted.rows.push_back(std::move(row));
  }
  if (pasted.rows.empty()) pasted.wrong.push_back({table_empty.code, table_empty.http_status, {}});
  return pasted;
}

}  // namespace diary
