// What is secret is taken out here too, whatever the page sent.
#include "staff/unsent_web.h"

#include "http/request.h"

namespace staff::web {
namespace {

http::Fields without_secrets(std::string_view text) {
  http::Fields fields = http::decode_fields(text).value_or(http::Fields{});
  std::erase_if(fields, [](const auto& field) {
    return field.first.contains("password") || field.first == "code" || field.first == kFormToken ||
           field.first == kCommand || field.first == kWrittenBy;
  });
  return fields;
}

}  // namespace

http::Response post_unsent(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto kept =
      keep_unsent(desk.database, visitor.visit.who, request.typed("path").value_or(""),
                  http::encode_fields(without_secrets(request.typed("fields").value_or(""))));
  if (!kept) return refused(request, visitor.visit, kept.error());
  return page({}, 204);
}

http::Response post_discard(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const std::string path = request.typed("path").value_or("");
  if (!is_local_path(path))
    return refused(request, visitor.visit, {unsent_unfit.code, unsent_unfit.http_status, {}});
  drop_unsent(desk.database, visitor.visit.who, path);
  return done(request, path, "unsent_dropped");
}

http::Fields unsent_fields(const Unsent& unsent) {
  return without_secrets(unsent.fields);
}

}  // namespace staff::web
