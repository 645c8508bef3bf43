// Records as they are kept, on both databases: they come back as they were added, one by one and in
// bulk; pages and spans of time go by key through an index; notes are erased, years closed; two
// municipalities never see each other.
#include "record/record_store.h"
#include "record/book_store.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/actor.h"
#include "db/testing.h"
#include "history/history.h"
#include "programme/programme_service.h"
#include "record/batch_store.h"

namespace record::store {
namespace {

using db::testing::for_each_engine;

constexpr std::string_view kWard = "131202";
constexpr std::string_view kNeighbour = "131211";

programme::Register small_register() {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/tests/corpus/plan_file/small_register.json",
                     std::ios::binary);
  base::Mistakes mistakes("small_register.json");
  auto reg =
      programme::read_register(std::string{std::istreambuf_iterator<char>(file), {}}, mistakes);
  REQUIRE(mistakes.none());
  return reg;
}

std::int64_t deed(db::Write& tx, std::string_view municipality) {
  history::Deed deed;
  deed.kind = "record.test";
  deed.municipality = std::string(municipality);
  deed.subject_kind = "record";
  return history::write(tx, base::Actor::system(deed.municipality), deed).value;
}

void load_registers(db::Database& database) {
  database.write([](db::Write& tx) {
    programme::Register reg = small_register();
    programme::load(tx, base::Actor::system(), reg, "ward");
    reg.municipality.code = kNeighbour;
    programme::load(tx, base::Actor::system(), reg, "neighbour");
  });
}

Record consultation(base::Date day) {
  Record record;
  record.municipality = kWard;
  record.programme = "advice";
  record.kind = "consultation_held";
  record.fiscal_year = base::FiscalYear::containing(day);
  record.occurred_on = day;
  return record;
}

// Everything that can be set.
Record full() {
  Record record = consultation({2012, 5, 15});
  record.programme = "vacant-shop";
  record.kind = "issue_published";
  record.fiscal_year = base::FiscalYear(2011);
  record.count = 3;
  record.people = 0;
  record.yen = kYenMax;
  record.in_town = false;
  record.attributes = {{"copies", "8000"}, {"medium", "map"}};
  record.case_file = 11;
  record.business = 12;
  record.entry = 13;
  record.summary = true;
  record.year_stated = YearStated::stated;
  return record;
}

void complete(db::Write& tx, Record& record, std::int64_t by, base::Instant at) {
  record.id.value = tx.new_id();
  record.recorded_at = at;
  record.deed = by;
  seal(record);
}

std::vector<Record> added(db::Database& database, std::vector<Record> records) {
  return database.write([&](db::Write& tx) {
    std::vector<Record> written = records;
    const std::int64_t by = deed(tx, written.front().municipality);
    const base::Instant at = tx.recorded_at();
    for (Record& record : written) complete(tx, record, by, at);
    add_all(tx, written);
    return written;
  });
}

Record added(db::Database& database, Record record) {
  return database.write([&](db::Write& tx) {
    Record written = record;
    complete(tx, written, deed(tx, written.municipality), tx.recorded_at());
    add(tx, written);
    return written;
  });
}

// The bytes under the seal are the fields, so equal seals are equal records.
bool same(const Record& one, const Record& other) {
  return one.seal == other.seal && seal_of(other) == other.seal &&
         one.confirmed_at == other.confirmed_at;
}

bool same(const std::vector<Record>& some, const std::vector<Record>& others) {
  return std::ranges::equal(some, others,
                            [](const Record& one, const Record& two) { return same(one, two); });
}

template <class Ask>
auto ask(db::Database& database, Ask asking) {
  return database.read([&](db::Read& tx) { return asking(tx); });
}

TEST_CASE("a record comes back as it was added, whatever is set") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    for (const Record& written :
         {added(database, full()), added(database, consultation({2011, 4, 1}))}) {
      const auto read = ask(database, [&](db::Read& tx) { return find(tx, kWard, written.id); });
      REQUIRE(read);
      CHECK(same(*read, written));
      CHECK(read->salt.size() == 32);
    }
    const auto by_neighbour =
        ask(database, [](db::Read& tx) { return find(tx, kNeighbour, RecordId{1}); });
    CHECK_FALSE(by_neighbour);
  });
}

