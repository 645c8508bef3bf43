// The plan is read as it is printed, then what is released and answered is laid over it.
#include "edition/freeze.h"

#include <algorithm>

#include "base/words.h"
#include "plan/cell_store.h"
#include "plan/plan_service.h"
#include "plan/plan_sheet.h"
#include "plan/public_reading.h"
#include "plan/released_words.h"
#include "plan/source_store.h"
#include "plan/table.h"
#include "release/release_service.h"
#include "review/review_store.h"
#include "staff/municipality_service.h"

namespace edition {
namespace {

constexpr std::size_t kCorrectionsMax = 200;

// Cells that show what was answered.
void show_answered(db::Read& tx, plan::Plan& plan) {
  for (const auto& declared :
       plan::store::declared_sources(tx, plan.municipality, plan.slug, plan::store::kNow)) {
    if (declared.source != plan::ReadingSource::entered) continue;
    const auto row = std::ranges::find(plan.rows, declared.row, &plan::Row::key);
    if (row == plan.rows.end()) continue;
    for (plan::Cell& cell : row->cells)
      if (cell.column == declared.column &&
          plan::find_reading(cell, plan::ReadingSource::entered) != nullptr)
        cell.declared = plan::ReadingSource::entered;
  }
}

// What was decided in the last closed review: marks and what comes next.
struct Reviewed {
  std::vector<review::RowRating> ratings;
  std::vector<review::NextAction> actions;
};

Reviewed reviewed(db::Read& tx, std::string_view municipality, std::string_view plan) {
  const review::store::Place place{municipality, plan};
  for (const auto& one : review::store::reviews(tx, place))
    if (one.state == review::State::closed)
      return {review::store::ratings(tx, place, one.period),
              review::store::actions(tx, place, one.period)};
  return {};
}

class Freezing {
 public:
  Freezing(const plan::Plan& plan, Reviewed reviewed)
      : plan_(plan), reviewed_(std::move(reviewed)) {}

  Line line(const plan::Row& leaf) const {
    const plan::Row& programme = plan::programme_row(plan_, leaf);
    Line line;
    line.row = leaf.key;
    line.number = programme.number.value_or("");
    for (const plan::Node* node : plan::place_of(plan_, leaf))
      line.place.push_back(plan::place_name(*node));
    line.title = programme.title;
    if (leaf.parent) line.sub_title = leaf.title;
    line.departments = programme.departments;
    for (const plan::Column& column : plan_.columns) line.cells.push_back(cell(leaf, column));
    rate(leaf, line);
    for (const auto& action : reviewed_.actions) {
      if (action.row != leaf.key) continue;
      line.next_action = action.text;
      line.next_direction = review::in_db(action.direction);
    }
    line.notes = programme.notes;
    if (&programme != &leaf)
      line.notes.insert(line.notes.end(), leaf.notes.begin(), leaf.notes.end());
    return line;
  }

 private:
  Cell cell(const plan::Row& leaf, const plan::Column& column) const {
    Cell frozen{column.key, "", "", ""};
    const plan::Cell* cell = plan::find_cell(leaf, column.key);
    const plan::Reading* shown = cell == nullptr ? nullptr : plan::shown(*cell);
    if (shown == nullptr) return frozen;
    frozen.text = text_of(plan_, *shown);
    frozen.source = plan::in_db(shown->source);
    frozen.state = plan::in_db(shown->meaning.state);
    return frozen;
  }

  void rate(const plan::Row& leaf, Line& line) const {
    const auto* decided = review::latest(reviewed_.ratings, leaf.key, review::RatingKind::decided);
    const plan::Row* holder = plan::rating_holder(plan_, leaf);
    if (decided != nullptr) {
      line.rating = decided->mark;
      line.rating_source = "decided";
    } else if (holder != nullptr && holder->rating) {
      line.rating = holder->rating->printed;
      line.rating_source = "printed";
    }
  }

  const plan::Plan& plan_;
  const Reviewed reviewed_;
};

}  // namespace

std::string text_of(const plan::Plan& plan, const plan::Reading& reading) {
  if (reading.text && !reading.text->empty()) return *reading.text;
  const auto* merged = reading.merged ? plan::find_merged(plan, *reading.merged) : nullptr;
  return merged == nullptr ? std::string() : plan::merged_text(*merged);
}

std::string standing_releases(db::Read& tx, std::string_view municipality, std::string_view plan) {
  std::string text;
  for (const auto& one : release::of_plan(tx, municipality, plan))
    text += (text.empty() ? "" : " ") + std::to_string(one.id) + (one.withdrawn ? "-" : "+");
  return text;
}

base::Result<Frozen> freeze(db::Read& tx, std::string_view municipality, std::string_view slug,
                            base::Instant mark) {
  auto plan = plan::printed_plan(tx, municipality, slug);
  if (!plan) return std::unexpected(plan.error());
  const auto town = staff::municipality(tx, municipality);
  if (!town) return std::unexpected(town.error());
  plan::store::read_cells(tx, *plan, plan::store::Eyes::staff);
  Frozen frozen;
  Content& content = frozen.content;
  frozen.with_figures = release::has_figures(tx, municipality, slug);
  frozen.releases = standing_releases(tx, municipality, slug);
  if (frozen.with_figures) {
    release::Release publication;
    publication.municipality = municipality;
    publication.plan = slug;
    publication.mark = mark;
    const auto seen = release::as_published(tx, publication);
    plan::show_released(tx, *plan, seen);
    for (const auto& one : release::corrections(tx, seen, kCorrectionsMax))
      content.corrections.push_back({base::iso_japan(one.at), one.row,
                                     plan::correction_words(base::Language::ja, seen, one)});
  }
  show_answered(tx, *plan);
  content.municipality = municipality;
  content.publisher = town->name;
  content.plan = slug;
  content.plan_title = plan->title;
  content.known_at = base::iso_japan(mark);
  for (const plan::Column& column : plan->columns)
    content.columns.push_back({column.key, column.header});
  const Freezing freezing(*plan, reviewed(tx, municipality, slug));
  for (const plan::Row* leaf : plan::leaves(*plan)) content.lines.push_back(freezing.line(*leaf));
  for (const plan::Caveat& caveat : plan->caveats) content.caveats.push_back(caveat.text);
  for (const plan::Source& source : plan->sources) content.sources.push_back(source.title);
  return frozen;
}

}  // namespace edition
