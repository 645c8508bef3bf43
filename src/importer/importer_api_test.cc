// Programs that act for a planner: what is understood of a file without keeping it, a draft, its
// proposal, taking it over, undoing it; who may not, and what is refused.
#include "importer/importer_api.h"

#include "base/words.h"
#include "importer/import_test.h"
#include "importer/made_files_test.h"
#include "plan/plan_service.h"
#include "staff/people_test.h"
#include "staff/token.h"

namespace importer {
namespace {

using namespace testing;

struct Program {
  explicit Program(db::Engine engine) : place(engine) {
    desk.papers = place.folder;
    planner_token = token_of("is-planner", "planner", staff::May::write);
  }
  std::string token_of(const std::string& login, const std::string& post, staff::May may) const {
    const auto person = staff::testing::somebody(desk.database, desk.hasher, login, post);
    return staff::issue(staff::testing::system(), place.database,
                        {.municipality = "131202",
                         .person = person.person,
                         .name = "test",
                         .post = post,
                         .body = "ward",
                         .may = may})
        ->secret;
  }
  http::Request request(std::string_view method, std::string import = {}) const {
    http::Request one;
    one.method = method;
    one.path = "/api/v1/staff/imports";
    one.headers["authorization"] = "Bearer " + planner_token;
    if (!import.empty()) one.captures["import"] = std::move(import);
    return one;
  }
  http::Request sending(http::Fields form, const std::string& bytes = kTable) const {
    http::Request one = request("POST");
    one.form = std::move(form);
    one.files = {{"file", "進捗.csv", bytes}};
    return one;
  }
  http::Request telling(const std::string& import, const std::string& json) const {
    http::Request one = request("POST", import);
    one.headers["content-type"] = "application/json";
    one.body = json;
    return one;
  }
  int kept() const {
    return static_cast<int>(
        place.database.read([](db::Read& tx) { return imports(tx, "131202").size(); }));
  }

  Place place;
  staff::Hasher hasher{staff::testing::kCheap};
  staff::web::Desk desk{place.database, hasher};
  std::string planner_token;
};

template <class Check>
void on_both(Check check) {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Program program(engine);
    check(program);
  }
}

std::string value_of(const http::Response& response, std::string_view name) {
  const std::string mark = "\"" + std::string(name) + "\":\"";
  const auto at = response.body.find(mark);
  CAPTURE(response.body);
  REQUIRE(at != std::string::npos);
  const auto from = at + mark.size();
  return response.body.substr(from, response.body.find('"', from) - from);
}

std::string refused_as(const http::Response& response) {
  return response.refusal ? std::string(response.refusal->code)
                          : "status " + std::to_string(response.status);
}

const http::Fields kNewPlan = {{"plan", "hamura"},
                               {"title", "羽村市産業振興計画"},
                               {"from_year", "2022"},
                               {"to_year", "2026"}};

}  // namespace

TEST_CASE("what is understood of a file is told, and nothing is kept") {
  on_both([](const Program& program) {
    const auto told = api::post_understanding(program.desk, program.sending({}));
    CHECK(told.status == 200);
    CHECK(told.body.starts_with("{\"format\":\"nigiwai-import-understanding/1\""));
    CHECK(told.body.find("\"file\":\"進捗.csv\"") != std::string::npos);
    CHECK(told.body.find("融資あっせん") != std::string::npos);
    // Choices as a file has them.
    const auto chosen = api::post_understanding(
        program.desk,
        program.sending({{"choices", R"({"columns":[{"header":"担当課","meaning":"note"}]})"},
                         {"table", "1"}}));
    CHECK(chosen.body.find("\"header\":\"担当課\",\"meaning\":\"note\"") != std::string::npos);
    http::Request pasted = program.request("POST");
    pasted.form = {{"pasted", "番号\t事業名\t令和4年度\n1\tあ\t3件\n"}};
    CHECK(api::post_understanding(program.desk, pasted).body.find("\"kind\":\"pasted\"") !=
          std::string::npos);
    CHECK(program.kept() == 0);
  });
}

