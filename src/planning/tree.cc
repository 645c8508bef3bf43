// Questions first, then the change: a refused step leaves nothing behind.
#include "planning/tree.h"

#include <algorithm>

#include "base/japanese_text.h"

namespace planning {
namespace {

constexpr int kGap = 10;  // between the ordinals of neighbours

std::string text_of(int line) {
  return std::to_string(line);
}

base::Result<Line*> alive(Draft& draft, int line) {
  Line* found = find(draft.lines, line);
  if (found == nullptr) return base::refuse(unknown_line, {{"line", text_of(line)}});
  if (!found->lives()) return base::refuse(line_ended, {{"line", number_and_title(*found)}});
  return found;
}

base::Result<void> written(const Draft& draft) {
  if (draft.state == State::draft) return {};
  return base::refuse(not_being_written, {{"draft", draft.head.title}});
}

int levels_of(const Draft& draft, Kind kind) {
  return static_cast<int>(std::ranges::count(draft.head.levels, kind, &Level::kind));
}

int depth_of_kind(const Draft& draft, const Line& line) {
  int depth = 0;
  for (const Line* above = line.parent ? find(draft.lines, *line.parent) : nullptr;
       above != nullptr && above->kind == line.kind;
       above = above->parent ? find(draft.lines, *above->parent) : nullptr)
    ++depth;
  return depth;
}

bool is_below(const Draft& draft, int line, int above) {
  for (const Line* one = find(draft.lines, line); one != nullptr;
       one = one->parent ? find(draft.lines, *one->parent) : nullptr)
    if (one->line == above) return true;
  return false;
}

// How many levels of its own kind stand below a line, itself counted.
int height_of_kind(const Draft& draft, const Line& line) {
  int height = 1;
  for (const Line& one : draft.lines) {
    if (one.lives() && one.kind == line.kind && one.line != line.line &&
        is_below(draft, one.line, line.line))
      height = std::max(height, depth_of_kind(draft, one) - depth_of_kind(draft, line) + 1);
  }
  return height;
}

// Whether a line of this kind, so many levels high, may stand below `parent`.
base::Result<void> fits_below(const Draft& draft, Kind kind, int height,
                              std::optional<int> parent) {
  int depth = 0;
  if (parent) {
    const Line* above = find(draft.lines, *parent);
    if (above == nullptr) return base::refuse(unknown_line, {{"line", text_of(*parent)}});
    if (!above->lives()) return base::refuse(parent_ended, {{"line", number_and_title(*above)}});
    if (above->kind == Kind::row && kind == Kind::node)
      return base::refuse(node_below_row, {{"line", number_and_title(*above)}});
    if (above->kind == kind) depth = depth_of_kind(draft, *above) + 1;
  }
  const int levels = levels_of(draft, kind);
  if (depth + height > levels) {
    return base::refuse(too_deep, {{"levels", text_of(levels)}});
  }
  return {};
}

void put_in_order(Draft& draft, const std::vector<int>& siblings) {
  int ordinal = 0;
  for (const int line : siblings) find(draft.lines, line)->ordinal = ordinal += kGap;
}

std::vector<int> siblings_of(const Draft& draft, std::optional<int> parent) {
  std::vector<int> siblings;
  for (const Line* line : below(draft, parent)) siblings.push_back(line->line);
  return siblings;
}

void put_behind(Draft& draft, Line& line, std::optional<int> parent, std::optional<int> behind) {
  line.parent = parent;
  std::vector<int> siblings = siblings_of(draft, parent);
  std::erase(siblings, line.line);
  const auto at = behind ? std::ranges::find(siblings, *behind) : siblings.end();
  siblings.insert(at == siblings.end() ? at : at + 1, line.line);
  if (!behind || at == siblings.end()) {
    // At the end nobody else has to move.
    int last = 0;
    for (const int one : siblings)
      if (one != line.line) last = std::max(last, find(draft.lines, one)->ordinal);
    line.ordinal = last + kGap;
    return;
  }
  put_in_order(draft, siblings);
}

int next_line(const Draft& draft) {
  int last = 0;
  for (const Line& line : draft.lines) last = std::max(last, line.line);
  return last + 1;
}

void walk(const Draft& draft, std::optional<int> parent, int depth, std::vector<Placed>& all) {
  for (const Line* line : below(draft, parent)) {
    all.push_back({line, depth});
    walk(draft, line->line, depth + 1, all);
  }
}

template <class Texts>
void add_missing(Texts& texts, const Texts& others) {
  for (const auto& text : others)
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
}

void take_measures(Line& into, const Line& from) {
  for (plan::Indicator indicator : from.indicators) {
    const int before = indicator.number;
    indicator.number = ++into.indicators_given;
    into.indicators.push_back(indicator);
    for (plan::Target target : from.targets) {
      if (target.indicator != before) continue;
      target.indicator = indicator.number;
      into.targets.push_back(target);
    }
  }
  for (const plan::Money& money : from.money) {
    const auto same = std::ranges::find_if(into.money, [&](const plan::Money& one) {
      return one.fiscal_year == money.fiscal_year && one.stage == money.stage;
    });
    if (same == into.money.end())
      into.money.push_back(money);
    else
      same->yen += money.yen;
  }
}

}  // namespace

std::vector<const Line*> below(const Draft& draft, std::optional<int> parent) {
  std::vector<const Line*> lines;
  for (const Line& line : draft.lines)
    if (line.lives() && line.parent == parent) lines.push_back(&line);
  std::ranges::sort(lines, [](const Line* one, const Line* other) {
    return one->ordinal != other->ordinal ? one->ordinal < other->ordinal : one->line < other->line;
  });
  return lines;
}

std::vector<Placed> in_order(const Draft& draft) {
  std::vector<Placed> all;
  walk(draft, std::nullopt, 0, all);
  return all;
}

bool hangs_in_tree(const Draft& draft, int line) {
  const Line* one = find(draft.lines, line);
  if (one == nullptr || !one->lives()) return one != nullptr;
  for (std::size_t steps = 0; steps <= draft.lines.size(); ++steps) {
    if (!one->parent) return true;
    one = find(draft.lines, *one->parent);
    if (one == nullptr || !one->lives()) return false;
  }
  return false;
}

std::string_view level_name(const Draft& draft, const Line& line) {
  int depth = depth_of_kind(draft, line);
  std::string_view name;
  for (const Level& level : draft.head.levels) {
    if (level.kind != line.kind) continue;
    name = level.name;
    if (depth-- == 0) break;
  }
  return name;
}

base::Result<void> check_name(const Draft& draft, int line, std::string_view title,
                              const std::optional<std::string>& number) {
  if (title.empty()) return base::refuse(title_missing);
  if (const auto fit = base::check_text(title, base::Lines::one, kTitleCharactersMax); !fit)
    return fit;
  const Line* known = find(draft.lines, line);
  if (known != nullptr && known->plan_key && known->number != number) {
    return base::refuse(number_for_life, {{"line", number_and_title(*known)}});
  }
  if (!number) return {};
  if (const auto fit = base::check_text(*number, base::Lines::one, kNumberCharactersMax); !fit)
    return fit;
  for (const GivenNumber& given : draft.numbers) {
    if (given.number != *number || given.line == line) continue;
    const Line* holder = find(draft.lines, given.line);
    return base::refuse(
        number_taken,
        {{"number", *number}, {"line", holder == nullptr ? std::string() : holder->title}});
  }
  return {};
}

base::Result<Added> add_line(Draft draft, const NewLine& wanted) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  if (const auto named = check_name(draft, 0, wanted.title, wanted.number); !named)
    return std::unexpected(named.error());
  if (const auto fits = fits_below(draft, wanted.kind, 1, wanted.parent); !fits)
    return std::unexpected(fits.error());
  const int number = next_line(draft);
  draft.lines.push_back(
      {.line = number, .kind = wanted.kind, .number = wanted.number, .title = wanted.title});
  put_behind(draft, draft.lines.back(), wanted.parent, {});
  if (wanted.number) draft.numbers.push_back({*wanted.number, number});
  return Added{std::move(draft), number};
}

