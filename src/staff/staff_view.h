// What the templates of the staff pages are given: forms with their fields, and the pages around
// them. A form that was refused comes back with what was typed, passwords apart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "http/page_frame.h"

namespace staff {

struct Option {
  std::string value;
  std::string label;
  bool selected = false;
};

enum class FieldKind { text, password, choice, lines, day, file };

struct FieldView {
  std::string name;
  bool required = false;
  std::string value = {};
  std::string autocomplete = "off";
  std::vector<Option> options = {};  // of a choice
  std::string hint = {};
  // What follows is filled in by web::add().
  std::string id = {};
  std::string label = {};
  std::string error = {};
  std::string described_by = {};  // ids of error and hint
  bool is_password = false;
  bool is_choice = false;
  bool is_lines = false;
  bool is_day = false;
  bool is_file = false;
  bool several = false;     // files, not one
  std::string accept = {};  // of a file: .pdf,.xlsx
  bool is_number = false;   // a phone shows its digits
  std::string year = {};    // of a day
  std::string month = {};
  std::string day = {};
};

struct HiddenField {
  std::string name;
  std::string value;
};

struct FormView {
  std::string id;
  std::string action;
  std::string button;
  std::string title = {};
  std::string hint = {};
  bool quiet = false;      // the page has a more important button
  bool is_upload = false;  // brings a file
  bool is_part = false;    // of what stands below one heading
  std::vector<HiddenField> hidden = {};
  std::vector<FieldView> fields = {};
};

// 入力内容を確認してください: above everything else on the page.
struct ProblemsView {
  std::string title;
  std::vector<http::Link> lines;
};

struct PracticeLine {
  std::string post;
  std::string login;
};

struct SignInPage {
  http::PageFrame page;
  std::string notice;  // the session is over, or the like
  ProblemsView problems;
  FormView form;
  bool keeps_typed = false;
  std::vector<PracticeLine> practice;
  std::string practice_password;
};

// One form and the words above it.
struct FormPage {
  http::PageFrame page;
  std::string heading;
  std::string lead;
  ProblemsView problems;
  FormView form;
  std::vector<std::string> rules;
};

struct TypedLine {
  std::string label;
  std::string value;
};

// What was typed, shown again, with a button to send it after all.
struct AgainPage {
  http::PageFrame page;
  std::string sentence;
  std::vector<TypedLine> typed;
  std::vector<FormView> form;  // one, or none when it may not be sent from here
};

struct RefusedPage {
  http::PageFrame page;
  std::string title;
  std::string sentence;
  std::vector<std::string> posts;  // that may do it
  std::string posts_title;
};

// What a room tells on the start page: a page of its own to go to, or something that waits for the
// reader, is late, or has changed.
enum class StartKind { page, waiting, late, changed };
struct StartLink {
  std::string text;
  std::string url;
  std::string about;
  StartKind kind = StartKind::page;
};
struct StartSection {
  std::string title;
  std::vector<StartLink> lines;
};
// A line beside those of other rooms says which room it is from.
struct StartTask {
  std::string text;
  std::string url;
  std::string about;
  std::string room;
};
struct StartList {
  std::string title;
  std::vector<StartTask> tasks;
  std::string nothing;  // said when there is no line
};
struct StartPage {
  http::PageFrame page;
  std::string posts;
  std::vector<StartList> lists;
  std::vector<StartSection> rooms;
};

struct PostLine {
  std::string post;
  std::string unit;
  std::string days;
  std::string note;             // 代決 for whom
  std::vector<FormView> forms;  // to end it, where that may be done
};

struct SessionLine {
  std::string started;
  std::string seen;
  std::string remote;
  std::string agent;
  std::string state;  // empty: alive
  bool is_own = false;
  std::vector<FormView> forms;
};

struct DeedLine {
  std::string at;
  std::string kind;
  std::string subject;
  std::string reason;
};

struct AccountPage {
  http::PageFrame page;
  std::string done;
  ProblemsView problems;
  std::string login;
  std::string name;
  std::string body;
  std::vector<PostLine> posts;
  bool has_second_factor = false;
  std::vector<SessionLine> sessions;
  std::vector<SessionLine> sign_ins;
  std::vector<DeedLine> deeds;
  FormView password;
  std::string earlier_deeds_url = {};
};

struct SecondFactorPage {
  http::PageFrame page;
  std::string done;
  ProblemsView problems;
  std::vector<std::string> recovery_codes;  // shown once
  bool is_on = false;
  std::string secret;
  std::string square;  // the path of the QR code's dark modules
  std::int64_t square_size = 0;
  std::vector<FormView> forms;
};

struct PersonLine {
  std::string name;
  std::string url;
  std::string login;
  std::string body;
  std::string posts;
  std::string state;
};

struct PeoplePage {
  http::PageFrame page;
  std::string text;
  std::string count;
  bool may_add = false;
  std::vector<PersonLine> people;
  std::vector<PersonLine> ended;
  std::string earlier_url;
  std::string later_url;
  std::string place;  // which of how many
};

struct PersonPage {
  http::PageFrame page;
  std::string done;
  std::string link;  // the invitation, shown once
  std::string link_until;
  ProblemsView problems;
  std::string name;
  std::string login;
  std::string body;
  std::string state;
  std::vector<PostLine> posts;
  std::vector<PostLine> past;
  std::vector<FormView> give;
  std::vector<FormView> account;
  std::string deeds_url = {};    // what this person did
  std::string history_url = {};  // what was done to this person, and who looked
};

struct PermissionCell {
  std::string post;
  std::string reach;
  bool none = false;
};
struct PermissionLine {
  std::string deed;
  std::string two;
  std::vector<PermissionCell> cells;
};
struct PermissionsPage {
  http::PageFrame page;
  std::vector<std::string> posts;
  std::vector<PermissionLine> lines;
};

struct UnitLine {
  std::string key;
  std::string name;
  std::string body;
  std::string above;
};
struct UnitsPage {
  http::PageFrame page;
  std::string done;
  ProblemsView problems;
  std::string year;
  std::vector<http::Link> other_years;
  std::vector<UnitLine> units;
  std::vector<FormView> forms;
};

struct MoveLine {
  std::int64_t line = 0;
  std::string login;
  std::string name;
  std::string ending;
  std::string beginning;
  std::string error;
};
struct TransferPage {
  http::PageFrame page;
  std::string done;
  ProblemsView problems;
  bool is_preview = false;
  std::string summary;
  std::vector<MoveLine> moves;
  std::vector<FormView> forms;
};

}  // namespace staff
