#include "console/server.hpp"

#include "console/limits.hpp"
#include "console/login.hpp"
#include "console/problems.hpp"
#include "console/site.hpp"

namespace fenqun::console {
namespace {

class SystemClock final : public Clock {
 public:
  Time now() const override { return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()); }
};

}  // namespace

struct Console::State {
  State(ConsoleOptions given, ReaderSource reader, RulesSource rules)
      : options(std::move(given)), site(options, std::move(reader), std::move(rules), clock) {}

  ConsoleOptions options;
  SystemClock clock;
  Site site;  // the server's thread only
  std::uint16_t port = 0;
  std::unique_ptr<net::HttpServer> server;
};

Console::Console(std::unique_ptr<State> state) : state_(std::move(state)) {}

Console::~Console() {
  stop();
}

Result<std::unique_ptr<Console>> Console::start(ConsoleOptions options, ReaderSource reader, RulesSource rules) {
  const auto random = random_code();  // also prepares libsodium, whatever the code
  if (random.empty()) return Problem(problems::no_random);
  if (options.code.empty()) options.code = random;
  if (options.code.size() < limits::shortest_code) {
    return Problem(problems::weak_code, {std::to_string(limits::shortest_code)});
  }
  const auto wanted = options.port;
  auto state = std::make_unique<State>(std::move(options), std::move(reader), std::move(rules));
  auto listening = net::HttpServer::listen(
      wanted, [site = &state->site](const net::HttpRequest& request) { return site->answer(request); },
      [site = &state->site](std::uint16_t port) { site->set_port(port); });
  if (!listening) return listening.error();
  state->server = std::move(*listening);
  state->port = state->server->port();
  return std::unique_ptr<Console>(new Console(std::move(state)));
}

std::uint16_t Console::port() const {
  return state_->port;
}
std::string Console::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->port) + "/";
}
const std::string& Console::code() const {
  return state_->options.code;
}
void Console::stop() {
  state_->server.reset();
}

}  // namespace fenqun::console
