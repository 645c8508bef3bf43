// The same rules as for a single entry, asked for every row before anything is written.
#include "diary/paste_service.h"

#include "figure/closed_years.h"

namespace diary {

void check_rows(db::Read& tx, const base::Actor& actor, const Worked& worked, base::Date today,
                Pasted& pasted) {
  const std::string& municipality = actor.municipality;
  const std::set<std::string, std::less<>> programmes = {worked.programme.key};
  const record::Books books = figure::books(tx, municipality, base::now());
  const auto refused = record::years_refused(books, today, /* two_persons */ false);
  const record::Situation situation{
      .today = today, .two_persons = false, .programmes = &programmes, .closed_years = &refused};
  const int this_year = base::FiscalYear::containing(today).number();
  for (PastedRow& row : pasted.rows) {
    if (!row.wrong.empty()) continue;
    for (const record::Facts& facts : row.facts) {
      const auto fit = record::check(facts, situation);
      if (fit) continue;
      row.wrong.push_back(record::explained(fit.error(), books));
      break;
    }
    row.is_other_year = base::FiscalYear::containing(row.days.first).number() < this_year;
    for (const Entry& entry :
         store::entries_between(tx, municipality, worked.programme.key, row.days)) {
      if (!entry.stands() || entry.days.last != row.days.last ||
          entry.texts.place != row.texts.place)
        continue;
      row.is_there =
          row.is_there || same_work(store::records(tx, municipality, entry.entry), row.facts);
    }
  }
}

Sheet sheet_of(const Worked& worked, const Pasted& pasted, const Taking& taking,
               const std::string& subject) {
  Sheet sheet{worked.programme.key, How::paste, {}, subject};
  for (const PastedRow& row : pasted.rows)
    if (!row.is_there || taking.same) sheet.days.push_back({{}, row.days, row.texts, row.facts});
  return sheet;
}

}  // namespace diary
