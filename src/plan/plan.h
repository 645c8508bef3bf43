// The promotion plan (計画) as a town prints it: objectives, measures, numbered rows, columns
// (years, targets, states, totals), one cell for each row and column, ratings for a stated period,
// caveats, sources, neighbours.
//
// A *row* is a line of the document and keeps its number for life; it points to 0…n programmes of
// the register. Rows that carry cells are *leaves*: a programme without sub-activities, or a
// sub-activity (内訳事業). A cell holds *readings*, each with its source: printed
// (公表資料から転記), entered (担当課が入力), computed (記録から集計); what is printed and what it
// means are two fields. Nothing here is ever guessed: a confidence below high carries its reason.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_file.h"
#include "base/quantity.h"
#include "base/result.h"

namespace plan {

inline constexpr base::RefusalKind unknown_plan{"plan.unknown_plan", 404};
inline constexpr base::RefusalKind unknown_row{"plan.unknown_row", 404};
inline constexpr base::RefusalKind unknown_column{"plan.unknown_column_named", 404};
inline constexpr base::RefusalKind not_a_leaf{"plan.not_a_leaf", 409};
inline constexpr base::RefusalKind reason_missing{"plan.reason_missing", 400};
inline constexpr base::RefusalKind reason_too_long{"plan.reason_too_long", 400};
inline constexpr base::RefusalKind text_missing{"plan.text_missing", 400};
inline constexpr base::RefusalKind text_too_long{"plan.text_too_long", 400};
inline constexpr base::RefusalKind nothing_to_show{"plan.nothing_to_show", 409};
inline constexpr base::RefusalKind unknown_source{"plan.unknown_source_named", 400};
inline constexpr base::RefusalKind unknown_scope{"plan.unknown_scope", 400};
inline constexpr base::RefusalKind not_permitted{"plan.not_permitted", 403};
inline constexpr base::RefusalKind unknown_document{"plan.unknown_document", 404};
inline constexpr base::RefusalKind year_outside{"plan.year_outside", 400};
inline constexpr base::RefusalKind unknown_filter{"plan.unknown_filter", 400};
inline constexpr base::RefusalKind unknown_type{"plan.unknown_type", 400};
inline constexpr base::RefusalKind search_words_missing{"plan.search_words_missing", 400};
inline constexpr base::RefusalKind search_too_long{"plan.search_too_long", 400};
inline constexpr base::RefusalKind slug_taken{"plan.slug_taken", 409};
inline constexpr base::RefusalKind municipality_missing{"plan.municipality_missing", 409};
inline constexpr base::RefusalKind programme_missing{"plan.programme_missing", 409};

// The refusals of this room, in the order in which its rules check them.
inline constexpr const base::RefusalKind* kRefusals[] = {
    &unknown_plan,         &not_permitted,   &unknown_row,      &unknown_column,
    &not_a_leaf,           &reason_missing,  &reason_too_long,  &text_missing,
    &text_too_long,        &nothing_to_show, &unknown_document, &year_outside,
    &unknown_source,       &unknown_scope,   &unknown_filter,   &unknown_type,
    &search_words_missing, &search_too_long, &slug_taken,       &municipality_missing,
    &programme_missing};

enum class PlanKind { plan, direction, action_plan, regional_plan };
enum class ColumnKind { year, target, state_at, total };
enum class RelationKind { before, after, above, implementing, related };
enum class Confidence { high, medium, low };

// What stands on the paper.
enum class CellKind { quantity, status, dash, handed_over, absent, unassigned };

// What it means. `words` is a state of work in words (検討, 整備); the others are the kinds of
// absence.
enum class CellState {
  quantities,
  words,
  not_yet_counted,
  outside_years,
  dash,
  not_carried_out,
  handed_over,
  done_elsewhere,
  unassigned,
  unknown
};

enum class ReadingSource { printed, entered, computed };

// A mark stands for one leaf, or is printed once for all leaves of a programme (nos. 9, 15, 19).
enum class RatingScope { row, programme };

// How sure the transcription is. Anything below high carries the reason.
struct Certainty {
  Confidence confidence = Confidence::high;
  std::optional<std::string> reason;
  bool operator==(const Certainty&) const = default;
};

struct Period {
  std::string printed;
  int from = 0;  // fiscal years
  int to = 0;
};

struct Source {
  std::string key;
  std::string file;
  std::string title;
  std::string publisher;
  std::optional<std::string> published;
  std::optional<std::string> note;
};

// A limit the document states about itself, printed wherever its totals are.
struct Caveat {
  std::string text;
  std::optional<std::string> note;
};

struct Level {
  std::string key;
  std::string name;
};

struct Relation {
  RelationKind kind = RelationKind::related;
  std::optional<std::string> plan;  // slug, when that plan is held here
  std::string name;
  std::optional<std::string> period;
  std::optional<std::string> mark;  // ＊ as printed beside the rows
  std::vector<std::string> rows;
  std::optional<std::string> note;
};

struct Column {
  std::string key;
  std::string header;
  ColumnKind kind = ColumnKind::year;
  std::vector<int> fiscal_years;
};

// A place in the tree above the rows: an objective, a measure with its direction.
struct Node {
  std::string key;
  std::string level;
  std::optional<std::string> parent;
  std::optional<std::string> code;
  std::optional<std::string> name;
  std::optional<std::string> direction;
  std::optional<std::string> printed;
  std::optional<std::string> text;  // what the document says under this heading
  std::optional<std::string> note;
  Certainty certainty;
};

struct Mark {
  std::string mark;     // A
  std::string printed;  // Ａ
};

struct RatingScale {
  std::string key;
  int version = 1;
  std::string header;
  std::vector<Mark> marks;
  std::optional<std::string> definition;  // absent where the town never printed one
  std::optional<std::string> note;
};

// One printed cell over several rows or columns; `unassigned` where its texts cannot be told apart
// by year.
struct MergedCell {
  std::string key;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<std::string> texts;
  bool unassigned = false;
  Certainty certainty;
};

struct Meaning {
  CellState state = CellState::unknown;
  std::optional<std::string> body;  // handed_over: to whom
  std::optional<std::string> row;   // done_elsewhere: through which row
  std::optional<std::string> by;    // who read it so, when the text alone does not say it
  std::optional<std::string> reason;
  bool operator==(const Meaning&) const = default;
};

struct Reading {
  ReadingSource source = ReadingSource::printed;
  int version = 1;
  std::optional<std::string> text;  // verbatim; absent when nothing is printed
  CellKind kind = CellKind::absent;
  Meaning meaning;
  std::vector<base::Quantity> quantities;
  std::optional<std::string> merged;  // key of the merged cell it is part of
  Certainty certainty;
};

struct Cell {
  std::string column;
  std::vector<Reading> readings;               // the latest version of each source
  std::optional<ReadingSource> declared = {};  // which of them it shows, when a deed says so
};

struct Rating {
  std::string scale;
  std::string mark;
  std::string printed;
  std::optional<int> from;  // the period it speaks of, in fiscal years
  std::optional<int> to;
  RatingScope scope = RatingScope::row;
  std::vector<std::string> over_rows;
  Certainty certainty;
};

// Another row that this one is tied to (the same figures, a merged cell).
struct Neighbour {
  std::string row;
  std::string kind;
  std::optional<std::string> note;
};

struct Description {
  std::string text;
  Certainty certainty;
};

// Implementation years as printed (H23、26), read as a set; information, never a gate.
struct Years {
  std::optional<std::string> printed;
  std::vector<int> fiscal_years;
};

struct Provenance {
  std::string source;
  std::optional<int> page;
  Certainty certainty;
};

struct Row {
  std::string key;                    // part of its address
  std::optional<std::string> number;  // as printed; absent where the document prints none
  std::string level;
  std::optional<std::string> parent;  // the programme row of a sub-activity
  std::optional<std::string>
      node;  // its place in the tree; a sub-activity stands where its parent stands
  Certainty node_certainty;
  std::string title;
  std::optional<std::string> title_reason;
  std::optional<Description> description;
  std::vector<std::string> programmes;
  std::vector<std::string> departments;
  std::vector<std::string> parties;  // who carries it, where the document says so
  bool star = false;
  Years years;
  std::vector<Cell> cells;  // leaves only, in the order of the columns
  std::optional<Rating> rating;
  std::vector<std::string> notes;
  std::vector<Neighbour> related;
  Provenance provenance;
};

enum class BlockKind { heading, paragraph, list };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;                   // headings: 2…4
  std::string text;                // headings and paragraphs
  std::vector<std::string> items;  // lists
  std::vector<std::string> rows;   // the rows this passage speaks of
  std::optional<std::string> link_reason;
};

