// A prose chapter as a page: the document's own headings, and under each the rows it speaks of.
#include <algorithm>

#include "base/date.h"
#include "http/page_frame.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "ui/plan/document.h"

namespace plan::web {

namespace {

void add_row(const http::Request& request, const Plan& plan, const std::string& key,
             const std::optional<std::string>& reason, std::vector<RelatedRow>& rows) {
  const Row* row = find_row(plan, key);
  if (row == nullptr) return;
  RelatedRow view = related_view(request.language, plan, *row);
  const bool listed = std::any_of(rows.begin(), rows.end(),
                                  [&](const RelatedRow& other) { return other.url == view.url; });
  if (listed) return;
  view.note = reason.value_or("");
  rows.push_back(std::move(view));
}

DocumentBlock block_view(const Block& block) {
  DocumentBlock view;
  switch (block.kind) {
    case BlockKind::heading:
      view.heading = block.text;
      view.is_deep = block.level > 3;
      break;
    case BlockKind::paragraph:
      view.paragraph = block.text;
      break;
    case BlockKind::list:
      view.items = block.items;
      break;
  }
  return view;
}

// A chapter begins at every heading of the second level; what stands before the first has the
// document's title.
std::vector<DocumentChapter> chapters(const http::Request& request, const Plan& plan,
                                      const Document& document) {
  std::vector<DocumentChapter> list;
  for (const auto& block : document.blocks) {
    const bool begins = block.kind == BlockKind::heading && block.level == 2;
    if (begins || list.empty()) {
      DocumentChapter chapter;
      chapter.anchor = "chapter-" + std::to_string(list.size() + 1);
      chapter.heading = begins ? block.text : document.title;
      list.push_back(std::move(chapter));
    }
    if (!begins) list.back().blocks.push_back(block_view(block));
    for (const auto& row : block.rows) {
      add_row(request, plan, row, block.link_reason, list.back().rows);
    }
  }
  return list;
}

}  // namespace

http::Response get_document(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return http::refused(opened.error());
  const Plan& plan = opened->plan;
  const std::string key = request.capture("document");
  const auto document = std::find_if(plan.documents.begin(), plan.documents.end(),
                                     [&](const Document& d) { return d.key == key; });
  if (document == plan.documents.end()) {
    return http::refused(
        base::refuse(unknown_document, {{"document", key}, {"slug", plan.slug}}).error());
  }
  DocumentPage view;
  view.page =
      http::page_frame(request, document->title, {{plan.title, plan_url(language, plan.slug)}});
  view.municipality = opened->municipality.name;
  view.plan_title = plan.title;
  view.plan_url = plan_url(language, plan.slug);
  view.period_note = period_note(language, plan.period, base::japan_date(base::now()));
  view.title = document->title;
  const auto* source = find_source(plan, document->source);
  if (source != nullptr) {
    view.facts.push_back(
        {std::string(base::words(language, "plan.fact_source")), source->title, source->file, ""});
    if (source->note) view.notes.push_back(*source->note);
  }
  view.chapters = chapters(request, plan, *document);
  for (const auto& chapter : view.chapters) {
    view.contents.push_back({chapter.heading, "#" + chapter.anchor});
  }
  return {.body = pages::document(view, language)};
}

}  // namespace plan::web