TEST_CASE("a reversal is found from the first; nothing is reversed twice") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    const Record first = added(database, full());
    CHECK_FALSE(ask(database, [&](db::Read& tx) { return reversal_of(tx, kWard, first.id); }));
    const Record reversal = *record::reversal_of(first, Situation{.today = {2012, 6, 1}});
    const Record written = added(database, reversal);
    const auto found =
        ask(database, [&](db::Read& tx) { return reversal_of(tx, kWard, first.id); });
    REQUIRE(found);
    CHECK(same(*found, written));
    CHECK(found->count == -3);
    CHECK_THROWS_AS(added(database, reversal), db::Fault);
  });
}

TEST_CASE(
    "SQLite goes to one programme's records by their key, not past all of the municipality's") {
  constexpr db::Statement kPlan{
      "test.plan_of_work",
      "EXPLAIN QUERY PLAN SELECT business FROM record WHERE municipality = ?1 "
      "AND programme = ?2 AND record_kind = ?3 AND fiscal_year = ?4 AND business IS NOT NULL"};
  const db::testing::TemporaryDatabase temporary(db::Engine::sqlite,
                                                 db::testing::TemporaryDatabase::Schema::current);
  db::Database database = temporary.open();
  std::string plan;
  ask(database, [&](db::Read& tx) {
    tx.each(
        kPlan,
        [&](db::Row& row) {
          for (const char* column : {"id", "parent", "notused"}) row.integer(column);
          plan += row.text("detail");
        },
        kWard, "advice", "consultation_held", 2011);
    return 0;
  });
  CAPTURE(plan);
  CHECK(plan.find("record_by_work") != std::string::npos);
}

TEST_CASE("many records at once: whole fifties and the rest") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    for (const std::size_t many : {1, 49, 50, 51, 120, 499, 551}) {
      CAPTURE(many);
      const RecordId before = added(database, consultation({2011, 4, 1})).id;
      std::vector<Record> records(many, consultation({2011, 7, 1}));
      records.back() = full();
      const auto written = added(database, records);
      const auto read =
          ask(database, [&](db::Read& tx) { return in_order(tx, kWard, before, 1000); });
      CHECK(read.size() == many);
      CHECK(same(read, written));
    }
    const auto three = ask(database, [](db::Read& tx) { return in_order(tx, kWard, {}, 3); });
    CHECK(three.size() == 3);
    CHECK(ask(database, [](db::Read& tx) { return in_order(tx, kNeighbour, {}, 3); }).empty());
  });
}

std::vector<Record> whole_year(db::Database& database, Order order, int limit) {
  std::vector<Record> all;
  std::optional<Place> after;
  while (true) {
    const auto next = ask(database, [&](db::Read& tx) {
      return page(tx, kWard, "advice", "consultation_held", 2011, after, order, limit);
    });
    REQUIRE(all.size() < 100);  // a page that does not move on
    if (next.empty()) return all;
    all.insert(all.end(), next.begin(), next.end());
    after = Place{base::iso(next.back().occurred_on), next.back().id.value};
  }
}

