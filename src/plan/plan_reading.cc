// The meeting of the wording and the file: base::read_cell says what the words say, the file what
// only the layout of the document tells.
#include "plan/plan_reading.h"

namespace plan {

namespace {

CellState state_of_wording(base::CellState state) {
  switch (state) {
    case base::CellState::quantities:
      return CellState::quantities;
    case base::CellState::dash:
      return CellState::dash;
    case base::CellState::not_carried_out:
      return CellState::not_carried_out;
    case base::CellState::handed_over:
      return CellState::handed_over;
    case base::CellState::done_elsewhere:
      return CellState::done_elsewhere;
    case base::CellState::not_yet_counted:
      return CellState::not_yet_counted;
    case base::CellState::words:
    case base::CellState::mark:
    case base::CellState::none:
    case base::CellState::called_off:
    case base::CellState::ended:
    case base::CellState::undecided:
      return CellState::words;
    case base::CellState::empty:
    case base::CellState::unknown:
      return CellState::unknown;
  }
  return CellState::unknown;
}

CellKind kind_of_state(CellState state) {
  switch (state) {
    case CellState::quantities:
      return CellKind::quantity;
    case CellState::dash:
      return CellKind::dash;
    case CellState::handed_over:
      return CellKind::handed_over;
    case CellState::words:
    case CellState::not_carried_out:
    case CellState::done_elsewhere:
    case CellState::not_yet_counted:
      return CellKind::status;
    case CellState::outside_years:
    case CellState::unassigned:
    case CellState::unknown:
      return CellKind::absent;
  }
  return CellKind::absent;
}

Disagreement kind_differs(const Reading& reading, CellKind read_as) {
  return {"plan.kind_differs",
          {{"text", reading.text.value_or("")},
           {"kind", std::string(in_db(reading.kind))},
           {"read_as", std::string(in_db(read_as))}}};
}

}  // namespace

std::optional<Disagreement> interpret(Reading& reading, std::optional<CellState> stated,
                                      const std::optional<Meaning>& meaning) {
  if (meaning) {
    reading.meaning = *meaning;
  } else if (stated) {
    reading.meaning.state = *stated;
  }
  const bool told = meaning.has_value() || stated.has_value();
  if (!reading.text) {
    const bool may_be_empty =
        reading.kind == CellKind::absent || reading.kind == CellKind::unassigned;
    if (!may_be_empty) return kind_differs(reading, CellKind::absent);
    if (!told) return Disagreement{"plan.state_needed", {}};
    return std::nullopt;
  }
  base::CellReading wording = base::read_cell(*reading.text);
  const CellState state = state_of_wording(wording.state);
  if (!told) reading.meaning.state = state;
  reading.quantities = std::move(wording.quantities);
  if (const CellKind read_as = kind_of_state(state); read_as != reading.kind) {
    return kind_differs(reading, read_as);
  }
  return std::nullopt;
}

Reading read_as(ReadingSource source, std::string text, const std::optional<Meaning>& meaning) {
  Reading reading;
  reading.source = source;
  base::CellReading wording = base::read_cell(text);
  reading.text = std::move(text);
  reading.quantities = std::move(wording.quantities);
  reading.meaning.state = state_of_wording(wording.state);
  if (meaning) reading.meaning = *meaning;
  reading.kind = kind_of_state(reading.meaning.state);
  return reading;
}

}  // namespace plan
