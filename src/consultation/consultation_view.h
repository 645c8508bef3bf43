// What the templates of the advice desk are given: ready words.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace consultation {

struct TallyLine {
  std::string programme;
  std::string today;
  std::string month;
  std::string year;
  std::vector<http::Link> cells;  // where the plan counts them
};

// One consultation in a list; a closed one says 秘 where the client would stand.
struct ConsultationLine {
  std::string day;
  std::string url;
  std::string client;
  std::string client_url;
  std::string programme;
  std::string topics;
  std::string channel;
  std::string adviser;
  std::string state;  // 秘, 取消し; empty: nothing to say
};
struct DueLine {
  std::string day;
  std::string late;  // empty: not late
  std::string what;
  std::string url;
  std::string client;
  std::string adviser;
};
struct DueTable {
  std::string title;
  std::string nothing;
  std::vector<DueLine> lines;
  std::string more_url;
};

struct SearchView {
  std::string from;
  std::string until;
  std::vector<staff::Option> programmes;
  std::vector<staff::Option> topics;
  std::vector<staff::Option> channels;
  std::vector<staff::Option> advisers;
  std::string error;
};

struct DeskPage {
  http::PageFrame page;
  std::string done;
  bool may_hold = false;
  std::string tally_lead;
  std::vector<TallyLine> tally;
  std::vector<DueTable> dues;
  SearchView search;
};

struct ListPage {
  http::PageFrame page;
  std::string lead;
  SearchView search;
  std::string count;
  std::vector<ConsultationLine> lines;
  std::string next_url;
  std::string csv_url;
};

struct Choice {
  std::string id;
  std::string value;
  std::string label;
  bool chosen = false;
};
struct UnsentLine {
  std::string sentence;
  std::string restore_url;
  std::vector<staff::FormView> discard;
};
struct EntryPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::vector<UnsentLine> unsent;
  std::string restored;  // what was kept stands in the form
  staff::FormView form;  // without its fields
  std::vector<staff::FieldView> first;
  std::vector<Choice> topics;
  std::string topics_error;
  std::vector<staff::FieldView> rest;
  std::string unsent_action;
  std::string unsent_path;
};

struct Fact {
  std::string name;
  std::string value;
  std::string url;
};
struct StepLine {
  std::string at;
  std::string what;
  std::string person;
  std::string note;
};
struct ConsultationPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string state;
  std::string notice;
  std::vector<Fact> facts;
  std::vector<Fact> texts;
  std::string counted_lead;
  std::vector<http::Link> counted;  // cells and the record
  std::vector<StepLine> steps;
  std::vector<Fact> versions;
  std::vector<http::Link> actions;
  std::vector<staff::FormView> forms;
};

struct HistoryEntry {
  ConsultationLine line;
  std::vector<Fact> texts;
  std::vector<StepLine> steps;
};
struct ClientPage {
  http::PageFrame page;
  std::string done;
  std::string title;
  std::string kind;
  std::string notice;
  std::string consent;
  std::vector<http::Link> actions;
  std::vector<HistoryEntry> entries;
  std::string next_url;
};

struct MergePage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::string forecast;  // how many move and how many stay
  std::vector<staff::FormView> forms;
};

}  // namespace consultation