TEST_CASE("pages of a year's work, by day and number, in both orders") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    std::vector<Record> records;
    for (const base::Date day : {base::Date(2012, 3, 31), base::Date(2011, 4, 1),
                                 base::Date(2011, 9, 9), base::Date(2011, 9, 9)}) {
      records.push_back(consultation(day));
    }
    auto year = added(database, records);
    added(database, {consultation({2011, 3, 31}), consultation({2012, 4, 1}), full()});
    Record neighbour = consultation({2011, 9, 9});
    neighbour.municipality = kNeighbour;
    added(database, neighbour);

    std::ranges::rotate(year, year.begin() + 1);
    for (const int limit : {1, 2, 3, 4, 5}) {
      CAPTURE(limit);
      CHECK(same(whole_year(database, Order::oldest_first, limit), year));
    }
    std::ranges::reverse(year);
    for (const int limit : {1, 2, 3, 4, 5}) {
      CAPTURE(limit);
      CHECK(same(whole_year(database, Order::newest_first, limit), year));
    }
  });
}

TEST_CASE("what was recorded and confirmed in a span of time") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    const Record first = added(database, consultation({2011, 4, 1}));
    const auto two = added(database, {consultation({2011, 4, 2}), consultation({2011, 4, 3})});
    const Record last = added(database, consultation({2011, 4, 4}));
    const auto between = [&](base::Instant from, RecordId after, base::Instant until, int limit) {
      return ask(database, [&](db::Read& tx) {
        return recorded_between(tx, kWard, from, after, until, limit);
      });
    };
    const RecordId whole{INT64_MAX};  // nothing else of the moment `from`
    CHECK(same(between(first.recorded_at, whole, two[0].recorded_at, 9), two));
    CHECK(same(between(first.recorded_at, whole, last.recorded_at, 1), {two[0]}));
    CHECK(same(between(two[0].recorded_at, two[0].id, last.recorded_at, 9), {two[1], last}));
    CHECK(same(between({}, {}, last.recorded_at, 9), {first, two[0], two[1], last}));
    CHECK(between(last.recorded_at, whole, {INT64_MAX}, 9).empty());
    const auto before = [&](base::Instant at, RecordId record, int limit) {
      return ask(database,
                 [&](db::Read& tx) { return recorded_before(tx, kWard, at, record, limit); });
    };
    CHECK(same(before({INT64_MAX}, whole, 9), {last, two[1], two[0], first}));
    CHECK(same(before(two[1].recorded_at, two[1].id, 1), {two[0]}));
    CHECK(before(first.recorded_at, first.id, 9).empty());

    const auto at = database.write([&](db::Write& tx) {
      const auto now = tx.recorded_at();
      const std::int64_t by = deed(tx, kWard);
      const Confirmation both[] = {{two[0].id, now}, {two[1].id, now}};
      add_confirmations(tx, kWard, both, by);
      return now;
    });
    const auto confirmed = [&](base::Instant from, RecordId after, base::Instant until) {
      return ask(database,
                 [&](db::Read& tx) { return confirmed_between(tx, kWard, from, after, until, 9); });
    };
    std::vector<Record> signed_two = two;
    for (Record& record : signed_two) record.confirmed_at = at;
    CHECK(same(confirmed(last.recorded_at, whole, at), signed_two));
    CHECK(same(confirmed(at, two[0].id, at), {signed_two[1]}));
    CHECK(confirmed(at, whole, {INT64_MAX}).empty());
    CHECK(confirmed({}, {}, last.recorded_at).empty());
    CHECK(same(between(first.recorded_at, whole, two[0].recorded_at, 9), signed_two));
    CHECK(ask(database, [&](db::Read& tx) { return find(tx, kWard, two[0].id); })->confirmed_at ==
          at);
    const auto deed_of = [&](RecordId record) {
      return ask(database, [&](db::Read& tx) { return confirmation_deed(tx, kWard, record); });
    };
    CHECK(deed_of(two[0].id).has_value());
    CHECK(deed_of(two[0].id) == deed_of(two[1].id));
    CHECK_FALSE(deed_of(first.id).has_value());
    CHECK_THROWS_AS(database.write([&](db::Write& tx) {
      const Confirmation again[] = {{two[0].id, at}};
      add_confirmations(tx, kWard, again, deed(tx, kWard));
    }),
                    db::Fault);
  });
}

