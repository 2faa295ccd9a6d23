// fenqun preview and fenqun replay: what rule files would make of the stored customers, shown, or made true.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "bot/app/rule_files.hpp"
#include "bot/cli/moment.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/core.hpp"
#include "bot/problems_activation.hpp"
#include "bot/redecide/report.hpp"
#include "bot/text/dates.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t slice = 64;  // customers that are read, decided and written at once

struct Options {
  std::vector<std::string> rules;
  std::string since = "30d";
  std::string at;
  std::string data;
  std::string config;
  bool json = false;
};

// Everything that is known before the store is opened.
struct Task {
  LoadedRules loaded;
  std::string url;
  Zones zones;
  Time now{};
  Time from{};
};

class Command {
 public:
  Command(const Options& options, const Call& call)
      : options_(options), call_(call), report_(call.language, options.json) {}

  int preview() {
    const auto task = prepare();
    if (!task) return failed;
    auto reader = storage::open_reader(task->url);
    return reader ? said(walk(*task, *task->loaded.compiled.rules, **reader, nullptr)) : fail(reader.error());
  }

  int replay() {
    const auto task = prepare();
    if (!task) return failed;
    if (const auto there = storage::open_reader(task->url); !there) return fail(there.error());
    const auto store = storage::open_store(task->url);
    if (!store) {
      const bool running = store.error().code() == "FQ-3103";
      return fail(running ? Problem(problems::bot_is_running, {task->url}) : store.error());
    }
    const auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    const auto& loaded = task->loaded;
    const auto rev = (*store)->activate_ruleset({0, loaded.compiled.rules->digest, loaded.sources, task->now});
    if (!rev) return fail(rev.error());
    auto rules = *loaded.compiled.rules;
    rules.rev = *rev;
    return said(walk(*task, rules, **reader, store->get()));
  }

 private:
  std::optional<Task> prepare() {
    Task task;
    task.url = options_.data;
    auto files = options_.rules;
    Config config;
    const bool needs_config = options_.data.empty() || files.empty();
    if (!options_.config.empty() || needs_config) {
      auto loaded = load_config(options_.config.empty() ? "fenqun.toml" : options_.config, call_.terminal.environment);
      tell(loaded.problems);
      if (!loaded.ok()) return std::nullopt;
      config = std::move(loaded.config);
    }
    if (task.url.empty()) task.url = config.store_url;
    if (files.empty()) files = config.rule_files;
    for (const auto& account : config.accounts) {
      if (auto zone = rules::TimeZone::find(account.timezone)) task.zones.accounts.emplace(account.name, *zone);
    }
    if (!times(task)) return std::nullopt;
    task.loaded = load_rules(files);
    tell(task.loaded.compiled.problems);
    return task.loaded.compiled.rules ? std::optional(std::move(task)) : std::nullopt;
  }

  bool times(Task& task) {
    task.now = call_.terminal.now;
    if (!options_.at.empty()) {
      const auto at = parse_moment(options_.at);
      if (!at) return fail(Problem(problems::bad_moment, {options_.at})) == done;
      task.now = *at;
    }
    if (options_.since == "all") return true;
    const auto since = parse_duration(options_.since);
    if (!since) return fail(Problem(problems::bad_since, {options_.since})) == done;
    task.from = task.now - *since;
    return true;
  }

  // Without a store nothing is written.
  Result<void> walk(const Task& task, const rules::RuleSet& rules, storage::Reader& reader, storage::Store* store) {
    auto directory = reader.directory();
    if (!directory) return directory.error();
    Commit definitions;
    definitions.changes = missing_definitions(rules, *directory);
    for (const auto& change : definitions.changes) fenqun::apply(change, *directory);
    std::vector<Commit> commits;
    if (store != nullptr && !definitions.changes.empty()) commits.push_back(std::move(definitions));
    auto walk = RedecideWalk::begin(reader, Redecider({rules, *directory, task.zones, enabled_by(rules, *directory)}),
                                    task.from, task.now);
    if (!walk) return walk.error();
    while (true) {
      const auto more = walk->next(slice, [&](const Redecided& redecided) {
        call_.terminal.out << report_.add(redecided);
        if (store == nullptr) return;
        if (auto commit = commit_of(redecided)) commits.push_back(std::move(*commit));
      });
      if (!more) return more.error();
      if (const auto written = write(store, commits); !written) return written.error();
      if (!*more) break;
    }
    call_.terminal.out << report_.totals(walk->customers());
    return {};
  }

  static Result<void> write(storage::Store* store, std::vector<Commit>& commits) {
    if (store == nullptr || commits.empty()) return {};
    const auto outcomes = store->apply(commits);
    if (!outcomes) return outcomes.error();
    for (std::size_t i = 0; i < commits.size(); ++i) {
      if ((*outcomes)[i].fate != Fate::applied) return Problem(problems::moved_on, {to_string(commits[i].who)});
    }
    commits.clear();
    return {};
  }

  int said(const Result<void>& result) { return result ? int{done} : fail(result.error()); }

  int fail(const Problem& problem) {
    tell({problem});
    return failed;
  }

  void tell(const Problems& problems) {
    show_all(problems, call_.language, options_.json, call_.terminal.err);
  }

  const Options& options_;
  const Call& call_;
  RedecideReport report_;
};

void add_options(CLI::App& sub, const Call& call, Options& options) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  sub.add_option("--rules", options.rules,
                 say({"规则文件,默认是配置里的", "Rule files, the configuration's by default"}));
  sub.add_option("--since", options.since,
                 say({"重新决定多久以内的消息,默认 30d,all 是全部", "How far back, 30d by default, or all"}));
  sub.add_option("--at", options.at, say({"当作现在是这个时间", "As if it were this time"}));
  sub.add_option("--data", options.data,
                 say({"数据库,默认是配置里的,例如 sqlite:data/fenqun.db",
                      "The database, the configuration's by default, such as sqlite:data/fenqun.db"}));
  sub.add_option("-c,--config", options.config,
                 say({"配置文件,默认 fenqun.toml", "Configuration, fenqun.toml by default"}));
  sub.add_flag("--json", options.json, say({"每位顾客一行 JSON", "One line of JSON for each customer"}));
}

}  // namespace

void add_preview(CLI::App& app, Call& call) {
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(app, call, "preview",
                             {"换成这些规则,哪些顾客会得到或失去什么;什么也不改",
                              "Who would gain or lose what under these rules; changes nothing"});
  add_options(*sub, call, *options);
  sub->callback([options, &call] { call.action = [options, &call] { return Command(*options, call).preview(); }; });
}

void add_replay(CLI::App& app, Call& call) {
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(app, call, "replay",
                             {"照 preview 说的改,机器人没有运行时用", "Do what preview shows, while no bot runs"});
  add_options(*sub, call, *options);
  sub->callback([options, &call] { call.action = [options, &call] { return Command(*options, call).replay(); }; });
}

}  // namespace fenqun::bot
