#include "console/site.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "bot/text/unicode.hpp"
#include "console/assets.hpp"
#include "console/problems.hpp"

namespace fenqun::console {
namespace {

using net::HttpRequest;
using net::HttpResponse;

constexpr std::string_view page_language = "data-language=\"zh\"";  // in index.html

std::string type_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  return "image/svg+xml";
}

HttpResponse json(Answer answer) {
  return {answer.status,
          {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}},
          std::move(answer.json)};
}

HttpResponse wrong_method(const HttpRequest& request, const std::string& allowed) {
  auto out = json(refusal(405, Problem(problems::wrong_method, {bot::shown(request.method, 20), allowed})));
  out.headers.emplace_back("Allow", allowed);
  return out;
}

void add_security(HttpResponse& response) {
  auto& headers = response.headers;
  headers.emplace_back("Content-Security-Policy",
                       "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                       "object-src 'none'");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("X-Frame-Options", "DENY");
  headers.emplace_back("Referrer-Policy", "no-referrer");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

bool is_json(std::string_view content_type) {
  constexpr std::string_view json_type = "application/json";
  if (!content_type.starts_with(json_type)) return false;
  content_type.remove_prefix(json_type.size());
  return content_type.empty() || content_type.front() == ';' || content_type.front() == ' ';
}

// The code of {"code": "…"}; nothing when the body is anything else.
std::optional<std::string> code_of(const HttpRequest& request) {
  if (!is_json(request.content_type)) return std::nullopt;
  const auto body = nlohmann::json::parse(request.body, nullptr, false);
  if (!body.is_object() || body.size() != 1) return std::nullopt;
  const auto code = body.find("code");
  if (code == body.end() || !code->is_string()) return std::nullopt;
  return code->get<std::string>();
}

}  // namespace

Site::Site(const ConsoleOptions& options, ReaderSource reader, RulesSource rules, const Clock& clock)
    : clock_(clock), gate_(options.code), api_(options, std::move(reader), std::move(rules)) {
  for (const auto& asset : assets()) files_.emplace("/" + std::string(asset.name), asset.text);
  auto& page = files_["/index.html"];
  const auto at = page.find(page_language);
  if (options.language == Language::en && at != std::string::npos) {
    page.replace(at, page_language.size(), "data-language=\"en\"");
  }
}

void Site::set_port(std::uint16_t port) {
  port_ = std::to_string(port);
  cookie_ = "fenqun_" + port_;
}

HttpResponse Site::answer(const HttpRequest& request) {
  HttpResponse out;
  try {
    out = is_local_host(request.host) ? route(request) : json(refusal(421, Problem(problems::wrong_host, {port_})));
  } catch (const std::exception&) {  // a library's, about one question: the console lives on, and tells no details
    out = json(refusal(500, Problem(problems::inside)));
  }
  add_security(out);
  return out;
}

HttpResponse Site::route(const HttpRequest& request) {
  const auto target = split_target(request.target);
  if (target.path == "/login") {
    return request.method == "POST" ? log_in(request) : wrong_method(request, "POST");
  }
  if (request.method != "GET" && request.method != "HEAD") return wrong_method(request, "GET, HEAD");
  if (target.path.starts_with("/api/")) return api(request, target);
  return file(target.path == "/" ? "/index.html" : target.path);
}

HttpResponse Site::file(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return json(refusal(404, Problem(problems::not_found)));
  return {200, {{"Content-Type", type_of(path)}, {"Cache-Control", "no-cache"}}, found->second};
}

HttpResponse Site::log_in(const HttpRequest& request) {
  if (!request.origin.empty() && request.origin != "http://" + request.host) {
    return json(refusal(403, Problem(problems::foreign_page)));
  }
  const auto code = code_of(request);
  if (!code) return json(refusal(400, Problem(problems::bad_login_body)));
  const auto now = clock_.now();
  const auto session = gate_.log_in(*code, now);
  if (session) {
    const auto life = std::chrono::duration_cast<std::chrono::seconds>(limits::session_life).count();
    auto out = json({200, "{}"});
    out.headers.emplace_back("Set-Cookie", cookie_ + "=" + *session +
                                               "; HttpOnly; SameSite=Strict; Path=/; Max-Age=" + std::to_string(life));
    return out;
  }
  const bool wait = session.error().code() == problems::too_many_tries.code;
  auto out = json(refusal(wait ? 429 : 403, session.error()));
  if (wait) out.headers.emplace_back("Retry-After", std::to_string(gate_.wait_seconds(now)));
  return out;
}

HttpResponse Site::api(const HttpRequest& request, const Target& target) {
  if (!gate_.knows(cookie_value(request.cookie, cookie_), clock_.now())) {
    return json(refusal(401, Problem(problems::not_logged_in)));
  }
  return json(api_.get(std::string_view(target.path).substr(5), target.query));
}

}  // namespace fenqun::console
