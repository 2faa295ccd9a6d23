// fenqun demo: the options; what happens is bot/demo.
#include "bot/demo.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "bot/cli/subcommands.hpp"

namespace fenqun::bot {

void add_demo(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<DemoOptions>();
  options->language = call.language;
  auto* sub = add_subcommand(
      app, call, "demo",
      {"不用账号:机器人和一个练习平台一起运行", "Without any account: the bot and a practice platform together"});
  sub->add_option("--data", options->data_dir,
                  say({"数据放在这个文件夹,默认 data", "Folder of the data, data by default"}));
  sub->add_option("--rules", options->rules_file,
                  say({"规则文件,默认是自带的零售规则", "Rule file, the starter pack by default"}))
      ->check(CLI::ExistingFile);
  sub->add_option(
         "--pace", options->messages_per_second,
         say({"每秒播放几条顾客消息,默认 1,0 是不播放", "Customers' messages a second, 1 by default, 0: none"}))
      ->check(CLI::Range(0.0, 100000.0));
  sub->add_option("--messages", options->messages,
                  say({"播放多少条后停下,默认 0 是全部", "Stop after so many, 0: play all"}));
  sub->add_flag("--exit-when-played", options->exit_when_played,
                say({"播放完就退出,不等人输入", "End when all is played, without a prompt"}));
  sub->callback(
      [options, &call] { call.action = [options, &call] { return run_demo(*options, call.terminal.console); }; });
}

}  // namespace fenqun::bot
