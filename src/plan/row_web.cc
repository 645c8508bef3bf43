// One row of a plan as a page: every column as printed and as read, its mark, its owners, the same
// programme elsewhere.
#include <algorithm>
#include <map>

#include "base/date.h"
#include "base/quantity_json.h"
#include "base/yen.h"
#include "http/page_frame.h"
#include "plan/plan_service.h"
#include "plan/plan_sheet.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "plan/released_words.h"
#include "plan/series_view.h"
#include "plan/table.h"
#include "ui/plan/row.h"

namespace plan::web {

namespace {

using base::Language;
using base::say;

class RowView {
 public:
  // Where the cells of each leaf stand in the table they were taken from.
  using Places = std::map<std::string, std::vector<staff::web::PrintedPlace>, std::less<>>;

  RowView(const http::Request& request, const OpenedRow& opened, const Row& row,
          const Places& places)
      : request_(request),
        language_(request.language),
        opened_(opened),
        plan_(opened.opened.plan),
        row_(row),
        places_(places) {}

  RowPage make() const {
    RowPage view;
    view.page = http::page_frame(request_, number_and_title(row_),
                                 {{plan_.title, plan_url(language_, plan_.slug)}});
    view.municipality = opened_.opened.municipality.name;
    view.plan_title = plan_.title;
    view.plan_url = plan_url(language_, plan_.slug);
    view.period_note = period_note(language_, plan_.period, base::japan_date(base::now()));
    view.number = row_.number.value_or("");
    view.level = level_name(row_.level);
    view.title = row_.title;
    view.title_note = row_.title_reason.value_or("");
    view.place = place();
    if (row_.description) {
      view.description = row_.description->text;
      view.description_note = row_.description->certainty.reason.value_or("");
    }
    view.carried_by = listed(row_.parties);
    view.parts = parts();
    view.notes = row_.notes;
    view.programmes = programmes();
    for (const auto& neighbour : row_.related) add_related(view.related, neighbour);
    view.provenance = provenance();
    view.caveats = caveat_views(plan_);
    add_released(view);
    add_way_on(view);
    return view;
  }

 private:
  std::string word(std::string_view key) const { return std::string(base::words(language_, key)); }

  std::string listed(const std::vector<std::string>& texts) const {
    std::string all;
    for (const auto& text : texts) {
      if (!all.empty()) all += word("plan.list_comma");
      all += text;
    }
    return all;
  }

  std::string level_name(std::string_view key) const {
    const auto* level = find_level(plan_, key);
    return level == nullptr ? "" : level->name;
  }

  std::vector<FactView> place() const {
    std::vector<FactView> facts;
    for (const auto* node : place_of(plan_, row_)) {
      const std::string url =
          has_table(plan_) ? table_url(language_, plan_.slug) + "?objective=" + node->key : "";
      facts.push_back({level_name(node->level), place_name(*node), "", url});
    }
    if (!facts.empty()) facts.back().note = row_.node_certainty.reason.value_or("");
    if (!row_.departments.empty()) {
      facts.push_back({word("plan.fact_department"), listed(row_.departments), "", ""});
    }
    if (row_.star) facts.push_back({word("plan.fact_star"), "☆", word("plan.fact_star_note"), ""});
    return facts;
  }

  // The leaves under this row: itself, or its sub-activities.
  std::vector<const Row*> leaves_here() const {
    auto children = sub_activities(plan_, row_);
    if (children.empty()) children.push_back(&row_);
    return children;
  }

  std::vector<RowPart> parts() const {
    std::vector<RowPart> list;
    for (const auto* leaf : leaves_here()) list.push_back(part(*leaf));
    return list;
  }

  RowPart part(const Row& leaf) const {
    RowPart view;
    if (&leaf != &row_) view.title = printed_title(leaf);
    view.anchor = "part-" + leaf.key;
    view.years_printed = leaf.years.printed.value_or("");
    view.years_read = years_words(language_, leaf.years.fiscal_years);
    for (std::size_t i = 0; i < leaf.cells.size(); ++i) {
      if (i > 0 && one_cell(leaf.cells[i - 1], leaf.cells[i])) continue;
      std::size_t last = i;
      while (last + 1 < leaf.cells.size() && one_cell(leaf.cells[last], leaf.cells[last + 1]))
        ++last;
      view.cells.push_back(cell_view(leaf.cells[i], leaf.cells[last]));
      view.cells.back().place_url = place_url(leaf.key, leaf.cells[i].column);
    }
    view.series = series_views(language_, plan_, leaf);
    view.rating = rating_detail(leaf);
    view.owners = owners(leaf);
    if (&leaf != &row_) view.notes = leaf.notes;
    return view;
  }

