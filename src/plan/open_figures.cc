// Puts the public figures of a plan together with the words about them.
#include "plan/open_figures.h"

#include <algorithm>

#include "base/instant.h"
#include "base/json_text.h"
#include "figure/figure_text.h"
#include "figure/moved.h"
#include "plan/plan_json.h"
#include "programme/programme_service.h"

namespace plan {
namespace {

using base::JsonWriter;
using base::Language;

OpenValue kept_back() {
  return {std::string(figure::kMasked), "", true};
}

// 16,648 → 16648; nothing for words and fractions.
std::string number_in(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == ',') continue;
    if ((c < '0' || c > '9') && !(c == '-' && digits.empty())) return {};
    digits += c;
  }
  return digits;
}

OpenValue open_value(const figure::Definition& definition, const figure::RowDefinition& row,
                     const figure::Value& value) {
  OpenValue open;
  open.text = figure::shown_value(definition, value, row);
  open.number = number_in(open.text);
  return open;
}

bool has_months(const figure::Definition& definition) {
  return definition.measure == figure::Measure::count ||
         definition.measure == figure::Measure::people ||
         definition.measure == figure::Measure::yen ||
         definition.measure == figure::Measure::attribute;
}

OpenYear open_year(const release::PublicRow& row, const release::PublicFigure& figure, int year,
                   const release::PublicValue& value,
                   const std::vector<release::PublicMonth>& months) {
  const auto& definition = figure.held.definition;
  OpenYear open{year,
                value.hidden ? kept_back() : open_value(definition, row.definition, value.value),
                value.known,
                {}};
  if (!has_months(definition)) return open;
  for (const auto& month : months)
    open.months.push_back({month.month, month.hidden ? kept_back()
                                                     : open_value(definition, row.definition,
                                                                  figure::Value{month.sum, {}})});
  return open;
}

void add_row(db::Read& tx, Language language, const figure::Names& names,
             const release::PublicRow& row, const Row& line, OpenFigures& open) {
  std::map<int, std::map<std::string, std::vector<release::PublicMonth>, std::less<>>> months;
  const auto months_of = [&](int year, const std::string& key) {
    if (!months.contains(year))
      months[year] = release::public_months(tx, *open.opened.released, row, year);
    const auto found = months[year].find(key);
    return found == months[year].end() ? std::vector<release::PublicMonth>{} : found->second;
  };
  for (const auto& figure : row.figures) {
    const auto& definition = figure.held.definition;
    OpenFigure one{&row, &figure, &line, definition.label, {}, {}};
    if (one.label.empty()) one.label = definition.unit.empty() ? definition.key : definition.unit;
    one.counted = figure::explain(language, row.definition, definition, names);
    for (const auto& [year, value] : figure.years)
      one.years.push_back(open_year(row, figure, year, value, months_of(year, definition.key)));
    open.figures.push_back(std::move(one));
  }
}

void write_value(JsonWriter& json, const OpenValue& value) {
  json.field("text", value.text);
  json.key("value");
  if (value.number.empty()) {
    json.null();
  } else {
    json.raw(value.number);
  }
  json.field("suppressed", value.hidden);
}

