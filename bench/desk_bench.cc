// The server has one core and the clients the other. The yardstick, figure::post alone, runs on the
// server's core in a program of its own over the same database, in short turns with the server.
#include "bench/desk_bench.h"

#include <unistd.h>

#include <atomic>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "bench/child.h"
#include "bench/figures_tally.h"
#include "bench/served.h"
#include "business/business_service.h"
#include "consultation/consultation_service.h"
#include "db/migrate.h"
#include "figure/figure_service.h"
#include "plan/plan_service.h"
#include "staff/account.h"
#include "staff/posts.h"
#include "staff/session.h"
#include "staff/token.h"

namespace {

using town_bench::Limit;
using town_bench::median;
using town_bench::seconds_of;
using town_bench::Tally;
using town_bench::wall_seconds;

constexpr std::string_view kTown = "131202";
constexpr std::string_view kProgramme = "commerce-industry-advice";
constexpr std::string_view kPassword = "tsuki no sabaku wo";
constexpr int kClients = 32;
constexpr int kSavesOfASlice = 400;
constexpr int kWarmingSaves = 64;
constexpr double kRequired = 0.6;
constexpr double kPageMilliseconds = 20;
constexpr int kPagesAsked = 60;
constexpr int kKnownClients = 20'000;
constexpr int kOfOneClient = 5'000;  // the client whose history is looked at
constexpr int kRecordsAtOnce = 5'000;

// Somebody at the desk, with a token, a session and a few clients.
struct Desk {
  std::int64_t person = 0;
  std::string token;
  std::string session;
  std::vector<std::int64_t> clients;
};

base::Actor clerk(std::int64_t person) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = person;
  actor.post = "clerk";
  actor.body = "ward";
  actor.municipality = kTown;
  return actor;
}

Desk lay_desk(db::Database& database) {
  const base::Actor system = base::Actor::system(std::string(kTown));
  staff::Hasher hasher({.memory_kib = 8, .passes = 1});
  Desk desk;
  const auto person = staff::add_person(system, database,
                                        {.municipality = std::string(kTown),
                                         .login = "bench-clerk",
                                         .name = "Bench",
                                         .body = "ward"})
                          .value();
  desk.person = person.person;
  const auto link = staff::invite(system, database, kTown, desk.person).value();
  staff::give_post(system, database, kTown,
                   {.person = desk.person, .post = "clerk", .from = base::Date(2011, 4, 1)})
      .value();
  staff::accept(database, hasher, link, kPassword).value();
  desk.session = staff::sign_in(database, hasher,
                                {.municipality = std::string(kTown),
                                 .login = "bench-clerk",
                                 .password = std::string(kPassword),
                                 .remote = "127.0.0.1",
                                 .agent = "bench"})
                     ->secret;
  desk.token = staff::issue(system, database,
                            {.municipality = std::string(kTown),
                             .person = desk.person,
                             .name = "bench",
                             .post = "clerk",
                             .body = "ward",
                             .may = staff::May::write,
                             .days = 9})
                   ->secret;
  for (int i = 0; i < 100; ++i)
    desk.clients.push_back(
        business::add(clerk(desk.person), database,
                      {.kind = business::Kind::business, .name = "Shop " + std::to_string(i)},
                      business::Doubles::accept)
            .value());
  return desk;
}

// ---- saving

// `work(client, i)` for every i below `count`, by all clients at the same time.
template <class Work>
void in_clients(int count, Work work) {
  std::atomic<int> next{0};
  std::vector<std::jthread> threads;
  for (int client = 0; client < kClients; ++client)
    threads.emplace_back([&, client] {
      for (int i = next++; i < count; i = next++) work(client, i);
    });
}

// A connection that stays open and reads one whole answer.
class Line {
 public:
  explicit Line(std::uint16_t port) : socket_(bench::connect_to(port)) {
    if (socket_ < 0) throw std::runtime_error("cannot connect");
  }
  Line(Line&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  ~Line() {
    if (socket_ >= 0) ::close(socket_);
  }
  std::string exchange_text(const std::string& request) {
    if (::write(socket_, request.data(), request.size()) < 0)
      throw std::runtime_error("cannot ask");
    std::string answer;
    char piece[16384];
    for (std::size_t whole = 0; whole == 0 || answer.size() < whole;) {
      const ssize_t count = ::read(socket_, piece, sizeof piece);
      if (count <= 0) throw std::runtime_error("the server hung up");
      answer.append(piece, static_cast<std::size_t>(count));
      const auto head = answer.find("\r\n\r\n");
      const auto length = answer.find("Content-Length: ");
      if (head != answer.npos && length < head)
        whole = head + 4 + std::stoul(answer.substr(length + 16));
    }
    return answer;
  }

 private:
  int socket_;
};

std::string save_request(const Desk& desk, int i) {
  const std::string client =
      std::to_string(desk.clients[static_cast<std::size_t>(i) % desk.clients.size()]);
  const std::string body =
      R"({"programme":")" + std::string(kProgramme) +
      R"(","day":"2026-10-01","from":"10:00","until":"10:30","channel":"visit",)"
      R"("topics":["finance"],"client":")" +
      client +
      R"(","content":"What the client told about the lack of money, at some )"
      R"(length, as it is written down at the counter.","advice":"A loan."})";
  return "POST /api/v1/staff/consultations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
         desk.token +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