  std::string place_url(const std::string& leaf, const std::string& column) const {
    const auto found = places_.find(leaf);
    if (found == places_.end()) return {};
    for (const auto& place : found->second)
      if (place.column == column) return http::address(language_, place.path);
    return {};
  }

  // Neighbouring columns of one printed cell: shown once, not as a fact of each year.
  static bool one_cell(const Cell& left, const Cell& right) {
    const Reading* left_reading = shown(left);
    const Reading* right_reading = shown(right);
    return left_reading != nullptr && right_reading != nullptr && left_reading->merged &&
           left_reading->merged == right_reading->merged;
  }

  RowCellView cell_view(const Cell& cell, const Cell& last_cell) const {
    RowCellView view;
    const Column* column = find_column(plan_, cell.column);
    const Column* last = find_column(plan_, last_cell.column);
    const Reading* reading = shown(cell);
    if (column == nullptr || last == nullptr || reading == nullptr) return view;
    view.label = columns_words(column->header, last->header);
    view.fiscal_years = years_words(language_, years_of(*column, *last));
    const MergedCell* merged = reading->merged ? find_merged(plan_, *reading->merged) : nullptr;
    if (merged != nullptr) {
      view.lines = merged->texts;
      view.merged = merged_words(*merged);
    } else if (reading->text) {
      view.lines = {*reading->text};
    }
    view.state = state_beside(language_, plan_, *reading);
    if (reading->meaning.state == CellState::handed_over && reading->meaning.body) {
      view.state =
          say(language_, "plan.handed_over_to", {{"body", body_name(*reading->meaning.body)}});
    }
    if (reading->text || merged != nullptr) {
      view.mark = word("plan.source_" + std::string(in_db(reading->source)));
    }
    if (reading->meaning.by) view.by = word("plan.by_transcriber");
    view.reason = reading->meaning.reason.value_or(reading->certainty.reason.value_or(""));
    for (const auto& quantity : reading->quantities)
      view.quantities.push_back(quantity_view(quantity));
    view.unread = unread_part(*reading);
    view.apart = apart_sentences(language_, cell);
    return view;
  }

  // A column that is no year may name none.
  static std::vector<int> years_of(const Column& first, const Column& last) {
    if (&first == &last || first.fiscal_years.empty() || last.fiscal_years.empty()) {
      return first.fiscal_years;
    }
    return years_between(first.fiscal_years.front(), last.fiscal_years.back());
  }

  std::string merged_words(const MergedCell& merged) const {
    std::vector<std::string> numbers;
    for (const auto& key : merged.rows) {
      const Row* row = find_row(plan_, key);
      if (row == nullptr) continue;
      numbers.push_back(row->parent ? row->title : number_words(language_, *row));
    }
    const Column* first = find_column(plan_, merged.columns.front());
    const Column* last = find_column(plan_, merged.columns.back());
    return say(
        language_, merged.unassigned ? "plan.merged_unassigned" : "plan.merged_over",
        {{"rows", listed(numbers)}, {"columns", columns_words(first->header, last->header)}});
  }

  std::string body_name(const std::string& key) const {
    const auto body = std::find_if(opened_.bodies.begin(), opened_.bodies.end(),
                                   [&](const programme::Body& b) { return b.key == key; });
    return body == opened_.bodies.end() ? key : body->name;
  }

  QuantityView quantity_view(const base::Quantity& quantity) const {
    QuantityView view;
    view.label = quantity.label;
    view.value = grouped(quantity.value);
    if (quantity.range) view.value += word("plan.range") + grouped(quantity.range->high);
    view.unit = quantity.unit;
    view.qualifiers = qualifier_words(language_, quantity);
    if (quantity.yen && quantity.unit != quantity.base_unit) {
      view.yen = say(language_, "plan.yen", {{"yen", base::with_thousands(*quantity.yen)}});
    }
    return view;
  }