TEST_CASE("the years in which there is work") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    const auto years_with = [&](std::string_view municipality, std::string_view programme) {
      return ask(database, [&](db::Read& tx) {
        return years_of(tx, municipality, programme, "consultation_held");
      });
    };
    CHECK(years_with(kWard, "advice").empty());
    added(database, {consultation({2014, 3, 31}), consultation({2009, 4, 1}),
                     consultation({2011, 4, 1}), consultation({2012, 3, 31}), full()});
    CHECK(years_with(kWard, "advice") == std::vector{2009, 2011, 2013});
    CHECK(years_with(kWard, "vacant-shop").empty());
    CHECK(years_with(kNeighbour, "advice").empty());
  });
}

TEST_CASE("a note is read until a deed erases it; the record stays") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    const Record record = added(database, full());
    const auto note = [&](std::string_view municipality) {
      return ask(database, [&](db::Read& tx) { return note_of(tx, municipality, record.id); });
    };
    CHECK_FALSE(note(kWard));
    database.write([&](db::Write& tx) { add_note(tx, kWard, record.id, "電話で確認した。"); });
    CHECK(note(kWard) == "電話で確認した。");
    CHECK_FALSE(note(kNeighbour));
    const auto erase = [&] {
      return database.write(
          [&](db::Write& tx) { return erase_note(tx, kWard, record.id, deed(tx, kWard)); });
    };
    CHECK(erase());
    CHECK_FALSE(note(kWard));
    CHECK_FALSE(erase());
    CHECK(ask(database, [&](db::Read& tx) { return find(tx, kWard, record.id); }));
  });
}

TEST_CASE("a year is closed and reopened; its latest version counts") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    database.write([](db::Write& tx) {
      const std::int64_t by = deed(tx, kWard);
      add_year(tx, kWard, {2010, 1, true}, "決算", by);
      add_year(tx, kWard, {2011, 1, true}, "決算", by);
      add_year(tx, kWard, {2011, 2, false}, "支払漏れ", by);
    });
    const auto found = ask(database, [](db::Read& tx) { return years(tx, kWard); });
    REQUIRE(found.size() == 2);
    CHECK(found[0].fiscal_year == 2010);
    CHECK(found[0].closed);
    CHECK(found[1].version == 2);
    CHECK_FALSE(found[1].closed);
    CHECK(ask(database, [](db::Read& tx) { return years(tx, kNeighbour); }).empty());
    const auto all = ask(database, [](db::Read& tx) { return year_versions(tx, kWard); });
    REQUIRE(all.size() == 3);
    CHECK(all[0].reason == "支払漏れ");
    const auto last = ask(database, [](db::Read& tx) { return year_rows(tx, kWard, base::now()); });
    REQUIRE(last.size() == 2);
    CHECK_FALSE(last[1].closed);
  });
}

TEST_CASE("which years were closed is told for any moment") {
  struct Moved {
    base::Instant before, after;
  };
  for_each_engine([](db::Database& database) {
    load_registers(database);
    const auto moved = [&](int year, int version, bool closed) {
      return database.write([&](db::Write& tx) {
        const base::Instant before = tx.recorded_at();
        add_year(tx, kWard, {year, version, closed}, "決算", deed(tx, kWard));
        return Moved{before, tx.recorded_at()};
      });
    };
    const auto first = moved(2010, 1, true);
    const auto second = moved(2011, 1, true);
    const auto third = moved(2011, 2, false);
    struct Row {
      base::Instant at;
      std::vector<int> closed;
    };
    const Row rows[] = {{first.before, {}},           {first.after, {2010}},
                        {second.before, {2010}},      {second.after, {2010, 2011}},
                        {third.before, {2010, 2011}}, {third.after, {2010}}};
    for (const Row& row : rows) {
      CAPTURE(row.at.microseconds - first.before.microseconds);
      std::vector<int> closed;
      for (const YearRow& year :
           ask(database, [&](db::Read& tx) { return year_rows(tx, kWard, row.at); }))
        if (year.closed) closed.push_back(year.fiscal_year);
      CHECK(closed == row.closed);
      CHECK(ask(database, [&](db::Read& tx) { return year_rows(tx, kNeighbour, row.at); }).empty());
    }
  });
}

