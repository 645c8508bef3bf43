// Tables as PDF, read back by pdftotext: every cell's text is there, the headings and the page
// number stand on every page, no line is cut; and what happens when the child does not do its work.
#include "output/pdf.h"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace {

using output::Paper;

// The text of each page.
std::vector<std::string> pages_of(const std::string& pdf) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("nigiwai-pdf-test-" + std::to_string(getpid()) + ".pdf");
  std::ofstream(file, std::ios::binary) << pdf;
  const std::string command = "pdftotext -layout '" + file.string() + "' -";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  std::filesystem::remove(file);
  std::vector<std::string> pages;
  std::istringstream all(text);
  for (std::string page; std::getline(all, page, '\f');) pages.push_back(page);
  return pages;
}

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

output::Table long_table(int lines) {
  output::Table table{.name = "a",
                      .title = "商工業振興計画",
                      .above = {"練馬区"},
                      .as_of = "令和8年11月22日現在",
                      .columns = {{6, output::Align::centre}, {30}, {20}}};
  table.headings.push_back({.cells = {{.column = 0, .text = "№"},
                                      {.column = 1, .text = "事業名"},
                                      {.column = 2, .text = "実績"}}});
  for (int i = 1; i <= lines; ++i) {
    const std::string number = std::to_string(i);
    table.lines.push_back({.cells = {{.column = 0, .text = number},
                                     {.column = 1, .text = "事業" + number + "終"},
                                     {.column = 2, .text = "髙﨑𠮷①㈱ｶﾅ" + number + "件"}}});
  }
  table.below = {"※ 注記"};
  return table;
}

// Longer than a second passes between the two: the time of drawing would show.
TEST_CASE("the same table is the same file, whenever it is drawn") {
  output::Table table = long_table(60);
  table.made_at = "2026-11-22T09:00:00+09:00";
  const std::string first = output::draw_pdf(table, Paper::a4);
  const std::string unsaid = output::draw_pdf(long_table(60), Paper::a4);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  CHECK(output::draw_pdf(table, Paper::a4) == first);
  CHECK(output::draw_pdf(long_table(60), Paper::a4) == unsaid);
  CHECK(unsaid != first);
  CHECK(first.find("20261122090000+09'00") != std::string::npos);
}

TEST_CASE("headings, day and page number stand on every page, every line on one") {
  for (const Paper paper : {Paper::a3, Paper::a4}) {
    const auto pages = pages_of(output::draw_pdf(long_table(150), paper));
    REQUIRE(pages.size() > 2);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      CAPTURE(i);
      CHECK(holds(pages[i], "商工業振興計画"));
      CHECK(holds(pages[i], "事業名"));
      CHECK(holds(pages[i], "令和8年11月22日現在"));
      CHECK(holds(pages[i], std::to_string(i + 1) + "/" + std::to_string(pages.size())));
    }
    CHECK(holds(pages[0], "練馬区"));
    CHECK(holds(pages.back(), "※ 注記"));
    for (int line = 1; line <= 150; ++line) {
      const std::string name = "事業" + std::to_string(line) + "終";
      const std::string cell = "髙﨑𠮷①㈱ｶﾅ" + std::to_string(line) + "件";
      int on = 0;
      for (const auto& page : pages) on += holds(page, name) && holds(page, cell) ? 1 : 0;
      CAPTURE(name);
      CHECK(on == 1);
    }
  }
}

TEST_CASE("lines under one merged cell stay on one page, a band never ends a page") {
  for (int before = 30; before < 60; ++before) {
    output::Table table = long_table(before);
    table.lines.push_back({.cells = {{.column = 0, .text = "帯", .columns = 3}}, .band = true});
    table.lines.push_back({.cells = {{.column = 0, .text = "結", .rows = 3},
                                     {.column = 1, .text = "甲"},
                                     {.column = 2, .text = "い"}}});
    table.lines.push_back({.cells = {{.column = 1, .text = "乙"}, {.column = 2, .text = "ろ"}}});
    table.lines.push_back({.cells = {{.column = 1, .text = "丙"}, {.column = 2, .text = "は"}}});
    int pages_with = 0;
    for (const auto& page : pages_of(output::draw_pdf(table, Paper::a4))) {
      const bool any = holds(page, "帯") || holds(page, "甲") || holds(page, "丙");
      if (!any) continue;
      ++pages_with;
      CHECK(holds(page, "帯"));
      CHECK(holds(page, "甲"));
      CHECK(holds(page, "丙"));
    }
    CAPTURE(before);
    CHECK(pages_with == 1);
  }
}