// A prose chapter of the plan, readable as a page.
struct Document {
  std::string key;
  std::string title;
  std::string source;
  std::vector<Block> blocks;
};

struct Plan {
  std::string slug;
  std::string municipality;
  std::string title;
  std::optional<std::string> title_printed;
  std::optional<std::string> edition;
  PlanKind kind = PlanKind::plan;
  Period period;
  std::vector<Source> sources;
  std::vector<Caveat> caveats;
  std::vector<std::string> notes;
  std::vector<Level> levels;
  std::vector<Relation> relations;
  std::vector<Column> columns;
  std::vector<Node> nodes;
  std::vector<RatingScale> rating_scales;
  std::vector<MergedCell> merged_cells;
  std::vector<Row> rows;  // in printed order, a programme before its sub-activities
  std::vector<Document> documents;
};

// Rows that carry cells, in printed order.
std::vector<const Row*> leaves(const Plan& plan);
const Row* find_row(const Plan& plan, std::string_view key);
const Node* find_node(const Plan& plan, std::string_view key);
const Column* find_column(const Plan& plan, std::string_view key);
const Cell* find_cell(const Row& row, std::string_view column);
const Reading* find_reading(const Cell& cell, ReadingSource source);
const Level* find_level(const Plan& plan, std::string_view key);
const Source* find_source(const Plan& plan, std::string_view key);
const RatingScale* find_scale(const Plan& plan, std::string_view key);
const MergedCell* find_merged(const Plan& plan, std::string_view key);
std::vector<const Row*> sub_activities(const Plan& plan, const Row& programme_row);

