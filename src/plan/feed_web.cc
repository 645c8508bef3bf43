// An entry is a deed on a plan, or a release of its figures once it is in effect. Its id is made
// from what the deed says, so that it stays the same and tells no number of ours.
#include "plan/feed_web.h"

#include <algorithm>
#include <vector>

#include "base/instant.h"
#include "base/sha256.h"
#include "history/history.h"
#include "http/escape.h"
#include "http/page_frame.h"
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

// A name-based UUID (version 8: our own digest).
std::string urn(std::string_view name) {
  std::string digits = base::sha256_hex(name).substr(0, 32);
  digits[12] = '8';
  digits[16] = 'a';
  for (const std::size_t at : {20U, 16U, 12U, 8U}) digits.insert(at, "-");
  return "urn:uuid:" + digits;
}

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
  std::ranges::sort(all, [](const Entry& a, const Entry& b) {
    if (a.at != b.at) return a.at > b.at;
    return a.slug != b.slug ? a.slug < b.slug : a.name < b.name;
  });
  if (all.size() > kEntriesMax) all.resize(kEntriesMax);
  return all;
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
  out.append("<").append(name).append(">");
  http::append_text(out, text);
  out.append("</").append(name).append(">\n");
}

void append_link(std::string& out, std::string_view relation, std::string_view url) {
  out.append("<link rel=\"").append(relation).append("\" href=\"");
  http::append_url(out, url);
  out.append("\"/>\n");
}

void append_entry(std::string& out, base::Language language, const Entry& entry) {
  const std::string at = base::iso_japan(entry.at);
  out += "<entry>\n";
  append_element(out, "id",
                 urn("plan " + entry.slug + " " + std::to_string(entry.at.microseconds) +
                     (entry.name.empty() ? "" : " " + entry.name)));
  append_element(out, "title", entry.title);
  append_element(out, "updated", at);
  append_link(out, "alternate", http::address(language, "/plans/" + entry.slug + entry.path));
  out += "</entry>\n";
}

}  // namespace

http::Response get_feed(db::Database& database, const http::Request& request) {
  const base::Language language = request.language;
  const auto listed = list(base::Actor::visitor(), database);
  const auto changes = entries(database, language, listed);
  std::string name = "plans";
  for (const Listed& plan : listed) name += " " + plan.summary.municipality;
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"";
  out += language == base::Language::ja ? "ja" : "en";
  out += "\">\n";
  append_element(out, "id", urn(name));
  append_element(out, "title", base::words(language, "plan.feed_title"));
  append_element(out, "updated",
                 changes.empty() ? "1970-01-01T00:00:00Z" : base::iso_japan(changes.front().at));
  out += "<author>";
  append_element(out, "name", "nigiwai");
  out += "</author>\n";
  append_link(out, "self", http::address(language, "/feed.atom"));
  append_link(out, "alternate", http::address(language, "/"));
  for (const Entry& entry : changes) append_entry(out, language, entry);
  out += "</feed>\n";
  http::Response response{200, "application/atom+xml; charset=utf-8", std::move(out), {}, {}};
  if (!changes.empty()) response.changed_at = changes.front().at;
  return response;
}

}  // namespace plan::web
