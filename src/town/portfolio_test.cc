// The loans come to the published sums to the yen, whatever the seed; sums that no loans come to
// are said to be so.
#include "town/portfolio.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "town/piece.h"
#include "town/working.h"

namespace town {
namespace {

const std::map<int, LoanYear> kNerima = {
    {2011, {2252, 949'888'008}}, {2012, {2158, 807'994'168}}, {2013, {2271, 712'314'955}}};

TEST_CASE("949,888,008, 807,994,168 and 712,314,955 yen are paid, of loans of a sensible size") {
  for (const std::uint64_t seed : {1, 2}) {
    CAPTURE(seed);
    const auto loans = portfolio(kNerima, Draw(seed, "loans"));
    REQUIRE(loans.has_value());
    for (const auto& [year, wanted] : kNerima) {
      CHECK(interest_of_year(*loans, year) == wanted.interest_yen);
      CHECK(std::ranges::count(*loans, year, &Loan::lent_in) == wanted.loans);
    }
    // Stock and flow: thousands of them were made before.
    CHECK(std::ranges::count_if(*loans, [](const Loan& one) { return one.lent_in < 2011; }) > 5000);
    for (const Loan& one : *loans) {
      CHECK(one.principal % 10'000 == 0);
      CHECK(one.principal >= 300'000);
      CHECK(one.principal <= 40'000'000);
    }
  }
}

TEST_CASE("another seed, other loans") {
  const auto one = portfolio(kNerima, Draw(1, "loans"));
  const auto same = portfolio(kNerima, Draw(1, "loans"));
  const auto other = portfolio(kNerima, Draw(2, "loans"));
  const auto principals = [](const std::vector<Loan>& loans) {
    std::vector<std::int64_t> all;
    for (const Loan& loan : loans) all.push_back(loan.principal);
    return all;
  };
  CHECK(principals(*one) == principals(*same));
  CHECK(principals(*one) != principals(*other));
}

TEST_CASE("sums that no loans come to") {
  CHECK_FALSE(portfolio({{2011, {2252, 5}}}, Draw(1, "loans")));
  CHECK_FALSE(portfolio({{2011, {2, 949'888'008}}}, Draw(1, "loans")));
  CHECK(portfolio({}, Draw(1, "loans"))->empty());
}

TEST_CASE("one record for each loan and half-year, with its working and within a note's length") {
  const auto loans = portfolio({{2011, {300, 120'000'000}}}, Draw(1, "loans"));
  REQUIRE(loans.has_value());
  std::int64_t sum = 0;
  for (const Piece& piece : pieces_of(*loans, {2011}, "loans", Draw(1, "payments"))) {
    if (piece.facts.kind != "interest_subsidy_paid") continue;
    sum += *piece.facts.yen;
    CHECK(piece.facts.note.size() < record::kNoteCharactersMax);
    CHECK(piece.facts.note.find(base::with_thousands(*piece.facts.yen)) != std::string::npos);
  }
  CHECK(sum == 120'000'000);
}

TEST_CASE("30 % of the interest somebody paid: any amount is one that somebody was paid") {
  for (std::int64_t yen = 1; yen < 50; ++yen) {
    const std::int64_t interest = interest_behind(yen);
    CHECK(interest * 3 / 10 == yen);
    CHECK((interest - 1) * 3 / 10 < yen);
  }
}

}  // namespace
}  // namespace town
