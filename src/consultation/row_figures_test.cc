// 件, 延べ and 者 as figures of a line: a thousand conversations held at the desk, nine hundred of
// them with ninety known clients. The same machinery counts the three, opens each down to its
// records and follows whatever is put right afterwards; the desk's own counts say the same.
#include "consultation/desk_test.h"
#include "db/testing.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;

constexpr int kTalks = 1'000;
constexpr int kWithClient = 900;
constexpr int kClients = 90;

struct Counts {
  std::int64_t cases = 0;
  std::int64_t visits = 0;
  std::int64_t clients = 0;
  bool operator==(const Counts&) const = default;
};

Counts figures_say(db::Database& database, figure::Scope scope = figure::Scope::all) {
  const auto value = [&](std::string_view row, std::string_view key) {
    return figure::testing::value(database, row, key, 2012, scope).sum.value;
  };
  return {value("17", "cases"), value("16", "visits"), value("17", "clients")};
}

Counts desk_says(db::Database& database) {
  const auto tallies = database.read(
      [](db::Read& tx) { return tally_of_year(tx, eyes(clerk()), base::FiscalYear(2012)); });
  REQUIRE(tallies.size() == 1);
  return {tallies[0].consultations, tallies[0].visits, tallies[0].clients};
}

// How many records stand behind a figure when it is opened, page by page.
std::int64_t opened(db::Database& database, std::string_view row, std::string_view key) {
  return database.read([&](db::Read& tx) {
    const auto held =
        figure::find(tx, kWard, figure::testing::kPlan, row, key, std::nullopt).value();
    figure::Question question;
    question.limit = 400;
    std::int64_t records = 0;
    for (bool more = true; more;) {
      const auto page = figure::records(tx, kWard, held, 2012, question).value();
      records += std::ssize(page.records);
      more = !page.next.empty();
      question.after = page.next;
      if (!more) CHECK(page.in_all == records);
    }
    return records;
  });
}

TEST_CASE("a thousand conversations are 1,000 cases, 900 visits and 90 clients") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    std::vector<std::int64_t> clients;
    for (int i = 0; i < kClients; ++i)
      clients.push_back(client_of(database, "商店" + std::to_string(i)));
    std::vector<Held> talks;
    for (int i = 0; i < kTalks; ++i) {
      Entry entry = talk(i % 2 == 0 ? "2012-04-10" : "2012-05-20");
      if (i < kWithClient) entry.client = clients[static_cast<std::size_t>(i % kClients)];
      talks.push_back(held(database, entry));
    }
    CHECK(figures_say(database) == Counts{1'000, 900, 90});
    CHECK(desk_says(database) == Counts{1'000, 900, 90});
    CHECK(figures_say(database, figure::Scope::confirmed) == Counts{});
    CHECK(opened(database, "17", "cases") == 1'000);
    CHECK(opened(database, "16", "visits") == 900);
    CHECK(opened(database, "17", "clients") == 900);
    CHECK(opened(database, "16", "anonymous") == 100);

    // Another person confirms half of them.
    std::vector<record::RecordId> half;
    for (int i = 0; i < kTalks; i += 2) half.push_back(talks[static_cast<std::size_t>(i)].record);
    const auto confirmed = figure::write(database, [&](db::Write& tx) {
      return figure::confirm_all(tx, {chief(), std::nullopt}, kWard, {"half", ""}, half);
    });
    REQUIRE(confirmed.has_value());
    CHECK(confirmed->records == 500);
    CHECK(figures_say(database, figure::Scope::confirmed) == Counts{500, 450, 45});

    // The last anonymous one was a known client after all; a client's only conversation is taken
    // back; somebody new comes once.
    const auto whose = [&](std::int64_t consultation, std::optional<std::int64_t> client) {
      const auto before = database.read(
          [&](db::Read& tx) { return open(tx, eyes(clerk()), consultation).value(); });
      Entry entry = before.consultation.entry;
      entry.content = before.notes.front().content;
      entry.client = client;
      REQUIRE(correct(clerk(), eyes(clerk()), database,
                      {consultation, before.consultation.version, entry, "相談者の誤り"})
                  .has_value());
    };
    whose(talks.back().consultation, clients.front());
    CHECK(figures_say(database) == Counts{1'000, 901, 90});
    const auto once = held(database, talk_of(client_of(database, "一度だけ商店")));
    CHECK(figures_say(database) == Counts{1'001, 902, 91});
    REQUIRE(
        withdraw(clerk(), eyes(clerk()), database, once.consultation, "二重の入力").has_value());
    CHECK(figures_say(database) == Counts{1'000, 901, 90});
    whose(talks.front().consultation, std::nullopt);  // and one had given no name
    CHECK(figures_say(database) == Counts{1'000, 900, 90});
    CHECK(desk_says(database) == figures_say(database));
    CHECK(figure::verify(database).empty());
    CHECK(verify(database).empty());
  });
}

}  // namespace
}  // namespace consultation