  // What the reading of a quantity cell left over; words-only cells say themselves what they say.
  static std::string unread_part(const Reading& reading) {
    std::string text;
    if (!reading.text || reading.meaning.state != CellState::quantities) return text;
    for (const auto& unread : base::read_cell(*reading.text).unread) {
      text += (text.empty() ? "" : " / ") + unread.text;
    }
    return text;
  }

  RatingDetail rating_detail(const Row& leaf) const {
    RatingDetail view;
    const Row* holder = rating_holder(plan_, leaf);
    if (holder == nullptr) return view;
    const Rating& rating = *holder->rating;
    view.rating = rating_view(language_, plan_, rating);
    if (rating.from && rating.to)
      view.period =
          say(language_, "plan.rating_period",
              {{"years", years_words(language_, years_between(*rating.from, *rating.to))}});
    const auto* scale = find_scale(plan_, rating.scale);
    if (scale != nullptr) {
      view.scale = scale->definition.value_or(scale->note.value_or(""));
    }
    view.reason = rating.certainty.reason.value_or("");
    return view;
  }

  static std::vector<int> years_between(int from, int to) {
    std::vector<int> years;
    for (int year = from; year <= to; ++year) years.push_back(year);
    return years;
  }

  // Who owned the leaf's programmes, as far as the years of this plan reach.
  std::vector<OwnerView> owners(const Row& leaf) const {
    std::vector<OwnerView> views;
    for (const auto& pointed : opened_.programmes) {
      if (std::find(leaf.programmes.begin(), leaf.programmes.end(), pointed.programme.key) ==
          leaf.programmes.end()) {
        continue;
      }
      for (const auto& owner : pointed.programme.owners) {
        const int from = std::max(owner.from, plan_.period.from);
        const int to = std::min(owner.to.value_or(plan_.period.to), plan_.period.to);
        if (from > to) continue;
        views.push_back({years_words(language_, years_between(from, to)), body_name(owner.body),
                         owner_note(owner)});
      }
    }
    return views;
  }

  static std::string owner_note(const programme::Owner& owner) {
    std::string note = owner.department.value_or("");
    if (owner.basis) note += (note.empty() ? "" : " ") + *owner.basis;
    return note;
  }

  std::vector<ProgrammeView> programmes() const {
    std::vector<ProgrammeView> views;
    for (const auto& pointed : opened_.programmes) {
      ProgrammeView view;
      view.name = pointed.programme.name;
      view.url = programme_url(language_, plan_.municipality, pointed.programme.key);
      view.id = pointed.programme.key;
      view.type = type_words(language_, pointed.programme.type);
      for (const auto& use : pointed.uses) add_use(view.elsewhere, use);
      views.push_back(std::move(view));
    }
    return views;
  }

  void add_use(std::vector<RelatedRow>& list, const store::ProgrammeUse& use) const {
    if (use.plan == plan_.slug) {
      const Row* row = find_row(plan_, use.row);
      if (row == nullptr || &programme_row(plan_, *row) == &row_) return;
      RelatedRow view = related_view(language_, plan_, *row);
      view.kind = word("plan.same_programme");
      list.push_back(std::move(view));
      return;
    }
    const auto other = std::find_if(opened_.plans.begin(), opened_.plans.end(),
                                    [&](const store::Summary& s) { return s.slug == use.plan; });
    if (other == opened_.plans.end()) return;
    list.push_back({.kind = word("plan.same_programme"),
                    .number = use.number,
                    .title = use.title,
                    .url = row_url(language_, use.plan, use.row),
                    .plan = other->title + "　" + other->period.printed,
                    .note = ""});
  }

  void add_related(std::vector<RelatedRow>& list, const Neighbour& neighbour) const {
    const Row* row = find_row(plan_, neighbour.row);
    if (row == nullptr) return;
    RelatedRow view = related_view(language_, plan_, *row);
    view.note = neighbour.note.value_or("");
    list.push_back(std::move(view));
  }

