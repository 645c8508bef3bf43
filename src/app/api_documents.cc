// One line a route, in the order of app/routes.cc.
#include "app/api_documents.h"

#include <string>
#include <vector>

namespace app {
namespace {

constexpr std::string_view kOpenapi = "/api/v1/openapi.json";
constexpr std::string_view kFigure = "/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}";

const http::Parameter kYear{"year", "A fiscal year, as 2014."};
const http::Parameter kTheYear{"year", "A fiscal year, as 2014.", "query", true};
const http::Parameter kScope{"scope", "Which records count: all, or only confirmed ones."};
const http::Parameter kAsKnown{"as_known", "As the figures were known at this moment."};
const http::Parameter kLimit{"limit", "At most so many entries: 1 to 500."};
const http::Parameter kAfter{"after", "Entries after this one: what the page before named."};
const http::Parameter kMonth{"month", "Only of this month, as 2011-06."};
const http::Parameter kSort{"sort", "oldest, newest or largest first."};
const http::Parameter kFrom{"from", "The earlier moment: a day, a moment or a mark."};
const http::Parameter kUntil{"until", "The later moment: a day, a moment or a mark."};
const http::Parameter kWords{"q", "Words to look for; all of them are found.", "query", true};
const http::Parameter kCommand{"Idempotency-Key", "An id of the command, so that it is done once.",
                               "header"};

const http::Parameter kProgramme{"programme", "Only of this programme."};
const http::Parameter kTopic{"topic", "Only with this topic, as finance."};
const http::Parameter kChannel{"channel", "Only by this channel, as phone."};
const http::Parameter kClient{"client",
                              "Only of this client of the register, all bodies that may."};
const http::Parameter kMonthNumber{"month", "Only of this month of the year, as 10."};
const http::Parameter kSearched{"q", "Words of place, note and the like."};
const http::Parameter kFromDay{"from", "From this day on, as 2011-06-30."};
const http::Parameter kUntilDay{"until", "Until this day, as 2011-06-30."};

std::string figure_path(std::string_view end) {
  return std::string(kFigure) + std::string(end);
}

std::vector<http::RouteDocument> all_documents() {
  static const std::string records = figure_path("/records");
  static const std::string records_csv = figure_path("/records.csv");
  static const std::string series = figure_path("/series");
  static const std::string difference = figure_path("/difference");
  return {
      {"GET", "/api/v1/plans", "plans", "Lists the plans.", {kLimit, kAfter}},
      {"GET", "/api/v1/plans/{slug}", "plan", "One plan with all its rows.", {}},
      {"GET",
       "/api/v1/plans/{slug}/rows",
       "rows",
       "The rows of a plan in their printed order, in pages.",
       {kLimit, kAfter}},
      {"GET", "/api/v1/plans/{slug}/rows/{row}", "row", "One row of a plan, every year.", {}},
      {"GET",
       "/api/v1/plans/{slug}/figures",
       "openFigures",
       "The released figures of a plan by year and month, with what each counts.",
       {}},
      {"GET",
       "/api/v1/plans/{slug}/rows/{row}/figures/{figure}",
       "openFigure",
       "One released figure by year and month.",
       {}},
      {"GET",
       "/api/v1/search",
       "search",
       "Plans, rows and chapters that hold all the words.",
       {kWords, kLimit, kAfter}},
      {"GET", kOpenapi, "openapi", "This document.", {}},
      {"GET",
       "/api/v1/staff/plans/{slug}/table",
       "staffTable",
       "The progress table with readings side by side.",
       {kScope, kAsKnown},
       true},
      {"GET",
       "/api/v1/staff/plans/{slug}/figures",
       "figures",
       "The figures of a plan.",
       {kScope, kAsKnown},
       true},
      {"GET", kFigure, "figure", "One figure, explained.", {kYear, kScope, kAsKnown}, true},
      {"GET",
       records,
       "figureRecords",
       "The records behind a figure.",
       {kTheYear, kMonth, kSort, kScope, kLimit, kAfter, kAsKnown},
       true},
      {"GET",
       records_csv,
       "figureRecordsCsv",
       "The records behind a figure as a table.",
       {kTheYear, kMonth, kSort, kScope, kAsKnown},
       true,
       "text/csv"},
      {"GET",
       series,
       "figureSeries",
       "A figure month by month.",
       {kTheYear, kScope, kAsKnown},
       true},
      {"GET",
       difference,
       "figureDifference",
       "What moved a figure between two moments.",
       {kTheYear, kFrom, kUntil, kScope, kAsKnown},
       true},
      {"GET", "/api/v1/staff/records/{record}", "record", "One record.", {}, true},
      {"POST", "/api/v1/staff/records", "addRecord", "Adds a record.", {kCommand}, true},
      {"POST",
       "/api/v1/staff/records/{record}/reversal",
       "reverseRecord",
       "Takes a record back.",
       {kCommand},
       true},
      {"POST",
       "/api/v1/staff/records/{record}/correction",
       "correctRecord",
       "Corrects a record.",
       {kCommand},
       true},
      {"POST",
       "/api/v1/staff/records/{record}/confirmation",
       "confirmRecord",
       "Confirms a record.",
       {kCommand},
       true},
      {"GET", "/api/v1/staff/marks", "marks", "The marks set on years.", {}, true},
      {"POST", "/api/v1/staff/marks", "setMark", "Sets a mark.", {kCommand}, true},
      {"GET",
       "/api/v1/staff/consultations",
       "consultations",
       "Consultations of the own body, the latest first.",
       {kFromDay, kUntilDay, kProgramme, kTopic, kChannel, kClient, kLimit, kAfter},
       true},
      {"POST",
       "/api/v1/staff/consultations",
       "holdConsultation",
       "Records a consultation and what counts it.",
       {kCommand},
       true},
      {"GET",
       "/api/v1/staff/consultations/{consultation}",
       "consultation",
       "One consultation, as far as the post may see it.",
       {},
       true},
      {"POST",
       "/api/v1/staff/consultations/{consultation}/correction",
       "correctConsultation",
       "Corrects a consultation and its record.",
       {},
       true},
      {"POST",
       "/api/v1/staff/consultations/{consultation}/withdrawal",
       "withdrawConsultation",
       "Takes a consultation and its record back.",
       {},
       true},
      {"GET",
       "/api/v1/staff/diary/programmes",
       "diaryProgrammes",
       "The programmes of the own body in a fiscal year.",
       {kYear},
       true},
      {"GET",
       "/api/v1/staff/diary/programmes/{programme}",
       "diaryForm",
       "What the diary asks of a programme: lines and fields.",
       {kYear},
       true},
      {"GET",
       "/api/v1/staff/diary/entries",
       "diaryEntries",
       "Entries of the own body or of a programme, the latest first.",
       {kProgramme, kYear, kMonthNumber, kSearched, kLimit, kAfter},
       true},
      {"POST",
       "/api/v1/staff/diary/entries",
       "logEntry",
       "Logs an occurrence and the records that count it.",
       {kCommand},
       true},
      {"GET",
       "/api/v1/staff/diary/entries/{entry}",
       "diaryEntry",
       "One entry with its records.",
       {},
       true},
      {"POST",
       "/api/v1/staff/diary/entries/{entry}/correction",
       "correctEntry",
       "Corrects an entry and its records.",
       {kCommand},
       true},
      {"POST",
       "/api/v1/staff/diary/entries/{entry}/taking-back",
       "takeEntryBack",
       "Takes an entry and its records back.",
       {kCommand},
       true},
      {"POST",
       "/api/v1/staff/imports/understanding",
       "understandTable",
       "What is understood of a file of tables, without keeping anything (multipart/form-data).",
       {},
       true},
      {"GET",
       "/api/v1/staff/imports",
       "imports",
       "Imports of the own municipality, the latest first.",
       {kAfter},
       true},
      {"POST",
       "/api/v1/staff/imports",
       "beginImport",
       "Keeps a file of tables as a draft (multipart/form-data).",
       {kCommand},
       true},
      {"GET", "/api/v1/staff/imports/{import}", "import", "One import.", {}, true},
      {"GET",
       "/api/v1/staff/imports/{import}/proposal",
       "importProposal",
       "What taking a draft over would change.",
       {},
       true},
      {"POST",
       "/api/v1/staff/imports/{import}/taking-over",
       "takeImportOver",
       "Takes a draft over into the plans.",
       {kCommand},
       true},
      {"POST",
       "/api/v1/staff/imports/{import}/undoing",
       "undoImport",
       "Takes an import out of the plans again.",
       {kCommand},
       true},
      {"POST",
       "/api/v1/staff/imports/{import}/dropping",
       "dropImport",
       "Discards a draft.",
       {},
       true},
  };
}

}  // namespace

std::span<const http::RouteDocument> api_documents() {
  static const std::vector<http::RouteDocument> kAll = all_documents();
  return kAll;
}

http::Route openapi_route(std::span<const http::Route> routes) {
  std::vector<http::Route> described(routes.begin(), routes.end());
  described.push_back({"GET", kOpenapi, {}});
  const std::string json = http::openapi_json(described, api_documents(), NIGIWAI_VERSION);
  return {"GET", kOpenapi, [json](const http::Request&) { return http::json(200, json); }};
}

}  // namespace app
