// A draft as it was understood, with everything that can be said otherwise; each form saves at
// once, so that nothing is lost with a session.
#include <algorithm>
#include <charconv>

#include "history/history.h"
#include "importer/choices_text.h"
#include "importer/importer_web.h"
#include "paper/paper_service.h"
#include "paper/paper_web.h"
#include "plan/plan_service.h"
#include "plan/work_web.h"
#include "staff/audit_words.h"
#include "ui/importer/draft.h"

namespace importer::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kTableForm = "table";
constexpr std::string_view kOfferForm = "offer";
constexpr std::string_view kHeaderForm = "header";
constexpr std::string_view kColumnsForm = "columns";
constexpr std::string_view kRatingsForm = "ratings";
constexpr std::string_view kTargetForm = "plan";
constexpr std::string_view kRowsForm = "lines";
constexpr std::size_t kFlagsShown = 50;
constexpr std::size_t kSamples = 3;
constexpr int kDeedsShown = 50;

// ---- what was found

void add_facts(db::Read& tx, const http::Request& request, const Import& one, const KeptTable& kept,
               ImportPage& view) {
  const auto add = [&](std::string_view key, std::string value, std::string url = {}) {
    if (!value.empty())
      view.facts.push_back({word(request, key), std::move(value), std::move(url)});
  };
  const auto papers =
      paper::papers_of(tx, {one.municipality, "import", std::to_string(one.id.value), one.body});
  add("importer_pages.file", one.name + "（" + bytes_words(one.bytes) + "）",
      papers.empty() ? "" : url_of(request, paper::web::paper_path(papers.front().id)));
  add("importer_pages.kind",
      word(request, "importer_pages.kind_" + std::string(sheet::code_of(kept.file->kind))));
  add("importer_pages.letters", kept.file->letters);
  const sheet::SourceTable& table = kept.source();
  add("importer_pages.table", table.name.empty() ? table.caption : table.name);
  const auto programmes = std::ranges::count_if(kept.understanding->rows, [](const ReadRow& row) {
    return row.kind == RowKind::programme || row.kind == RowKind::part;
  });
  add("importer_pages.found", say(request, "importer_pages.found_value",
                                  {{"lines", std::to_string(lines_of(kept))},
                                   {"columns", std::to_string(kept.understanding->columns.size())},
                                   {"rows", std::to_string(programmes)}}));
  add("importer_pages.who", who_words(tx, request, one.municipality, one.person));
  add("importer_pages.when", staff::web::moment_words(request, one.made_at));
  if (one.corrects) {
    const auto earlier = store::find(tx, one.municipality, *one.corrects);
    add("importer_pages.corrects", earlier ? earlier->name : "",
        url_of(request, import_path(*one.corrects)));
  }
  if (one.state == State::committed)
    add("importer_pages.plan", one.wanted.title.empty() ? one.wanted.plan : one.wanted.title,
        url_of(request, plan::web::work_table_path(one.wanted.plan)));
}

void add_remarks(const http::Request& request, const KeptTable& kept, ImportPage& view) {
  for (const sheet::Remark& remark : kept.file->remarks)
    view.remarks.push_back(
        keyed_words(request, remark.key, {{"where", remark.where}, {"value", remark.value}}));
}

std::string flag_url(const http::Request& request, const Import& one, const Flag& flag) {
  if (flag.row)
    return url_of(request, import_path(one.id) +
                               "?page=" + std::to_string(page_of_line(*flag.row) + 1) + "#line-" +
                               std::to_string(*flag.row + 1));
  if (flag.column) return "#column-" + letter_of(*flag.column);
  return "#rows-title";
}

std::string flag_words(const http::Request& request, const Flag& flag) {
  std::string place;
  if (flag.row && flag.column)
    place = sheet::address(*flag.row, *flag.column);
  else if (flag.row)
    place = say(request, "importer_pages.line_named", {{"line", std::to_string(*flag.row + 1)}});
  else if (flag.column)
    place = say(request, "importer_pages.column_named", {{"column", letter_of(*flag.column)}});
  const std::string words = keyed_words(request, flag.key, {{"value", flag.value}});
  return place.empty() ? words : place + word(request, "importer_pages.colon") + words;
}