void write_figure(JsonWriter& json, const OpenFigure& one) {
  json.field("row", one.line->key).field("figure", one.definition().key);
  json.field("title", one.line->title).field("label", one.label);
  json.field("unit", one.definition().unit);
  json.field("measure", figure::in_db(one.definition().measure));
  json.key("part_of");
  if (one.definition().part_of) {
    json.string(*one.definition().part_of);
  } else {
    json.null();
  }
  json.field("release", one.row->release->title);
  json.field("release_kind", release::in_db(one.row->release->kind));
  json.field("released_at", base::iso_japan(one.row->release->effective_at));
  json.key("counted").begin_array();
  for (const std::string& sentence : one.counted) json.string(sentence);
  json.end_array();
  json.key("years").begin_array();
  for (const OpenYear& year : one.years) {
    json.begin_object().field("fiscal_year", year.fiscal_year);
    write_value(json, year.value);
    json.key("known_at");
    if (year.known) {
      json.string(base::iso_japan(*year.known));
    } else {
      json.null();
    }
    json.key("months").begin_array();
    for (const OpenMonth& month : year.months) {
      json.begin_object().field("month", month_text(month.month));
      write_value(json, month.value);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

bool OpenFigures::has_hidden() const {
  return std::ranges::any_of(figures, [](const OpenFigure& figure) {
    return std::ranges::any_of(figure.years, [](const OpenYear& year) {
      return year.value.hidden || std::ranges::any_of(year.months, [](const OpenMonth& month) {
               return month.value.hidden;
             });
    });
  });
}

const OpenFigure* OpenFigures::find(std::string_view row, std::string_view key) const {
  const auto found = std::ranges::find_if(figures, [&](const OpenFigure& one) {
    return one.line->key == row && one.definition().key == key;
  });
  return found == figures.end() ? nullptr : &*found;
}

base::Result<OpenFigures> open_figures(const base::Actor& actor, db::Database& database,
                                       std::string_view slug, Language language) {
  return database.read([&](db::Read& tx) -> base::Result<OpenFigures> {
    auto opened = open(tx, actor, slug);
    if (!opened) return std::unexpected(opened.error());
    OpenFigures open{*std::move(opened), {}, {}};
    if (!open.opened.released) return open;
    figure::Names names;
    for (auto& programme : programme::programmes(tx, open.opened.plan.municipality))
      names.emplace(programme.key, std::move(programme.name));
    for (const Row* line : leaves(open.opened.plan))
      if (const auto* row = open.opened.released->find(line->key))
        add_row(tx, language, names, *row, *line, open);
    open.corrections = release::corrections(tx, *open.opened.released, kCorrectionsMax);
    return open;
  });
}

std::string month_text(int month) {
  const int in_year = month % 100;
  return std::to_string(month / 100) + "-" + (in_year < 10 ? "0" : "") + std::to_string(in_year);
}

output::Sheet figures_sheet(const OpenFigures& open) {
  output::Sheet sheet;
  sheet.title = open.opened.plan.title;
  sheet.headers = {"municipality_code", "plan",    "row",         "row_number",
                   "row_title",         "figure",  "label",       "unit",
                   "fiscal_year",       "month",   "value",       "text",
                   "suppressed",        "release", "released_at", "known_at"};
  for (const OpenFigure& one : open.figures) {
    const auto add = [&](const OpenYear& year, std::string month, const OpenValue& value) {
      sheet.rows.push_back({open.opened.plan.municipality, open.opened.plan.slug, one.line->key,
                            one.line->number.value_or(""), one.line->title, one.definition().key,
                            one.label, one.definition().unit, std::to_string(year.fiscal_year),
                            std::move(month), value.number, value.text, value.hidden ? "1" : "0",
                            one.row->release->title,
                            base::iso_japan(one.row->release->effective_at),
                            year.known ? base::iso_japan(*year.known) : ""});
    };
    for (const OpenYear& year : one.years) {
      add(year, "", year.value);
      for (const OpenMonth& month : year.months) add(year, month_text(month.month), month.value);
    }
  }
  return sheet;
}

std::string figures_json(const OpenFigures& open) {
  JsonWriter json;
  json.begin_object().field("plan", open.opened.plan.slug);
  write_municipality(json, open.opened.municipality);
  write_releases(json, open.opened);
  json.key("figures").begin_array();
  for (const OpenFigure& one : open.figures) {
    json.begin_object();
    write_figure(json, one);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string figure_json(const OpenFigures& open, const OpenFigure& figure) {
  JsonWriter json;
  json.begin_object().field("plan", open.opened.plan.slug);
  write_municipality(json, open.opened.municipality);
  json.key("figure").begin_object();
  write_figure(json, figure);
  json.end_object().end_object();
  return json.take();
}

}  // namespace plan