void save_some(std::vector<Line>& lines, const Desk& desk, int count) {
  std::atomic<bool> failed = false;
  in_clients(count, [&](int client, int i) {
    const std::string answer =
        lines[static_cast<std::size_t>(client)].exchange_text(save_request(desk, i));
    if (!answer.starts_with("HTTP/1.1 201")) failed = true;
  });
  if (failed) throw std::runtime_error("a consultation is refused");
}

record::Facts bare_facts(const Desk& desk, int i) {
  record::Facts facts;
  facts.programme = kProgramme;
  facts.kind = "consultation_held";
  facts.occurred_on = base::Date(2026, 10, 1);
  facts.attributes = {{"channel", "visit"}, {"topic", "finance"}};
  facts.business = desk.clients[static_cast<std::size_t>(i) % desk.clients.size()];
  return facts;
}

void post_some(db::Database& database, const Desk& desk, int count) {
  in_clients(count, [&](int, int i) {
    const auto posted = figure::write(database, [&](db::Write& tx) {
      return figure::post(tx, {.first = clerk(desk.person), .second = std::nullopt}, kTown, {},
                          bare_facts(desk, i));
    });
    if (!posted) throw std::runtime_error("a record is refused");
  });
}

struct Slice {
  double wall = 0;
  double processor = 0;  // of the program that writes
};

