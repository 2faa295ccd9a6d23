// Joins the rooms: the command line in bot/, and the console above it.
#include "bot/cli/cli.hpp"
#include "console/server.hpp"

namespace {

using namespace fenqun;

Result<bot::RunningConsole> start_console(const bot::ConsoleNeeds& needs) {
  console::ConsoleOptions options;
  options.port = needs.port;
  options.language = needs.language;
  options.version = FENQUN_VERSION;
  options.timezone = needs.timezone;
  auto started = console::Console::start(std::move(options), needs.reader, needs.rules);
  if (!started) return started.error();
  std::shared_ptr<console::Console> running = std::move(*started);
  return bot::RunningConsole{running->url(), running->code(), running};
}

}  // namespace

int main(int argc, char** argv) {
  return bot::run_command_line(argc, argv, start_console);
}
