#include "bot/demo.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include "adapters/practice/platform.hpp"
#include "bot/app.hpp"
#include "bot/app/log.hpp"
#include "bot/app/system.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/demo/cast.hpp"
#include "bot/demo/screen.hpp"

namespace fenqun::bot {
namespace {

using demo::Actor;
using demo::Screen;
namespace practice = adapters::practice;

constexpr std::size_t act = 8;  // messages played before a person at a terminal is asked to go on

constexpr Bilingual welcome{"分群练习平台:真实顾客的留言经本机的 WebSocket 进来,打上标签,写进 {0}。\n",
                            "fenqun's practice platform: real customers' words come in over a WebSocket on this "
                            "machine, are tagged and kept in {0}.\n"};
constexpr Bilingual console_at{"网页控制台:{0}    登录码:{1}\n", "Web console: {0}    login code: {1}\n"};
constexpr Bilingual what_next{
    "\n接下来可以输入(回车看更多留言,Ctrl-D 退出):\n"
    "  客户A> 为什么还没退款,等了三天了      以顾客的身份说话\n"
    "  管理员> /帮助                          看全部命令\n"
    "  管理员> /为什么 客户A                  每个标签的原因\n"
    "  管理员> /标签 新建 VIP                 再试:/标签 添加 VIP 客户A\n"
    "  管理员> /群名 设置 售后客户 售后专线   改分组名,并改已关联的群名\n",
    "\nWhat to type next (Enter for more messages, Ctrl-D to leave):\n"
    "  A> where is my refund                  speak as a customer\n"
    "  admin> /help                           all commands\n"
    "  admin> /why A                          the reason of every tag\n"
    "  admin> /tag create VIP                 then: /tag add VIP A\n"};
constexpr Bilingual all_played{"留言播放完了。", "All messages have been played."};
constexpr Bilingual summary{"共 {0} 条留言。数据在 {1},可用 fenqun export 导出。",
                            "{0} messages. The data is in {1}; fenqun export shows it."};

class Demo {
 public:
  Demo(const DemoOptions& options, const ConsoleMaker& console)
      : options_(options),
        console_(console),
        interactive_(isatty(STDIN_FILENO) != 0 && !options.exit_when_played),
        screen_(std::cout, isatty(STDOUT_FILENO) != 0, options.language),
        speaker_(demo::admin(options.language)),
        cast_(demo::customers(options.language)),
        texts_(demo::sample_texts()) {
    if (options_.messages > 0) texts_.resize(std::min(texts_.size(), options_.messages));
    if (options_.messages_per_second <= 0) texts_.clear();
    left_in_act_ = interactive_ ? act : texts_.size();
  }

  int run() {
    const int signals = take_signals();
    if (!open_platform() || !open_bot()) return 1;
    screen_.say(fill(welcome.in(options_.language), {database_}));
    if (const auto* console = app_->console()) {
      screen_.say(fill(console_at.in(options_.language), {console->url, console->code}));
    }
    app_->start();
    platform_->wait_sessions(1, Millis{10'000});
    loop(signals);
    app_->stop();
    platform_->stop();
    screen_.flush();
    screen_.say("\n" + fill(summary.in(options_.language), {std::to_string(played_), database_}));
    close(signals);
    return 0;
  }

 private:
  static int take_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return signalfd(-1, &set, SFD_CLOEXEC);
  }

  bool told(const Problem& problem) {
    std::cerr << show(problem, options_.language);
    return false;
  }

  bool open_platform() {
    practice::Options options;
    options.token = random_code();
    options.groups = {{demo::team_group, std::string(Bilingual{"售后群", "after-sales"}.in(options_.language)), true}};
    practice::Callbacks callbacks;
    callbacks.said = [this](const practice::BotSaid& said) { screen_.show_answer(name_of(said.user), said.text); };
    callbacks.renamed = [this](const practice::BotRenamed& renamed) {
      screen_.show_answer(std::to_string(renamed.group), renamed.name);
    };
    auto started = practice::Platform::start(options, clock_, std::move(callbacks));
    if (!started) return told(started.error());
    platform_ = std::move(*started);
    token_ = options.token;
    return true;
  }

  bool open_bot() {
    database_ = (std::filesystem::path(options_.data_dir) / "demo.db").string();
    Config config;
    config.language = options_.language;
    config.store_url = "sqlite:" + database_;
    if (!options_.rules_file.empty()) config.rule_files = {options_.rules_file};
    config.owners = {{"onebot11", "", std::to_string(demo::admin_id)}};
    adapters::Account account;
    account.name = options_.language == Language::zh ? "练习店" : "practice";
    account.platform = "onebot11";
    account.url = platform_->url();
    account.token = token_;
    config.accounts = {account};
    set_up_log("warn", true);
    config.console_port = 0;
    RunOptions run;
    run.console = console_;
    run.watch = [this](const Happened& happened) { screen_.show_event(happened); };
    auto [app, problems] = App::build(config, std::move(run));
    show_all(problems, options_.language, std::cerr);
    app_ = std::move(app);
    return app_ != nullptr;
  }

  std::string name_of(std::int64_t user) const {
    if (user == demo::admin_id) return demo::admin(options_.language).name;
    for (const auto& actor : cast_) {
      if (actor.id == user) return actor.name;
    }
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
      const auto actor = demo::customer(letter, options_.language);
      if (actor.id == user) return actor.name;
    }
    return std::to_string(user);
  }