// A program of its own that writes a slice whenever it is told to, a little of it before the clock
// starts: whoever wrote in between has left its caches cold.
class Worker {
 public:
  // `prepare()` gives a function that writes so many.
  template <class Prepare>
  Worker(int core, Prepare prepare) {
    if (::pipe(go_) != 0 || ::pipe(done_) != 0) throw std::runtime_error("no pipe");
    child_ = std::make_unique<bench::Child>(
        [this, prepare] {
          ::close(go_[1]);  // the end of this program is the end of its worker
          auto write = prepare();
          char mark = '.';
          while (::read(go_[0], &mark, 1) == 1) {
            write(kWarmingSaves);
            if (::write(done_[1], &mark, 1) != 1 || ::read(go_[0], &mark, 1) != 1) return;
            write(kSavesOfASlice);
            if (::write(done_[1], &mark, 1) != 1) return;
          }
        },
        core);
    ::close(go_[0]);
    ::close(done_[1]);
  }
  ~Worker() {
    ::close(go_[1]);
    ::close(done_[0]);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  const bench::Child& child() const { return *child_; }

  // The processor's time is that of `writer`.
  Slice slice(const bench::Child& writer) {
    step();
    Slice slice;
    const double before = writer.processor_seconds();
    slice.wall = seconds_of(wall_seconds, [&] { step(); });
    slice.processor = writer.processor_seconds() - before;
    return slice;
  }

 private:
  void step() {
    char mark = '.';
    if (::write(go_[1], &mark, 1) != 1 || ::read(done_[0], &mark, 1) != 1)
      throw std::runtime_error("a worker has ended early");
  }

  int go_[2] = {-1, -1};
  int done_[2] = {-1, -1};
  std::unique_ptr<bench::Child> child_;
};

// Short slices in turns, each pair in the other order than the one before: whatever else the
// machine does falls on both alike, and the middle of the ratios is what is told.
void measure_saving(Tally& tally, const std::string& url, const std::string& program,
                    const Desk& desk, int rounds) {
  const bench::Server server = bench::start_nigiwai(program, url);
  Worker bare(bench::kServerCore, [&] {
    auto database = std::make_shared<db::Database>(db::Database::open(url, {}));
    return [database, &desk](int count) { post_some(*database, desk, count); };
  });
  Worker saving(1, [&] {
    auto lines = std::make_shared<std::vector<Line>>();
    for (int i = 0; i < kClients; ++i) lines->emplace_back(server.port);
    return [lines, &desk](int count) { save_some(*lines, desk, count); };
  });
  std::vector<double> ours, theirs, ratios, our_processor, their_processor;
  for (int i = 0; i < rounds; ++i) {
    Slice yardstick, slice;
    if (i % 2 == 0) yardstick = bare.slice(bare.child());
    slice = saving.slice(*server.child);
    if (i % 2 == 1) yardstick = bare.slice(bare.child());
    ours.push_back(kSavesOfASlice / slice.wall);
    theirs.push_back(kSavesOfASlice / yardstick.wall);
    ratios.push_back(yardstick.wall / slice.wall);
    our_processor.push_back(slice.processor);
    their_processor.push_back(yardstick.processor);
  }
  tally.ratio("consultations saved a second", median(ours), median(theirs), median(ratios),
              kRequired);
  const auto micro = [](const std::vector<double>& seconds) {
    double sum = 0;  // a slice is a few ticks of the clock that tells it
    for (const double one : seconds) sum += one;
    return sum / static_cast<double>(seconds.size()) / kSavesOfASlice * 1e6;
  };
  tally.shown("processor, µs a consultation", micro(our_processor));
  tally.shown("processor, µs a bare record", micro(their_processor));
}

// ---- looking

#define BATCH "WHERE municipality = ?1 AND record BETWEEN ?2 AND ?3 "

constexpr db::Statement kFillConsultations{
    "bench.fill_consultations",
    "INSERT INTO consultation (municipality, consultation, body, programme, record_kind, "
    "occurred_on, channel, topics, secrecy, client, adviser, author, referral, referral_state, "
    "follow_up_on, record, version, deed, recorded_at) SELECT municipality, record, 'ward', "
    "programme, record_kind, occurred_on, 'visit', 'finance', 'ordinary', business, ?4, ?4, '', "
    "'none', occurred_on, record, 1, deed, recorded_at FROM record " BATCH};
constexpr db::Statement kFillNotes{
    "bench.fill_notes",
    "INSERT INTO consultation_note (municipality, consultation, version, content, advice, "
    "next_action, deed, recorded_at) SELECT municipality, record, 1, 'What was said, at some "
    "length, as it is written down at the counter of an advice desk.', 'A loan.', '', deed, "
    "recorded_at FROM record " BATCH};
constexpr db::Statement kFillDues{
    "bench.fill_dues",
    "INSERT INTO consultation_due (municipality, body, adviser, due_on, consultation, due_kind) "
    "SELECT municipality, 'ward', ?4, occurred_on, record, 'follow_up' FROM record " BATCH};
#undef BATCH

#define YEAR                                                                          \
  "CAST(substr(occurred_on, 1, 4) AS INTEGER) - CASE WHEN substr(occurred_on, 6, 2) " \
  "< '04' THEN 1 ELSE 0 END"
constexpr db::Statement kEmptySums{"bench.empty_sums", "DELETE FROM consultation_sum"};
constexpr db::Statement kEmptyClients{"bench.empty_clients", "DELETE FROM consultation_client"};
constexpr db::Statement kFillClients{
    "bench.fill_clients",
    "INSERT INTO consultation_client (municipality, body, fiscal_year, programme, record_kind, "
    "client, months) SELECT municipality, body, fiscal_year, programme, record_kind, client, SUM(1 "
    "<< place) FROM (SELECT DISTINCT municipality, body, " YEAR
    " AS fiscal_year, programme, record_kind, client, (CAST(substr(occurred_on, 6, 2) AS INTEGER) "
    "+ 8) % 12 AS place FROM consultation) came GROUP BY municipality, body, fiscal_year, "
    "programme, record_kind, client"};
constexpr db::Statement kFillSums{
    "bench.fill_sums",
    "INSERT INTO consultation_sum (municipality, body, month, programme, record_kind, shard, "
    "consultations, visits, clients, new_clients, record) SELECT municipality, body, "
    "substr(occurred_on, 1, 7), programme, record_kind, 0, COUNT(*), COUNT(client), COUNT(DISTINCT "
    "client), COUNT(DISTINCT CASE WHEN occurred_on = first_on THEN client END), MAX(record) FROM "
    "(SELECT municipality, body, occurred_on, programme, record_kind, client, record, "
    "MIN(occurred_on) OVER (PARTITION BY municipality, body, programme, record_kind, client, " YEAR
    ") AS first_on FROM consultation) counted GROUP BY municipality, body, substr(occurred_on, 1, "
    "7), programme, record_kind"};
#undef YEAR

// Records of fifteen years through the bulk door, then a consultation for each of them, all of them
// still to be followed up.
void fill(db::Database& database, Desk& desk, std::int64_t count) {
  std::vector<std::int64_t> clients;
  for (int i = 0; i < kKnownClients; i += 500)
    database.write([&](db::Write& tx) -> base::Result<void> {
      for (int k = i; k < i + 500; ++k)
        clients.push_back(
            business::add(tx, clerk(desk.person),
                          {.kind = business::Kind::business, .name = "Known " + std::to_string(k)},
                          business::Doubles::accept)
                .value());
      return {};
    });
  desk.clients = {clients.front()};
  const base::Date first(2011, 4, 1);
  const int days = base::days_between(first, base::Date(2026, 10, 31));
  std::vector<record::Facts> facts;
  for (std::int64_t i = 0; i < count; ++i) {
    record::Facts one = bare_facts(desk, 0);
    one.occurred_on = base::add_days(first, static_cast<int>(i * 7919 % days));
    if (i >= kOfOneClient) one.business = clients[static_cast<std::size_t>(i) % clients.size()];
    facts.push_back(std::move(one));
    if (facts.size() < kRecordsAtOnce && i + 1 < count) continue;
    const auto posted = figure::write(database, [&](db::Write& tx) {
      return figure::post_all(tx, {.first = clerk(desk.person), .second = std::nullopt}, kTown, {},
                              facts, false);
    });
    if (!posted) throw std::runtime_error("records are refused");
    facts.clear();
    database.write([&](db::Write& tx) {
      const auto [first_record, last_record] = std::pair{posted->first, posted->last};
      tx.run(kFillConsultations, kTown, first_record, last_record, desk.person);
      tx.run(kFillNotes, kTown, first_record, last_record);
      tx.run(kFillDues, kTown, first_record, last_record, desk.person);
    });
  }
  database.write([](db::Write& tx) {
    for (const db::Statement& one : {kEmptySums, kEmptyClients, kFillClients, kFillSums})
      tx.run(one);
  });
}

double page_milliseconds(std::uint16_t port, const std::string& path, const Desk& desk) {
  const std::string headers = "Cookie: __Host-nigiwai=" + desk.session + "\r\n";
  std::vector<double> times;
  for (int i = 0; i < kPagesAsked; ++i) {
    std::string answer;
    times.push_back(1000 *
                    seconds_of(wall_seconds, [&] { answer = bench::ask(port, path, headers); }));
    if (!answer.starts_with("HTTP/1.1 200")) throw std::runtime_error("no page: " + path);
  }
  return median(std::move(times));
}

void measure_looking(Tally& tally, const std::string& url, const std::string& program,
                     const Desk& desk) {
  const bench::Server server = bench::start_nigiwai(program, url);
  const auto page = [&](std::string_view name, const std::string& path) {
    tally.number(name, page_milliseconds(server.port, path, desk), Limit::at_most,
                 kPageMilliseconds);
  };
  page("inbox, first page, ms", "/staff/consultations");
  page("a client's history, first page, ms",
       "/staff/clients/" + std::to_string(desk.clients.front()));
  page("the list, first page, ms", "/staff/consultations/list");
}

void measure(Tally& tally, const std::string& url, const std::string& plans_folder,
             const std::string& program, const DeskBenchOptions& options) {
  Desk desk;
  {
    auto database = db::Database::open(url, {.create = true});
    db::migrate(database);
    const auto set = plan::read_plan_set({plans_folder});
    if (!plan::load(base::Actor::system(), database, set))
      throw std::runtime_error("plans refused");
    desk = lay_desk(database);
  }
  if (options.rounds > 0) measure_saving(tally, url, program, desk, options.rounds);
  if (options.consultations == 0) return;
  {
    auto database = db::Database::open(url, {});
    fill(database, desk, options.consultations);
  }
  tally.note(std::to_string(options.consultations) + " consultations behind it");
  measure_looking(tally, url, program, desk);
}

}  // namespace

int desk_bench(std::ostream& out, const std::string& plans_folder, const std::string& program,
               const DeskBenchOptions& options) {
  Tally tally(out);
  {
    const bench::Folder folder;
    tally.heading("SQLite");
    measure(tally, "sqlite:" + (folder.path / "desk.sqlite").string(), plans_folder, program,
            options);
  }
  if (options.postgres_url) {
    tally.heading("PostgreSQL");
    measure(tally, *options.postgres_url, plans_folder, program, options);
  }
  return tally.all_reached() ? 0 : 1;
}
