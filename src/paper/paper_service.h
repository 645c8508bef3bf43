// What people do with papers. The content is brought to the disk first, outside any transaction;
// the rows come after it. A room that saves a thing of its own together with its papers does
//
//   auto kept = paper::keep(desk.papers, brought);          // checks all, keeps all, or refuses
//   database.write([&](db::Write& tx) { …; paper::attach(tx, actor, subject, *kept, eyes); });
//
// and both are one deed: refused or interrupted, neither is there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "history/history.h"
#include "paper/paper.h"
#include "paper/paper_folder.h"
#include "staff/thing_eyes.h"

namespace paper {

// A file as it came with a form.
struct Brought {
  std::string_view name;
  std::string_view bytes;
};

// A content that is on the disk and has no row yet.
struct KeptFile {
  std::string name;
  FileType type = FileType::pdf;
  std::int64_t bytes = 0;
  std::string sha256;
};

// All of them or, when one is refused, none. Refusals: none_taken_here (no folder), no_file_chosen,
// those of recognise(). Throws db::Fault when the disk is full.
base::Result<std::vector<KeptFile>> keep(const Folder& folder, std::span<const Brought> brought);

// In the caller's transaction, whose rights to the thing the caller has asked. `deed`: the caller's
// own, which the rows then belong to; without one each paper is a deed of its own. Refusals: those
// of staff::permits for use_papers, too_many.
base::Result<std::vector<PaperId>> attach(db::Write& tx, const base::Actor& actor,
                                          const Subject& subject, std::span<const KeptFile> files,
                                          Eyes eyes, std::optional<history::DeedId> deed = {});

// Both steps for a page that does nothing else; a repeated command id attaches nothing again and
// gives the first answer.
base::Result<std::vector<PaperId>> attach(const base::Actor& actor, db::Database& database,
                                          const Folder& folder, const Subject& subject,
                                          std::span<const Brought> brought, Eyes eyes,
                                          std::string_view command_id = {});

// In the order in which they were attached; those taken off among them. The caller has asked who
// may see the thing; who may open which paper says may_open().
std::vector<Paper> papers_of(db::Read& tx, const Subject& subject);
// Who took a paper off, when and why.
std::optional<history::PastDeed> taking_off(db::Read& tx, const Paper& paper);
// Whether the thing that the paper was put to is for these eyes. Refusals: not_for_you.
base::Result<void> may_know(const base::Actor& actor, db::Read& tx, const Paper& paper,
                            staff::ThingEyes things);
// Refusals: unknown_paper, those of may_open and may_know.
base::Result<Paper> find(const base::Actor& actor, db::Read& tx, PaperId paper,
                         staff::ThingEyes things);

// Of a municipality, in the order in which they were attached; for whoever keeps the machine.
std::vector<Paper> all_papers(db::Database& database, std::string_view municipality);

struct Opened {
  Paper paper;
  std::shared_ptr<const base::OpenFile> file;  // whole and as it was kept
};
// Refusals: none_taken_here, those of find, content_erased, content_missing, content_changed.
base::Result<Opened> open(const base::Actor& actor, db::Database& database, const Folder& folder,
                          PaperId paper, staff::ThingEyes things);

// The content stays for the auditor until the years of this deed are over and two persons erase
// what it held (history::erase_past); the next sweep then takes it. Refusals: unknown_paper, those
// of may_know, may_take_off and check_reason.
base::Result<Paper> take_off(const base::Actor& actor, db::Database& database, PaperId paper,
                             std::string_view reason, staff::ThingEyes things);

// The thing was settled (confirmed, signed, closed): its papers stay as they are, until it is
// opened again. Part of the caller's deed.
void hold(db::Write& tx, const Subject& subject);
void let_go(db::Write& tx, const Subject& subject);

// Every row against its content: gone, of another length, of another hash; and a folder that
// belongs to another database.
std::vector<db::Finding> verify(db::Database& database, const Folder& folder);

// Removes contents without a row that are older than seven days from one drawer; nothing where the
// folder belongs to another database.
Swept sweep(db::Database& database, const Folder& folder, int drawer);
Swept sweep_all(db::Database& database, const Folder& folder);

}  // namespace paper
