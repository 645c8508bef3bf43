// What a check of a signed file finds, one row per way in which a file can be wrong, and that
// openssl alone comes to the same answer.
#include "edition/signature.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/sha256.h"
#include "edition/anchor.h"
#include "edition/compare.h"
#include "edition/content.h"
#include "edition/signed_file.h"

namespace edition {
namespace {

Line line_of(std::string row, std::string title) {
  Line line;
  line.row = line.number = std::move(row);
  line.title = std::move(title);
  return line;
}

Content small() {
  Content content;
  content.municipality = "131202";
  content.publisher = "練馬区";
  content.plan = "next";
  content.plan_title = "商工業振興計画";
  content.number = 1;
  content.title = "平成27年度";
  content.released_at = "2016-06-30T10:00:00+09:00";
  content.columns = {{"2015", "27年度"}, {"2016", "28年度"}};
  Line line = line_of("1", "空き店舗");
  line.place = {"目標"};
  line.cells = {{"2015", "12件", "entered", "quantities"}, {"2016", "", "", ""}};
  line.rating = "A";
  content.lines = {line};
  content.lines.push_back(line_of("2", "経営\"相談\"\n\\"));
  return content;
}

TEST_CASE("one table has one text, and what is read is what was written") {
  CHECK(read_content(write(small())) == small());
  CHECK(write(small()) == write(small()));
  CHECK_FALSE(read_content(write(small()) + " "));
  CHECK_FALSE(read_content("{}"));
  ErratumContent erratum{"131202", "練馬区", "next", 1, "ab", 1, "t", "1", "2015", "a", "b", "c"};
  CHECK(read_erratum(write(erratum)) == erratum);
  CHECK_FALSE(read_erratum(write(small())));
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

TEST_CASE("every way in which a signed file can be wrong has its own sentence") {
  const PrivateKey key = PrivateKey::make();
  const PrivateKey other = PrivateKey::make();
  const std::vector<KnownKey> keys = {{key.public_key()}};
  const Signed sound = sign(write(small()), key);
  const std::string file = write_file(sound);
  Content changed = small();
  changed.lines[0].cells[0].text = "13件";
  Signed recomputed = sound;
  recomputed.content = write(changed);
  recomputed.sha256 = base::sha256_hex(recomputed.content);
  Signed borrowed = sign(write(changed), key);
  borrowed.signature = sound.signature;
  struct Row {
    const char* name;
    std::string file;
    std::string code;
  };
  for (const Row& row : std::vector<Row>{
           {"as it was published", file, ""},
           {"nothing", "", "edition.not_a_signed_file"},
           {"a page", "<!doctype html>", "edition.not_a_signed_file"},
           {"another layout", replaced(file, "\n,", ","), "edition.part_missing"},
           {"cut off", file.substr(0, file.size() / 2), "edition.part_missing"},
           {"the last line cut", file.substr(0, file.size() - 9), "edition.part_missing"},
           {"no signature", replaced(file, "\"signature\"", "\"sign\""), "edition.part_missing"},
           {"more behind it", file + "x", "edition.part_missing"},
           {"a further field", replaced(file, ",\"sha256\"", ",\"x\":1,\"sha256\""),
            "edition.not_a_signed_file"},
           {"altered", replaced(file, "12件", "13件"), "edition.content_altered"},
           {"altered with its hash", write_file(recomputed), "edition.signature_of_another"},
           {"the signature of another table", write_file(borrowed), "edition.signature_of_another"},
           {"another key", write_file(sign(write(small()), other)), "edition.no_such_public_key"},
           {"signed, but no edition", write_file(sign("{}", key)), "edition.content_unreadable"},
       }) {
    CAPTURE(row.name);
    const auto checked = check_file(row.file, keys);
    CHECK((checked ? std::string() : std::string(checked.error().code)) == row.code);
  }
  const std::vector<KnownKey> retired = {{key.public_key(), "2016-07-01T00:00:00+09:00"}};
  CHECK(check_file(file, retired)->key_retired_at == "2016-07-01T00:00:00+09:00");
  CHECK(check_file(file, retired)->lines == 2);
}

TEST_CASE("keys in PEM: several in one text, and nothing else") {
  const PrivateKey one = PrivateKey::make();
  const PrivateKey two = PrivateKey::make();
  CHECK(read_keys(one.public_key().pem + two.public_key().pem).size() == 2);
  CHECK(read_keys("nothing").empty());
  CHECK(read_keys(one.pem()).empty());
  CHECK(PrivateKey::read(one.pem())->public_key().id == one.public_key().id);
  CHECK_FALSE(PrivateKey::read(one.public_key().pem));
  CHECK(one.public_key().id.size() == 16);
}

TEST_CASE("openssl alone comes to the same answer") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai-openssl-" + std::to_string(std::rand()));
  std::filesystem::create_directory(folder);
  const PrivateKey key = PrivateKey::make();
  const auto keep = [&](const char* name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
  };
  const std::string file = write_file(sign(write(small()), key));
  keep("key.pem", key.public_key().pem);
  const std::string commands =
      "cd " + folder.string() +
      " && sed -n 2p edition.json | tr -d '\\n' > content"
      " && sed -n 3p edition.json | sed 's/.*\"signature\":\"\\([^\"]*\\)\".*/\\1/' | base64 -d > "
      "signature"
      " && openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in content -sigfile signature"
      " > /dev/null 2>&1";
  keep("edition.json", file);
  CHECK(std::system(commands.c_str()) == 0);
  keep("edition.json", replaced(file, "12件", "13件"));
  CHECK(std::system(commands.c_str()) != 0);
  std::filesystem::remove_all(folder);
}

TEST_CASE("what changed between two editions, line by line") {
  const Content before = small();
  Content after = small();
  CHECK(compare(before, after).empty());
  after.lines[0].cells[0].text = "13件";
  after.lines[0].rating = "B";
  after.lines[0].cells[1].source = "computed";
  after.lines.erase(after.lines.begin() + 1);
  after.lines.push_back(line_of("3", "産業見本市"));
  const auto changes = compare(before, after);
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].changes.size() == 3);
  CHECK(changes[0].changes[0].before == "12件");
  CHECK(changes[0].changes[0].column == "27年度");
  CHECK(changes[0].changes[1].kind == ChangeKind::source);
  CHECK(changes[0].changes[2].kind == ChangeKind::rating);
  CHECK(changes[1].changes[0].kind == ChangeKind::line_added);
  CHECK(changes[2].changes[0].kind == ChangeKind::line_gone);
}

TEST_CASE("an anchor as it was printed, and typed off with a mistake") {
  const Anchor anchor{"131202",   "2016-07-01T00:00:00+09:00", 7, "aa",
                      {"1:2:bb"}, {{"next/1", "cc"}}};
  CHECK(read_anchor(write(anchor)).value() == anchor);
  CHECK(read_anchor("\r\n" + replaced(write(anchor), "seal 7 aa", " seal  7 aa \r")).value() ==
        anchor);
  CHECK(read_anchor(replaced(write(anchor), "bb", "bc")).error().code == "edition.anchor_misread");
  CHECK(read_anchor("hello").error().code == "edition.not_an_anchor");
  CHECK(read_anchor("").error().code == "edition.not_an_anchor");
}

}  // namespace
}  // namespace edition