TEST_CASE("a record needs a programme of its municipality's register and a deed") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    Record stray = consultation({2011, 4, 1});
    stray.programme = "unheard-of";
    CHECK_THROWS_AS(added(database, stray), db::Fault);
    CHECK_THROWS_AS(database.write([](db::Write& tx) {
      Record record = consultation({2011, 4, 1});
      complete(tx, record, 1, tx.recorded_at());
      add(tx, record);
    }),
                    db::Fault);
  });
}

constexpr db::Statement kEdit{"test.edit_record",
                              "UPDATE record SET occurred_on = ?2, fiscal_year = ?3, "
                              "attributes = ?4 WHERE municipality = ?1"};

TEST_CASE("a record edited past the program is still read, and its seal does not fit") {
  struct Edit {
    std::string_view day;
    int year;
    std::string_view attributes;
  };
  const Edit edits[] = {{"2011-04-02", 2011, "{}"},
                        {"yesterday", 2011, "{}"},
                        {"2011-04-01", 99999, "{}"},
                        {"2011-04-01", 2011, "{ }"}};
  for_each_engine([&](db::Database& database) {
    load_registers(database);
    const Record record = added(database, consultation({2011, 4, 1}));
    for (const Edit& edit : edits) {
      CAPTURE(edit.day);
      CAPTURE(edit.year);
      database.write([&](db::Write& tx) {
        CHECK(tx.run(kEdit, kWard, edit.day, edit.year, edit.attributes) == 1);
      });
      const auto read = ask(database, [&](db::Read& tx) { return find(tx, kWard, record.id); });
      REQUIRE(read);
      CHECK(read->seal == record.seal);
      CHECK(seal_of(*read) != record.seal);
    }
  });
}

// How SQLite answers a statement of the store, one step a line.
std::string steps_of(db::Database& database, std::string_view statement) {
  const std::string explain =
      "EXPLAIN QUERY PLAN " + db::testing::text_of(db::Engine::sqlite, statement);
  const db::Statement asking{"test.explain", explain};
  std::string steps;
  const auto add_step = [&](db::Row& row) {
    row.integer("id");
    row.integer("parent");
    row.integer("notused");
    steps += row.text("detail") + "\n";
  };
  database.read([&](db::Read& tx) {
    if (statement.starts_with("record.page")) {
      tx.each(asking, add_step, kWard, "advice", "consultation_held", 2011, "", 0, 1);
    } else if (statement.ends_with("_before")) {
      tx.each(asking, add_step, kWard, 1, 1, 1);
    } else if (statement.ends_with("_between")) {
      tx.each(asking, add_step, kWard, 0, 0, 1, 1);
    } else {
      tx.each(asking, add_step, kWard, "advice", "consultation_held");
    }
  });
  return steps;
}

