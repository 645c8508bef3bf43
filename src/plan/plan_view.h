// What the pages of the plans are given: ready words, no decisions left. plan_web fills these
// structs, ui/plan/*.html writes them escaped. Text taken from a plan is as printed; everything
// else has been said in the reader's language already. An empty string means that there is nothing
// to show.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "http/page_frame.h"
#include "output/chart.h"

namespace plan {

using http::Link;

// 達成度: the letter as printed. `tone` chooses a colour (a, b, c, other); the words say it all.
struct RatingView {
  std::string mark;  // A; empty: no rating is printed
  std::string tone;
  std::string words;  // 達成度A
  std::string scope;  // 2つの行で1つの達成度です
};

// A label and its value: one line of a list of facts. `url` makes the value a link.
struct FactView {
  std::string label;
  std::string value;
  std::string note;
  std::string url;
};

struct CaveatView {
  std::string text;  // as printed
  std::string note;
};

// One quantity through the years, drawn and as a table.
struct SeriesView {
  output::Columns chart;
  std::vector<FactView> values;
};

struct OptionView {
  std::string value;
  std::string label;
  bool selected = false;
};

// ---- /
struct PlanCard {
  std::string title;
  std::string url;
  std::string kind;         // 計画、方針、概要 …
  std::string edition;      // 平成23～26年度 進捗状況
  std::string period;       // 2011～2014年度（平成23～26年度）
  std::string period_note;  // 対象期間は終わっています
  std::string counts;       // 51事業（59行）・4年度
  std::string ratings;      // 達成度A 46・B 9・C 1
  std::vector<CaveatView> caveats;
};

struct MunicipalityGroup {
  std::string name;
  std::string code;
  std::string anchor;  // id of the section: m131202
  std::vector<PlanCard> plans;
};

struct HomePage {
  http::PageFrame page;
  std::int64_t municipality_count = 0;
  std::int64_t plan_count = 0;
  std::int64_t row_count = 0;
  std::string own_title;  // an installation of one municipality: its own heading and sentence
  std::string own_lead;
  std::vector<MunicipalityGroup> municipalities;
};

// ---- /programmes/{municipality}/{key}
struct ProgrammeLine {
  std::string number;
  std::string title;
  std::string url;
  RatingView rating;
  std::vector<FactView> cells;  // year and what is printed there, with the kind of absence
  std::vector<SeriesView> series;
};

struct ProgrammePlan {
  std::string title;
  std::string url;
  std::string period;
  std::string anchor;
  std::vector<ProgrammeLine> lines;
};

struct ProgrammePage {
  http::PageFrame page;
  std::string municipality;
  std::string name;
  std::string id;
  std::vector<FactView> facts;  // kind of support, owners by year
  std::vector<ProgrammePlan> plans;
  std::string compare_url;
};

// ---- /compare
struct CompareCell {
  std::string municipality;  // for the cards of a phone
  std::int64_t count = 0;
  std::vector<Link> programmes;
  Link more;  // the rest of a long list
};

struct CompareRow {
  std::string type;
  std::string url;  // this kind alone
  std::vector<CompareCell> cells;
};

struct ComparePage {
  http::PageFrame page;
  std::vector<OptionView> types;
  std::string action;
  std::vector<Link> municipalities;
  std::vector<CompareRow> rows;
};

// ---- /open-data
// Something that can be taken away.
struct FileView {
  std::string url;
  std::string label;
};

struct OpenDataPlan {
  std::string municipality;
  std::string title;
  std::string url;
  std::vector<FileView> files;
};

struct OpenDataPage {
  http::PageFrame page;
  std::vector<OpenDataPlan> plans;
  std::vector<FactView> api;     // what is asked for, its address
  std::vector<FactView> states;  // code and word
  std::vector<FactView> sources;
  std::vector<FactView> stages;
};

// ---- /plans/{slug}
struct TreeRow {
  std::string number;
  std::string title;
  std::string url;
  RatingView rating;
};

struct TreeNode {
  std::string level;  // 戦略目標、施策、方向 …: the plan's own word
  std::string code;
  std::string name;
  std::string note;  // an uncertain place in the tree says so
  std::string anchor;
  std::string table_url;  // the table, filtered to this node
  std::vector<TreeNode> nodes;
  std::vector<TreeRow> rows;
};

// One part of the stacked bar; x and width in hundredths of the bar ("0", "82.14").
struct RatingBar {
  RatingView rating;
  std::int64_t count = 0;
  std::string share;  // 82%
  std::string x;
  std::string width;
  std::string label_x;  // middle of the part; empty: too narrow for a label
};

struct RatingChart {
  std::vector<RatingBar> bars;  // empty: the plan prints no ratings
  std::int64_t total = 0;
  std::string sentence;    // the finding, in words
  std::string scale_note;  // Ａ・Ｂ・Ｃの意味は原文に印刷されていません。
};

// How the marks fall under one objective: the numbers of its line in the table, and its bar.
struct ObjectiveBar {
  std::string code;
  std::string name;
  std::string url;  // the table, filtered to the objective
  std::vector<std::int64_t> counts;
  std::int64_t total = 0;
  output::DividedBar bar;
};

struct ObjectiveChart {
  std::string sentence;
  std::vector<RatingView> marks;  // the columns
  std::vector<ObjectiveBar> bars;
};

// A line that grew or shrank, or was handed over.
struct ChangeView {
  std::string number;
  std::string title;
  std::string url;
  std::string label;   // what was counted; for a hand-over the year
  std::string before;  // 10,376千円 (23年度)
  std::string after;
  std::string change;  // ＋12%
};

struct Movements {
  bool is_comparable = false;  // does the plan print several years
  std::vector<ChangeView> changes;
  std::vector<ChangeView> handed_over;
};

struct RelationView {
  std::string kind;  // 前の計画
  std::string name;
  std::string url;  // empty: not held here
  std::string period;
  std::string note;
};

struct DocumentLink {
  std::string title;
  std::string url;
  std::string note;
};

struct SourceView {
  std::string title;
  std::string publisher;
  std::string published;
  std::string file;
  std::string note;
};

struct PlanPage {
  http::PageFrame page;
  std::string municipality;
  std::string title;
  std::string edition;
  std::string period;
  std::string period_note;  // 対象期間は平成23～26年度で、現在の計画ではありません
  std::vector<FactView> facts;
  std::vector<CaveatView> caveats;
  std::vector<std::string> notes;
  RatingChart ratings;
  ObjectiveChart objectives;
  Movements movements;
  std::vector<TreeNode> tree;
  std::vector<RelationView> relations;
  std::vector<DocumentLink> documents;
  std::vector<SourceView> sources;
  std::string table_url;  // empty: the plan prints no yearly cells
  std::string csv_url;
  std::string json_url;
};

// ---- /plans/{slug}/table
struct TableFilter {
  std::string action;
  std::vector<OptionView> objectives;
  std::vector<OptionView> ratings;
  std::vector<OptionView> years;
  std::vector<OptionView> departments;
  std::vector<OptionView> sorts;
  std::string text;
  bool is_set = false;
  std::string clear_url;
};

struct ColumnView {
  std::string header;        // 23年度, as printed
  std::string fiscal_years;  // 2011年度; empty for a column that is no year
};

// One cell as printed, with its span. lines: the text as printed, one entry for each text of a
// merged cell.
struct CellView {
  std::string label;  // the columns it stands for: 23年度, 23～25年度
  int colspan = 1;
  int rowspan = 1;
  bool is_merged = false;  // colspan or rowspan is over 1
  std::vector<std::string> lines;
  std::string state;      // 未集計, 実施年度外 …: the kind of absence in words
  std::string mark_lead;  // 公表資料から: read out, the short word stands alone on the screen
  std::string mark;       // 転記、集計、入力; empty where nothing is printed
  std::string uncertain;  // 転記に不確かな点があります
  std::string apart;      // 記録の合計 4,690人（差 −10人）
};

struct TableRow {
  std::string anchor;  // row-42
  std::string number;
  std::string title;
  std::string url;
  std::string sub_title;          // 内訳事業; empty: title stands over both columns
  int title_columns = 2;          // as TablePage::title_columns
  int programme_rowspan = 1;      // 0: number and title stand in a row above
  std::string placed;             // 推定配置: its place in the tree is inferred
  std::string years;              // 実施年度 as printed
  int years_rowspan = 1;          // 0: stands in a row above, or the table has no such column
  std::vector<CellView> cells;    // without those that a cell above or to the left covers
  std::vector<FactView> covered;  // for the phone's cards: label and what the covering cell says
  RatingView rating;
  bool has_rating = false;  // is there a cell: not when it stands in a row above
  int rating_rowspan = 1;
};

struct TableGroup {
  std::string path;  // A まちの魅力を活かした産業活動の推進
  std::string name;  // the measure
  std::string note;
  std::vector<TableRow> rows;
};

struct TablePage {
  http::PageFrame page;
  std::string municipality;
  std::string plan_title;
  std::string plan_url;
  std::string period_note;
  std::string rating_header;  // 達成度: the plan's own word; empty: no such column
  bool has_years = true;      // is there a column 実施年度
  TableFilter filter;
  std::int64_t shown_count = 0;
  std::int64_t total_count = 0;
  int title_columns = 2;  // 1 where no row shown has a sub_title
  int column_count = 0;   // of the whole table, for headings over its full width
  std::vector<ColumnView> columns;
  std::vector<TableGroup> groups;
  std::vector<CaveatView> caveats;
  std::vector<FileView> files;
  std::string json_url;
};

// ---- /plans/{slug}/rows/{row}
struct QuantityView {
  std::string label;
  std::string value;
  std::string unit;
  std::string qualifiers;  // 延べ、約 …
  std::string yen;         // 10,376,000円
};

struct RowCellView {
  std::string label;         // 23年度
  std::string fiscal_years;  // 2011年度（平成23年度）
  std::vector<std::string> lines;
  std::string state;
  std::string mark;    // 公表資料から転記
  std::string merged;  // №28・29の23～25年度にわたる1つの欄です
  std::string by;      // who read it so: 転記者の解釈
  std::string reason;
  std::string unread;  // what the reading could not understand
  std::vector<QuantityView> quantities;
  std::vector<std::string> apart;  // 公表 4,700人／記録の合計 4,690人（差 −10人）。…
  std::string place_url = {};      // where it stands in the table it was taken from
};

struct RatingDetail {
  RatingView rating;
  std::string period;
  std::string scale;  // the scale's own text, or that none is printed
  std::string reason;
};

struct OwnerView {
  std::string years;
  std::string body;
  std::string department;
};

// The row itself, or one of its 内訳事業.
struct RowPart {
  std::string title;  // empty for the row itself
  std::string anchor;
  std::string years_printed;
  std::string years_read;
  std::vector<RowCellView> cells;
  std::vector<SeriesView> series;
  RatingDetail rating;
  std::vector<OwnerView> owners;
  std::vector<std::string> notes;
};

struct RelatedRow {
  std::string kind;
  std::string number;
  std::string title;
  std::string url;
  std::string plan;  // empty: the same plan
  std::string note;
};

struct ProgrammeView {
  std::string name;
  std::string url;  // its own page, across all plans
  std::string id;
  std::string type;
  std::vector<RelatedRow> elsewhere;
};

struct RowPage {
  http::PageFrame page;
  std::string municipality;
  std::string plan_title;
  std::string plan_url;
  std::string period_note;
  std::string number;
  std::string level;  // 事業
  std::string title;
  std::string title_note;
  std::vector<FactView> place;  // 戦略目標, 施策: level and name
  std::string description;
  std::string description_note;
  std::string carried_by;
  std::vector<RowPart> parts;
  std::vector<std::string> notes;
  std::vector<ProgrammeView> programmes;
  std::vector<RelatedRow> related;
  std::vector<FactView> provenance;  // file, page, confidence, reason
  std::vector<CaveatView> caveats;
  std::vector<std::string> released;  // what of the records is released, since when
  std::vector<FactView> corrections;  // 訂正: the day, what was put right
  std::string figures_url;            // its figures by year and month
  std::string table_url;              // the table at this row
  Link previous;
  Link next;
};

// ---- /plans/{slug}/documents/{document}
struct DocumentBlock {
  std::string heading;  // exactly one of the three is filled
  std::string paragraph;
  std::vector<std::string> items;
  bool is_deep = false;  // a heading below a heading
};

struct DocumentChapter {
  std::string anchor;
  std::string heading;
  std::vector<DocumentBlock> blocks;
  std::vector<RelatedRow> rows;
};

struct DocumentPage {
  http::PageFrame page;
  std::string municipality;
  std::string plan_title;
  std::string plan_url;
  std::string period_note;
  std::string title;
  std::vector<FactView> facts;
  std::vector<Link> contents;  // #anchors
  std::vector<DocumentChapter> chapters;
  std::vector<std::string> notes;
};

// ---- /search
struct SnippetPiece {
  std::string text;
  bool is_hit = false;
};

struct SearchHit {
  std::string title;
  std::string url;
  std::string plan;
  std::string municipality;
  std::string kind;  // 計画, 事業, 資料
  std::vector<SnippetPiece> snippet;
};

struct SearchPage {
  http::PageFrame page;
  std::string query;
  std::vector<SearchHit> programmes;  // of the registers, whose name holds the words
  std::int64_t hit_count = 0;
  std::string problem;  // what is wrong with the query and what to do
  std::vector<SearchHit> hits;
  bool is_cut = false;  // more hits than shown
};

}  // namespace plan
