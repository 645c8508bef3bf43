// What the eyes may not see has been taken out before: here it is only named.
#include "consultation/consultation_sheet.h"

namespace consultation {
namespace {

std::string word(base::Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string topics_in(base::Language language, const Entry& entry) {
  std::string text;
  for (const std::string& topic : entry.topics)
    text += (text.empty() ? "" : word(language, "business_pages.and")) +
            word(language, "record.code_" + topic);
  return text;
}

std::string client_in(base::Language language, const Opened& opened) {
  if (opened.sight != Sight::whole) return word(language, "consultation_pages.hidden_client");
  return opened.client ? opened.client->content.name
                       : word(language, "consultation_pages.anonymous");
}

}  // namespace

std::vector<std::string> line_cells(base::Language language, const web::Names& names,
                                    const Opened& opened) {
  const Consultation& one = opened.consultation;
  const Entry& entry = one.entry;
  return {std::to_string(one.id),
          base::iso(entry.day),
          client_in(language, opened),
          names.programme(entry.programme),
          topics_in(language, entry),
          word(language, "record.code_" + entry.channel),
          names.person(entry.adviser),
          word(language, "consultation_pages.secrecy_" + std::string(in_db(entry.secrecy))),
          one.withdrawn_by ? word(language, "consultation_pages.withdrawn_mark") : std::string()};
}

output::Sheet consultations_sheet(base::Language language, const web::Names& names,
                                  const std::vector<Opened>& consultations) {
  output::Sheet sheet;
  for (const std::string_view key :
       {"consultation_pages.column_number", "consultation_pages.field_day",
        "consultation_pages.client", "consultation_pages.field_programme",
        "consultation_pages.field_topics", "consultation_pages.field_channel",
        "consultation_pages.field_adviser", "consultation_pages.field_secrecy",
        "consultation_pages.column_state"})
    sheet.headers.push_back(word(language, key));
  for (const Opened& one : consultations) sheet.rows.push_back(line_cells(language, names, one));
  return sheet;
}

}  // namespace consultation
