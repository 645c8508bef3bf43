// What cells say: patterns and their states, every printed cell of the real plans said by its own
// pattern, and the sentences that explain a figure.
#include "figure/figure_text.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/japanese_text.h"
#include "figure/figure_files_test.h"
#include "figure/pattern.h"

namespace figure {
namespace {

Value sum_of(std::int64_t value, std::int64_t divisor = 0) {
  return {{1, value, 0, divisor}, std::nullopt};
}
Value milestone_on(std::string code, std::string day) {
  return {{}, Milestone{std::move(code), std::move(day), 1}};
}

TEST_CASE("a pattern is cut at its braces") {
  const auto pieces = cut_pattern("貸付{loans}件{done:month}");
  REQUIRE(pieces);
  REQUIRE(pieces->size() == 4);
  CHECK((*pieces)[0].text == "貸付");
  CHECK((*pieces)[1].is_figure);
  CHECK((*pieces)[1].text == "loans");
  CHECK((*pieces)[1].format.empty());
  CHECK((*pieces)[3].text == "done");
  CHECK((*pieces)[3].format == "month");
  CHECK(cut_pattern("")->empty());
  for (const std::string_view torn : {"{", "}", "{a", "a}", "{a}}", "{{a}", "{a{b}}"}) {
    CAPTURE(torn);
    CHECK_FALSE(cut_pattern(torn));
  }
}

TEST_CASE("values as they are shown") {
  RowDefinition row;
  row.words = {{"built", "整備"}};
  Definition figure;
  CHECK(shown_value(figure, sum_of(2252), row) == "2,252");
  CHECK(shown_value(figure, sum_of(0), row) == "0");
  CHECK(shown_value(figure, sum_of(-1234), row) == "-1,234");
  figure.measure = Measure::yen;
  figure.scale = 1000;
  for (const auto& [yen, thousand] : std::vector<std::pair<std::int64_t, std::string>>{
           {16'648'499, "16,648"}, {16'648'500, "16,649"}, {499, "0"}, {500, "1"}, {-500, "-1"}}) {
    CHECK(shown_value(figure, sum_of(yen), row) == thousand);
  }
  figure = {};
  figure.measure = Measure::ratio;
  CHECK(shown_value(figure, sum_of(24'000, 3), row) == "8,000");
  CHECK(shown_value(figure, sum_of(24'001, 3), row) == "24,001/3");
  CHECK(shown_value(figure, sum_of(4, 6), row) == "2/3");
  CHECK(shown_value(figure, sum_of(-4, -6), row) == "2/3");
  CHECK(shown_value(figure, sum_of(4, -6), row) == "-2/3");
  CHECK(shown_value(figure, sum_of(0, 6), row) == "0");
  CHECK(shown_value(figure, sum_of(4, 0), row) == "");
  figure.measure = Measure::milestone;
  CHECK(shown_value(figure, milestone_on("built", "2014-03-01"), row) == "整備");
  CHECK(shown_value(figure, milestone_on("considered", "2014-03-01"), row) == "検討");
  CHECK(shown_value(figure, {}, row) == "");
  figure.measure = Measure::carried_out;
  CHECK(shown_value(figure, sum_of(2), row) == "実施");
  CHECK(shown_value(figure, sum_of(0), row) == "");
}

Composed composed(const std::string& slug, std::string_view row, std::string_view column,
                  const Values& values) {
  const auto set = testing::shipped(slug);
  const auto& definition = testing::row_of(set, row);
  const auto* rule = rule_of(definition, column);
  REQUIRE(rule);
  return compose(definition, *rule, values);
}

struct Cell {
  std::string plan, row, column;
  Values values;
  std::string text, state;
};

TEST_CASE("cells from their figures, with and without records") {
  const std::string old_plan = "nerima-2011", new_plan = "nerima-2018";
  const std::vector<Cell> cells = {
      {old_plan,
       "13",
       "2011",
       {{"loans", sum_of(2252)}, {"interest", sum_of(949'888'008)}},
       "貸付2,252件 利子補給 949,888,008円",
       "quantities"},
      {old_plan,
       "13",
       "2011",
       {{"interest", sum_of(1000)}},
       "貸付0件 利子補給 1,000円",
       "quantities"},
      {old_plan, "13", "2014", {}, "", "none"},
      {old_plan,
       "3",
       "2011",
       {{"held", milestone_on("carried_out", "2012-01-12")}},
       "1月に西武池袋店で実施",
       "words"},
      {old_plan, "8", "2011", {}, "未実施", "not_carried_out"},
      {old_plan, "20", "2012", {}, "-", "dash"},
      {old_plan, "40", "2011", {}, "―", "dash"},
      {old_plan, "43", "2011", {}, "0事業 0円", "quantities"},
      {old_plan, "45-2", "2012", {}, "0件", "quantities"},
      {old_plan, "37", "2011", {}, "空き店舗活用事業で対応", "done_elsewhere"},
      {old_plan, "37", "2011", {{"grants", sum_of(2)}}, "2件", "quantities"},
      {old_plan,
       "19-2",
       "2011",
       {{"issues", sum_of(3)}, {"copies", sum_of(24'000, 3)}},
       "年3回 各8,000部発行",
       "quantities"},
      {old_plan, "21", "2011", {{"copies", sum_of(800, 0)}}, "", "none"},
      {old_plan,
       "44-2",
       "2012",
       {{"status", milestone_on("partly_decided", "2013-03-15")}},
       "平成25年3月 一部決定",
       "words"},
      {old_plan,
       "44-2",
       "2013",
       {{"status", milestone_on("coordinated", "2013-05-01")}},
       "検討調整",
       "words"},
      {new_plan,
       "13-4",
       "y30",
       {{"areas", sum_of(5)}, {"continued", sum_of(4)}, {"new", sum_of(1)}},
       "5地域 (継続4地域、 新規1地域)",
       "quantities"},
      {new_plan, "13-4", "end_26", {}, "—", "dash"},
      {new_plan, "13-1-1", "end_29", {{"held", sum_of(4)}}, "創業セミナーの実施", "words"},
      {new_plan, "13-1-1", "target_31", {{"held", sum_of(4)}}, "", "not_computed"}};
  for (const auto& cell : cells) {
    CAPTURE(cell.row);
    CAPTURE(cell.column);
    const auto said = composed(cell.plan, cell.row, cell.column, cell.values);
    CHECK(said.text == cell.text);
    CHECK(said.state == cell.state);
    CHECK(said.reason.empty() == (cell.state != "not_computed"));
  }
}

TEST_CASE("a row with a reason says it in every column") {
  RowDefinition row;
  row.reason = "理由";
  const auto said = compose(row, {}, {});
  CHECK(said.state == "not_computed");
  CHECK(said.reason == "理由");
}

TEST_CASE("words without a number are words also when there are no records") {
  RowDefinition row;
  ColumnDefinition column;
  column.none = "検討中";
  CHECK(compose(row, column, {}).state == "words");
  column.none = "3年ごと";
  CHECK(compose(row, column, {}).state == "quantities");
}

TEST_CASE("a column has its own rule or the row's general one") {
  RowDefinition row;
  CHECK(rule_of(row, "2011") == nullptr);
  row.columns.resize(2);
  row.columns[0].column = "2012";
  CHECK(rule_of(row, "2012")->column == "2012");
  CHECK(rule_of(row, "2011")->column == "");
}

// ---- what is printed
// -----------------------------------------------------------------------------

// Reads a printed text backwards through the pattern: which values would have made it?
class Unpattern {
 public:
  explicit Unpattern(const RowDefinition& row) : row_(row) {}

  std::optional<Values> read(std::string_view pattern, const std::string& printed) {
    const auto pieces = cut_pattern(pattern);
    REQUIRE(pieces);
    values_.clear();
    if (!read_from(*pieces, 0, printed)) return std::nullopt;
    return values_;
  }

 private:
  bool read_from(const std::vector<PatternPiece>& pieces, std::size_t at, std::string_view text) {
    if (at == pieces.size()) return text.empty();
    if (pieces[at].is_figure) return read_figure(pieces, at, text);
    const std::string literal = base::fold_width(pieces[at].text);
    return text.starts_with(literal) && read_from(pieces, at + 1, text.substr(literal.size()));
  }

  bool read_figure(const std::vector<PatternPiece>& pieces, std::size_t at, std::string_view text) {
    const auto& figure = *std::ranges::find(row_.figures, pieces[at].text, &Definition::key);
    Value& value = values_[figure.key];
    if (pieces[at].format == kMonth) {
      value = milestone_on("carried_out", "2012-0" + std::string(text.substr(0, 1)) + "-15");
      return read_from(pieces, at + 1, text.substr(1));
    }
    if (pieces[at].format == kDate) {
      const std::string_view date = "平成25年3月";
      value = milestone_on("", "2013-03-15");
      return text.starts_with(date) && read_from(pieces, at + 1, text.substr(date.size()));
    }
    return has_words(figure.measure) ? read_words(figure, pieces, at, text)
                                     : read_number(figure, pieces, at, text);
  }

  static bool has_words(Measure measure) {
    return measure == Measure::milestone || measure == Measure::carried_out;
  }

  bool read_words(const Definition& figure, const std::vector<PatternPiece>& pieces, std::size_t at,
                  std::string_view text) {
    auto wordings = row_.words;
    wordings.push_back({"carried_out", wording(row_, "carried_out")});
    for (const auto& [code, said] : wordings) {
      const std::string literal = base::fold_width(said);
      if (!text.starts_with(literal)) continue;
      const auto before = values_;
      Value& value = values_[figure.key];
      if (figure.measure == Measure::carried_out) {
        if (code == kCarriedOut) value = sum_of(1);
      } else {
        value = milestone_on(code, value.milestone ? value.milestone->occurred_on : "2012-01-15");
      }
      if (read_from(pieces, at + 1, text.substr(literal.size()))) return true;
      values_ = before;
    }
    return false;
  }

  bool read_number(const Definition& figure, const std::vector<PatternPiece>& pieces,
                   std::size_t at, std::string_view text) {
    const auto end = std::min(text.find_first_not_of("0123456789,"), text.size());
    std::string digits(text.substr(0, end));
    std::erase(digits, ',');
    if (digits.empty()) return false;
    const std::int64_t number = std::stoll(digits);
    values_[figure.key] =
        figure.measure == Measure::ratio ? sum_of(number * 4, 4) : sum_of(number * figure.scale);
    return read_from(pieces, at + 1, text.substr(end));
  }

  const RowDefinition& row_;
  Values values_;
};

struct Printed {
  std::string row, column, text, kind, state;
};

void add_printed(base::JsonObject row, std::vector<Printed>& cells) {
  const std::string key = row.text("key");
  const auto list = row.optional("cells");
  if (!list.present()) return;
  list.object().each_member([&](std::string_view column, const base::JsonNode& node) {
    auto cell = node.object();
    Printed printed{key, std::string(column), cell.maybe_text("text").value_or(""),
                    cell.text("kind"), ""};
    const auto meaning = cell.optional("meaning");
    if (meaning.present()) printed.state = meaning.object().text("state");
    cells.push_back(std::move(printed));
  });
}

std::vector<Printed> printed_cells(const std::string& slug) {
  base::Mistakes mistakes("plan.json");
  const auto file =
      base::JsonFile::parse(testing::file_text("plans/131202/" + slug + "/plan.json"), mistakes);
  REQUIRE(file);
  std::vector<Printed> cells;
  auto root = file->root().object();
  root.each("rows", [&](const base::JsonNode& node) {
    add_printed(node.object(), cells);
    node.object().each("sub_activities",
                       [&](const base::JsonNode& part) { add_printed(part.object(), cells); });
  });
  return cells;
}

// What a cell says when its records are those of the printed text, or when there are none.
std::string said_again(const RowDefinition& row, const ColumnDefinition& column,
                       const Printed& printed) {
  if (printed.kind == "handed_over") return row.handed_over_text;
  const std::string without = compose(row, column, {}).text;
  const std::string folded = base::fold_width(printed.text);
  if (base::fold_width(without) == folded) return without;
  const auto values = Unpattern(row).read(column.text, folded);
  return values ? compose(row, column, *values).text : "cannot be said: " + column.text;
}

TEST_CASE("every printed cell of the real plans can be said by its pattern") {
  int said = 0;
  for (const auto& slug : testing::shipped_plans()) {
    const auto set = testing::shipped(slug);
    for (const auto& printed : printed_cells(slug)) {
      CAPTURE(printed.row);
      CAPTURE(printed.column);
      const auto& row = testing::row_of(set, printed.row);
      const auto* column = rule_of(row, printed.column);
      REQUIRE(column);
      if (printed.text.empty() || column->rule == ColumnRule::not_computed) continue;
      CHECK(base::fold_width(said_again(row, *column, printed)) == base::fold_width(printed.text));
      ++said;
    }
  }
  CHECK(said == 267);
}

TEST_CASE("the transcribed cells of a programme handed over are those of rows that say so") {
  for (const auto& printed : printed_cells("nerima-2011")) {
    const auto set = testing::shipped("nerima-2011");
    const auto& row = testing::row_of(set, printed.row);
    CAPTURE(printed.row);
    if (printed.kind == "handed_over") CHECK(row.shown_while_owned_by == "ward");
    if (printed.state == "done_elsewhere") CHECK(row.done_elsewhere_text == printed.text);
  }
}

// ---- explained
// -----------------------------------------------------------------------------------

const Names kNames = {{"business-loan-mediation", "産業融資あっせん事業"},
                      {"business-net", "事業所マッチング"}};

std::vector<std::string> explained(base::Language language, std::string_view row,
                                   std::string_view figure) {
  const auto set = testing::shipped("nerima-2011");
  const auto& definition = testing::row_of(set, row);
  const auto found = std::ranges::find(definition.figures, figure, &Definition::key);
  return explain(language, definition, *found, kNames);
}

TEST_CASE("a figure is explained in sentences") {
  CHECK(explained(base::Language::ja, "13", "interest") ==
        std::vector<std::string>{"事業「産業融資あっせん事業」の記録「利子補給」を見ます（1件＝融資"
                                 "1口の半期1回分の利子補給"
                                 "の支払）。",
                                 "帰属年度ごとに「支払額」を足します。",
                                 "取り消した記録は、数に入りません。"});
  CHECK(
      explained(base::Language::ja, "23", "in_town") ==
      std::vector<std::string>{
          "事業「事業所マッチング」の記録「企業の参加」を見ます（1件＝1社の1回の参加）。",
          "区域内の企業や人の記録だけを数えます。", "帰属年度ごとに「件数」を足します。",
          "「参加企業」のうちの数です。", "取り消した記録は、数に入りません。",
          "事業がほかの団体に移った年度には、数の代わりに「産業振興公社に事務移管」と示します。"});
  CHECK(explained(base::Language::ja, "32", "yen").at(2) ==
        "千円の表示は、円の合計を1回だけ四捨五入します。");
  CHECK(explained(base::Language::en, "13", "loans").at(1) ==
        "Adds up the number of cases of each fiscal year.");
}

TEST_CASE(
    "every shipped figure is explained in three to eight sentences, no slot or key left open") {
  for (const auto& slug : testing::shipped_plans()) {
    for (const auto& row : testing::shipped(slug).rows) {
      for (const auto& figure : row.figures) {
        CAPTURE(row.row);
        CAPTURE(figure.key);
        for (const auto language : {base::Language::ja, base::Language::en}) {
          const auto sentences = explain(language, row, figure, {});
          CHECK(sentences.size() >= 3);
          CHECK(sentences.size() <= 8);
          for (const auto& sentence : sentences) {
            CAPTURE(sentence);
            CHECK(sentence.find_first_of("{}") == std::string::npos);
            CHECK(sentence.find("record.") == std::string::npos);
          }
        }
      }
    }
  }
}

TEST_CASE("how the cells of a row are put together is said column by column") {
  RowDefinition row;
  row.figures.resize(2);
  row.figures[0].key = "loans";
  row.figures[0].label = "貸付";
  row.figures[1].key = "state";
  const auto add = [&](std::string_view column, ColumnRule rule, std::string_view text) {
    ColumnDefinition entry;
    entry.column = column;
    entry.rule = rule;
    entry.text = text;
    row.columns.push_back(entry);
  };
  add("", ColumnRule::year, "貸付{loans}件");
  row.columns.back().none = "-";
  add("a", ColumnRule::up_to, "{state}（{state:month}月・{state:date}）");
  add("b", ColumnRule::sum_of, "{loans}");
  add("c", ColumnRule::sum_of, "{loans}");
  add("d", ColumnRule::latest_of, "{loans}");
  add("e", ColumnRule::not_computed, "");
  row.columns.back().reason = "目標です";
  CHECK(explain_cells(base::Language::ja, row) ==
        std::vector<std::string>{
            "ほかの欄：欄の年度に帰属する記録から計算します。",
            "文は「貸付［貸付］件」で、［ ］にはその名前の実績値が入ります。",
            "記録が一つもないときは、「-」と示します。",
            "欄「a」：欄の最後の年度の末に分かっていることを示します。数はその年度の分、段階はその"
            "年度"
            "までで最も新しいものです。",
            "文は「［state］（［stateの月］月・［stateの年月］）」で、［ "
            "］にはその名前の実績値が入ります。",
            "記録が一つもないときは、何も示しません。",
            "欄「b、c」：欄の年度の値を足します。一つの記録は1回だけ数えます。",
            "文は「［貸付］」で、［ ］にはその名前の実績値が入ります。",
            "記録が一つもないときは、何も示しません。",
            "欄「d」：欄の年度のうち、記録のある最後の年度の値を示します。",
            "文は「［貸付］」で、［ ］にはその名前の実績値が入ります。",
            "記録が一つもないときは、何も示しません。", "欄「e」：計算しません（目標です）。"});
  row.columns.resize(1);
  row.done_elsewhere_text = "No.22で対応";
  CHECK(explain_cells(base::Language::en, row) ==
        std::vector<std::string>{
            "Every cell: computed from the records of the column's fiscal year.",
            "The text is \"貸付[貸付]件\"; the figure of that name stands in each [ ].",
            base::say(base::Language::en, "figure.explain_done_elsewhere",
                      {{"text", "No.22で対応"}})});
}

TEST_CASE("the cells of every shipped row are explained, no slot or key left open") {
  for (const auto& slug : testing::shipped_plans()) {
    for (const auto& row : testing::shipped(slug).rows) {
      if (row.reason) continue;
      CAPTURE(row.row);
      for (const auto language : {base::Language::ja, base::Language::en}) {
        const auto sentences = explain_cells(language, row);
        CHECK(sentences.size() >= 2);
        for (const auto& sentence : sentences) {
          CAPTURE(sentence);
          CHECK(sentence.find_first_of("{}") == std::string::npos);
          CHECK(sentence.find("figure.") == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("every kind of sentence") {
  RowDefinition row;
  Definition figure;
  figure.records = {{{"a"},
                     "issue_published",
                     {{"medium", Test::one_of, {"map", "web"}, 0},
                      {"medium", Test::none_of, {"map"}, 0},
                      {"copies", Test::at_least, {}, 10},
                      {"copies", Test::at_most, {}, 20}},
                     std::nullopt},
                    {{"b", "c"}, "company_joined", {}, false}};
  figure.gross = true;
  figure.part_of = "all";
  const auto sentences = explain(base::Language::ja, row, figure, {{"b", "乙"}});
  REQUIRE(sentences.size() == 12);
  CHECK(sentences[1] == "「媒体」が「マップ、ウェブサイト」の記録だけを数えます。");
  CHECK(sentences[2] == "「媒体」が「マップ」の記録は数えません。");
  CHECK(sentences[3] == "「部数」が10以上の記録だけを数えます。");
  CHECK(sentences[4] == "「部数」が20以下の記録だけを数えます。");
  CHECK(sentences[5].starts_with("事業「乙、c」の記録「企業の参加」を見ます"));
  CHECK(sentences[6] == "区域外の企業や人の記録だけを数えます。");
  CHECK(sentences[7] == "どの種類にも当てはまる記録でも、1回だけ数えます。");
  CHECK(sentences[9] == "延べの数です。同じ人や店も、そのつど数えます。");
  CHECK(sentences[10] == "「all」のうちの数です。");

  struct Said {
    Measure measure;
    std::string sentence;
  };
  for (const auto& [measure, sentence] : std::vector<Said>{
           {Measure::people, "帰属年度ごとに「人数」を足します。"},
           {Measure::attribute, "帰属年度ごとに「部数」を足します。"},
           {Measure::distinct_businesses,
            "帰属年度ごとに事業者を数えます。同じ事業者は、記録がいくつあっても1者です。"},
           {Measure::milestone, "帰属年度ごとに、最も新しい日の段階を示します。"},
           {Measure::carried_out, "帰属年度に記録が一つでもあれば、「実施」と示します。"},
           {Measure::ratio,
            "帰属年度ごとに、「部数」の合計を「件数」の合計で割ります。割り切れないときは、丸めずに"
            "分数で"
            "示します。"}}) {
    Definition plain;
    plain.measure = measure;
    plain.attribute = "copies";
    plain.records = {{{"a"}, "issue_published", {}, std::nullopt}};
    CHECK(explain(base::Language::ja, row, plain, {}).at(1) == sentence);
  }
}

}  // namespace
}  // namespace figure
