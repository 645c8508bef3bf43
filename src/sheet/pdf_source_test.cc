// PDFs made by hand: pages with words, without, protected and cut off; and what happens when the
// program that reads them does not do its work.
#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/words.h"
#include "sheet/pdf_words.h"

namespace {

using sheet::read_source;

// One page for each content stream.
std::string pdf_of(const std::vector<std::string>& contents, const std::string& trailer = "") {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>"};
  std::string kids;
  for (std::size_t i = 0; i < contents.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  objects.push_back("<</Type/Pages/Count " + std::to_string(contents.size()) + "/Kids[" + kids +
                    "]>>");
  objects.push_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  for (std::size_t i = 0; i < contents.size(); ++i) {
    objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " +
                      std::to_string(5 + 2 * i) + " 0 R/Resources<</Font<</F 3 0 R>>>>>>");
    objects.push_back("<</Length " + std::to_string(contents[i].size()) + ">>stream\n" +
                      contents[i] + "\nendstream");
  }
  std::string pdf = "%PDF-1.4\n", places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string at = std::to_string(pdf.size());
    places += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + places +
         "trailer<</Root 1 0 R/Size " + size + trailer + ">>\nstartxref\n" +
         std::to_string(pdf.size()) + "\n%%EOF\n";
}

std::string rows_of(int first, int last) {
  std::string content = "BT /F 10 Tf\n";
  for (int i = first; i <= last; ++i) {
    const std::string y = std::to_string(800 - 20 * (i - first));
    content += "1 0 0 1 40 " + y + " Tm (" + std::to_string(i) + ") Tj\n1 0 0 1 80 " + y +
               " Tm (Shop street) Tj\n1 0 0 1 300 " + y + " Tm (1,058) Tj\n";
  }
  return content + "ET";
}

const std::string kDrawing = "0 0 100 100 re f";

// A program in the place of pdftotext.
class Stand {
 public:
  explicit Stand(std::string_view script)
      : path_(std::filesystem::temp_directory_path() /
              ("nigiwai-pdftotext-" + std::to_string(getpid()))) {
    std::ofstream(path_) << "#!/bin/sh\n" << script << '\n';
    chmod(path_.c_str(), 0700);
  }
  ~Stand() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST_CASE("pages with words are tables, and those with the same columns can be joined") {
  auto file = read_source(pdf_of({rows_of(1, 5), kDrawing, rows_of(6, 8)}), "a.csv");
  REQUIRE(file.has_value());
  CHECK(file->kind == sheet::FileKind::pdf);
  REQUIRE(file->tables.size() == 2);
  CHECK(file->tables[0].name == "p.1");
  CHECK(file->tables[1].name == "p.3");
  CHECK(file->tables[0].grid.rows[1] == std::vector<std::string>{"2", "Shop street", "1,058"});
  REQUIRE(file->remarks.size() == 1);
  CHECK(file->remarks[0].value == "2");
  CHECK(base::has_words(file->remarks[0].key));
  sheet::join_pages(*file);
  REQUIRE(file->tables.size() == 1);
  const auto& table = file->tables[0];
  REQUIRE(table.grid.rows.size() == 8);
  CHECK(table.grid.rows[7][0] == "8");
  CHECK(table.address(0, 0).starts_with("p.1 ("));
  CHECK(table.address(7, 0).starts_with("p.3 ("));
}

TEST_CASE(
    "pages that repeat the headings of the first are one table, without their running heads") {
  const std::string headings =
      "BT /F 10 Tf 1 0 0 1 40 820 Tm (No) Tj 1 0 0 1 80 820 Tm (Name) Tj 1 0 0 1 300 820 Tm (2011) "
      "Tj ET ";
  const std::string running = "BT /F 10 Tf 1 0 0 1 200 834 Tm (Progress of the plan) Tj ET ";
  const auto file = read_source(
      pdf_of({headings + rows_of(1, 5), running + headings + rows_of(6, 8), rows_of(9, 9)}),
      "a.pdf");
  REQUIRE(file.has_value());
  REQUIRE(file->tables.size() == 2);  // the last repeats nothing
  const auto& table = file->tables[0];
  CHECK(table.name == "p.1-2");
  REQUIRE(table.grid.rows.size() == 9);
  CHECK(table.grid.rows[0] == std::vector<std::string>{"No", "Name", "2011"});
  CHECK(table.grid.rows[8] == std::vector<std::string>{"8", "Shop street", "1,058"});
  CHECK(table.address(1, 0).starts_with("p.1 (40,"));
  CHECK(table.address(6, 0).starts_with("p.2 (40,"));
  CHECK(table.boxes[6][0].top == doctest::Approx(table.boxes[1][0].top));
}

TEST_CASE("pages with other columns stay apart") {
  const std::string other = "BT /F 10 Tf 1 0 0 1 40 800 Tm (Notes) Tj ET";
  auto file = read_source(pdf_of({rows_of(1, 5), other}), "a.pdf");
  REQUIRE(file.has_value());
  sheet::join_pages(*file);
  CHECK(file->tables.size() == 2);
}

TEST_CASE("PDFs that are refused, and both sides of the limit of pages") {
  const std::string good = pdf_of({rows_of(1, 3), rows_of(1, 3)});
  const std::string protected_one =
      pdf_of({rows_of(1, 3)}, "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" +
                                  std::string(64, '1') + ">/U<" + std::string(64, '2') + ">>>");
  struct Case {
    std::string bytes;
    sheet::SourceLimits limits;
    const base::RefusalKind* kind;
  };
  const Case cases[] = {
      {good, {}, nullptr},
      {good, {.pdf_pages_max = 2}, nullptr},
      {good, {.pdf_pages_max = 1}, &sheet::pdf_pages_too_many},
      {pdf_of({kDrawing}), {}, &sheet::pdf_without_words},
      {protected_one, {}, &sheet::pdf_is_encrypted},
      {"%PDF-1.4\n", {}, &sheet::pdf_broken},
      {good.substr(0, 100), {}, &sheet::pdf_broken},
      {good, {.cells_max = 23}, &sheet::cells_too_many},
  };
  for (const auto& one : cases) {
    CAPTURE(&one - cases);
    const auto read = read_source(one.bytes, "令和4年度.pdf", one.limits);
    CHECK(read.has_value() == (one.kind == nullptr));
    if (read || one.kind == nullptr) continue;
    CHECK(read.error().code == one.kind->code);
    CHECK_FALSE(base::say(base::Language::ja, read.error()).contains('{'));
    CHECK_FALSE(base::say(base::Language::en, read.error()).contains('{'));
  }
}

TEST_CASE("a reader that is slow, fails, talks without end or is not there") {
  struct Case {
    std::string script;
    const base::RefusalKind* kind;
  };
  const Case cases[] = {
      {"echo '<doc><page width=\"9\" height=\"9\"></page></doc>'", nullptr},
      {"sleep 5", &sheet::pdf_too_slow},
      {"exit 1", &sheet::pdf_broken},
      {"exit 3", &sheet::pdf_is_encrypted},
      {"kill -9 $$", &sheet::pdf_broken},
      {"echo hello", &sheet::pdf_broken},
      {"while :; do echo hellohellohellohello; done", &sheet::cells_too_many},
      {"test -z \"$HOME\" || exit 9; echo '<doc></doc>'", nullptr},  // no environment
      // It writes no file.
      {"f=" + std::filesystem::temp_directory_path().string() +
           "/nigiwai-nobody-$$; (echo a > $f); test -s $f && code=9; rm -f $f; "
           "test -z \"$code\" || exit 9; echo '<doc></doc>'",
       nullptr},
  };
  for (const Case& one : cases) {
    CAPTURE(one.script);
    const Stand stand(one.script);
    const auto read = sheet::read_pdf_words("%PDF-", {.program = stand.path(),
                                                      .time_max = std::chrono::milliseconds(1500),
                                                      .answer_max = 1 << 20});
    CHECK(read.has_value() == (one.kind == nullptr));
    if (!read && one.kind != nullptr) CHECK(read.error().code == one.kind->code);
  }
  const auto nobody = sheet::read_pdf_words("%PDF-", {.program = "/nonexistent"});
  REQUIRE_FALSE(nobody.has_value());
  CHECK(nobody.error().code == sheet::pdf_reader_missing.code);
  CHECK(base::has_words(nobody.error().code));
}

TEST_CASE("what pdftotext says is read within limits") {
  const std::string page = "<page width=\"9\" height=\"9\">";
  const std::string word = "<word xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"5\">a&amp;b</word>";
  struct Case {
    std::string text;
    const base::RefusalKind* kind;
    std::size_t words;
  };
  const Case cases[] = {
      {"<!DOCTYPE html><doc>" + page + word + "</page></doc></body>", nullptr, 1},
      {"<doc>" + page + word + word + "</page></doc>", nullptr, 2},
      {"<doc>" + page + word + word + word + "</page></doc>", &sheet::cells_too_many, 0},
      {"<doc>" + page + "</page>" + page + word + "</page></doc>", nullptr, 0},
      {"<doc>" + page + "</page>" + page + "</page>" + page + "</page></doc>",
       &sheet::pdf_pages_too_many, 0},
      {"<doc>" + page +
           "<word xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"5\">\x01\xFF</word></page></doc>",
       nullptr, 0},
      {"<doc>" + page +
           "<word xMin=\"9\" yMin=\"1\" xMax=\"1e99\" yMax=\"5\">a</word></page></doc>",
       nullptr, 0},
      {"<doc>" + word + "</doc>", nullptr, 0},
      {"<doc>" + page + "</doc>", &sheet::pdf_broken, 0},
      {"<html></html>", &sheet::pdf_broken, 0},
      {"</doc><doc>", &sheet::pdf_broken, 0},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const auto read = sheet::read_bbox(one.text, {.pages_max = 2, .words_max = 2});
    CHECK(read.has_value() == (one.kind == nullptr));
    if (!read && one.kind != nullptr) CHECK(read.error().code == one.kind->code);
    if (read && !read->empty()) CHECK(read->front().words.size() == one.words);
  }
}

}  // namespace
