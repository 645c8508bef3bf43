// Wrong files of every kind through the page and through the API: each is a Japanese sentence that
// names the remedy, and nothing of it is kept. Files that can be read but hold a trap are read, and
// the trap is told before anything is taken over.
#include <filesystem>

#include "base/words.h"
#include "importer/import_test.h"
#include "importer/importer_api.h"
#include "importer/importer_web.h"
#include "importer/made_files_test.h"
#include "sheet/letters.h"
#include "staff/asking_test.h"
#include "staff/token.h"

namespace importer {
namespace {

using namespace testing;
using staff::testing::after;
using staff::testing::place_of;
using staff::testing::SignedIn;
using staff::testing::somebody_signed_in;
using namespace std::string_literals;

const Rows kGood = {{"番号", "事業名", "担当課", "令和4年度実績", "令和5年度実績"},
                    {"1", "空き店舗活用", "産業課", "3件", "5件"},
                    {"2", "融資あっせん", "産業課", "1,200件", "980件"},
                    {"3", "商店街の催し", "産業課", "12回", "11回"}};

// The container of old programs and of encrypted workbooks, as far as it is looked at.
std::string old_container(std::string_view name) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(1016, '\0');
  for (const char c : name) bytes.append(1, c).append(1, '\0');
  return bytes + std::string(512, '\0');
}

std::string with_other_cells(const std::vector<std::pair<std::string, std::string>>& cells,
                             sheet::testing::Parts more = {}) {
  return workbook_with(sheet_data(kGood, cells), std::move(more));
}

struct Office {
  explicit Office(db::Engine engine) : place(engine) {
    desk.papers = place.folder;
    officer = somebody_signed_in(desk, "is-planner", "planner");
    token = staff::issue(staff::testing::system(), place.database,
                         {.municipality = "131202",
                          .person = officer.person,
                          .name = "test",
                          .post = "planner",
                          .body = "ward"})
                ->secret;
  }
  http::Response by_page(const std::string& name, const std::string& bytes) const {
    return pages.ask(officer, "POST", "/staff/imports/new", {}, {{"table_file", name, bytes}});
  }
  http::Response by_api(const std::string& name, const std::string& bytes) const {
    http::Request request;
    request.method = "POST";
    request.headers["authorization"] = "Bearer " + token;
    request.files = {{"file", name, bytes}};
    return api::post_understanding(desk, request);
  }
  bool nothing_kept() const {
    if (!place.database.read([](db::Read& tx) { return imports(tx, "131202"); }).empty())
      return false;
    if (!std::filesystem::exists(place.folder)) return true;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place.folder))
      if (entry.is_regular_file()) return false;
    return true;
  }

  Place place;
  staff::Hasher hasher{staff::testing::kCheap};
  staff::web::Desk desk{place.database, hasher};
  staff::testing::Pages pages{desk, {web::staff_routes()}};
  SignedIn officer;
  std::string token;
};

struct Wrong {
  std::string name;
  std::string bytes;
  const base::RefusalKind* kind;
  std::string remedy;
};

std::vector<Wrong> wrong_files() {
  const std::string good = workbook_of(kGood);
  const auto cell = [](const std::string& address) {
    return workbook_with("<sheetData><row><c r=\"" + address + "\"><v>1</v></c></row></sheetData>");
  };
  return {
      {"空.xlsx", "", &sheet::file_empty, "表が入っているか確かめて"},
      {"鍵.xlsx", old_container("EncryptedPackage"), &sheet::file_is_encrypted,
       "パスワードを空にして"},
      {"古い.xls", old_container("Workbook"), &sheet::file_is_old_workbook,
       "「Excelブック（xlsx）」を選んで保存"},
      {"爆弾.xlsx", sheet::testing::squeezed({{"xl/workbook.xml", std::string(5U << 20U, ' ')}}),
       &sheet::unpacked_too_large, "必要な表だけを新しいブックに写して"},
      {"長い.xlsx", cell("A500000"), &sheet::rows_too_many, "年度や施策ごとに分けて"},
      {"途中.xlsx", good.substr(0, good.size() / 2), &sheet::file_broken, "もう一度受け取って"},
      {"文書.docx",
       sheet::testing::packed({{"word/document.xml", "a"}, {"[Content_Types].xml", ""}}),
       &sheet::file_not_a_table, "Excelブック（xlsx）、CSV"},
      {"他.ods", sheet::testing::packed({{"content.xml", "a"}}), &sheet::file_of_other_program,
       "「Excelブック（xlsx）」で保存"},
      {"写真.png", "\x89PNG\r\n\x1A\n"s, &sheet::file_is_picture, "元の表計算のファイル"},
      {"壊れた.csv", "番号,事業名\n1,\xFF\n", &sheet::letters_unknown, "「CSV UTF-8」"},
      {"引用.csv", "番号,\"事業名\n1,2\n", &sheet::quote_open, "引用符を確かめて"},
      {"空白.csv", "\n\n", &sheet::file_without_cells, "別のファイルを選んでいないか"},
      {"案内.html", "<!DOCTYPE html><p>表はありません", &sheet::html_without_table,
       "表のあるページを保存して選ぶか"},
      {"紙.pdf", picture_pdf(), &sheet::pdf_without_words, "文字のあるPDFを選んで"},
      {"途中.pdf", pdf_of(kGood).substr(0, 100), &sheet::pdf_broken, "もう一度受け取るか"},
      {"プログラム",
       "\x7F"
       "ELF\x02\x01\x01",
       &sheet::file_not_a_table, "保存し直して"},
  };
}

