// Bundling, fingerprints and the generated table of assets.
#include "assets.h"

#include <openssl/evp.h>

#include <stdexcept>

#include "cpp_text.h"

namespace ui_compiler {
namespace {

std::string content_type(const std::string& extension) {
  if (extension == ".css") return "text/css; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  if (extension == ".svg") return "image/svg+xml";
  throw std::runtime_error("no content type is known for assets ending in " + extension);
}

std::string constant_of(std::string name) {  // app.css -> app_css
  for (char& c : name) {
    if (c == '.' || c == '-') c = '_';
  }
  return name;
}

std::string url_of(const std::filesystem::path& file) {
  return "/assets/" + file.stem().string() + "." + fingerprint(read_file(file)) +
         file.extension().string();
}

constexpr std::string_view kForms[] = {"plain", "gzip", "brotli"};
constexpr std::string_view kEndings[] = {"", ".gz", ".br"};

}  // namespace

std::string shorten_css(std::string_view css) {
  std::string out;
  char quote = 0;
  for (std::size_t i = 0; i < css.size(); ++i) {
    const char c = css[i];
    if (quote == 0 && css.substr(i).starts_with("/*")) {
      const std::size_t end = css.find("*/", i + 2);
      if (end == std::string_view::npos) throw std::runtime_error("/* without */ in a style sheet");
      if (css.substr(i).starts_with("/*!")) out += css.substr(i, end + 2 - i);  // a licence
      i = end + 1;
      continue;
    }
    if (quote != 0 ? c == quote : (c == '"' || c == '\'')) quote = quote == 0 ? c : '\0';
    const bool at_line_begin = out.empty() || out.back() == '\n';
    if (quote == 0 && at_line_begin && (c == ' ' || c == '\t' || c == '\n')) continue;
    out += c;
  }
  return out;
}

std::string fingerprint(std::string_view content) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  if (EVP_Digest(content.data(), content.size(), digest, &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 failed");
  }
  std::string hex;
  for (int i = 0; i < 8; ++i) {
    constexpr std::string_view digits = "0123456789abcdef";
    hex += digits[digest[i] >> 4];
    hex += digits[digest[i] & 15];
  }
  return hex;
}

void bundle(const std::filesystem::path& out, const std::vector<std::filesystem::path>& sources) {
  std::string content;
  for (const auto& source : sources) content += read_file(source);
  if (out.extension() == ".css") content = shorten_css(content);
  std::filesystem::remove(out);
  write_if_changed(out, content);
}

std::string asset_urls_header(const std::vector<std::string>& names) {
  std::string code =
      "// Made by ui_compiler: the addresses of the assets.\n#pragma once\n\n"
      "#include <string_view>\n\nnamespace ui::asset_urls {\n\n";
  for (const auto& name : names) {
    code += "extern const std::string_view " + constant_of(name) + ";\n";
  }
  return code + "\n}  // namespace ui::asset_urls\n";
}

std::string assets_table_code(const std::vector<std::filesystem::path>& files) {
  std::string code =
      "// Made by ui_compiler from ui/assets.\n#include \"http/asset.h\"\n"
      "#include \"ui/asset_urls.h\"\n\nextern \"C\" {\n";
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (auto form : kForms) {
      const std::string symbol = "nigiwai_asset_" + std::to_string(i) + "_" + std::string(form);
      code += "extern const char " + symbol + "[];\nextern const char " + symbol + "_end[];\n";
    }
  }
  code += "}\n\nnamespace ui::asset_urls {\n\n";
  for (const auto& file : files) {
    code += "constinit const std::string_view " + constant_of(file.filename().string()) + " = " +
            cpp_string(url_of(file)) + ";\n";
  }
  code +=
      "\n}  // namespace ui::asset_urls\n\nnamespace http {\n\n"
      "std::span<const Asset> assets() {\n  static const Asset table[] = {\n";
  for (std::size_t i = 0; i < files.size(); ++i) {
    code += "      {" + cpp_string(files[i].filename().string()) + ", " +
            cpp_string(url_of(files[i])) + ",\n       " +
            cpp_string(content_type(files[i].extension().string())) + ", " +
            cpp_string(fingerprint(read_file(files[i]))) + ",\n       ";
    for (auto form : kForms) {
      const std::string symbol = "nigiwai_asset_" + std::to_string(i) + "_" + std::string(form);
      code += "{" + symbol + ", " + symbol + "_end}" + (form == "brotli" ? "},\n" : ", ");
    }
  }
  return code + "  };\n  return table;\n}\n\n}  // namespace http\n";
}

std::string assets_assembler(const std::vector<std::filesystem::path>& files) {
  std::string code = ".section .note.GNU-stack,\"\",@progbits\n.section .rodata\n";
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t form = 0; form < std::size(kForms); ++form) {
      const std::string symbol =
          "nigiwai_asset_" + std::to_string(i) + "_" + std::string(kForms[form]);
      code += ".balign 16\n.global " + symbol + "\n" + symbol + ":\n.incbin \"" +
              files[i].string() + std::string(kEndings[form]) + "\"\n.global " + symbol + "_end\n" +
              symbol + "_end:\n.byte 0\n";
    }
  }
  return code;
}

}  // namespace ui_compiler