TEST_CASE("lists are ranges of an index, without a sort, also behind ten million records") {
  struct Way {
    std::string_view statement;
    std::string_view range;
  };
  const Way ways[] = {
      {"record.page_oldest_first",
       "INDEX record_by_work (municipality=? AND programme=? AND record_kind=? AND fiscal_year=? "
       "AND (occurred_on,record)>(?,?))"},
      {"record.page_newest_first",
       "INDEX record_by_work (municipality=? AND programme=? AND record_kind=? AND fiscal_year=? "
       "AND (occurred_on,record)<(?,?))"},
      {"record.recorded_between", "INDEX record_by_time (municipality=? AND "},
      {"record.recorded_before",
       "INDEX record_by_time (municipality=? AND (recorded_at,record)<(?,?))"},
      {"record.confirmed_between", "INDEX record_confirmation_by_time (municipality=? AND "},
      {"record.years_of",
       "INDEX record_by_work (municipality=? AND programme=? AND record_kind=? AND "
       "fiscal_year>?)"}};
  for_each_engine([&](db::Database& database) {
    if (database.engine() != db::Engine::sqlite) return;
    load_registers(database);
    added(database, consultation({2011, 4, 1}));
    whole_year(database, Order::oldest_first, 1);
    whole_year(database, Order::newest_first, 1);
    ask(database, [](db::Read& tx) {
      recorded_between(tx, kWard, {}, {}, {}, 1);
      recorded_before(tx, kWard, {}, {}, 1);
      confirmed_between(tx, kWard, {}, {}, {}, 1);
      years_of(tx, kWard, "advice", "consultation_held");
      return 0;
    });
    for (const Way& way : ways) {
      CAPTURE(way.statement);
      const std::string steps = steps_of(database, way.statement);
      CAPTURE(steps);
      CHECK(steps.find(way.range) != std::string::npos);
      const bool sorted = steps.find("TEMP B-TREE") != std::string::npos;
      CHECK(sorted == (way.statement == "record.years_of"));  // a handful of years
      CHECK(steps.find("SCAN r") == std::string::npos);
    }
  });
}

TEST_CASE("many are found at once, with what took them back and what their deed wrote") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    for (const std::size_t count : {1U, 50U, 51U, 501U}) {
      CAPTURE(count);
      std::vector<RecordId> ids;
      for (const Record& one :
           added(database, std::vector<Record>(count, consultation({2011, 4, 1}))))
        ids.push_back(one.id);
      Record taken_back = consultation({2011, 4, 1});
      taken_back.reverses = ids.back();
      const Record back = added(database, taken_back);
      ids.push_back(RecordId{42});  // of nobody
      database.read([&](db::Read& tx) {
        const auto found = find_all(tx, kWard, ids);
        CHECK(found.size() == count);
        CHECK(found.at(ids.front()).occurred_on == base::Date(2011, 4, 1));
        const auto reversals = reversals_among(tx, kWard, ids);
        REQUIRE(reversals.size() == 1);
        CHECK(reversals.at(back.reverses.value()) == back.id);
        const auto written = written_by(tx, kWard, back.deed, back.id, back.id);
        REQUIRE(written.size() == 1);
        CHECK(written.front().record == back.id);
        CHECK(written.front().is_reversal);
        CHECK(find_all(tx, kNeighbour, ids).empty());
        return 0;
      });
    }
  });
}

TEST_CASE("confirmations and notes of many records: as many as there are, each with its own") {
  for_each_engine([](db::Database& database) {
    load_registers(database);
    for (const std::size_t count :
         {std::size_t{1}, std::size_t{99}, std::size_t{100}, std::size_t{201}}) {
      CAPTURE(count);
      const auto records = added(database, std::vector<Record>(count, consultation({2012, 5, 1})));
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < count; ++i) texts.push_back("覚え " + std::to_string(i));
      const base::Instant at = database.write([&](db::Write& tx) {
        const base::Instant now = tx.recorded_at();
        std::vector<Confirmation> confirmations;
        std::vector<Note> notes;
        for (std::size_t i = 0; i < count; ++i) {
          confirmations.push_back({records[i].id, now});
          notes.push_back({records[i].id, texts[i]});
        }
        add_confirmations(tx, kWard, confirmations, deed(tx, kWard));
        add_notes(tx, kWard, notes);
        return now;
      });
      database.read([&](db::Read& tx) {
        for (std::size_t i = 0; i < count; ++i) {
          CHECK(note_of(tx, kWard, records[i].id) == texts[i]);
          CHECK(find(tx, kWard, records[i].id)->confirmed_at == at);
        }
        return 0;
      });
    }
  });
}

}  // namespace
}  // namespace record::store