  // The least certain of everything this page shows of the row.
  Confidence worst_confidence() const {
    Confidence worst =
        std::max({row_.provenance.certainty.confidence, row_.node_certainty.confidence,
                  row_.description ? row_.description->certainty.confidence : Confidence::high});
    for (const auto* leaf : leaves_here()) {
      if (leaf->rating) worst = std::max(worst, leaf->rating->certainty.confidence);
      for (const auto& cell : leaf->cells) {
        const Reading* reading = shown(cell);
        if (reading != nullptr) worst = std::max(worst, reading->certainty.confidence);
      }
    }
    return worst;
  }

  std::vector<FactView> provenance() const {
    std::vector<FactView> facts;
    const auto* source = find_source(plan_, row_.provenance.source);
    if (source != nullptr) {
      facts.push_back({word("plan.fact_source"), source->title, source->file, ""});
    }
    if (row_.provenance.page) {
      facts.push_back({word("plan.fact_page"),
                       say(language_, "plan.fact_page_value",
                           {{"page", std::to_string(*row_.provenance.page)}}),
                       "", ""});
    }
    facts.push_back({word("plan.fact_confidence"),
                     word("plan.confidence_" + std::string(in_db(worst_confidence()))),
                     row_.provenance.certainty.reason.value_or(""), ""});
    return facts;
  }

  void add_released(RowPage& view) const {
    const auto& released = opened_.opened.released;
    if (!released) return;
    for (const auto* leaf : leaves_here()) {
      const auto* row = released->find(leaf->key);
      if (row == nullptr) continue;
      view.released.push_back(released_sentence(language_, *row));
      view.figures_url = http::address(language_, figures_path(plan_.slug) + "#row-" + leaf->key);
    }
    for (auto& sentence : withdrawn_sentences(language_, *released))
      view.released.push_back(std::move(sentence));
    for (const auto& one : opened_.corrections) {
      const bool here =
          std::ranges::any_of(leaves_here(), [&](const Row* leaf) { return leaf->key == one.row; });
      if (here) view.corrections.push_back(correction_fact(language_, *released, one));
    }
  }

  void add_way_on(RowPage& view) const {
    if (has_table(plan_)) {
      view.table_url = table_url(language_, plan_.slug) + "#row-" + leaves_here().front()->key;
    }
    const Row* before = nullptr;
    bool seen = false;
    for (const auto& row : plan_.rows) {
      if (row.parent) continue;
      if (seen) {
        view.next = {number_and_title(row), row_url(language_, plan_.slug, row.key)};
        break;
      }
      seen = &row == &row_;
      if (!seen) before = &row;
    }
    if (before != nullptr) {
      view.previous = {number_and_title(*before), row_url(language_, plan_.slug, before->key)};
    }
  }

  const http::Request& request_;
  Language language_;
  const OpenedRow& opened_;
  const Plan& plan_;
  const Row& row_;
  const Places& places_;
};

RowView::Places places_of(db::Database& database, staff::web::PrintedPlaces printed_places,
                          const Plan& plan, const Row& row) {
  RowView::Places places;
  if (printed_places == nullptr) return places;
  database.read([&](db::Read& tx) {
    const auto add = [&](const Row& leaf) {
      places[leaf.key] = printed_places(tx, plan.municipality, plan.slug, leaf.key,
                                        staff::web::SourceEyes::everybody);
    };
    const auto children = sub_activities(plan, row);
    for (const Row* leaf : children) add(*leaf);
    if (children.empty()) add(row);
    return 0;
  });
  return places;
}

http::Response row_page(db::Database& database, const http::Request& request,
                        staff::web::PrintedPlaces printed_places) {
  const auto opened =
      open_row(base::Actor::visitor(), database, request.capture("slug"), request.capture("row"));
  if (!opened) return http::refused(opened.error());
  const Plan& plan = opened->opened.plan;
  const Row& row = *find_row(plan, request.capture("row"));
  if (row.parent) {
    return http::redirect(row_url(request.language, plan.slug, *row.parent) + "#part-" + row.key);
  }
  const auto places = places_of(database, printed_places, plan, row);
  return {.body = pages::row(RowView(request, *opened, row, places).make(), request.language)};
}

}  // namespace

http::Response get_row(db::Database& database, const http::Request& request) {
  return row_page(database, request, nullptr);
}

http::Response get_row_with_places(const staff::web::Desk& desk, const http::Request& request) {
  return row_page(desk.database, request, desk.printed_places);
}

}  // namespace plan::web
