// A consultation as JSON, in and out. What the eyes may not see is not written.
#pragma once

#include <string>

#include "base/json_file.h"
#include "base/json_text.h"
#include "consultation/consultation_service.h"

namespace consultation {

// {"programme":…,"kind":"consultation_held","day":"2011-06-30","from":"10:00","until":"10:30",
// "channel":"visit","topics":["finance"],"secrecy":"ordinary","client":"12" or absent,
// "new_client":{"kind":"founder","name":…,"kana":…,"phone":…},"adviser":"17","content":…,
// "advice":…,"next_action":…,"next_on":…,"referral":…,"follow_up_on":…}: programme, day, channel,
// topics and content are needed. The caller asks for further keys and ends the object.
struct FromJson {
  Entry entry;
  std::optional<NewClient> client;
};
FromJson entry_from_json(base::JsonObject& object, std::int64_t adviser);

void write_opened(base::JsonWriter& json, const Opened& opened);  // its members
// {"consultation":…,"record":…,"repeated":…}
void write_held(base::JsonWriter& json, const Held& held);

}  // namespace consultation