TEST_CASE("a program sends a table, looks at the proposal, takes it over, corrects and undoes it") {
  on_both([](const Program& program) {
    http::Request sent = program.sending(kNewPlan);
    sent.headers["idempotency-key"] = "table-2026";
    const auto begun = api::post_import(program.desk, sent);
    REQUIRE(begun.status == 201);
    const std::string id = value_of(begun, "import");
    CHECK(value_of(begun, "plan") == "hamura");
    CHECK(begun.body.find("\"version\":2") != std::string::npos);
    // Sent twice, kept once.
    CHECK(value_of(api::post_import(program.desk, sent), "import") == id);
    CHECK(program.kept() == 1);
    const auto proposal = api::get_proposal(program.desk, program.request("GET", id));
    REQUIRE(proposal.status == 200);
    CHECK(value_of(proposal, "standing") == "0");
    CHECK(proposal.body.find("\"cells\":8") != std::string::npos);

    http::Request take = program.telling(id, R"({"version":2})");
    take.headers["idempotency-key"] = "take-2026";
    const auto taken_over = api::post_taking(program.desk, take);
    CAPTURE(refused_as(taken_over));
    REQUIRE(taken_over.status == 200);
    CHECK(value_of(api::post_taking(program.desk, take), "deed") == value_of(taken_over, "deed"));
    CHECK(said(document(program.place.database, "hamura"), "融資あっせん", 2023) == "980件");
    CHECK(refused_as(api::get_proposal(program.desk, program.request("GET", id))) != "status 200");

    const auto again =
        api::post_import(program.desk, program.sending({{"corrects", id}}, kCorrected));
    REQUIRE(again.status == 201);
    const std::string second = value_of(again, "import");
    const auto changes = api::get_proposal(program.desk, program.request("GET", second));
    CHECK(changes.body.find("\"before\":\"980件\",\"after\":\"986件\",\"address\":\"E4\"") !=
          std::string::npos);
    const std::string standing = value_of(changes, "standing");
    CHECK(refused_as(api::post_taking(program.desk, program.telling(second, R"({"version":1})"))) ==
          plan_changed.code);
    CHECK(api::post_taking(program.desk, program.telling(second, R"({"version":1,"standing":")" +
                                                                     standing + "\"}"))
              .status == 200);
    const auto undoing = program.telling(second, R"({"reason":"訂正の誤り"})");
    CHECK(api::post_undoing(program.desk, undoing).status == 200);
    CHECK(refused_as(api::post_undoing(program.desk, undoing)) == not_committed.code);
    CHECK(said(document(program.place.database, "hamura"), "融資あっせん", 2023) == "980件");

    const auto one = api::get_import(program.desk, program.request("GET", id));
    CHECK(value_of(one, "state") == "committed");
    const auto all = api::get_imports(program.desk, program.request("GET"));
    CHECK(all.body.find("\"state\":\"undone\"") < all.body.find("\"state\":\"committed\""));
    CHECK(all.body.ends_with("\"next\":null}"));
    CHECK(verify(program.place.database, program.place.folder).empty());
  });
}

TEST_CASE("a draft that nobody wants is discarded") {
  on_both([](const Program& program) {
    const std::string id = value_of(api::post_import(program.desk, program.sending({})), "import");
    CHECK(value_of(api::post_dropping(program.desk, program.telling(id, "{}")), "state") ==
          "dropped");
    CHECK(refused_as(api::post_dropping(program.desk, program.telling(id, "{}"))) ==
          not_a_draft.code);
  });
}