base::Result<Draft> move_line(Draft draft, int line, Step step) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  const auto found = alive(draft, line);
  if (!found) return std::unexpected(found.error());
  Line& moved = **found;
  std::vector<int> siblings = siblings_of(draft, moved.parent);
  const auto at = std::ranges::find(siblings, line);
  const auto nowhere = [&] {
    return base::refuse(nowhere_to_move, {{"line", number_and_title(moved)}});
  };
  if (step == Step::up || step == Step::down) {
    if (step == Step::up ? at == siblings.begin() : at + 1 == siblings.end()) return nowhere();
    std::iter_swap(at, step == Step::up ? at - 1 : at + 1);
    put_in_order(draft, siblings);
    return draft;
  }
  if (step == Step::in ? at == siblings.begin() : !moved.parent.has_value()) return nowhere();
  const std::optional<int> parent =
      step == Step::in ? std::optional(*(at - 1)) : find(draft.lines, *moved.parent)->parent;
  if (const auto fits = fits_below(draft, moved.kind, height_of_kind(draft, moved), parent); !fits)
    return std::unexpected(fits.error());
  put_behind(draft, moved, parent, step == Step::in ? std::nullopt : moved.parent);
  return draft;
}

base::Result<Draft> place_below(Draft draft, int line, std::optional<int> parent) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  const auto found = alive(draft, line);
  if (!found) return std::unexpected(found.error());
  Line& moved = **found;
  if (parent && is_below(draft, *parent, line))
    return base::refuse(below_itself, {{"line", number_and_title(moved)}});
  if (const auto fits = fits_below(draft, moved.kind, height_of_kind(draft, moved), parent); !fits)
    return std::unexpected(fits.error());
  put_behind(draft, moved, parent, {});
  return draft;
}

