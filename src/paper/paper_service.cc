// Files before rows; load, decide, save, one transaction.
#include "paper/paper_service.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/json_text.h"
#include "base/sha256.h"
#include "paper/paper_store.h"
#include "staff/municipality_service.h"

namespace paper {
namespace {

constexpr int kPageRows = 1000;
// As long a content that was taken off is kept: it goes when this deed's own content is erased.
constexpr history::Retention kTakenOffKept = history::Retention::years_3;

// Without the file's name: a deed is read by others than those who may know of the paper, and a
// name tells whom it is about.
std::string payload_of(const Paper& paper) {
  base::JsonWriter json;
  json.begin_object()
      .field("media_type", paper.media_type)
      .field("bytes", paper.bytes)
      .field("sha256", paper.sha256)
      .field("eyes", in_db(paper.eyes))
      .field("of", paper.subject.kind + " " + paper.subject.key)
      .end_object();
  return json.take();
}

history::DeedId keep_deed(db::Write& tx, const base::Actor& actor, const Paper& paper,
                          std::string_view kind, std::string_view reason,
                          history::Retention retention) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = paper.subject.municipality,
                         .subject_kind = "paper",
                         .subject_key = std::to_string(paper.id.value),
                         .reason = std::string(reason),
                         .payload_json = payload_of(paper),
                         .retention = retention,
                         .number = history::DeedId{tx.new_id()}});
}

std::string numbers(const std::vector<PaperId>& papers) {
  std::string text;
  for (const PaperId paper : papers)
    text += (text.empty() ? "" : " ") + std::to_string(paper.value);
  return text;
}

std::vector<PaperId> papers_from(std::string_view text) {
  std::vector<PaperId> papers;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    PaperId paper;
    at = std::from_chars(at, end, paper.value).ptr + 1;
    papers.push_back(paper);
  }
  return papers;
}

// Whatever decides what is attached, by whom and to what.
std::string content_hash(const base::Actor& actor, const Subject& subject,
                         std::span<const KeptFile> files, Eyes eyes) {
  std::string content = std::to_string(actor.id) + '\n' + subject.kind + '\n' + subject.key + '\n' +
                        std::string(in_db(eyes));
  for (const KeptFile& file : files) content += '\n' + file.name + '\n' + file.sha256;
  return base::sha256_hex(content);
}

// The name by which a folder remembers its database, wherever the program was started.
std::string name_of(db::Database& database) {
  constexpr std::string_view kSqlite = "sqlite:";
  const std::string& url = database.url();
  if (!url.starts_with(kSqlite)) return url;
  return std::string(kSqlite) +
         std::filesystem::weakly_canonical(url.substr(kSqlite.size())).string();
}

// Past its years, and two persons erased what the deed of taking off held.
bool is_erased(db::Read& tx, std::string_view municipality,
               std::optional<std::int64_t> taken_off_deed) {
  if (!taken_off_deed) return false;
  const auto deed = history::find(tx, municipality, history::DeedId{*taken_off_deed});
  return deed && deed->erased_by;
}

// The hashes in use, in rising order.
std::vector<std::string> used_contents(db::Read& tx, const std::string& from,
                                       const std::string& below) {
  std::vector<std::string> used;
  for (const auto& town : staff::municipalities(tx))
    for (store::Named& named : store::contents(tx, town.code, from, below))
      if (!is_erased(tx, town.code, named.taken_off_deed)) used.push_back(std::move(named.sha256));
  std::ranges::sort(used);
  return used;
}

template <class OnPaper>
void each_paper(db::Database& database, std::string_view municipality, OnPaper on_paper) {
  PaperId last;
  for (;;) {
    const auto page =
        database.read([&](db::Read& tx) { return store::page(tx, municipality, last, kPageRows); });
    if (page.empty()) return;
    for (const Paper& paper : page) on_paper(paper);
    last = page.back().id;
  }
}

std::vector<staff::Municipality> towns(db::Database& database) {
  return database.read([](db::Read& tx) { return staff::municipalities(tx); });
}

std::string_view finding_of(Damage damage) {
  switch (damage) {
    case Damage::missing:
      return "paper.file_missing";
    case Damage::other_size:
      return "paper.file_of_other_size";
    case Damage::other_content:
      return "paper.file_changed";
  }
  return "paper.file_changed";
}

}  // namespace