// The row whose number, node and description a leaf stands under: its parent, or itself.
const Row& programme_row(const Plan& plan, const Row& leaf);

// The columns of these fiscal years (none named: all). Refusals: year_outside.
base::Result<std::vector<const Column*>> columns_of(const Plan& plan,
                                                    const std::vector<int>& years);

// 42 空き店舗入居促進事業; the title alone where no number is printed.
std::string number_and_title(const Row& row);

// From the outermost to the innermost place above the row.
std::vector<const Node*> place_of(const Plan& plan, const Row& row);

// The reading a cell shows: of the declared source, and nothing when that source has none any more
// (never another one silently). Undeclared: what was printed where a cell was printed, otherwise
// what the records say.
const Reading* shown(const Cell& cell);

// How often each mark was given, in the order of the scale.
std::vector<std::pair<std::string, int>> mark_counts(const Plan& plan);

std::string_view in_db(PlanKind kind);
std::string_view in_db(ColumnKind kind);
std::string_view in_db(RelationKind kind);
std::string_view in_db(Confidence confidence);
std::string_view in_db(CellKind kind);
std::string_view in_db(CellState state);
std::string_view in_db(ReadingSource source);
std::string_view in_db(RatingScope scope);
std::string_view in_db(BlockKind kind);

// The reverse: nullopt for a code that is none of them.
template <class Enum>
std::optional<Enum> from_db(std::string_view code);

}  // namespace plan
