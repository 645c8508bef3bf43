// Translation only.
#include "paper/paper_cli.h"

#include "base/json_text.h"
#include "paper/paper_service.h"

namespace paper::cli {

int list(db::Database& database, const std::string& municipality, base::Terminal& terminal) {
  const auto papers = all_papers(database, municipality);
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("papers").begin_array();
    for (const Paper& paper : papers) {
      json.begin_object().field("paper", std::to_string(paper.id.value));
      json.field("subject_kind", paper.subject.kind).field("subject_key", paper.subject.key);
      json.field("body", paper.subject.body).field("name", paper.name);
      json.field("media_type", paper.media_type).field("bytes", paper.bytes);
      json.field("sha256", paper.sha256).field("eyes", in_db(paper.eyes));
      json.field("kept_at", base::iso_japan(paper.kept_at));
      json.field("taken_off", paper.taken_off_deed ? "yes" : "no").end_object();
    }
    terminal.out << json.end_array().end_object().take() << '\n';
    return base::kDone;
  }
  for (const Paper& paper : papers)
    terminal.out << paper.id.value << '\t' << (paper.taken_off_deed ? "-" : "+") << '\t'
                 << paper.subject.kind << ' ' << paper.subject.key << '\t' << paper.bytes << '\t'
                 << paper.sha256 << '\t' << paper.name << '\n';
  if (papers.empty()) terminal.tell("paper.listed_none");
  return base::kDone;
}

int sweep(db::Database& database, const Folder& folder, base::Terminal& terminal) {
  const Swept swept = sweep_all(database, folder);
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("files", swept.files).field("bytes", swept.bytes).end_object();
    terminal.out << json.text() << '\n';
  }
  terminal.tell("paper.swept",
                {{"files", std::to_string(swept.files)}, {"bytes", std::to_string(swept.bytes)}});
  return base::kDone;
}

}  // namespace paper::cli