void add_flags(const http::Request& request, const Import& one, const KeptTable& kept,
               ImportPage& view) {
  const auto& flags = kept.understanding->flags;
  view.flags_title = flags.empty() ? word(request, "importer_pages.flags_none")
                                   : say(request, "importer_pages.flags_title",
                                         {{"count", std::to_string(flags.size())}});
  for (std::size_t i = 0; i < flags.size() && i < kFlagsShown; ++i)
    view.flags.push_back({flag_words(request, flags[i]), flag_url(request, one, flags[i]), true});
  if (flags.size() > kFlagsShown)
    view.more_flags = say(request, "importer_pages.flags_more",
                          {{"count", std::to_string(flags.size() - kFlagsShown)}});
}

// ---- what may be said otherwise

FormView draft_form(const Forms& forms, const Import& one, std::string_view id,
                    std::string_view button) {
  FormView form =
      staff::web::begin_form(forms, id, import_path(one.id) + "/" + std::string(id), button);
  form.quiet = true;
  form.hidden.push_back({std::string(kVersion), std::to_string(one.version)});
  return form;
}

void add_table_form(const Forms& forms, const Import& one, const KeptTable& kept,
                    ImportPage& view) {
  const auto& tables = kept.file->tables;
  if (tables.size() < 2) return;
  FormView form = draft_form(forms, one, kTableForm, "importer_pages.table_button");
  form.title =
      say(forms.request, "importer_pages.table_title", {{"count", std::to_string(tables.size())}});
  std::vector<staff::Option> options;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const sheet::SourceTable& table = tables[i];
    std::string label = table.name.empty() ? table.caption : table.name;
    if (table.page > 0)
      label =
          say(forms.request, "importer_pages.page_named", {{"page", std::to_string(table.page)}}) +
          " " + label;
    label = say(forms.request, "importer_pages.table_named",
                {{"number", std::to_string(i + 1)},
                 {"name", label},
                 {"lines", std::to_string(table.grid.rows.size())}});
    options.push_back({std::to_string(i + 1), label, static_cast<int>(i) == one.table});
  }
  add(forms, form, FieldKind::choice,
      {.name = "table", .required = true, .options = std::move(options)});
  view.table_form.push_back(std::move(form));
}

void add_header_form(const Forms& forms, const Import& one, const KeptTable& kept,
                     ImportPage& view) {
  const Understanding& understanding = *kept.understanding;
  FormView form = draft_form(forms, one, kHeaderForm, "importer_pages.save_button");
  form.title = word(forms.request, "importer_pages.header_title");
  form.hint = word(forms.request, "importer_pages.header_hint");
  add(forms, form, FieldKind::text,
      {.name = "header_top",
       .value = std::to_string(understanding.header_top + 1),
       .is_number = true});
  add(forms, form, FieldKind::text,
      {.name = "header_bottom",
       .value = std::to_string(understanding.header_bottom + 1),
       .is_number = true});
  add(forms, form, FieldKind::choice,
      {.name = "turned",
       .options = {
           {"no", word(forms.request, "importer_pages.turned_no"), !understanding.turned},
           {"yes", word(forms.request, "importer_pages.turned_yes"), understanding.turned}}});
  view.header_form.push_back(std::move(form));
}

std::string samples_of(const KeptTable& kept, std::size_t column) {
  std::string samples;
  std::size_t found = 0;
  for (const ReadRow& row : kept.understanding->rows) {
    if (row.kind != RowKind::programme && row.kind != RowKind::part) continue;
    for (const ReadCell& cell : row.cells) {
      const std::size_t under = kept.understanding->turned ? cell.row : cell.column;
      if (under != column || cell.text.empty()) continue;
      std::string text = cell.text.substr(0, cell.text.find('\n'));
      constexpr std::size_t kShown = 60;
      if (text.size() > kShown) {
        std::size_t end = kShown;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end) + "…";
      }
      samples += (samples.empty() ? "" : "／") + text;
      if (++found == kSamples) return samples;
    }
  }
  return samples;
}

