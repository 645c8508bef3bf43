// Owners and indicators have one empty place more than there are; targets and money are tables by
// year.
#include "planning/line_form.h"

#include <algorithm>

namespace planning::web {
namespace {

using staff::FieldKind;
using staff::FieldView;

constexpr std::string_view kPlain[] = {"title",   "number",      "description", "direction",
                                       "years",   "departments", "programmes",  "legal_basis",
                                       "funding", "related"};

class Putting {
 public:
  Putting(const FormOf& form, LinePage& view) : form_(form), view_(view) {}

  void all() {
    view_.groups.push_back(text_group());
    if (form_.line.kind != Kind::row) return;
    view_.groups.push_back(owner_group());
    for (const int number : indicators_) view_.groups.push_back(indicator_group(number));
    view_.groups.push_back(basis_group());
    view_.targets = targets();
    view_.money = money();
  }

 private:
  const http::Request& request() const { return form_.forms.request; }

  std::string error_of(const std::string& name) const {
    std::string all;
    for (const auto& wrong : form_.forms.tried.wrong)
      if (wrong.field == name) all += (all.empty() ? "" : " ") + wrong.sentence;
    return all;
  }

  FieldView field(FieldKind kind, const std::string& name, std::string hint = {},
                  bool required = false) const {
    FieldView view{.name = name, .required = required};
    view.id = std::string(kLineForm) + "-" + name;
    view.label = field_label(request(), name);
    view.value = field_of(form_.fields, name);
    view.hint = std::move(hint);
    view.error = error_of(name);
    view.is_choice = kind == FieldKind::choice;
    view.is_lines = kind == FieldKind::lines;
    if (!view.error.empty()) view.described_by = view.id + "-error";
    if (!view.hint.empty())
      view.described_by += (view.described_by.empty() ? "" : " ") + view.id + "-hint";
    return view;
  }

  FieldView chosen(const std::string& name, std::vector<staff::Option> options) const {
    FieldView view = field(FieldKind::choice, name);
    for (auto& option : options) option.selected = option.value == view.value;
    view.options = std::move(options);
    return view;
  }

  FieldGroup text_group() const {
    FieldGroup group{
        .title = word(request(), "planning_pages.group_text"), .hint = {}, .fields = {}};
    group.fields.push_back(field(FieldKind::text, "title", {}, true));
    group.fields.push_back(
        field(FieldKind::text, "number", word(request(), "planning_pages.hint_number")));
    group.fields.push_back(field(FieldKind::lines, "description"));
    if (form_.line.kind == Kind::node) {
      group.fields.push_back(field(FieldKind::text, "direction"));
      return group;
    }
    group.fields.push_back(
        field(FieldKind::text, "years", word(request(), "planning_pages.hint_years")));
    group.fields.push_back(
        field(FieldKind::lines, "departments", word(request(), "planning_pages.hint_each_line")));
    group.fields.push_back(
        field(FieldKind::lines, "programmes", word(request(), "planning_pages.hint_programmes")));
    return group;
  }

  FieldGroup owner_group() const {
    FieldGroup group{.title = word(request(), "planning_pages.group_owners"),
                     .hint = word(request(), "planning_pages.hint_owners"),
                     .fields = {},
                     .is_short = true};
    std::vector<staff::Option> bodies = {{"", word(request(), "planning_pages.body_none")}};
    for (const auto& body : form_.bodies) bodies.push_back({body.key, body.name});
    for (int number = 1; number <= last_slot("owner") + 1; ++number) {
      const std::string at = "owner_" + std::to_string(number) + "_";
      group.fields.push_back(field(FieldKind::text, at + "from"));
      group.fields.push_back(field(FieldKind::text, at + "to"));
      group.fields.push_back(chosen(at + "body", bodies));
      group.fields.push_back(field(FieldKind::text, at + "department"));
    }
    return group;
  }

  int last_slot(std::string_view noun) const {
    int last = 0;
    for (const auto& [name, text] : form_.fields)
      if (name.starts_with(std::string(noun) + "_") && !text.empty())
        last = std::max(last, slot_of(name));
    return last;
  }

