// Words are looked up under planning_pages; a name that is put together has its prefix in
// composed.toml.
#include "planning/planning_page.h"

#include <charconv>

#include "base/era.h"
#include "base/fiscal_year.h"
#include "http/request.h"
#include "staff/account.h"

namespace planning::web {

std::string drafts_path() {
  return "/staff/plans";
}

std::string draft_path(std::string_view slug) {
  return "/staff/plans/" + std::string(slug) + "/draft";
}

std::string line_path(std::string_view slug, int line) {
  return draft_path(slug) + "/lines/" + std::to_string(line);
}

Where asked(const http::Request& request, const Visitor& visitor) {
  const auto slug = request.captures.find("slug");
  return {visitor.visit.who.municipality,
          slug == request.captures.end() ? std::string_view() : std::string_view(slug->second)};
}

int whole_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : 0;
}

int asked_line(const http::Request& request) {
  return whole_number(request.capture("line"));
}

bool may_see(const staff::Who& who, staff::Deed deed, const Draft& draft, const Line& line) {
  const std::string body = body_of(draft, line, draft.head.from);
  return staff::may(who, deed, {who.municipality, body.empty() ? who.body : body});
}

http::PageFrame draft_frame(const http::Request& request, const Visitor& visitor,
                            const Draft& draft, std::string title) {
  std::vector<http::Link> crumbs = {{word(request, "planning_pages.drafts_title"),
                                     http::address(request.language, drafts_path()), true}};
  if (!title.empty())
    crumbs.push_back(
        {draft.head.title, http::address(request.language, draft_path(draft.head.slug))});
  return staff::web::frame(request, visitor.visit, title.empty() ? draft.head.title : title,
                           std::move(crumbs));
}

std::string done_words(const http::Request& request) {
  const std::string key = std::string(kWords) + ".done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? staff::web::word(request, key) : std::string();
}

http::Response done(const http::Request& request, std::string path, std::string_view said,
                    std::string_view anchor) {
  path += (path.contains('?') ? "&done=" : "?done=") + std::string(said);
  if (!anchor.empty()) path += "#" + std::string(anchor);
  http::Response response = http::redirect(http::address(request.language, path));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

std::string state_word(const http::Request& request, State state) {
  return word(request, "planning_pages.state_" + std::string(in_db(state)));
}

std::string year_word(int fiscal_year) {
  const auto year = base::FiscalYear::of(fiscal_year);
  return year ? base::format_era(*year) : std::to_string(fiscal_year);
}

std::string field_label(const http::Request& request, std::string_view field) {
  const auto first = field.find('_');
  const std::string noun(field.substr(0, first));
  const int slot = slot_of(field);
  if (noun == "money") {
    const auto second = field.rfind('_');
    return say(
        request, "planning_pages.field_sum",
        {{"stage", word(request, "planning_pages.stage_" +
                                     std::string(field.substr(first + 1, second - first - 1)))},
         {"year", year_word(whole_number(field.substr(second + 1)))}});
  }
  if (slot == 0) return word(request, "planning_pages.field_" + std::string(field));
  const auto second = field.find('_', first + 1);
  const std::string part(field.substr(second + 1));
  if (noun == "target")
    return say(request, "planning_pages.field_target",
               {{"number", std::to_string(slot)}, {"year", year_word(whole_number(part))}});
  return say(request, "planning_pages.field_slot",
             {{"part", word(request, "planning_pages.field_" + noun + "_" + part)},
              {"number", std::to_string(slot)}});
}

std::string field_value(const http::Request& request, std::string_view field,
                        const std::string& value) {
  if (value.empty()) return {};
  for (const std::string_view coded : {"direction", "nature"})
    if (field.starts_with("indicator_") && field.ends_with(coded))
      if (const std::string key = std::string(kWords) + "." + std::string(coded) + "_" + value;
          base::has_words(key))
        return staff::web::word(request, key);
  return value;
}

std::string person_name(db::Read& tx, std::string_view municipality, std::int64_t person,
                        People& people) {
  const auto known = people.names.find(person);
  if (known != people.names.end()) return known->second;
  const auto found = staff::person(tx, municipality, person);
  return people.names[person] = found ? found->name : std::to_string(person);
}

}  // namespace planning::web