std::string year_text(const std::optional<int>& year) {
  return year ? std::to_string(*year) : std::string();
}

// What was typed comes back when the form was refused.
std::string typed_or(const Forms& forms, std::string_view form, const std::string& name,
                     std::string otherwise) {
  if (forms.tried.form != form) return otherwise;
  for (const auto& [key, value] : forms.tried.typed)
    if (key == name) return value;
  return otherwise;
}

ColumnLine column_line(const Forms& forms, const KeptTable& kept, const ReadColumn& column) {
  const http::Request& request = forms.request;
  ColumnLine line;
  line.letter =
      kept.understanding->turned ? std::to_string(column.column + 1) : letter_of(column.column);
  const std::string end = "." + std::to_string(column.column + 1);
  line.anchor = "column-" + line.letter;
  line.header = column.header;
  line.samples = samples_of(kept, column.column);
  line.sure = column.corrected ? word(request, "importer_pages.corrected")
                               : sure_words(request, column.certainty);
  line.is_unsure = !column.corrected && column.certainty.confidence != plan::Confidence::high;
  const std::vector<base::Fact> named = {{"column", line.letter}};
  line.meaning_name = "meaning" + end;
  line.meaning_label = say(request, "importer_pages.meaning_of", named);
  line.year_name = "year" + end;
  line.year_label = say(request, "importer_pages.year_of", named);
  line.to_year_name = "to_year" + end;
  line.to_year_label = say(request, "importer_pages.to_year_of", named);
  line.header_name = "header" + end;
  const std::string chosen =
      typed_or(forms, kColumnsForm, line.meaning_name, std::string(in_db(column.meaning)));
  for (const Meaning meaning : kMeanings)
    line.meanings.push_back(
        {std::string(in_db(meaning)), meaning_words(request, meaning), in_db(meaning) == chosen});
  line.year = typed_or(forms, kColumnsForm, line.year_name, year_text(column.year));
  line.to_year = typed_or(forms, kColumnsForm, line.to_year_name, year_text(column.to_year));
  return line;
}

void add_columns_form(const Forms& forms, const Import& one, const KeptTable& kept,
                      ImportPage& view) {
  FormView form = draft_form(forms, one, kColumnsForm, "importer_pages.save_button");
  form.title = word(forms.request, "importer_pages.columns_title");
  form.hint = word(forms.request, "importer_pages.columns_hint");
  form.button = word(forms.request, "importer_pages.save_button");
  view.columns_form.push_back(std::move(form));
  for (const ReadColumn& column : kept.understanding->columns)
    view.columns.push_back(column_line(forms, kept, column));
}

void add_ratings_form(const Forms& forms, const Import& one, const KeptTable& kept,
                      ImportPage& view) {
  const auto& words = kept.understanding->rating_words;
  if (words.empty()) return;
  FormView form = draft_form(forms, one, kRatingsForm, "importer_pages.save_button");
  form.title = word(forms.request, "importer_pages.ratings_title");
  form.hint = word(forms.request, one.wanted.target == Target::later_year
                                      ? "importer_pages.ratings_not_taken"
                                      : "importer_pages.ratings_hint");
  view.ratings_form.push_back(std::move(form));
  std::size_t number = 0;
  for (const RatingWord& rating : words) {
    const std::string end = "." + std::to_string(++number);
    RatingLine line;
    line.printed = rating.printed;
    line.times = std::to_string(rating.times);
    line.printed_name = "printed" + end;
    line.name = "mark" + end;
    line.label = say(forms.request, "importer_pages.mark_of", {{"printed", rating.printed}});
    line.mark = typed_or(forms, kRatingsForm, line.name, rating.mark);
    view.ratings.push_back(std::move(line));
  }
}

