// Paths in the order of the table; the methods of a path stand together.
#include "http/openapi.h"

#include <algorithm>

#include "base/json_text.h"

namespace http {
namespace {

bool is_api(const Route& route) {
  return route.path.starts_with("/api/");
}

const RouteDocument* document_of(const Route& route, std::span<const RouteDocument> documents) {
  const auto found = std::ranges::find_if(documents, [&](const RouteDocument& document) {
    return document.method == route.method && document.path == route.path;
  });
  return found == documents.end() ? nullptr : &*found;
}

void write_parameter(base::JsonWriter& json, std::string_view name, std::string_view where,
                     std::string_view meaning, bool required) {
  json.begin_object()
      .field("name", name)
      .field("in", where)
      .field("required", required)
      .field("description", meaning);
  json.key("schema").begin_object().field("type", "string").end_object();
  json.end_object();
}

void write_parameters(base::JsonWriter& json, const Route& route, const RouteDocument& document) {
  json.key("parameters").begin_array();
  std::string_view rest = route.path;
  while (rest.find('{') != std::string_view::npos) {
    const std::size_t begin = rest.find('{') + 1;
    const std::string_view name = rest.substr(begin, rest.find('}') - begin);
    write_parameter(json, name, "path", "The " + std::string(name) + " as it stands in addresses.",
                    true);
    rest.remove_prefix(rest.find('}') + 1);
  }
  for (const Parameter& given : document.parameters) {
    write_parameter(json, given.name, given.where, given.meaning, given.required);
  }
  json.end_array();
}

void write_body(base::JsonWriter& json) {
  json.key("requestBody").begin_object().field("required", true).key("content").begin_object();
  json.key("application/json").begin_object().key("schema").begin_object();
  json.field("type", "object").end_object().end_object().end_object().end_object();
}

void write_answer(base::JsonWriter& json, std::string_view status, std::string_view meaning,
                  std::string_view content_type, std::string_view schema) {
  json.key(status).begin_object().field("description", meaning);
  if (!content_type.empty()) {
    json.key("content").begin_object().key(content_type).begin_object().key("schema");
    json.raw(schema).end_object().end_object();
  }
  json.end_object();
}

void write_answers(base::JsonWriter& json, const Route& route, const RouteDocument& document) {
  constexpr std::string_view kProblem = R"({"$ref":"#/components/schemas/Problem"})";
  const bool is_json = document.content_type == "application/json";
  const std::string_view schema = is_json ? R"({"type":"object"})" : R"({"type":"string"})";
  json.key("responses").begin_object();
  if (route.method == "GET") {
    write_answer(json, "200", "What was asked for, with an ETag.", document.content_type, schema);
    write_answer(json, "304", "Unchanged since the ETag in If-None-Match.", "", "");
  } else {
    write_answer(json, "200", "Done before under the same id: the first answer again.",
                 document.content_type, schema);
    write_answer(json, "201", "Done.", document.content_type, schema);
  }
  write_answer(json, "4XX", "Refused, with the reason.", "application/problem+json", kProblem);
  write_answer(json, "5XX", "A fault of the server, or its database is away.",
               "application/problem+json", kProblem);
  json.end_object();
}

void write_operation(base::JsonWriter& json, const Route& route, const RouteDocument& document) {
  std::string method(route.method);
  for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
  json.key(method).begin_object();
  json.field("operationId", document.name);
  json.field("summary", document.summary);
  json.field("description", document.summary);
  json.key("tags").begin_array().string(document.needs_token ? "staff" : "public").end_array();
  json.key("security").begin_array();
  if (document.needs_token) {
    json.begin_object().key("token").begin_array().end_array().end_object();
  }
  json.end_array();
  write_parameters(json, route, document);
  if (route.method != "GET") write_body(json);
  write_answers(json, route, document);
  json.end_object();
}

void write_info(base::JsonWriter& json, std::string_view version) {
  json.field("openapi", "3.1.0");
  json.key("info").begin_object();
  json.field("title", "nigiwai");
  json.field("version", version);
  json.field("description",
             "The industrial promotion plans of an installation: plans, rows, cells with their "
             "provenance, and, for staff with a token, the records and figures behind them. Every "
             "error is a problem+json.");
  json.key("contact").begin_object().field("name", "the nigiwai authors").end_object();
  json.key("license").begin_object().field("name", "Apache-2.0").field("identifier", "Apache-2.0");
  json.end_object().end_object();
  json.key("servers").begin_array().begin_object().field("url", "/").end_object().end_array();
  json.key("tags").begin_array();
  json.begin_object().field("name", "public").field("description", "For everybody.").end_object();
  json.begin_object().field("name", "staff").field("description", "With a token.").end_object();
  json.end_array();
}

constexpr std::string_view kComponents =
    R"({"securitySchemes":{"token":{"type":"http","scheme":"bearer"}},)"
    R"("schemas":{"Problem":{"type":"object","required":["title","status"],"properties":{)"
    R"("title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},)"
    R"("code":{"type":"string"},"facts":{"type":"object",)"
    R"("additionalProperties":{"type":"string"}}}}}})";

}  // namespace

Handler knowing_parameters(const RouteDocument& document, Handler handler) {
  return [&document, handler = std::move(handler)](const Request& request) {
    for (const auto& [name, value] : request.query) {
      const bool known = std::ranges::any_of(document.parameters, [&](const Parameter& given) {
        return given.where == "query" && given.name == name;
      });
      if (!known) return refused(base::refuse(unknown_parameter, {{"parameter", name}}).error());
    }
    return handler(request);
  };
}

std::vector<std::string> openapi_gaps(std::span<const Route> routes,
                                      std::span<const RouteDocument> documents) {
  std::vector<std::string> gaps;
  const auto named = [](std::string_view method, std::string_view path) {
    return std::string(method) + " " + std::string(path);
  };
  for (const Route& route : routes) {
    if (is_api(route) && document_of(route, documents) == nullptr) {
      gaps.push_back(named(route.method, route.path));
    }
  }
  for (const RouteDocument& document : documents) {
    const bool is_there = std::ranges::any_of(routes, [&](const Route& route) {
      return route.method == document.method && route.path == document.path;
    });
    if (!is_there) gaps.push_back(named(document.method, document.path));
  }
  return gaps;
}

std::string openapi_json(std::span<const Route> routes, std::span<const RouteDocument> documents,
                         std::string_view version) {
  base::JsonWriter json;
  json.begin_object();
  write_info(json, version);
  json.key("paths").begin_object();
  std::vector<std::string_view> written;
  for (const Route& first : routes) {
    if (!is_api(first) || std::ranges::find(written, first.path) != written.end()) continue;
    written.push_back(first.path);
    json.key(first.path).begin_object();
    for (const Route& route : routes) {
      const RouteDocument* document = document_of(route, documents);
      if (route.path == first.path && document) write_operation(json, route, *document);
    }
    json.end_object();
  }
  json.end_object();
  json.key("components").raw(kComponents);
  json.end_object();
  return json.take();
}

}  // namespace http