base::Result<Draft> end_line(Draft draft, int line, std::string_view reason) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  const auto found = alive(draft, line);
  if (!found) return std::unexpected(found.error());
  const std::size_t count = below(draft, line).size();
  if (count > 0) {
    return base::refuse(lines_below,
                        {{"line", number_and_title(**found)}, {"count", std::to_string(count)}});
  }
  if (reason.empty()) return base::refuse(reason_missing);
  if (const auto fit = base::check_text(reason, base::Lines::one, kTitleCharactersMax); !fit)
    return std::unexpected(fit.error());
  (*found)->ended = reason;
  return draft;
}

base::Result<Draft> restore_line(Draft draft, int line) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  Line* found = find(draft.lines, line);
  if (found == nullptr) return base::refuse(unknown_line, {{"line", text_of(line)}});
  if (found->lives()) return base::refuse(line_not_ended, {{"line", number_and_title(*found)}});
  if (const auto fits = fits_below(draft, found->kind, 1, found->parent); !fits)
    return std::unexpected(fits.error());
  found->ended.reset();
  found->merged_into.reset();
  return draft;
}

base::Result<Draft> merge_lines(Draft draft, int line, int into, std::string_view reason) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  const auto from = alive(draft, line);
  if (!from) return std::unexpected(from.error());
  const auto kept = alive(draft, into);
  if (!kept) return std::unexpected(kept.error());
  if (is_below(draft, into, line))
    return base::refuse(below_itself, {{"line", number_and_title(**from)}});
  if ((*from)->kind != (*kept)->kind)
    return base::refuse(of_other_kind, {{"line", number_and_title(**kept)}});
  for (const int child : siblings_of(draft, line)) {
    Line& moved = *find(draft.lines, child);
    if (const auto fits = fits_below(draft, moved.kind, height_of_kind(draft, moved), into); !fits)
      return std::unexpected(fits.error());
    put_behind(draft, moved, into, {});
  }
  Line& target = **kept;
  add_missing(target.programmes, (*from)->programmes);
  add_missing(target.departments, (*from)->departments);
  add_missing(target.legal_basis, (*from)->legal_basis);
  add_missing(target.funding, (*from)->funding);
  add_missing(target.related, (*from)->related);
  take_measures(target, **from);
  target.came_from.push_back(line);
  (*from)->ended = reason;
  (*from)->merged_into = into;
  return draft;
}

base::Result<Added> split_line(Draft draft, int line, std::string_view title,
                               const std::optional<std::string>& number) {
  if (const auto open = written(draft); !open) return std::unexpected(open.error());
  const auto found = alive(draft, line);
  if (!found) return std::unexpected(found.error());
  if (const auto named = check_name(draft, 0, title, number); !named)
    return std::unexpected(named.error());
  const Line& source = **found;
  Line further{.line = next_line(draft), .kind = source.kind};
  further.title = title;
  further.number = number;
  further.departments = source.departments;
  further.programmes = source.programmes;
  further.owners = source.owners;
  further.came_from = {line};
  const std::optional<int> parent = source.parent;
  draft.lines.push_back(further);
  put_behind(draft, draft.lines.back(), parent, line);
  if (number) draft.numbers.push_back({*number, further.line});
  return Added{std::move(draft), further.line};
}

}  // namespace planning
