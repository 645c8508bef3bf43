// libcurl with every limit set.
#include "edition/fetch.h"

#include <curl/curl.h>

#include <memory>

#include "edition/signed_file.h"

namespace edition {
namespace {

constexpr long kSecondsMax = 30;
constexpr long kConnectSecondsMax = 10;
constexpr long kRedirectionsMax = 5;
constexpr long kFirstError = 400;

// Short: more than the limit came; the transfer ends.
std::size_t take(char* bytes, std::size_t, std::size_t count, void* into) {
  auto& text = *static_cast<std::string*>(into);
  if (text.size() + count > kFileBytesMax) return 0;
  text.append(bytes, count);
  return count;
}

}  // namespace

bool is_url(const std::string& text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

base::Result<std::string> fetch(const std::string& url) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 &curl_easy_cleanup);
  std::string text;
  if (!curl) return base::refuse(not_fetched, {{"url", url}, {"why", "libcurl"}});
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, kRedirectionsMax);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kSecondsMax);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSecondsMax);
  curl_easy_setopt(curl.get(), CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(kFileBytesMax));
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "nigiwai");
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &text);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK)
    return base::refuse(not_fetched, {{"url", url}, {"why", curl_easy_strerror(code)}});
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= kFirstError)
    return base::refuse(not_fetched, {{"url", url}, {"why", "HTTP " + std::to_string(status)}});
  return text;
}

}  // namespace edition
