// The server has one core, as on a small box; whoever asks has the other. Clocks on the wall count,
// because an officer sits before them.
#include "bench/import_bench.h"

#include <algorithm>
#include <atomic>
#include <ostream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/figures_tally.h"
#include "bench/served.h"
#include "db/db.h"
#include "db/migrate.h"
#include "output/table.h"
#include "plan/plan_service.h"
#include "staff/account.h"
#include "staff/municipality_service.h"
#include "staff/posts.h"
#include "staff/session.h"

namespace {

using town_bench::Limit;
using town_bench::seconds_of;
using town_bench::Tally;
using town_bench::wall_seconds;

constexpr std::string_view kTown = "131202";
constexpr std::string_view kPassword = "tsuki no sabaku wo";
constexpr int kLines = 2'000;
constexpr int kFirstYear = 2007;
constexpr int kYears = 18;  // a target and a result each: 36 columns beside four of words
constexpr int kRounds = 3;
constexpr double kPreviewSeconds = 1.0;
constexpr double kCommitSeconds = 4.0;
constexpr double kMegabytes = 150;
constexpr auto kBetweenAsks = std::chrono::milliseconds(20);
constexpr auto kBetweenLooks = std::chrono::milliseconds(5);

// As a planning officer keeps it: every cell of a year with its unit.
std::string workbook() {
  output::Table table;
  table.name = "table";
  const auto line_of = [](const std::vector<std::string>& texts) {
    output::Line line;
    for (const std::string& text : texts)
      line.cells.push_back({.column = static_cast<int>(line.cells.size()), .text = text});
    return line;
  };
  std::vector<std::string> headers = {"番号", "事業名", "事業内容", "担当課"};
  for (int year = kFirstYear; year < kFirstYear + kYears; ++year)
    for (const char* kind : {"年度目標", "年度実績"})
      headers.push_back(std::to_string(year) + kind);
  table.columns.resize(headers.size());
  table.headings.push_back(line_of(headers));
  for (int number = 1; number <= kLines; ++number) {
    std::vector<std::string> texts = {std::to_string(number),
                                      "商店街の活性化に向けた事業その" + std::to_string(number),
                                      "空き店舗の活用と、起業する人の支援を行う。", "産業課"};
    for (int i = 0; i < kYears * 2; ++i)
      texts.push_back(std::to_string(number % 97 + i) + (i % 2 == 0 ? "件" : "回"));
    table.lines.push_back(line_of(texts));
  }
  return output::xlsx({table});
}

struct Officer {
  std::string session;
  std::string token;  // of the forms
};

Officer lay_officer(db::Database& database) {
  const base::Actor system = base::Actor::system(std::string(kTown));
  staff::Hasher hasher({.memory_kib = 8, .passes = 1});
  const auto person = staff::add_person(system, database,
                                        {.municipality = std::string(kTown),
                                         .login = "bench-planner",
                                         .name = "Bench",
                                         .body = "ward"})
                          .value();
  const auto link = staff::invite(system, database, kTown, person.person).value();
  staff::give_post(system, database, kTown,
                   {.person = person.person, .post = "planner", .from = base::Date(2011, 4, 1)})
      .value();
  staff::accept(database, hasher, link, kPassword).value();
  const std::string secret = staff::sign_in(database, hasher,
                                            {.municipality = std::string(kTown),
                                             .login = "bench-planner",
                                             .password = std::string(kPassword),
                                             .remote = "127.0.0.1",
                                             .agent = "bench"})
                                 ->secret;
  return {secret, staff::visit(database, secret)->form_token};
}

// What the officer's browser does.
class Browser {
 public:
  Browser(std::uint16_t port, Officer officer) : port_(port), officer_(std::move(officer)) {}

  std::string get(const std::string& path) const {
    return bench::ask(port_, path, "Cookie: __Host-nigiwai=" + officer_.session + "\r\n");
  }
  std::string send(const std::string& path, const std::vector<std::string>& fields,
                   const std::string& file = {}) const {
    const std::string boundary = "----nigiwai-bench";
    std::string body;
    const auto part = [&](const std::string& head, const std::string& content) {
      body += "--" + boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" +
              content + "\r\n";
    };
    part("name=\"form_token\"", officer_.token);
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
      part("name=\"" + fields[i] + "\"", fields[i + 1]);
    if (!file.empty()) part("name=\"table_file\"; filename=\"table.xlsx\"", file);
    body += "--" + boundary + "--\r\n";
    return bench::send(port_, path,
                       "Cookie: __Host-nigiwai=" + officer_.session +
                           "\r\nContent-Type: multipart/form-data; boundary=" + boundary + "\r\n",
                       body);
  }
  // Where the answer to a form that was taken leads, without its query.
  std::string sent(const std::string& path, const std::vector<std::string>& fields,
                   const std::string& file = {}) const {
    const std::string answer = send(path, fields, file);
    const std::string_view mark = "\r\nLocation: ";
    const auto at = answer.find(mark);
    if (!answer.starts_with("HTTP/1.1 303") || at == answer.npos)
      throw std::runtime_error("refused: " + path + "\n" + answer.substr(0, 400));
    const auto from = at + mark.size();
    return answer.substr(from, answer.find_first_of("?\r", from) - from);
  }

