// 保存年限: one form for each class: to propose its erasing, or to erase what somebody else
// proposed.
#include "history/retention.h"
#include "staff/audit_web.h"
#include "staff/audit_words.h"
#include "ui/staff/retention.h"

namespace staff::web {
namespace {

constexpr std::string_view kRetentionPath = "/staff/history/retention";
constexpr int kPreviewed = 10;
constexpr int kGroupsAtOnce = 40;  // of history::kErasedAtOnce each, in a transaction of its own

std::string form_id(std::string_view what, history::Retention retention) {
  return std::string(what) + "-" + std::string(history::in_db(retention));
}

FormView form_for(const Forms& forms, history::Retention retention, std::string_view what,
                  std::string_view button) {
  FormView form = begin_form(forms, form_id(what, retention),
                             std::string(kRetentionPath) + "/" +
                                 std::string(history::in_db(retention)) + "/" + std::string(what),
                             button);
  form.quiet = true;
  add(forms, form, FieldKind::text, {.name = "reason", .required = true});
  return form;
}

std::string count_words(const http::Request& request, std::string_view key, std::int64_t count) {
  return say(request,
             count >= history::kPastCountedMax ? std::string(key) + "_or_more" : std::string(key),
             {{"count", std::to_string(count)}});
}

RetentionClass class_view(db::Read& tx, const Forms& forms, const Visitor& visitor,
                          const history::Past& past, Trail& trail) {
  const http::Request& request = forms.request;
  RetentionClass view;
  view.name = say(request, "audit_pages.years",
                  {{"years", std::to_string(history::years_of(past.retention))}});
  view.before =
      say(request, "audit_pages.recorded_before", {{"day", day_words(request, past.before)}});
  view.count = count_words(request, "audit_pages.past_count", past.deeds);
  if (past.unseen > 0) view.unseen = count_words(request, "audit_pages.past_unseen", past.unseen);
  const auto preview = history::past_preview(tx, visitor.visit.who.municipality, past.retention,
                                             past.before, kPreviewed);
  for (const history::PastDeed& deed : preview) view.preview.push_back(trail.line(deed));
  if (past.proposal) {
    const TrailLine by = trail.line(*past.proposal);
    view.proposed = say(request, "audit_pages.proposed",
                        {{"name", by.who}, {"at", by.at}, {"reason", by.reason}});
  }
  if (preview.empty()) return view;
  if (!past.proposal) {
    view.forms.push_back(form_for(forms, past.retention, "propose", "audit_pages.propose_button"));
  } else if (past.proposal->actor != visitor.visit.who.person) {
    view.forms.push_back(form_for(forms, past.retention, "erase", "audit_pages.erase_button"));
  }
  return view;
}

http::Response retention_page(const Desk& desk, const http::Request& request,
                              const Visitor& visitor, const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kAuditWords};
  const std::string& municipality = visitor.visit.who.municipality;
  RetentionPage view;
  view.page = frame(request, visitor.visit, word(request, "audit_pages.retention_title"));
  view.done = done_words(request);
  view.problems = problems(forms);
  desk.database.read([&](db::Read& tx) {
    Trail trail(tx, request, municipality);
    for (const history::Past& past :
         history::past_years(tx, municipality, base::japan_date(base::now())))
      view.classes.push_back(class_view(tx, forms, visitor, past, trail));
    return 0;
  });
  return page(pages::retention(view, request.language), tried.status);
}

// work(retention, reason) -> base::Result<…>
template <class Work>
http::Response with_class(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          std::string_view what, std::string_view says, Work work) {
  const std::string code = request.capture("class");
  const auto retention = history::retention_from(code);
  if (!retention || *retention == history::Retention::permanent) {
    return refused(request, visitor.visit,
                   base::refuse(history::unknown_retention, {{"retention", code}}).error());
  }
  const std::string form = form_id(what, *retention);
  FormReading typed(request, form, kAuditWords);
  const std::string reason = typed.needed("reason");
  if (!typed.ok()) return retention_page(desk, request, visitor, typed.tried());
  const auto result = work(*retention, reason);
  if (result) return done(request, kRetentionPath, says);
  const bool is_reason = result.error().code == history::erasure_reason_missing.code;
  return retention_page(desk, request, visitor,
                        tried(request, form, result.error(), is_reason ? "reason" : ""));
}

}  // namespace

http::Response get_retention(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  return retention_page(desk, request, visitor, {});
}

http::Response post_propose_erasure(const Desk& desk, const http::Request& request,
                                    const Visitor& visitor) {
  return with_class(desk, request, visitor, "propose", "erasure_proposed",
                    [&](history::Retention retention, const std::string& reason) {
                      return desk.database.write([&](db::Write& tx) {
                        return history::propose_erasure(
                            tx, visitor.actor, visitor.visit.who.municipality, retention, reason);
                      });
                    });
}

http::Response post_erasure(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto erase = [&](history::Retention retention, const std::string& reason) {
    return desk.database.write([&](db::Write& tx) {
      return history::erase_past(tx, visitor.actor, visitor.visit.who.municipality, retention,
                                 reason);
    });
  };
  return with_class(desk, request, visitor, "erase", "erased",
                    [&](history::Retention retention, const std::string& reason) {
                      auto first = erase(retention, reason);
                      for (int group = 1; first && group < kGroupsAtOnce; ++group)
                        if (!erase(retention, reason)) break;
                      return first;
                    });
}

}  // namespace staff::web