// A file that is read, and what is told about it.
struct Trap {
  std::string name;
  std::string bytes;
  std::string key;    // in the JSON
  std::string words;  // on the page
};

std::vector<Trap> traps() {
  const std::string date_style =
      "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"56\"/></cellXfs></styleSheet>";
  const std::string red_style =
      "<styleSheet><numFmts><numFmt numFmtId=\"166\" "
      "formatCode=\"#,##0;[Red]#,##0\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
      "numFmtId=\"166\"/></cellXfs></styleSheet>";
  Rows zeros = kGood;
  zeros[1][0] = "001";
  Rows signs = kGood;
  signs[2][3] = "1,200△";
  const Rows turned = {{"事業名", "空き店舗活用", "融資あっせん", "商店街の催し"},
                       {"担当課", "産業課", "産業課", "産業課"},
                       {"令和3年度実績", "3件", "4件", "5件"},
                       {"令和4年度実績", "3件", "4件", "5件"},
                       {"令和5年度実績", "5件", "6件", "7件"},
                       {"令和6年度実績", "5件", "6件", "7件"}};
  Rows two = kGood;
  two.insert(
      two.end(),
      {{}, {"参考"}, {"指標名", "単位", "目標値", "担当課"}, {"人口", "人", "100", "企画課"}});
  return {
      {"マクロ.xlsm", workbook_with(sheet_data(kGood), {{"xl/vbaProject.bin", "macro"}}),
       "sheet.remark_macros", "マクロは実行せず"},
      {"数式.xlsx", with_other_cells({{"D2", "<c r=\"D2\"><f>1+2</f><v>3</v></c>"}}),
       "importer.flag_formula", "計算式の欄です"},
      {"分数.xlsx",
       with_other_cells({{"D2", "<c r=\"D2\" s=\"1\"><v>41974</v></c>"}},
                        {{"xl/styles.xml", date_style}}),
       "importer.flag_date", "日付になっています"},
      {"赤字.xlsx",
       with_other_cells({{"D2", "<c r=\"D2\" s=\"1\"><v>-5</v></c>"}},
                        {{"xl/styles.xml", red_style}}),
       "sheet.remark_minus_unseen", "赤字や括弧だけで負の数"},
      {"零.csv", csv_of(zeros), "importer.flag_leading_zero", "先頭の0が失われて"},
      {"符号.csv", csv_of(signs), "importer.flag_sign", "正か負か決められません"},
      {"横.xlsx", workbook_of(turned), "importer.flag_turned", "縦と横を入れ替えて"},
      {"二つ.xlsx", workbook_of(two), "importer.flag_second_table", "もう一つ表があります"},
  };
}

}  // namespace

TEST_CASE("wrong files are refused with the remedy, by the page and by the API; nothing is kept") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Office office(engine);
    for (const Wrong& one : wrong_files()) {
      CAPTURE(one.name);
      const http::Response page = office.by_page(one.name, one.bytes);
      CHECK(page.status == one.kind->http_status);
      CHECK(page.body.find(one.remedy) != std::string::npos);
      const http::Response told = office.by_api(one.name, one.bytes);
      REQUIRE(told.refusal.has_value());
      CHECK(told.refusal->code == one.kind->code);
      CHECK(told.refusal->http_status == one.kind->http_status);
      CHECK(base::say(base::Language::ja, *told.refusal).find(one.remedy) != std::string::npos);
      CHECK(office.nothing_kept());
    }
  }
}

TEST_CASE("what can be read but may mislead is told before it is taken over") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Office office(engine);
    for (const Trap& one : traps()) {
      CAPTURE(one.name);
      const http::Response told = office.by_api(one.name, one.bytes);
      CHECK(told.status == 200);
      CHECK(told.body.find("\"key\":\"" + one.key + "\"") != std::string::npos);
      CHECK(office.nothing_kept());
    }
    for (const Trap& one : traps()) {
      CAPTURE(one.name);
      const http::Response sent = office.by_page(one.name, one.bytes);
      REQUIRE(sent.status == 303);
      const http::Response page = office.pages.ask(office.officer, "GET", place_of(sent));
      CHECK(page.status == 200);
      CHECK(page.body.find(one.words) != std::string::npos);
    }
  }
}

}  // namespace importer
