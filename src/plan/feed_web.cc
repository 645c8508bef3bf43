// An entry is a deed on a plan, a release of its figures once it is in effect, or what another room
// adds; the latest of all of them stand in the feed.
#include "plan/feed_web.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/instant.h"
#include "history/history.h"
#include "plan/plan_service.h"
#include "plan/released_words.h"

namespace plan::web {
namespace {

constexpr int kDeedsOfPlanMax = 20;
constexpr std::size_t kEntriesMax = 50;

struct Entry {
  base::Instant at;
  std::string title;  // of the entry
  std::string slug;
  std::string name = {};  // tells entries of one moment apart
  std::string path = {};  // below the plan
};

// Every release from the moment it took effect, its withdrawal, and what was put right since.
void add_released(db::Read& tx, base::Language language, const Listed& plan,
                  std::vector<Entry>& all) {
  const auto& summary = plan.summary;
  const auto seen = release::public_plan(tx, summary.municipality, summary.slug, base::now());
  const auto add = [&](base::Instant at, std::string title, std::string name) {
    all.push_back({at, std::move(title), summary.slug, std::move(name), "/figures"});
  };
  for (const release::Release& one : seen.releases) {
    const std::string number = std::to_string(one.id);
    add(one.effective_at,
        base::say(language, "release_pages.feed_" + std::string(release::in_db(one.kind)),
                  {{"plan", summary.title}, {"title", one.title}}),
        "release " + number);
    if (one.withdrawn)
      add(one.withdrawn->at,
          base::say(
              language, "release_pages.feed_withdrawn",
              {{"plan", summary.title}, {"title", one.title}, {"reason", one.withdrawn->reason}}),
          "withdrawal " + number);
  }
  for (const release::Correction& one : release::corrections(tx, seen, kCorrectionsMax)) {
    const auto* row = seen.find(one.row);
    all.push_back(
        {std::max(one.at, row->release->effective_at),
         base::say(language, "release_pages.feed_corrected",
                   {{"plan", summary.title},
                    {"row", one.row},
                    {"told", correction_words(language, seen, one)}}),
         summary.slug,
         "correction " + one.row + "/" + one.figure + "/" + std::to_string(one.fiscal_year),
         "/rows/" + one.row});
  }
}

std::vector<Entry> entries(db::Database& database, base::Language language,
                           const std::vector<Listed>& listed) {
  std::vector<Entry> all;
  for (const Listed& plan : listed) {
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, plan.summary.municipality, "plan", plan.summary.slug,
                                 kDeedsOfPlanMax);
    });
    for (std::size_t i = 0; i < deeds.size(); ++i) {
      if (deeds[i].kind != "plan.load") continue;
      const bool is_first = i + 1 == deeds.size() && deeds.size() < kDeedsOfPlanMax;
      const std::string_view key = is_first ? "plan.feed_added" : "plan.feed_changed";
      all.push_back({deeds[i].at, base::say(language, key, {{"title", plan.summary.title}}),
                     plan.summary.slug});
    }
    database.read([&](db::Read& tx) {
      add_released(tx, language, plan, all);
      return 0;
    });
  }
  return all;
}

}  // namespace

http::Response get_feed(db::Database& database, const http::Request& request, FeedPart further) {
  const base::Language language = request.language;
  const auto listed = list(base::Actor::visitor(), database);
  const auto changes = entries(database, language, listed);
  std::string name = "plans";
  for (const Listed& plan : listed) name += " " + plan.summary.municipality;
  AtomFeed feed{name, std::string(base::words(language, "plan.feed_title")), "/feed.atom", "/", {}};
  for (const Entry& entry : changes)
    feed.entries.push_back({entry.at,
                            "plan " + entry.slug + " " + std::to_string(entry.at.microseconds) +
                                (entry.name.empty() ? "" : " " + entry.name),
                            entry.title, "/plans/" + entry.slug + entry.path});
  if (further != nullptr) {
    auto added = database.read([&](db::Read& tx) { return further(tx, request); });
    std::ranges::move(added, std::back_inserter(feed.entries));
  }
  std::ranges::sort(feed.entries, [](const AtomEntry& a, const AtomEntry& b) {
    return a.at != b.at ? a.at > b.at : a.name < b.name;
  });
  if (feed.entries.size() > kEntriesMax) feed.entries.resize(kEntriesMax);
  return atom(feed, language);
}

}  // namespace plan::web