 private:
  std::uint16_t port_;
  Officer officer_;
};

// What stands between the mark and the next quote.
std::string after(const std::string& text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == text.npos) throw std::runtime_error("the page has no " + std::string(mark));
  return text.substr(at + mark.size(), text.find('"', at + mark.size()) - at - mark.size());
}

// Somebody else asks again and again while `work` runs: the longest wait of each kind.
struct Waits {
  double reading = 0;
  double writing = 0;
};
template <class Work>
Waits with_others(const Browser& browser, const std::string& other_draft, Work work) {
  std::atomic<bool> over = false;
  Waits waits;
  const auto again = [&](double& longest, auto ask) {
    while (!over) {
      longest = std::max(longest, seconds_of(wall_seconds, ask));
      std::this_thread::sleep_for(kBetweenAsks);
    }
  };
  std::jthread reader([&] { again(waits.reading, [&] { browser.get("/staff/imports"); }); });
  std::jthread writer([&] {
    again(waits.writing, [&] {
      const std::string page = browser.get(other_draft);
      browser.sent(other_draft + "/ratings", {"seen", after(page, "name=\"seen\" value=\""),
                                              "printed.1", "拡充", "mark.1", "拡充"});
    });
  });
  work();
  over = true;
  reader.join();
  writer.join();
  return waits;
}

// Looks at the server's memory again and again; the most it had.
class HighestMemory {
 public:
  explicit HighestMemory(const bench::Child& server)
      : looking_([this, &server](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            kilobytes_ = std::max(kilobytes_.load(), server.anonymous_kilobytes());
            std::this_thread::sleep_for(kBetweenLooks);
          }
        }) {}
  // Since it was asked the last time.
  double megabytes() { return static_cast<double>(kilobytes_.exchange(0)) / 1024; }

 private:
  std::atomic<long> kilobytes_ = 0;
  std::jthread looking_;
};

void lay(const std::string& url, Officer& officer) {
  auto database = db::Database::open(url, {.create = true});
  db::migrate(database);
  plan::load(base::Actor::system(), database, plan::read_plan_set({"plans/131202"})).value();
  officer = lay_officer(database);
}

void measure(Tally& tally, const std::string& url, const std::string& files,
             const std::string& program) {
  Officer officer;
  lay(url, officer);
  const bench::Server server = bench::start_nigiwai(program, url, files);
  HighestMemory memory(*server.child);
  const Browser browser(server.port, officer);
  const std::string file = workbook();
  const std::string other = browser.sent(
      "/staff/imports/new", {"pasted", "番号\t事業名\t令和4年度\t評価\n1\tあ\t3件\t拡充\n"});
  std::vector<double> previews, commits, processor;
  double shown = 0, proposed = 0, taken = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::string draft, page;
    memory.megabytes();
    previews.push_back(seconds_of(wall_seconds, [&] {
      draft = browser.sent("/staff/imports/new", {}, file);
      page = browser.get(draft);
    }));
    shown = std::max(shown, memory.megabytes());
    browser.sent(draft + "/plan",
                 {"seen", after(page, "name=\"seen\" value=\""), "target", "new_plan", "slug",
                  "bench-" + std::to_string(round), "plan_title", "Bench", "plan_kind", "plan",
                  "from_year", "2007", "until_year", "2024", "source_title", "Bench"});
    const std::string taking = browser.get(draft + "/take");
    proposed = std::max(proposed, memory.megabytes());
    const std::string seen = after(taking, "name=\"seen\" value=\"");
    const auto take = [&] { browser.sent(draft + "/take", {"seen", seen, "standing", "0"}); };
    if (round + 1 < kRounds) {
      const double before = server.child->processor_seconds();
      commits.push_back(seconds_of(wall_seconds, take));
      processor.push_back(server.child->processor_seconds() - before);
    } else {
      const Waits waits = with_others(browser, other, take);
      tally.shown("longest page of somebody else meanwhile, s", waits.reading);
      tally.shown("longest saving of somebody else meanwhile, s", waits.writing);
    }
    taken = std::max(taken, memory.megabytes());
  }
  tally.number("sent until the first page stands there, s", town_bench::median(previews),
               Limit::at_most, kPreviewSeconds);
  tally.number("taken over, 72,000 cells of years, s", town_bench::median(commits), Limit::at_most,
               kCommitSeconds);
  tally.shown("processor of the server for it, s", town_bench::median(processor));
  tally.number("memory at its highest, first page, MB", shown, Limit::at_most, kMegabytes);
  tally.number("memory at its highest, proposal, MB", proposed, Limit::at_most, kMegabytes);
  tally.number("memory at its highest, taken over, MB", taken, Limit::at_most, kMegabytes);
}

}  // namespace

int import_bench(std::ostream& out, const std::string& program, const ImportBenchOptions& options) {
  Tally tally(out);
  {
    const bench::Folder folder;
    tally.heading("SQLite");
    measure(tally, "sqlite:" + (folder.path / "import.sqlite").string(),
            (folder.path / "files").string(), program);
  }
  if (options.postgres_url) {
    const bench::Folder folder;
    tally.heading("PostgreSQL");
    measure(tally, *options.postgres_url, (folder.path / "files").string(), program);
  }
  return tally.all_reached() ? 0 : 1;
}