  // Plays, listens to the keyboard and shows what happens, until a signal, the end of the input or of the play.
  void loop(int signals) {
    bool listening = true;
    auto next = std::chrono::steady_clock::now();
    while (true) {
      std::array<pollfd, 2> fds = {{{signals, POLLIN, 0}, {listening ? STDIN_FILENO : -1, POLLIN, 0}}};
      if (poll(fds.data(), fds.size(), 20) < 0) return;
      if ((fds[0].revents & POLLIN) != 0) return;
      if ((fds[1].revents & (POLLIN | POLLHUP)) != 0 && !hear()) {
        listening = false;
        if (interactive_) return;
      }
      screen_.flush();
      if (std::chrono::steady_clock::now() >= next) next += play();
      if (!listening && played_ >= texts_.size() && settled()) return;
      if (options_.exit_when_played && played_ >= texts_.size() && settled()) return;
    }
  }

  std::chrono::microseconds play() {
    const std::chrono::microseconds pause(
        options_.messages_per_second > 0 ? static_cast<std::int64_t>(1e6 / options_.messages_per_second) : 100'000);
    if (played_ < texts_.size() && left_in_act_ > 0) {
      const auto& actor = cast_[(played_ * 7) % cast_.size()];
      platform_->say(line(actor, texts_[played_++]));
      quiet_since_ = std::chrono::steady_clock::now();
      --left_in_act_;
    } else if (interactive_ && !asked_ && settled()) {
      asked_ = true;
      if (played_ >= texts_.size()) screen_.say(std::string(all_played.in(options_.language)));
      if (!explained_) screen_.say(std::string(what_next.in(options_.language)));
      explained_ = true;
      screen_.prompt(speaker_.name + "> ");
    }
    return pause;
  }

  // Whether what was said last has had a second to be tagged and answered.
  bool settled() const { return std::chrono::steady_clock::now() - quiet_since_ > std::chrono::milliseconds(800); }

  static practice::Line line(const Actor& actor, std::string text) {
    practice::Line out;
    out.user = actor.id;
    out.name = actor.name;
    out.text = std::move(text);
    return out;
  }

  // One read of the keyboard. False at its end.
  bool hear() {
    std::array<char, 4096> buffer;
    const auto count = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count <= 0) return false;
    typed_.append(buffer.data(), static_cast<std::size_t>(count));
    for (auto end = typed_.find('\n'); end != std::string::npos; end = typed_.find('\n')) {
      const auto text = typed_.substr(0, end);
      typed_.erase(0, end + 1);
      said(text);
    }
    if (typed_.size() > 64 * 1024) typed_.clear();
    return true;
  }

  void said(const std::string& text) {
    const auto spoken = demo::read_line(text, speaker_, options_.language);
    if (!spoken) {
      left_in_act_ = act;
      asked_ = false;
      return;
    }
    speaker_ = spoken->who;
    if (!spoken->text.empty()) {
      platform_->say(line(speaker_, spoken->text));
      quiet_since_ = std::chrono::steady_clock::now();
    }
    if (interactive_) screen_.prompt(speaker_.name + "> ");
  }

  const DemoOptions options_;
  const ConsoleMaker& console_;
  const bool interactive_;
  SystemClock clock_;
  Screen screen_;
  std::unique_ptr<practice::Platform> platform_;
  std::unique_ptr<App> app_;
  std::string token_;
  std::string database_;

  Actor speaker_;
  std::vector<Actor> cast_;
  std::vector<std::string> texts_;
  std::size_t played_ = 0;
  std::size_t left_in_act_ = 0;
  bool asked_ = false;
  bool explained_ = false;
  std::chrono::steady_clock::time_point quiet_since_{};
  std::string typed_;
};

}  // namespace

int run_demo(const DemoOptions& options, const ConsoleMaker& console) {
  return Demo(options, console).run();
}

}  // namespace fenqun::bot