base::Result<std::vector<KeptFile>> keep(const Folder& folder, std::span<const Brought> brought) {
  if (folder.empty()) return base::refuse(none_taken_here);
  if (brought.empty()) return base::refuse(no_file_chosen);
  std::vector<KeptFile> files;
  for (const Brought& one : brought) {
    const auto type = recognise(one.name, one.bytes);
    if (!type) return std::unexpected(type.error());
    files.push_back(
        {std::string(one.name), *type, static_cast<std::int64_t>(one.bytes.size()), {}});
  }
  for (std::size_t i = 0; i < files.size(); ++i)
    files[i].sha256 = keep_content(folder, brought[i].bytes);
  return files;
}

base::Result<std::vector<PaperId>> attach(db::Write& tx, const base::Actor& actor,
                                          const Subject& subject, std::span<const KeptFile> files,
                                          Eyes eyes, std::optional<history::DeedId> deed) {
  const staff::Place place{subject.municipality, subject.body};
  if (const auto may = staff::permits(actor, staff::Deed::use_papers, place); !may)
    return std::unexpected(may.error());
  const auto there = store::of_subject(tx, subject.municipality, subject.kind, subject.key);
  const auto count = static_cast<std::size_t>(std::ranges::count_if(
      there, [](const Paper& paper) { return !paper.taken_off_deed.has_value(); }));
  if (count + files.size() > std::size_t{kPapersMax})
    return base::refuse(too_many,
                        {{"max", std::to_string(kPapersMax)}, {"count", std::to_string(count)}});
  std::vector<PaperId> papers;
  for (const KeptFile& file : files) {
    Paper paper;
    paper.id = PaperId{tx.new_id()};
    paper.subject = subject;
    paper.name = file.name;
    paper.media_type = media_type_of(file.type);
    paper.bytes = file.bytes;
    paper.sha256 = file.sha256;
    paper.eyes = eyes;
    if (actor.kind == base::ActorKind::staff) paper.kept_by = actor.id;
    paper.kept_at = tx.recorded_at();
    const auto by =
        deed ? *deed
             : keep_deed(tx, actor, paper, "paper.attach", "", history::Retention::years_10);
    store::add(tx, paper, by.value);
    papers.push_back(paper.id);
  }
  return papers;
}

base::Result<std::vector<PaperId>> attach(const base::Actor& actor, db::Database& database,
                                          const Folder& folder, const Subject& subject,
                                          std::span<const Brought> brought, Eyes eyes,
                                          std::string_view command_id) {
  const staff::Place place{subject.municipality, subject.body};
  if (const auto may = staff::permits(actor, staff::Deed::use_papers, place); !may)
    return std::unexpected(may.error());
  const auto files = keep(folder, brought);
  if (!files) return std::unexpected(files.error());
  return database.write([&](db::Write& tx) -> base::Result<std::vector<PaperId>> {
    if (command_id.empty()) return attach(tx, actor, subject, *files, eyes);
    const auto known = history::command(tx, subject.municipality, command_id,
                                        content_hash(actor, subject, *files, eyes));
    if (!known) return std::unexpected(known.error());
    if (known->repeated) return papers_from(known->first_answer);
    auto papers = attach(tx, actor, subject, *files, eyes);
    if (papers) history::answer(tx, subject.municipality, command_id, numbers(*papers));
    return papers;
  });
}

std::vector<Paper> papers_of(db::Read& tx, const Subject& subject) {
  return store::of_subject(tx, subject.municipality, subject.kind, subject.key);
}

std::optional<history::PastDeed> taking_off(db::Read& tx, const Paper& paper) {
  if (!paper.taken_off_deed) return std::nullopt;
  return history::find(tx, paper.subject.municipality, history::DeedId{*paper.taken_off_deed});
}

base::Result<void> may_know(const base::Actor& actor, db::Read& tx, const Paper& paper,
                            staff::ThingEyes things) {
  const Subject& subject = paper.subject;
  if (things == nullptr || things(tx, actor, {subject.municipality, subject.kind, subject.key},
                                  paper.eyes == Eyes::personal))
    return {};
  return base::refuse(not_for_you);
}