TEST_CASE("a cell too high for a page is written in smaller letters, not cut") {
  output::Table table = long_table(1);
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "長い文";
  table.lines[0].cells[2].text = text + "終点";
  const auto pages = pages_of(output::draw_pdf(table, Paper::a4));
  bool found = false;
  for (const auto& page : pages) found = found || holds(page, "終点");
  CHECK(found);
}

TEST_CASE("a table goes to the child and back unchanged") {
  output::Table table = long_table(2);
  table.lines[0].band = true;
  table.lines[1].cells[0] = {.column = 1, .text = "\"\n\\", .rows = 2, .columns = 2, .note = "注"};
  const auto text = output::write_table(table, Paper::a4);
  const auto read = output::read_table(text);
  REQUIRE(read.has_value());
  CHECK(read->paper == Paper::a4);
  CHECK(output::write_table(read->table, read->paper) == text);
  for (const std::string& wrong :
       {std::string(), std::string("{}"), text.substr(1),
        std::string(R"({"title":"a","as_of":"","made_at":"","columns":[]})")}) {
    CHECK_FALSE(output::read_table(wrong).has_value());
  }
}

// A program in the place of the child.
class Stand {
 public:
  explicit Stand(std::string_view script)
      : path_(std::filesystem::temp_directory_path() /
              ("nigiwai-child-" + std::to_string(getpid()))) {
    std::ofstream(path_) << "#!/bin/sh\n" << script << '\n';
    chmod(path_.c_str(), 0700);
  }
  ~Stand() { std::filesystem::remove(path_); }
  Stand(const Stand&) = delete;
  Stand& operator=(const Stand&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST_CASE("a child that does not do its work is a refusal") {
  struct Case {
    std::string_view script;
    const base::RefusalKind* kind;  // null: done
  };
  const Case cases[] = {
      {"cat > /dev/null; printf %s %PDF-1", nullptr},
      {"exec sleep 30", &output::pdf_too_slow},
      {"exit 1", &output::pdf_not_drawn},
      {"cat > /dev/null; printf %s %PDF-1; exit 1", &output::pdf_not_drawn},
      {"cat > /dev/null; echo nothing", &output::pdf_not_drawn},
      {"kill -9 $$", &output::pdf_not_drawn},
  };
  for (const auto& row : cases) {
    CAPTURE(row.script);
    const Stand stand(row.script);
    const auto made = output::pdf(
        long_table(2000), {.program = stand.path(), .time_max = std::chrono::milliseconds(700)});
    CHECK(made.has_value() == (row.kind == nullptr));
    if (!made && row.kind != nullptr) CHECK(made.error().code == row.kind->code);
  }
  const auto nobody = output::pdf(long_table(1), {.program = "/nonexistent"});
  REQUIRE_FALSE(nobody.has_value());
  CHECK(nobody.error().code == output::pdf_not_drawn.code);
}

TEST_CASE("a mark stands on every page, also after the way to the child") {
  output::Table table = long_table(150);
  table.mark = "練習用（架空の市です）";
  const auto read = output::read_table(output::write_table(table, Paper::a4));
  REQUIRE(read.has_value());
  const auto pages = pages_of(output::draw_pdf(read->table, Paper::a4));
  CHECK(pages.size() > 2);
  for (const auto& page : pages) CHECK(holds(page, table.mark));
  for (const auto& page : pages_of(output::draw_pdf(long_table(150), Paper::a4)))
    CHECK_FALSE(holds(page, "練習用"));
}

}  // namespace
