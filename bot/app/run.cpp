// `fenqun run`: an App, signals, and a few lines for the operator.
#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "bot/app.hpp"
#include "bot/app/log.hpp"
#include "bot/cli/show_problem.hpp"

namespace fenqun::bot {
namespace {

constexpr Bilingual started{"分群已启动:{0} 个账号,{1}。管理员绑定码 {2}(私聊发送:管理员 绑定 {2})",
                            "fenqun is running: {0} account(s), {1}. Admin code {2} (send in private: admin bind {2})"};
constexpr Bilingual console_at{"网页控制台 {0} 登录码 {1}", "web console {0} login code {1}"};
constexpr Bilingual stopping{"正在停止……", "stopping …"};

// Signals are taken by this thread alone: blocked here before any other thread is made.
sigset_t block_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return set;
}

}  // namespace

int run_bot(const Config& config, const RunOptions& options) {
  const auto signals = block_signals();
  set_up_log(config.log_level, options.quiet);
  auto [app, mistakes] = App::build(config, options);
  show_all(mistakes, config.language, std::cerr);
  if (!app) return 1;
  app->start();
  if (!options.pid_file.empty()) std::ofstream(options.pid_file) << getpid() << "\n";
  spdlog::info("{}", fill(started.in(config.language),
                          {std::to_string(config.accounts.size()), config.store_url, app->bind_code()}));
  if (const auto* console = app->console()) {
    spdlog::info("{}", fill(console_at.in(config.language), {console->url, console->code}));
  }
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) break;
    app->reload_rules();
  }
  spdlog::info("{}", stopping.in(config.language));
  app->stop();
  return 0;
}

}  // namespace fenqun::bot
