// Every statement on papers, each above its one function.
#include "paper/paper_store.h"

namespace paper::store {

constexpr db::Statement kAdd{
    "paper.add",
    "INSERT INTO paper (municipality, paper, subject_kind, subject_key, body, name, media_type, "
    "bytes, sha256, eyes, kept_by, kept_at, held, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?13)"};
constexpr db::Statement kFind{
    "paper.find",
    "SELECT paper, subject_kind, subject_key, body, name, media_type, bytes, sha256, eyes, "
    "kept_by, kept_at, held, taken_off_deed FROM paper WHERE municipality = ?1 AND paper = ?2"};
constexpr db::Statement kOfSubject{
    "paper.of_subject",
    "SELECT paper, subject_kind, subject_key, body, name, media_type, bytes, sha256, eyes, "
    "kept_by, kept_at, held, taken_off_deed FROM paper WHERE municipality = ?1 "
    "AND subject_kind = ?2 AND subject_key = ?3 ORDER BY paper"};
constexpr db::Statement kPage{
    "paper.page",
    "SELECT paper, subject_kind, subject_key, body, name, media_type, bytes, sha256, eyes, "
    "kept_by, kept_at, held, taken_off_deed FROM paper WHERE municipality = ?1 AND paper > ?2 "
    "ORDER BY paper LIMIT ?3"};
constexpr db::Statement kTakeOff{
    "paper.take_off",
    "UPDATE paper SET taken_off_deed = ?3 WHERE municipality = ?1 AND paper = ?2 "
    "AND taken_off_deed IS NULL AND held = 0"};
constexpr db::Statement kSetHeld{
    "paper.set_held",
    "UPDATE paper SET held = ?4 WHERE municipality = ?1 AND subject_kind = ?2 "
    "AND subject_key = ?3 AND taken_off_deed IS NULL"};
constexpr db::Statement kContents{
    "paper.contents",
    "SELECT DISTINCT sha256 FROM paper WHERE municipality = ?1 AND sha256 >= ?2 AND sha256 < ?3 "
    "ORDER BY sha256"};

namespace {

Paper to_paper(db::Row& row) {
  Paper paper;
  paper.id = PaperId{row.integer("paper")};
  paper.subject.kind = row.text("subject_kind");
  paper.subject.key = row.text("subject_key");
  paper.subject.body = row.text("body");
  paper.name = row.text("name");
  paper.media_type = row.text("media_type");
  paper.bytes = row.integer("bytes");
  paper.sha256 = row.text("sha256");
  paper.eyes = eyes_from(row.view("eyes")).value();
  paper.kept_by = row.maybe_integer("kept_by");
  paper.kept_at = {row.integer("kept_at")};
  paper.held = row.flag("held");
  paper.taken_off_deed = row.maybe_integer("taken_off_deed");
  return paper;
}

std::vector<Paper> of(std::string_view municipality, std::vector<Paper> papers) {
  for (Paper& paper : papers) paper.subject.municipality = municipality;
  return papers;
}

}  // namespace

void add(db::Write& tx, const Paper& paper, std::int64_t deed) {
  const Subject& subject = paper.subject;
  tx.run(kAdd, subject.municipality, paper.id.value, subject.kind, subject.key, subject.body,
         paper.name, paper.media_type, paper.bytes, paper.sha256, in_db(paper.eyes), paper.kept_by,
         paper.kept_at, deed);
}

std::optional<Paper> find(db::Read& tx, std::string_view municipality, PaperId paper) {
  auto found = tx.one<Paper>(kFind, to_paper, municipality, paper.value);
  if (found) found->subject.municipality = municipality;
  return found;
}

std::vector<Paper> of_subject(db::Read& tx, std::string_view municipality, std::string_view kind,
                              std::string_view key) {
  return of(municipality, tx.list<Paper>(kOfSubject, to_paper, municipality, kind, key));
}

std::vector<Paper> page(db::Read& tx, std::string_view municipality, PaperId after, int limit) {
  return of(municipality, tx.list<Paper>(kPage, to_paper, municipality, after.value, limit));
}

bool take_off(db::Write& tx, const Paper& paper, std::int64_t deed) {
  return tx.run(kTakeOff, paper.subject.municipality, paper.id.value, deed) == 1;
}

void set_held(db::Write& tx, const Subject& subject, bool held) {
  tx.run(kSetHeld, subject.municipality, subject.kind, subject.key, held ? 1 : 0);
}

std::vector<std::string> contents(db::Read& tx, std::string_view municipality,
                                  std::string_view from, std::string_view below) {
  return tx.list<std::string>(
      kContents, [](db::Row& row) { return row.text("sha256"); }, municipality, from, below);
}

}  // namespace paper::store