std::vector<staff::Option> kinds_of(const http::Request& request, plan::PlanKind chosen) {
  std::vector<staff::Option> options;
  for (const auto kind : {plan::PlanKind::plan, plan::PlanKind::direction,
                          plan::PlanKind::action_plan, plan::PlanKind::regional_plan})
    options.push_back({std::string(plan::in_db(kind)),
                       word(request, "plan.kind_" + std::string(plan::in_db(kind))),
                       kind == chosen});
  return options;
}

void add_target_form(const Forms& forms, const Import& one, ImportPage& view) {
  const http::Request& request = forms.request;
  FormView form = draft_form(forms, one, kTargetForm, "importer_pages.save_button");
  form.title = word(request, "importer_pages.target_title");
  form.hint =
      word(request, one.corrects ? "importer_pages.target_corrects" : "importer_pages.target_hint");
  if (!one.corrects) {
    add(forms, form, FieldKind::choice,
        {.name = "target",
         .required = true,
         .options = {{"new_plan", word(request, "importer_pages.target_new_plan"),
                      one.wanted.target == Target::new_plan},
                     {"later_year", word(request, "importer_pages.target_later_year"),
                      one.wanted.target == Target::later_year}}});
    add(forms, form, FieldKind::text, {.name = "slug", .required = true, .value = one.wanted.plan});
  }
  add(forms, form, FieldKind::text, {.name = "plan_title", .value = one.wanted.title});
  add(forms, form, FieldKind::choice,
      {.name = "plan_kind", .options = kinds_of(request, one.wanted.kind)});
  add(forms, form, FieldKind::text,
      {.name = "from_year",
       .value = one.wanted.from == 0 ? "" : std::to_string(one.wanted.from),
       .is_number = true});
  add(forms, form, FieldKind::text,
      {.name = "until_year",
       .value = one.wanted.to == 0 ? "" : std::to_string(one.wanted.to),
       .is_number = true});
  add(forms, form, FieldKind::text, {.name = "source_title", .value = one.wanted.source_title});
  view.target_form.push_back(std::move(form));
}

void add_offer(db::Read& tx, const Forms& forms, const Import& one, const KeptTable& kept,
               ImportPage& view) {
  const auto offer = offered(tx, one, *kept.understanding);
  if (!offer) return;
  view.offer =
      say(forms.request, "importer_pages.offer",
          {{"plan", offer->mapping.plan}, {"count", std::to_string(offer->columns.size())}});
  view.offer_form.push_back(draft_form(forms, one, kOfferForm, "importer_pages.offer_button"));
}

void add_rows(const Forms& forms, const Import& one, const KeptTable& kept, ImportPage& view) {
  const http::Request& request = forms.request;
  const std::size_t lines = lines_of(kept);
  const std::size_t pages = std::max<std::size_t>(1, (lines + kLinesAtOnce - 1) / kLinesAtOnce);
  const int asked = request.method == "POST" ? 0 : number_in(request, "page");
  const std::size_t page = std::min(pages, static_cast<std::size_t>(std::max(asked, 1))) - 1;
  GridPart part;
  part.first = page * kLinesAtOnce;
  part.last = std::min(lines, part.first + kLinesAtOnce);
  part.may_choose = one.state == State::draft && !kept.understanding->turned;
  view.grid = grid_view(request, kept, part);
  view.pages = page_links(request, import_path(one.id), page, lines);
  view.page_words = say(request, "importer_pages.page_of",
                        {{"page", std::to_string(page + 1)}, {"pages", std::to_string(pages)}});
  if (!part.may_choose) return;
  FormView form = draft_form(forms, one, kRowsForm, "importer_pages.lines_button");
  form.hidden.push_back({"page", std::to_string(page + 1)});
  view.rows_form.push_back(std::move(form));
}

// ---- afterwards

