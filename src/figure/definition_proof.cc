// Definitions, marks and closed years as the deeds tell them, played again in the order of their
// moments and held against what is stored. A deed that says nothing readable (erased, or from
// before deeds said so much) vouches for nothing, and nothing is held against it.
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "base/json_file.h"
#include "base/sha256.h"
#include "figure/proof.h"

namespace figure {
namespace {

struct Entry {
  std::string text;
  std::int64_t deed = 0;
  bool operator==(const Entry&) const = default;
};
using Entries = std::map<std::string, Entry>;  // by what they are about

// One side of the comparison: what deeds say, or what is stored.
struct Account {
  Entries definitions;
  Entries forces;
  Entries marks;
  Entries closings;
};

std::string moment(std::optional<base::Instant> at) {
  return at ? base::iso_japan(*at) + " (" + std::to_string(at->microseconds) + ")" : "-";
}

std::string name_of(const store::DefinedRow& defined) {
  return defined.key.empty() ? defined.row : defined.row + "/" + defined.key;
}

// "small-plan 13/loans v2"; figures and rows never share a name, since only figures have a number.
std::string subject_of(const store::DefinedRow& defined) {
  std::string subject = defined.plan + " " + name_of(defined) + " v";
  subject += std::to_string(defined.version);
  return defined.id == 0 ? subject : subject + " #" + std::to_string(defined.id);
}

// `definition` of what is added is its digest.
void add(const store::DefinedRow& defined, Account& account) {
  const std::string subject = subject_of(defined);
  account.definitions[subject] = {defined.definition, defined.deed};
  const std::string leaving = defined.leaving && defined.state == "current" ? " leaving " : " ";
  account.forces[subject] = {
      defined.state + leaving + moment(defined.from) + " – " + moment(defined.until), defined.deed};
}

void add_mark(const Mark& mark, std::int64_t deed, Account& account) {
  account.marks[moment(mark.at)] = {mark.kind + " " + mark.name, deed};
}

void add_closing(const store::ClosingRow& closing, Account& account) {
  const record::store::YearState& year = closing.year;
  account.closings[std::to_string(year.fiscal_year) + " v" + std::to_string(year.version)] = {
      (year.closed ? "closed " : "open ") + closing.reason, closing.deed};
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

class Replay {
 public:
  void play(const store::DeedRow& deed) {
    base::Mistakes mistakes("deed");
    const auto file = deed.erased ? std::nullopt : base::JsonFile::parse(deed.payload, mistakes);
    if (!file) return leave_out(deed);
    base::JsonObject says = file->root().object();
    if (deed.kind == "figure.define") {
      Replay after = *this;  // half a deed is not played
      after.define(deed, says);
      if (!mistakes.none()) return leave_out(deed);
      *this = std::move(after);
    } else if (!follow(deed, says, mistakes)) {
      leave_out(deed);
    }
  }

  Account account() const {
    Account account = account_;
    for (const store::DefinedRow& defined : defined_) add(defined, account);
    return account;
  }
  const std::set<std::int64_t>& silent() const { return silent_; }
  bool knows_moves() const { return knows_moves_; }

 private:
  void leave_out(const store::DeedRow& deed) {
    silent_.insert(deed.deed);
    if (deed.kind == "figure.define" || deed.kind == "figure.built") knows_moves_ = false;
  }

  bool follow(const store::DeedRow& deed, base::JsonObject& says, const base::Mistakes& mistakes) {
    if (deed.kind == "figure.built") {
      const base::Instant at{says.integer("at")};
      if (mistakes.none()) built(deed, says, at);
    } else if (deed.kind == "figure.mark") {
      const Mark mark{base::Instant{says.integer("at")}, deed.subject, says.text("name")};
      if (mistakes.none()) add_mark(mark, deed.deed, account_);
    } else {
      const store::ClosingRow closing = closing_of(deed, says);
      if (mistakes.none()) add_closing(closing, account_);
    }
    return mistakes.none();
  }

  static store::ClosingRow closing_of(const store::DeedRow& deed, base::JsonObject& says) {
    store::ClosingRow closing;
    closing.year.fiscal_year = static_cast<int>(says.integer("year"));
    closing.year.version = static_cast<int>(says.integer("version"));
    closing.year.closed = deed.kind == "record.close_year";
    closing.reason = deed.reason;
    closing.deed = deed.deed;
    return closing;
  }

  void define(const store::DeedRow& deed, base::JsonObject& says) {
    const base::Instant at{says.integer("at")};
    add_mark({at, "definition", deed.subject}, deed.deed, account_);
    for (const std::string& name : says.texts("abandoned"))
      end(deed.subject, name, true, "building", {});
    for (const std::string& name : says.texts("gone")) end(deed.subject, name, true, "current", at);
    for (const std::string& name : says.texts("leaving")) set_leaving(deed.subject, name, true);
    for (const std::string& name : says.texts("staying")) set_leaving(deed.subject, name, false);
    for (const std::string& name : says.texts("rows_abandoned"))
      end(deed.subject, name, false, "building", at);
    for (const std::string& name : says.texts("rows_gone"))
      end(deed.subject, name, false, "current", at);
    const auto written = [&](const base::JsonNode& node) { write(deed, node.object(), at); };
    says.each("figures", written);
    says.each("rows", written);
  }

  void write(const store::DeedRow& deed, base::JsonObject one, base::Instant at) {
    store::DefinedRow defined;
    defined.id = number(one.maybe_text("id").value_or("0"));
    defined.plan = deed.subject;
    defined.row = one.text("figure");
    defined.version = static_cast<int>(one.integer("version"));
    defined.definition = one.text("hash");
    defined.deed = deed.deed;
    const bool building = one.flag_or("building", false);
    defined.state = building ? "building" : "current";
    if (!building) {
      end(defined.plan, defined.row, defined.id != 0, "current", at);
      defined.from = at;
    }
    defined_.push_back(std::move(defined));
  }

  // Figures and the row that shows them; a deed from before rows waited for their figures is about
  // one figure, and its subject is the figure.
  void built(const store::DeedRow& deed, base::JsonObject& says, base::Instant at) {
    std::set<std::string> figures, rows;
    for (std::string& id : says.texts("figures")) figures.insert(std::move(id));
    for (std::string& row : says.texts("rows")) rows.insert(std::move(row));
    if (figures.empty()) figures.insert(deed.subject);
    for (const std::string& name : says.texts("gone")) end(deed.subject, name, true, "current", at);
    for (std::size_t i = 0; i < defined_.size(); ++i) {
      const store::DefinedRow& one = defined_[i];
      const bool is_row = one.id == 0 && one.plan == deed.subject && rows.contains(one.row);
      if (one.state != "building" || !(is_row || figures.contains(std::to_string(one.id))))
        continue;
      end(one.plan, one.row, one.id != 0, "current", at);
      defined_[i].state = "current";
      defined_[i].from = at;
    }
  }

  void set_leaving(std::string_view plan, std::string_view name, bool leaving) {
    for (store::DefinedRow& defined : defined_) {
      if (defined.plan == plan && defined.row == name && defined.id != 0 &&
          defined.state == "current")
        defined.leaving = leaving;
    }
  }

  // Whichever version of that name is in that state retires.
  void end(std::string_view plan, std::string_view name, bool figure, std::string_view state,
           std::optional<base::Instant> until) {
    for (store::DefinedRow& defined : defined_) {
      if (defined.plan != plan || defined.row != name || (defined.id != 0) != figure ||
          defined.state != state)
        continue;
      defined.state = "retired";
      defined.until = until;
    }
  }

  Account account_;  // marks and closings
  std::vector<store::DefinedRow> defined_;
  std::set<std::int64_t> silent_;
  bool knows_moves_ = true;
};

Account stored(db::Read& tx, std::string_view municipality) {
  Account account;
  for (auto list :
       {store::defined_figures(tx, municipality), store::defined_rows(tx, municipality)}) {
    for (store::DefinedRow& defined : list) {
      defined.definition = base::sha256_hex(defined.definition);
      add(defined, account);
    }
  }
  for (const auto& [mark, deed] : store::mark_rows(tx, municipality)) add_mark(mark, deed, account);
  for (const store::ClosingRow& closing : store::closing_rows(tx, municipality))
    add_closing(closing, account);
  return account;
}

struct Comparison {
  std::string_view municipality;
  const std::set<std::int64_t>& silent;
  Findings& findings;

  void tell(std::string_view room, std::string_view code, const std::string& subject,
            const Entry* said, const Entry* held) const {
    if (said == nullptr && silent.contains(held->deed)) return;
    findings.push_back({room,
                        code,
                        {{"municipality", std::string(municipality)},
                         {"subject", subject},
                         {"deed", std::to_string((said != nullptr ? said : held)->deed)},
                         {"said", said != nullptr ? said->text : "-"},
                         {"stored", held != nullptr ? held->text : "-"}}});
  }

  void compare(std::string_view room, std::string_view code, const Entries& says,
               const Entries& holds) const {
    for (const auto& [subject, said] : says) {
      const auto held = holds.find(subject);
      if (held == holds.end())
        tell(room, code, subject, &said, nullptr);
      else if (held->second != said)
        tell(room, code, subject, &said, &held->second);
    }
    for (const auto& [subject, held] : holds)
      if (!says.contains(subject)) tell(room, code, subject, nullptr, &held);
  }

  // Only of those that both sides know: a missing one is told as a definition.
  void compare_forces(const Entries& says, const Entries& holds) const {
    for (const auto& [subject, said] : says) {
      const auto held = holds.find(subject);
      if (held != holds.end() && held->second.text != said.text)
        tell("figure", "figure.force_changed", subject, &said, &held->second);
    }
  }
};

}  // namespace

void prove_definitions(db::Read& tx, std::string_view municipality, Findings& findings) {
  Replay replay;
  for (const store::DeedRow& deed : store::vouching_deeds(tx, municipality)) replay.play(deed);
  const Account says = replay.account();
  const Account holds = stored(tx, municipality);
  const Comparison comparison{municipality, replay.silent(), findings};
  comparison.compare("figure", "figure.definition_changed", says.definitions, holds.definitions);
  if (replay.knows_moves()) comparison.compare_forces(says.forces, holds.forces);
  comparison.compare("figure", "figure.mark_changed", says.marks, holds.marks);
  comparison.compare("record", "record.closing_changed", says.closings, holds.closings);
}

}  // namespace figure
