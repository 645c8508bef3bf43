// The rules of the desk without a database: what an entry has to say, and who sees it.
#include "consultation/consultation.h"

#include "base/japanese_text.h"
#include "base/words.h"
#include "consultation/desk_test.h"

namespace consultation {
namespace {

using testing::kToday;
using testing::talk;

TEST_CASE("times are read as people write them, and nonsense is told") {
  struct Case {
    std::string_view text;
    int minute;  // -1: refused
  };
  for (const auto& [text, minute] :
       {Case{"10:30", 630}, Case{"１０：３０", 630}, Case{"1030", 630}, Case{"930", 570},
        Case{"10時30分", 630}, Case{"10時", 600}, Case{"0:00", 0}, Case{"24:00", 1440},
        Case{"24:01", -1}, Case{"10:60", -1}, Case{"-5", -1}, Case{"−30", -1}, Case{"10", -1},
        Case{"午後", -1}, Case{"10:30:00", -1}, Case{"99999", -1}, Case{"10時30", -1},
        Case{"", -1}}) {
    CAPTURE(text);
    const auto read = minute_of("from", text);
    CHECK((read ? *read : -1) == minute);
    if (!read) CHECK(testing::field_of(read.error()) == "from");
  }
  CHECK(time_text(570) == "9:30");
  CHECK(time_text(605) == "10:05");
}

TEST_CASE("an entry is taken or refused, in the order of the list, with the field that is wrong") {
  struct Case {
    void (*change)(Entry&);
    std::string_view code;
    std::string_view field = {};
  };
  const Case cases[] = {
      {[](Entry&) {}, ""},
      {[](Entry& e) { e.kind = "grant_paid"; }, unknown_kind.code, "programme"},
      {[](Entry& e) { e.kind = "guidance_visited"; }, ""},
      {[](Entry& e) { e.channel = "fax"; }, unknown_channel.code, "channel"},
      {[](Entry& e) { e.topics = {}; }, topic_missing.code, "topics"},
      {[](Entry& e) { e.topics = {"finance", "weather"}; }, unknown_topic.code, "topics"},
      {[](Entry& e) { e.day = kToday; }, ""},
      {[](Entry& e) { e.day = base::add_days(kToday, 1); }, in_the_future.code, "day"},
      {[](Entry& e) { e.from = 600; }, time_incomplete.code, "until"},
      {[](Entry& e) { e.until = 600; }, time_incomplete.code, "from"},
      {[](Entry& e) {
         e.from = 600;
         e.until = 600;
       },
       end_before_start.code, "until"},
      {[](Entry& e) {
         e.from = 600;
         e.until = 601;
       },
       ""},
      {[](Entry& e) { e.content = " 　\n"; }, content_missing.code, "content"},
      {[](Entry& e) { e.content = std::string(kTextCharactersMax, 'a'); }, ""},
      {[](Entry& e) { e.advice = std::string(kTextCharactersMax + 1, 'a'); },
       base::text_too_long.code, "advice"},
      {[](Entry& e) { e.next_on = kToday; }, next_action_missing.code, "next_action"},
      {[](Entry& e) { e.next_action = "電話する"; }, next_day_missing.code, "next_on"},
      {[](Entry& e) {
         e.next_action = "電話する";
         e.next_on = base::add_days(e.day, -1);
       },
       due_before_day.code, "next_on"},
      {[](Entry& e) { e.follow_up_on = base::add_days(e.day, -1); }, due_before_day.code,
       "follow_up_on"},
      {[](Entry& e) { e.follow_up_on = e.day; }, ""},
      {[](Entry& e) { e.secrecy = Secrecy::shared; }, shared_without_client.code, "secrecy"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.code);
    CAPTURE(one.field);
    Entry entry = talk();
    one.change(entry);
    const auto checked = check(entry, kToday);
    CHECK(testing::code_of(checked) == one.code);
    if (checked) continue;
    CHECK(testing::field_of(checked.error()) == one.field);
    CHECK(base::has_words(checked.error().code));
  }
}

TEST_CASE("the record holds codes and numbers, no word of what was said") {
  Entry entry = talk();
  entry.topics = {"tax", "finance"};
  entry.client = 12;
  const record::Facts facts = facts_of(entry, 99);
  CHECK(facts.note.empty());
  CHECK(facts.case_file == 99);
  CHECK(facts.business == 12);
  CHECK(facts.attributes ==
        std::vector<record::AttributeValue>{{"channel", "visit"}, {"topic", "tax"}});
  entry.kind = "consumer_consulted";  // a kind that names no business
  CHECK_FALSE(facts_of(entry, 99).business.has_value());
}

TEST_CASE("who sees which consultation, and how much of it") {
  const Eyes author{"131202", "ward", 21, false, false};
  const Eyes colleague{"131202", "ward", 22, false, false};
  const Eyes chief{"131202", "ward", 23, false, true};
  const Eyes corporation{"131202", "corporation", 31, false, true};
  const Eyes auditor{"131202", "ward", 41, true, false};
  const Eyes auditor_elsewhere{"131202", "corporation", 42, true, false};
  const Eyes neighbour{"131211", "ward", 21, true, true};
  constexpr Sight whole = Sight::whole, closed = Sight::closed, none = Sight::none;
  struct Case {
    Secrecy secrecy;
    bool shares;
    Sight author, colleague, chief, corporation, auditor, auditor_elsewhere;
  };
  for (const Case& one :
       {Case{Secrecy::ordinary, false, whole, whole, whole, none, whole, whole},
        Case{Secrecy::ordinary, true, whole, whole, whole, none, whole, whole},
        Case{Secrecy::shared, false, whole, whole, whole, none, whole, whole},
        Case{Secrecy::shared, true, whole, whole, whole, whole, whole, whole},
        Case{Secrecy::secret, false, whole, closed, whole, none, closed, closed},
        Case{Secrecy::secret, true, whole, closed, whole, none, closed, closed}}) {
    CAPTURE(in_db(one.secrecy));
    CAPTURE(one.shares);
    Consultation consultation;
    consultation.municipality = "131202";
    consultation.body = "ward";
    consultation.entry = talk();
    consultation.entry.secrecy = one.secrecy;
    consultation.entry.adviser = 25;
    consultation.author = 21;
    CHECK(sight(author, consultation, one.shares) == one.author);
    CHECK(sight(colleague, consultation, one.shares) == one.colleague);
    CHECK(sight(chief, consultation, one.shares) == one.chief);
    CHECK(sight(corporation, consultation, one.shares) == one.corporation);
    CHECK(sight(auditor, consultation, one.shares) == one.auditor);
    CHECK(sight(auditor_elsewhere, consultation, one.shares) == one.auditor_elsewhere);
    CHECK(sight(neighbour, consultation, one.shares) == none);
    consultation.entry.adviser = 22;  // who talked with the client knows what was said
    CHECK(sight(colleague, consultation, one.shares) == whole);
  }
}

TEST_CASE("codes in the database lead back to what they stand for") {
  for (const Secrecy one : {Secrecy::ordinary, Secrecy::shared, Secrecy::secret})
    CHECK(secrecy_from(in_db(one)) == one);
  for (const Referral one :
       {Referral::none, Referral::open, Referral::followed, Referral::not_followed})
    CHECK(referral_from(in_db(one)) == one);
  for (const StepKind one : {StepKind::next_done, StepKind::followed_up,
                             StepKind::referral_followed, StepKind::referral_not_followed})
    CHECK(step_from(in_db(one)) == one);
  CHECK_FALSE(secrecy_from("open").has_value());
  CHECK_FALSE(referral_from("").has_value());
  CHECK_FALSE(step_from("x").has_value());
}

}  // namespace
}  // namespace consultation