void add_deeds(db::Read& tx, const http::Request& request, const Import& one, ImportPage& view) {
  auto deeds = history::of_subject(tx, one.municipality, "import", std::to_string(one.id.value),
                                   kDeedsShown);
  for (const auto& number : {one.committed_deed, one.undone_deed}) {
    if (!number) continue;
    if (auto deed = history::find(tx, one.municipality, history::DeedId{*number}))
      deeds.insert(deeds.begin(), *std::move(deed));
  }
  for (const history::PastDeed& deed : deeds) {
    view.deeds.push_back(
        {staff::web::kind_words(request, deed.kind), staff::web::moment_words(request, deed.at),
         who_words(tx, request, one.municipality, deed.actor), deed.reason.value_or("")});
  }
}

void add_after_forms(const Forms& forms, const Import& one, ImportPage& view) {
  const http::Request& request = forms.request;
  if (one.state == State::draft) {
    FormView form = staff::web::begin_form(forms, "drop", import_path(one.id) + "/drop",
                                           "importer_pages.drop_button");
    form.title = word(request, "importer_pages.drop_title");
    form.hint = word(request, "importer_pages.drop_hint");
    form.quiet = true;
    view.forms.push_back(std::move(form));
  }
  if (one.state != State::committed) return;
  FormView again = staff::web::begin_form(forms, "again", import_path(one.id) + "/again",
                                          "importer_pages.again_button");
  again.title = word(request, "importer_pages.again_title");
  again.hint = word(request, "importer_pages.again_hint");
  again.quiet = true;
  add_file_fields(forms, again, true);
  view.forms.push_back(std::move(again));
  FormView undo = staff::web::begin_form(forms, "undo", import_path(one.id) + "/undo",
                                         "importer_pages.undo_button");
  undo.title = word(request, "importer_pages.undo_title");
  undo.hint = word(request, "importer_pages.undo_hint");
  undo.quiet = true;
  add(forms, undo, FieldKind::lines, {.name = "reason", .required = true});
  view.forms.push_back(std::move(undo));
}

ImportPage draft_view(const Desk& desk, const http::Request& request, const Visitor& visitor,
                      const Import& one, const KeptTable& kept, const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  ImportPage view;
  view.page = frame(request, visitor, one.name);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.heading = one.name;
  view.state = state_words(request, one.state);
  view.lead = word(request, "importer_pages.lead_" + std::string(in_db(one.state)));
  const bool is_draft = one.state == State::draft;
  if (!kept.understanding->is_table)
    view.remarks.push_back(word(request, "importer_pages.no_table_found"));
  add_remarks(request, kept, view);
  if (is_draft) {
    add_flags(request, one, kept, view);
    add_table_form(forms, one, kept, view);
    add_columns_form(forms, one, kept, view);
    add_ratings_form(forms, one, kept, view);
    add_target_form(forms, one, view);
    add_header_form(forms, one, kept, view);
    view.actions.push_back({word(request, "importer_pages.to_take"),
                            url_of(request, import_path(one.id) + "/take"), true});
  }
  add_rows(forms, one, kept, view);
  desk.database.read([&](db::Read& tx) {
    add_facts(tx, request, one, kept, view);
    if (is_draft) add_offer(tx, forms, one, kept, view);
    add_deeds(tx, request, one, view);
    return 0;
  });
  add_after_forms(forms, one, view);
  return view;
}

base::Result<Import> asked_import(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  return desk.database.read([&](db::Read& tx) {
    return find(tx, visitor.visit.who.municipality, import_number(request));
  });
}

}  // namespace

http::Response show_import(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const Tried& tried) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  visitor.looked = {"import", std::to_string(one->id.value), {}};
  const auto kept = kept_table(desk.papers, *one);
  if (!kept) return staff::web::refused(request, visitor.visit, kept.error());
  return staff::web::page(
      pages::draft(draft_view(desk, request, visitor, *one, *kept, tried), request.language),
      tried.status);
}

http::Response get_import(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return show_import(desk, request, visitor, {});
}

}  // namespace importer::web
