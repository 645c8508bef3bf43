// What the templates of reviews are given: words that are ready to print.
#pragma once

#include <string>
#include <vector>

#include "paper/paper_view.h"
#include "staff/staff_view.h"

namespace review {

struct PlanReviews {
  std::string title;
  std::string rule;
  std::vector<http::Link> links;
  std::vector<staff::StartLink> reviews;
};
struct ReviewsPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::vector<PlanReviews> plans;
  std::vector<staff::FormView> forms;
};

struct RulePage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string plan;
  std::string rule;
  std::vector<std::string> lines;
  std::vector<staff::FormView> forms;
};

struct RowLine {
  std::string title;
  std::string url;
  std::string owner;
  std::string target;
  std::string result;
  std::string attainment;
  std::string rule_mark;
  std::string proposed;
  std::string decided;
  std::string second_look;
  std::string action;
  std::string sheet_url;
  std::string notes;  // those that are printed
};
struct RowGroup {
  std::string name;
  std::vector<RowLine> lines;
};
struct ReviewPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::string rule;
  std::string state;
  std::string progress;
  std::vector<http::Link> links;
  bool has_notes = false;  // on the papers
  std::vector<RowGroup> groups;
  std::vector<staff::FormView> forms;
};

struct Fact {
  std::string label;
  std::string value;
};
struct SaidLine {
  std::string text;
  std::string reason;
};
struct NoteView {
  std::string title;
  std::string text;
  std::string by;
  std::string printed;
  std::vector<SaidLine> before;  // earlier versions
};
struct RowPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::vector<Fact> facts;
  std::vector<Fact> results;
  std::vector<std::string> working;
  std::string proposal;
  std::vector<SaidLine> history;
  std::vector<NoteView> notes;
  std::vector<Fact> actions;
  std::vector<http::Link> links;
  paper::SectionView papers;
  std::vector<staff::FormView> forms;
};

// One line of the form for many: radio buttons, so that arrow keys choose.
struct MarkChoice {
  std::string id;
  std::string value;
  std::string label;
  bool chosen = false;
};
struct RateLine {
  std::string id;
  std::string row;
  std::string title;
  std::string working;
  std::string rule_mark;
  std::string before;
  std::string mark_label;
  std::string reason_label;
  std::string reason;
  std::string error;
  std::vector<MarkChoice> choices;
};
// One of the lists by which the lines are chosen.
struct RateChoice {
  std::string name;
  std::string label;
  std::vector<staff::Option> options;
};
struct RatePage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::string rule;
  staff::FormView form;  // its action, button and hidden fields
  std::vector<RateChoice> filters;
  bool unrated_only = false;
  std::string range;  // which lines of how many
  std::string next_button;
  std::string before_button;
  std::vector<RateLine> lines;
};

// The municipality's own form: what it asks for and whether that is known.
struct OwnFormCard {
  std::string title;
  std::string name;
  std::string refusal;        // why it cannot be filled
  std::vector<Fact> unknown;  // cell and name
  std::vector<Fact> known;
  std::string not_asked;
  http::Link fill;
  std::vector<staff::FormView> forms;
};
struct OwnFormPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::vector<OwnFormCard> cards;
  std::vector<staff::FormView> forms;
};

struct GapLine {
  std::string row;
  std::string url;
  std::string gap;
  std::string owner;
  std::string since;
};
struct GapsPage {
  http::PageFrame page;
  std::string heading;
  std::string count;
  std::string csv_url;
  std::vector<http::Link> years;
  std::vector<GapLine> lines;
};

struct ActionLine {
  std::string row;
  std::string url;
  std::string said_before;
  std::string did;
  std::string said_now;
};
struct ActionsPage {
  http::PageFrame page;
  std::string heading;
  std::string before_label;
  std::vector<ActionLine> lines;
};

struct SheetPage {
  http::PageFrame page;
  std::string heading;
  std::string as_of;
  std::string pdf_url;
  std::vector<Fact> facts;
};

}  // namespace review
