// Which files are taken: both have to agree, the ending and what the bytes are.
#include "paper/file_type.h"

#include <doctest/doctest.h>

#include "base/words.h"
#include "output/table.h"
#include "paper/files_test.h"
#include "paper/paper.h"

namespace paper {
namespace {

using testing::office;
using testing::Part;
using testing::pdf;
using testing::zip;

constexpr std::string_view kWord = "word/document.xml";
constexpr std::string_view kExcel = "xl/workbook.xml";
constexpr std::string_view kSlides = "ppt/presentation.xml";

std::string of(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST_CASE("what is taken, by its ending and its content") {
  struct Row {
    std::string name;
    std::string bytes;
    FileType type;
  };
  const Row rows[] = {{"交付申請書.pdf", pdf(), FileType::pdf},
                      {"SCAN.PDF", pdf(), FileType::pdf},
                      {"見積.v2.pdf", pdf(), FileType::pdf},
                      {"写真.png", testing::kPng, FileType::png},
                      {"写真.jpg", testing::kJpeg, FileType::jpeg},
                      {"写真.JPEG", testing::kJpeg, FileType::jpeg},
                      {"名簿.xlsx", office(kExcel), FileType::xlsx},
                      {"起案.docx", office(kWord), FileType::docx},
                      {"説明.pptx", office(kSlides), FileType::pptx},
                      {"一覧.csv", "年度,件\n2026,3\n", FileType::csv},
                      {"一覧.csv", "\xef\xbb\xbf年度,件\n", FileType::csv},
                      {"一覧.csv", testing::kShiftJis, FileType::csv},
                      {"議事.txt", "はじめに\tおわりに\f", FileType::text},
                      {of(kNameCharactersMax - 4, "長") + ".pdf", pdf(), FileType::pdf},
                      {"大.txt", std::string(kFileBytesMax, 'a'), FileType::text}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto type = recognise(row.name, row.bytes);
    REQUIRE(type.has_value());
    CHECK(*type == row.type);
  }
}

TEST_CASE("what is refused, and why") {
  struct Row {
    const char* what;
    std::string name;
    std::string bytes;
    base::RefusalKind why;
  };
  const Row rows[] = {
      {"no name", "", pdf(), name_missing},
      {"a name of spaces", "　", pdf(), name_missing},
      {"a line break in the name", "a\n.pdf", pdf(), name_unfit},
      {"writing turned round", "a\u202efdp.exe", pdf(), name_unfit},
      {"a very long name", of(kNameCharactersMax, "長") + ".pdf", pdf(), name_too_long},
      {"no ending", "README", "text", ending_not_taken},
      {"a program", "setup.exe", testing::kExe, ending_not_taken},
      {"a web page", "x.html", "<script>", ending_not_taken},
      {"a drawing that runs", "x.svg", "<svg/>", ending_not_taken},
      {"an archive", "x.zip", zip({{"a", "b"}}), ending_not_taken},
      {"old Excel", "x.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ending_not_taken},
      {"macros by name", "x.xlsm", office(kExcel), ending_not_taken},
      {"empty", "x.pdf", "", file_empty},
      {"a byte too many", "x.txt", std::string(kFileBytesMax + 1, 'a'), file_too_large},
      {"a program named PDF", "x.pdf", testing::kExe, content_differs},
      {"a PDF named PNG", "x.png", pdf(), content_differs},
      {"a PNG named JPEG", "x.jpg", testing::kPng, content_differs},
      {"a PDF named text", "x.txt", pdf(), content_differs},
      {"a zip named CSV", "x.csv", office(kExcel), content_differs},
      {"Word named Excel", "x.xlsx", office(kWord), content_differs},
      {"Excel named Word", "x.docx", office(kExcel), content_differs},
      {"text named Word", "x.docx", "text", content_differs},
      {"locked Excel", "x.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 more", locked_or_old},
      {"a zip without Office parts", "x.docx", zip({{"a", "b"}}), office_broken},
      {"an Office file without its list of types", "x.docx", zip({{std::string(kWord), "x"}}),
       office_broken},
      {"the first bytes alone", "x.docx", "PK\x03\x04", office_broken},
      {"broken off", "x.xlsx", office(kExcel).substr(0, 150), office_broken},
      {"a list that lies about its length", "x.xlsx",
       office(kExcel).replace(office(kExcel).size() - 12, 2, "\xff\x7f"), office_broken},
      {"a bomb by what it says", "x.xlsx", office(kExcel, {{"xl/a", "b", 0xf0000000}}),
       office_too_large},
      {"macros inside", "x.docx", office(kWord, {{"word/vbaProject.bin", "x"}}), holds_macros},
      {"bytes that are no text", "x.txt", std::string("a\0b", 3), text_unreadable},
      {"half a pair of Shift_JIS", "x.csv", "\x8d", text_unreadable}};
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const auto type = recognise(row.name, row.bytes);
    REQUIRE(!type.has_value());
    CHECK(type.error().code == row.why.code);
    CHECK(base::say(base::Language::ja, type.error()).find('{') == std::string::npos);
    CHECK(base::say(base::Language::en, type.error()).find('{') == std::string::npos);
  }
}

TEST_CASE("too many parts are a bomb as well") {
  std::vector<Part> many;
  for (std::size_t i = 0; i < kOfficePartsMax - 2; ++i) many.push_back({"a", ""});
  CHECK(recognise("x.docx", office(kWord, many)).has_value());
  many.push_back({"a", ""});
  CHECK(recognise("x.docx", office(kWord, many)).error().code == office_too_large.code);
}

TEST_CASE("what this program writes itself is taken") {
  const std::vector<output::Table> tables(1);
  CHECK(recognise("表.xlsx", output::xlsx(tables)).value() == FileType::xlsx);
}

TEST_CASE("a name becomes one line of ASCII, whatever it holds") {
  CHECK(content_disposition("交付.pdf", 7) ==
        "attachment; filename=\"paper-7.pdf\"; filename*=UTF-8''%E4%BA%A4%E4%BB%98.pdf");
  const std::string header = content_disposition("a\"; x=\r\n'%.txt", 7);
  CHECK(header ==
        "attachment; filename=\"paper-7.txt\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A%27%25.txt");
  CHECK(content_disposition("a.\"exe", 7).starts_with("attachment; filename=\"paper-7\";"));
}

TEST_CASE("every refusal has its sentence, every ending its type") {
  for (const auto* refusal : kRefusals) {
    CAPTURE(refusal->code);
    CHECK(base::has_words(refusal->code));
  }
  for (const FileType type : kFileTypes) {
    CHECK(base::has_words("paper_pages.type_" + std::string(ending_of(type))));
    CHECK(endings_accepted().find("." + std::string(ending_of(type))) != std::string::npos);
  }
}

}  // namespace
}  // namespace paper
