// What an officer says otherwise about a draft: each form saves at once and leads back to the page.
#include <algorithm>
#include <charconv>

#include "importer/choices_text.h"
#include "importer/importer_web.h"

namespace importer::web {
namespace {

using staff::web::FormReading;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kTableForm = "table";
constexpr std::string_view kOfferForm = "offer";
constexpr std::string_view kHeaderForm = "header";
constexpr std::string_view kColumnsForm = "columns";
constexpr std::string_view kRatingsForm = "ratings";
constexpr std::string_view kTargetForm = "plan";
constexpr std::string_view kRowsForm = "lines";

int seen_in(const http::Request& request) {
  const std::string text = request.typed(kVersion).value_or("");
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

base::Result<Import> asked_import(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  return desk.database.read([&](db::Read& tx) {
    return find(tx, visitor.visit.who.municipality, import_number(request));
  });
}

// Saves what a form said and goes back to the page; what cannot be kept is said beside the form.
http::Response saved(const Desk& desk, const http::Request& request, const Visitor& visitor,
                     std::string_view form, std::string_view field, const Correction& correction,
                     const std::string& to = {}) {
  const auto kept =
      correct(visitor.actor, shop_of(desk), import_number(request), seen_in(request), correction);
  if (!kept) return show_import(desk, request, visitor, tried(request, form, kept.error(), field));
  const std::string path = import_path(kept->id);
  return staff::web::done(request, to.empty() ? path : path + to, "import_corrected");
}

std::optional<int> year_in(const std::string& text) {
  if (text.empty()) return std::nullopt;
  int year = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return -1;
  return year;
}

bool is_year(const std::optional<int>& year) {
  return !year || (*year >= kFirstYear && *year <= kLastYear);
}

}  // namespace

http::Response post_table(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  Import other = *one;
  other.table = year_in(request.typed("table").value_or("")).value_or(0) - 1;
  other.choices = {};
  if (const auto kept = kept_table(desk.papers, other); !kept)
    return show_import(desk, request, visitor, tried(request, kTableForm, kept.error(), "table"));
  return saved(desk, request, visitor, kTableForm, "table", {.table = other.table});
}

http::Response post_offer(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  const auto kept = kept_table(desk.papers, *one);
  if (!kept) return staff::web::refused(request, visitor.visit, kept.error());
  const auto offer =
      desk.database.read([&](db::Read& tx) { return offered(tx, *one, *kept->understanding); });
  Choices choices = one->choices;
  if (offer)
    for (const ColumnChoice& column : offer->columns) choose_column(choices, column);
  return saved(desk, request, visitor, kOfferForm, "", {.choices = std::move(choices)});
}

http::Response post_header(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  FormReading typed(request, kHeaderForm, kWords);
  const std::int64_t top = typed.number("header_top");
  const std::int64_t bottom = typed.number("header_bottom");
  const auto kept = kept_table(desk.papers, *one);
  const auto lines = static_cast<std::int64_t>(kept ? lines_of(*kept) : 0);
  if (top < 1 || top > lines) typed.note("header_top", word(request, "importer_pages.line_unfit"));
  if (bottom < top || bottom > lines)
    typed.note("header_bottom", word(request, "importer_pages.line_unfit"));
  if (!typed.ok()) return show_import(desk, request, visitor, typed.tried());
  Choices choices = one->choices;
  choices.header_top = static_cast<std::size_t>(top - 1);
  choices.header_bottom = static_cast<std::size_t>(bottom - 1);
  choices.turned = request.typed("turned") == "yes";
  return saved(desk, request, visitor, kHeaderForm, "header_top", {.choices = std::move(choices)});
}

http::Response post_columns(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  const auto kept = kept_table(desk.papers, *one);
  if (!kept) return staff::web::refused(request, visitor.visit, kept.error());
  Choices choices = one->choices;
  Tried wrong{.form = std::string(kColumnsForm), .typed = request.form, .wrong = {}, .status = 400};
  for (const ReadColumn& column : kept->understanding->columns) {
    const std::string end = "." + std::to_string(column.column + 1);
    const auto meaning = meaning_from(request.typed("meaning" + end).value_or(""));
    const auto year = year_in(request.typed("year" + end).value_or(""));
    const auto to_year = year_in(request.typed("to_year" + end).value_or(""));
    if (!meaning || request.typed("header" + end) != column.header) continue;
    if (!is_year(year) || !is_year(to_year) || (to_year && (!year || *to_year < *year))) {
      wrong.wrong.push_back(
          {"", say(request, "importer_pages.year_unfit",
                   {{"column", letter_of(column.column)}, {"header", column.header}})});
      continue;
    }
    if (*meaning == column.meaning && year == column.year && to_year == column.to_year) continue;
    choose_column(choices, {column.header, *meaning, year, to_year});
  }
  if (!wrong.wrong.empty()) return show_import(desk, request, visitor, wrong);
  return saved(desk, request, visitor, kColumnsForm, "", {.choices = std::move(choices)});
}

http::Response post_ratings(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  Choices choices = one->choices;
  constexpr int kRatingsMax = 500;
  for (int number = 1; number <= kRatingsMax; ++number) {
    const std::string end = "." + std::to_string(number);
    const auto printed = request.typed("printed" + end);
    const auto mark = request.typed("mark" + end);
    if (!printed || !mark) break;
    if (mark->empty() || mark->size() > kTextCharactersMax ||
        mark->find_first_of("=\n") != mark->npos) {
      Tried wrong{
          .form = std::string(kRatingsForm), .typed = request.form, .wrong = {}, .status = 400};
      wrong.wrong.push_back(
          {"", say(request, "importer_pages.mark_unfit", {{"printed", *printed}})});
      return show_import(desk, request, visitor, wrong);
    }
    choose_rating(choices, {*printed, 0, *mark});
  }
  return saved(desk, request, visitor, kRatingsForm, "", {.choices = std::move(choices)});
}

http::Response post_target(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  FormReading typed(request, kTargetForm, kWords);
  Wanted wanted = one->wanted;
  if (!one->corrects) {
    wanted.target = target_from(request.typed("target").value_or("")).value_or(Target::new_plan);
    wanted.plan = typed.text("slug");
  }
  wanted.title = typed.text("plan_title");
  wanted.kind = plan::from_db<plan::PlanKind>(request.typed("plan_kind").value_or(""))
                    .value_or(plan::PlanKind::plan);
  wanted.from = year_in(request.typed("from_year").value_or("")).value_or(0);
  wanted.to = year_in(request.typed("until_year").value_or("")).value_or(0);
  wanted.source_title = typed.text("source_title");
  if (const auto fit = check_wanted(wanted); !fit) {
    const std::string_view code = fit.error().code;
    const std::string_view field = code == slug_unfit.code      ? "slug"
                                   : code == years_unfit.code   ? "from_year"
                                   : code == title_missing.code ? "plan_title"
                                                                : "plan_title";
    return show_import(desk, request, visitor, tried(request, kTargetForm, fit.error(), field));
  }
  return saved(desk, request, visitor, kTargetForm, "", {.wanted = std::move(wanted)});
}

http::Response post_rows(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto one = asked_import(desk, request, visitor);
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  const auto kept = kept_table(desk.papers, *one);
  if (!kept) return staff::web::refused(request, visitor.visit, kept.error());
  Choices choices = one->choices;
  for (const ReadRow& row : kept->understanding->rows) {
    const auto kind =
        row_kind_from(request.typed("kind." + std::to_string(row.row + 1)).value_or(""));
    if (kind && *kind != row.kind) choose_row(choices, {row.row, *kind});
  }
  const int page = year_in(request.typed("page").value_or("")).value_or(1);
  return saved(desk, request, visitor, kRowsForm, "", {.choices = std::move(choices)},
               "?page=" + std::to_string(std::max(page, 1)));
}

}  // namespace importer::web