base::Result<Paper> find(const base::Actor& actor, db::Read& tx, PaperId paper,
                         staff::ThingEyes things) {
  auto found = store::find(tx, actor.municipality, paper);
  if (!found) return base::refuse(unknown_paper);
  // First: the other refusals name the file.
  if (const auto may = may_know(actor, tx, *found, things); !may)
    return std::unexpected(may.error());
  if (const auto may = may_open(actor, *found); !may) return std::unexpected(may.error());
  return *std::move(found);
}

std::vector<Paper> all_papers(db::Database& database, std::string_view municipality) {
  std::vector<Paper> papers;
  each_paper(database, municipality, [&](const Paper& paper) { papers.push_back(paper); });
  return papers;
}

base::Result<Opened> open(const base::Actor& actor, db::Database& database, const Folder& folder,
                          PaperId paper, staff::ThingEyes things) {
  if (folder.empty()) return base::refuse(none_taken_here);
  auto found = database.read([&](db::Read& tx) { return find(actor, tx, paper, things); });
  if (!found) return std::unexpected(found.error());
  auto file = open_content(folder, found->sha256);
  if (!file && database.read([&](db::Read& tx) {
        return is_erased(tx, actor.municipality, found->taken_off_deed);
      }))
    return base::refuse(content_erased, {{"file", found->name}});
  if (!file) return base::refuse(content_missing, {{"file", found->name}});
  if (damage_of(*file, found->sha256, found->bytes))
    return base::refuse(content_changed, {{"file", found->name}});
  return Opened{*std::move(found), std::move(file)};
}

base::Result<Paper> take_off(const base::Actor& actor, db::Database& database, PaperId paper,
                             std::string_view reason, staff::ThingEyes things) {
  return database.write([&](db::Write& tx) -> base::Result<Paper> {
    auto found = find(actor, tx, paper, things);
    if (!found) return found;
    if (const auto may = may_take_off(actor, *found); !may) return std::unexpected(may.error());
    if (const auto fit = check_reason(reason); !fit) return std::unexpected(fit.error());
    const auto deed = keep_deed(tx, actor, *found, "paper.take_off", reason, kTakenOffKept);
    if (!store::take_off(tx, *found, deed.value))
      return base::refuse(taken_off_already, {{"file", found->name}});
    found->taken_off_deed = deed.value;
    return found;
  });
}

void hold(db::Write& tx, const Subject& subject) {
  store::set_held(tx, subject, true);
}

void let_go(db::Write& tx, const Subject& subject) {
  store::set_held(tx, subject, false);
}

std::vector<db::Finding> verify(db::Database& database, const Folder& folder) {
  std::vector<db::Finding> findings;
  if (const std::string owner = owner_of(folder); !owner.empty() && owner != name_of(database))
    findings.push_back(
        {"paper", "paper.folder_of_another", {{"folder", folder.string()}, {"database", owner}}});
  const auto check = [&](const Paper& paper) {
    const auto damage = damage_of(folder, paper.sha256, paper.bytes);
    if (!damage) return;
    const bool may_be_gone = database.read([&](db::Read& tx) {
      return is_erased(tx, paper.subject.municipality, paper.taken_off_deed);
    });
    if (damage == Damage::missing && may_be_gone) return;
    findings.push_back({"paper",
                        finding_of(*damage),
                        {{"municipality", paper.subject.municipality},
                         {"paper", std::to_string(paper.id.value)},
                         {"file", content_path(folder, paper.sha256).string()}}});
  };
  for (const auto& town : towns(database)) each_paper(database, town.code, check);
  return findings;
}

Swept sweep(db::Database& database, const Folder& folder, int drawer) {
  if (folder.empty() || !claim(folder, name_of(database))) return {};
  return sweep_drawer(
      folder, drawer, base::now(), [&](const std::string& from, const std::string& below) {
        return database.read([&](db::Read& tx) { return used_contents(tx, from, below); });
      });
}

Swept sweep_all(db::Database& database, const Folder& folder) {
  Swept all;
  for (int drawer = 0; drawer < kDrawers; ++drawer) {
    const Swept one = sweep(database, folder, drawer);
    all.files += one.files;
    all.bytes += one.bytes;
  }
  return all;
}

}  // namespace paper
