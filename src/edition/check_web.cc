// The keys, the check of a file that somebody sends, and the feeds. What is sent is read, answered
// and forgotten.
#include <algorithm>

#include "base/municipality_code.h"
#include "edition/edition_service.h"
#include "edition/edition_web.h"
#include "edition/edition_words.h"
#include "http/page_frame.h"
#include "plan/atom.h"
#include "plan/plan_service.h"
#include "staff/municipality_service.h"
#include "ui/edition/check.h"
#include "ui/edition/keys.h"

namespace edition::web {
namespace {

constexpr std::size_t kEntriesMax = 50;

// Tried by a test exactly as it stands here.
constexpr std::string_view kCommands =
    "sed -n 2p edition.json | tr -d '\\n' > content\n"
    "sed -n 3p edition.json | sed 's/.*\"signature\":\"\\([^\"]*\\)\".*/\\1/' | base64 -d > "
    "signature\n"
    "sha256sum content\n"
    "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in content -sigfile signature\n";
constexpr std::string_view kProgramCommand = "nigiwai report --verify edition.json --key key.pem";

std::string word(const http::Request& request, std::string_view key) {
  return std::string(base::words(request.language, key));
}

std::string key_url(const Key& key) {
  return "/editions/keys/" + key.key.id + ".pem";
}

http::Response check_page(const http::Request& request, CheckPage view, int status,
                          bool is_practice = false) {
  view.page = http::page_frame(request, word(request, "edition_pages.check_title"));
  view.page.is_practice = is_practice;
  view.keys_url = http::address(request.language, "/editions/keys");
  view.commands = kCommands;
  view.program_command = kProgramCommand;
  view.own_address = http::address(request.language, "/editions/verify");
  http::Response response;
  response.status = status;
  response.body = pages::check(view, request.language);
  return response;
}

std::vector<FactLine> facts_of(const http::Request& request, const Checked& checked) {
  std::vector<FactLine> facts = {
      {word(request, "edition_pages.fact_publisher"), checked.publisher},
      {word(request, "edition_pages.fact_plan"),
       checked.plan_title.empty() ? checked.plan : checked.plan_title},
      {word(request, "edition_pages.fact_number"), number_words(request.language, checked.number)},
      {word(request, "edition_pages.fact_hash"), checked.sha256},
      {word(request, "edition_pages.fact_key"), checked.key}};
  if (checked.is_erratum)
    facts.insert(facts.begin() + 3,
                 {word(request, "edition_pages.fact_erratum"), std::to_string(checked.erratum)});
  if (checked.key_retired_at)
    facts.push_back({word(request, "edition_pages.fact_key_retired"), *checked.key_retired_at});
  return facts;
}

}  // namespace

http::Response get_keys(db::Database& database, const http::Request& request) {
  KeysPage view;
  view.page = http::page_frame(request, word(request, "edition_pages.keys_title"));
  database.read([&](db::Read& tx) {
    const auto towns = staff::municipalities(tx);
    for (const Key& one : keys(tx)) {
      if (base::is_practice_municipality(one.municipality)) view.page.has_practice = true;
      const auto town = std::ranges::find(towns, one.municipality, &staff::Municipality::code);
      view.keys.push_back({town == towns.end() ? one.municipality : town->name, one.key.id,
                           moment_words(request.language, one.valid_from),
                           one.retired_at ? moment_words(request.language, *one.retired_at) : "",
                           one.key.pem, key_url(one)});
    }
    return 0;
  });
  http::Response response;
  response.body = pages::keys(view, request.language);
  return response;
}

http::Response get_key(db::Database& database, const http::Request& request) {
  const std::string name = request.capture("key");
  const auto all = database.read([](db::Read& tx) { return keys(tx); });
  const auto found =
      std::ranges::find_if(all, [&](const Key& one) { return one.key.id + ".pem" == name; });
  if (found == all.end()) return http::refused(base::refuse(unknown_key, {{"key", name}}).error());
  http::Response response;
  response.content_type = "application/x-pem-file";
  response.body = found->key.pem;
  return response;
}

http::Response get_check(db::Database&, const http::Request& request) {
  return check_page(request, {}, 200);
}

http::Response post_check(db::Database& database, const http::Request& request) {
  CheckPage view;
  if (request.files.empty() || request.files.front().bytes.empty()) {
    view.verdict = word(request, "edition_pages.check_nothing");
    return check_page(request, std::move(view), 400);
  }
  const auto known = database.read([](db::Read& tx) { return keys(tx); });
  const auto checked = check_file(request.files.front().bytes, known_keys(known));
  if (!checked) {
    view.verdict = base::say(request.language, checked.error());
    return check_page(request, std::move(view), 400);
  }
  view.is_sound = true;
  view.verdict = word(request, "edition_pages.check_sound");
  view.facts = facts_of(request, *checked);
  const auto signed_by =
      std::ranges::find_if(known, [&](const Key& one) { return one.key.id == checked->key; });
  const bool is_practice =
      signed_by != known.end() && base::is_practice_municipality(signed_by->municipality);
  return check_page(request, std::move(view), 200, is_practice);
}

// ---- feeds

namespace {

void add_entries(const http::Request& request, const Edition& one, std::string_view plan_title,
                 std::vector<plan::AtomEntry>& entries) {
  const std::string path = path_of(one.plan, one.number);
  const auto add = [&](base::Instant at, std::string_view key, std::string name,
                       std::vector<base::Fact> facts) {
    facts.push_back({"plan", std::string(plan_title)});
    facts.push_back({"title", one.title});
    facts.push_back({"number", std::to_string(one.number)});
    entries.push_back(
        {at, "edition " + path + name, base::say(request.language, key, facts), path});
  };
  add(one.released_at, "edition_pages.feed_edition", "", {});
  for (const Erratum& erratum : one.errata)
    add(std::max(erratum.issued_at, one.released_at), "edition_pages.feed_erratum",
        " erratum " + std::to_string(erratum.erratum),
        {{"old", erratum.content.old_text},
         {"new", erratum.content.new_text},
         {"reason", erratum.content.reason}});
  if (one.withdrawn)
    add(std::max(one.withdrawn->at, one.released_at), "edition_pages.feed_withdrawn", " withdrawal",
        {{"reason", one.withdrawn->reason}});
}

// The latest first, of one plan or (empty) of all.
std::vector<plan::AtomEntry> entries_of(db::Read& tx, const http::Request& request,
                                        std::string_view slug) {
  std::vector<plan::AtomEntry> entries;
  for (const auto& summary : plan::store::summaries(tx)) {
    if (!slug.empty() && summary.slug != slug) continue;
    for (const Edition& one : editions(tx, summary.municipality, summary.slug, Eyes::visitor))
      add_entries(request, one, summary.title, entries);
  }
  std::ranges::sort(entries, [](const plan::AtomEntry& a, const plan::AtomEntry& b) {
    return a.at != b.at ? a.at > b.at : a.name < b.name;
  });
  if (entries.size() > kEntriesMax) entries.resize(kEntriesMax);
  return entries;
}

}  // namespace

std::vector<plan::AtomEntry> feed_entries(db::Read& tx, const http::Request& request) {
  return entries_of(tx, request, "");
}

http::Response get_feed(db::Database& database, const http::Request& request) {
  const auto captured = request.captures.find("slug");  // none: of all plans
  const std::string slug = captured == request.captures.end() ? "" : captured->second;
  plan::AtomFeed feed;
  feed.page = slug.empty() ? "/" : "/plans/" + slug + "/editions";
  feed.self = slug.empty() ? "/editions/feed.atom" : feed.page + "/feed.atom";
  feed.title = word(request, "edition_pages.feed_title");
  feed.name = "editions " + slug;
  feed.entries = database.read([&](db::Read& tx) { return entries_of(tx, request, slug); });
  return plan::atom(feed, request.language);
}

}  // namespace edition::web