TEST_CASE("what cannot be read of a request is refused by its name, before anything is kept") {
  const Program program(db::Engine::sqlite);
  struct Case {
    http::Fields form;
    std::string refusal;
    std::string named;
  };
  const Case cases[] = {
      {{{"tabel", "1"}}, "importer.bad_question", "tabel"},
      {{{"table", "1"}, {"table", "1"}}, "importer.bad_question", "table"},
      {{{"table", "0"}}, "importer.bad_question", "0"},
      {{{"table", "zwei"}}, "importer.bad_question", "zwei"},
      {{{"table", "2"}}, "importer.unknown_table", "2"},
      {{{"choices", "{\"columns\":[{\"header\":\"a\",\"meaning\":\"colour\"}]}"}},
       "importer.bad_body",
       "colour"},
      {{{"choices", "{"}}, "importer.bad_body", ""},
      {{{"target", "old_plan"}}, "importer.bad_question", "old_plan"},
      {{{"kind", "novel"}}, "importer.bad_question", "novel"},
      {{{"from_year", "R4"}}, "importer.bad_question", "R4"},
      {{{"to_year", "-1"}}, "importer.bad_question", "-1"},
      {{{"corrects", "x"}}, "importer.bad_question", "x"},
      {{{"corrects", "99"}}, "importer.unknown_import", ""},
      {{{"pasted", "a"}}, "importer.file_and_paste", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.form.front().first + "=" + one.form.front().second);
    const auto answer = api::post_import(program.desk, program.sending(one.form));
    CHECK(refused_as(answer) == one.refusal);
    if (answer.refusal)
      CHECK(base::say(base::Language::ja, *answer.refusal).find(one.named) != std::string::npos);
    CHECK(program.kept() == 0);
  }
  CHECK(refused_as(api::post_import(program.desk, program.request("POST"))) == no_file_chosen.code);
  http::Request two = program.sending({});
  two.files.push_back(two.files.front());
  CHECK(refused_as(api::post_import(program.desk, two)) == "importer.bad_question");
  CHECK(refused_as(api::post_taking(program.desk, program.telling("99", R"({"version":1})"))) ==
        unknown_import.code);
  CHECK(refused_as(api::post_taking(program.desk, program.telling("99", R"({"versoin":1})"))) ==
        "importer.bad_body");
  CHECK(refused_as(api::post_undoing(program.desk, program.telling("99", R"({"reason":" "})"))) ==
        reason_missing.code);
  http::Request list = program.request("GET");
  list.query = {{"after", "yesterday"}};
  CHECK(refused_as(api::get_imports(program.desk, list)) == "importer.bad_question");
}

TEST_CASE("a table with more cells than one answer tells is refused with both numbers") {
  const Program program(db::Engine::sqlite);
  Rows rows(201, std::vector<std::string>(1000, "1"));
  const auto answer = api::post_understanding(program.desk, program.sending({}, csv_of(rows)));
  CHECK(refused_as(answer) == "importer.answer_too_large");
  REQUIRE(answer.refusal.has_value());
  CHECK(base::say(base::Language::ja, *answer.refusal).find("201000欄") != std::string::npos);
}

TEST_CASE("who has no token, another post, or a token for reading only") {
  const Program program(db::Engine::sqlite);
  const std::string clerk_token = program.token_of("is-clerk", "clerk", staff::May::write);
  const std::string reader_token = program.token_of("is-reader", "planner", staff::May::read);
  const auto as = [&](const std::string& token, http::Request request) {
    if (token.empty())
      request.headers.erase("authorization");
    else
      request.headers["authorization"] = "Bearer " + token;
    return request;
  };
  CHECK(api::post_understanding(program.desk, as("", program.sending({}))).status == 401);
  CHECK(api::post_understanding(program.desk, as(clerk_token, program.sending({}))).status == 403);
  CHECK(api::post_understanding(program.desk, as(reader_token, program.sending({}))).status == 200);
  CHECK(api::post_import(program.desk, as(clerk_token, program.sending({}))).status == 403);
  CHECK(api::post_import(program.desk, as(reader_token, program.sending({}))).status == 403);
  CHECK(api::get_imports(program.desk, as(clerk_token, program.request("GET"))).status == 403);
  CHECK(api::get_imports(program.desk, as("", program.request("GET"))).status == 401);
  CHECK(program.kept() == 0);
  // Asked when nothing of a large file was read yet.
  CHECK(api::turn_stranger_away(program.desk, as("", program.sending({})))->status == 401);
  CHECK(api::turn_stranger_away(program.desk, as(clerk_token, program.sending({})))->status == 403);
  CHECK_FALSE(api::turn_stranger_away(program.desk, program.sending({})).has_value());
}

}  // namespace importer