  FieldGroup indicator_group(int number) const {
    FieldGroup group{.title = say(request(), "planning_pages.group_indicator",
                                  {{"number", std::to_string(number)}}),
                     .hint = word(request(), "planning_pages.hint_indicator"),
                     .fields = {},
                     .is_short = true};
    const std::string at = "indicator_" + std::to_string(number) + "_";
    group.fields.push_back(field(FieldKind::text, at + "label"));
    group.fields.push_back(field(FieldKind::text, at + "unit"));
    std::vector<staff::Option> ways;
    for (const std::string_view code : {"up", "down", "maintain", "milestone"})
      ways.push_back(
          {std::string(code), word(request(), "planning_pages.direction_" + std::string(code))});
    group.fields.push_back(chosen(at + "direction", std::move(ways)));
    std::vector<staff::Option> natures;
    for (const std::string_view code : {"flow", "stock", "cumulative"})
      natures.push_back(
          {std::string(code), word(request(), "planning_pages.nature_" + std::string(code))});
    group.fields.push_back(chosen(at + "nature", std::move(natures)));
    group.fields.push_back(field(FieldKind::text, at + "base"));
    group.fields.push_back(field(FieldKind::text, at + "base_at"));
    group.fields.push_back(field(FieldKind::text, at + "tolerance"));
    return group;
  }

  FieldGroup basis_group() const {
    FieldGroup group{.title = word(request(), "planning_pages.group_basis"),
                     .hint = word(request(), "planning_pages.hint_each_line"),
                     .fields = {}};
    for (const std::string_view name : {"legal_basis", "funding", "related"})
      group.fields.push_back(field(FieldKind::lines, std::string(name)));
    return group;
  }

  GridCell cell(const std::string& name, int year) const {
    GridCell one;
    one.id = std::string(kLineForm) + "-" + name;
    one.name = name;
    one.label = year_word(year);
    one.about = field_label(request(), name);
    one.value = field_of(form_.fields, name);
    one.wrong = !error_of(name).empty();
    return one;
  }

  GridView grid(std::string_view title, std::string_view hint, std::string_view corner) const {
    GridView view;
    view.title = word(request(), title);
    view.hint = word(request(), hint);
    view.corner = word(request(), corner);
    for (int year = form_.draft.head.from; year <= form_.draft.head.to; ++year)
      view.headers.push_back(year_word(year));
    return view;
  }

  GridView targets() const {
    GridView view = grid("planning_pages.group_targets", "planning_pages.hint_targets",
                         "planning_pages.column_indicator");
    for (const int number : indicators_) {
      const std::string label =
          field_of(form_.fields, "indicator_" + std::to_string(number) + "_label");
      GridRow row{label.empty() ? say(request(), "planning_pages.group_indicator",
                                      {{"number", std::to_string(number)}})
                                : label,
                  {}};
      for (int year = form_.draft.head.from; year <= form_.draft.head.to; ++year)
        row.cells.push_back(
            cell("target_" + std::to_string(number) + "_" + std::to_string(year), year));
      view.rows.push_back(std::move(row));
    }
    return view;
  }

  GridView money() const {
    GridView view = grid("planning_pages.group_money", "planning_pages.hint_money",
                         "planning_pages.column_stage");
    for (const std::string_view stage : {"planned", "budgeted", "executed"}) {
      GridRow row{word(request(), "planning_pages.stage_" + std::string(stage)), {}};
      for (int year = form_.draft.head.from; year <= form_.draft.head.to; ++year)
        row.cells.push_back(cell("money_" + std::string(stage) + "_" + std::to_string(year), year));
      view.rows.push_back(std::move(row));
    }
    return view;
  }

  std::vector<int> indicator_numbers() const {
    std::vector<int> numbers;
    for (const auto& [name, text] : form_.fields)
      if (name.starts_with("indicator_") && name.ends_with("_label") && !text.empty())
        numbers.push_back(slot_of(name));
    std::ranges::sort(numbers);
    const int next = std::max(form_.line.indicators_given, numbers.empty() ? 0 : numbers.back());
    numbers.push_back(next + 1);
    return numbers;
  }

  const FormOf& form_;
  LinePage& view_;
  std::vector<int> indicators_ = indicator_numbers();
};

}  // namespace

void put_form(const FormOf& form, LinePage& view) {
  Putting(form, view).all();
}

LineFields typed_line(const http::Fields& form) {
  LineFields fields;
  for (const auto& [name, value] : form) {
    const bool is_plain = std::ranges::find(kPlain, name) != std::end(kPlain);
    const bool is_slot = name.starts_with("owner_") || name.starts_with("indicator_") ||
                         name.starts_with("target_") || name.starts_with("money_");
    if (is_plain || is_slot) fields.emplace(name, value);
  }
  // A further indicator is none while it has no name: its choices are what a list shows first.
  std::erase_if(fields, [&](const auto& field) {
    if (!field.first.starts_with("indicator_")) return false;
    const bool is_choice = field.first.ends_with("_direction") || field.first.ends_with("_nature");
    return is_choice &&
           field_of(fields, "indicator_" + std::to_string(slot_of(field.first)) + "_label").empty();
  });
  return fields;
}

}  // namespace planning::web
