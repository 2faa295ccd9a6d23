#include "bot/app.hpp"

#include <malloc.h>
#include <spdlog/spdlog.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>
#include <thread>

#include "adapters/connection.hpp"
#include "bot/activation.hpp"
#include "bot/app/rule_files.hpp"
#include "bot/app/rule_watch.hpp"
#include "bot/app/system.hpp"
#include "bot/core/reports.hpp"
#include "bot/limits.hpp"
#include "bot/problems.hpp"
#include "bot/webhook.hpp"

namespace fenqun::bot {
namespace {

// The core's mailbox as the links see it.
class LinkInbox final : public adapters::Inbox {
 public:
  explicit LinkInbox(CoreMailbox& mailbox) : mailbox_(mailbox) {}

  bool try_put(adapters::Inbound& item) override {
    CoreInput input(std::move(item));
    if (mailbox_.try_put(input)) return true;
    item = std::move(std::get<adapters::Inbound>(input));
    return false;
  }
  void when_room(std::function<void()> wake) override { mailbox_.when_room(std::move(wake)); }

 private:
  CoreMailbox& mailbox_;
};

// What a link is told each time it starts: whose history to ask for, and what it once learnt about its peer.
adapters::Resume resume_of(storage::Reader& reader, const std::string& account, Time now) {
  adapters::Resume resume;
  if (auto newest = reader.newest_message(account)) resume.last_event = newest->value_or(Time{});
  const auto since = now - limits::recent_window;
  if (auto recent = reader.recent_customers(account, since, limits::recent_customers))
    resume.recent = std::move(*recent);
  const auto prefix = account + ".";
  if (auto memory = reader.memory(prefix)) {
    for (auto& [key, value] : *memory) resume.memory.emplace_back(key.substr(prefix.size()), std::move(value));
  }
  return resume;
}

}  // namespace

// Members in the order in which they are needed: what comes later is destroyed first.
struct App::State {
  Config config;
  RunOptions options;
  SystemClock clock;
  SystemRandom random;
  CoreMailbox mailbox{limits::mailbox_items};
  LinkInbox inbox{mailbox};
  std::vector<std::unique_ptr<storage::Reader>> readers;  // the core's first, then one per link
  std::shared_ptr<const rules::RuleSet> rules;            // as it was at start
  Published<std::shared_ptr<const rules::RuleSet>> rules_in_force;
  std::unique_ptr<StoreThread> disk;
  std::unique_ptr<adapters::Transport> transport;
  boost::asio::io_context io{1};
  std::vector<std::unique_ptr<adapters::Connection>> links;
  std::unique_ptr<adapters::HttpClient> http;
  std::unique_ptr<WebhookCaller> webhooks;
  std::unique_ptr<Core> core;
  std::unique_ptr<Activation> activation;
  std::optional<RuleWatch> watch;
  boost::asio::steady_timer watch_timer{io};
  std::thread io_thread;
  std::thread core_thread;
  std::optional<RunningConsole> console;

  Result<void> open_store(LoadedRules loaded, Problems& problems);
  Result<void> make_links();
  Result<void> open_console();
  void make_activation();
  void watch_rules();
  std::vector<LinkPort> ports();
  std::vector<WebhookPort> webhook_ports();
  void report(const std::string& line) const { spdlog::warn("{}", line); }
};

Result<void> App::State::open_store(LoadedRules loaded, Problems& problems) {
  auto store = storage::open_store(config.store_url);
  if (!store) return store.error();
  for (std::size_t i = 0; i <= config.accounts.size(); ++i) {
    auto reader = (*store)->reader();
    if (!reader) return reader.error();
    readers.push_back(std::move(*reader));
  }
  problems = loaded.compiled.problems;
  if (!loaded.compiled.rules) {
    auto stored = readers.front()->active_ruleset();
    if (!stored) return stored.error();
    if (*stored) loaded = load_stored_rules((*stored)->sources);
    if (!loaded.compiled.rules) return problems.front();
    report(std::string(reports::rules_mistaken.in(config.language)));
  }
  auto rev = (*store)->activate_ruleset({0, loaded.compiled.rules->digest, loaded.sources, clock.now()});
  if (!rev) return rev.error();
  auto in_force = std::make_shared<rules::RuleSet>(*loaded.compiled.rules);
  in_force->rev = *rev;
  rules = std::move(in_force);
  disk =
      std::make_unique<StoreThread>(std::move(*store), [this](StoreAnswer answer) { mailbox.put(std::move(answer)); });
  return {};
}

Result<void> App::State::make_links() {
  transport = adapters::make_beast_transport();
  for (const auto& account : config.accounts) {
    if (!account.enabled) continue;
    const auto id = static_cast<adapters::LinkId>(links.size());
    const auto* platform = adapters::find_platform(account.platform);
    if (platform == nullptr) return Problem(problems::unknown_platform, {account.platform, account.name});
    auto* reader = readers[id + 1].get();
    links.push_back(std::make_unique<adapters::Connection>(adapters::Connection::Parts{
        .io = io,
        .id = id,
        .account = account,
        .protocol = platform->make(account),
        .transport = *transport,
        .clock = clock,
        .random = random,
        .inbox = inbox,
        .resume = [this, reader, name = account.name] { return resume_of(*reader, name, clock.now()); },
    }));
  }
  return {};
}

Result<void> App::State::open_console() {
  rules_in_force.set(rules);
  if (!options.console || !config.console_port) return {};
  auto opened = options.console({
      .port = *config.console_port,
      .language = config.language,
      .timezone = config.accounts.empty() ? "Asia/Shanghai" : config.accounts.front().timezone,
      .reader = [url = config.store_url] { return storage::open_reader(url); },
      .rules = [this] { return rules_in_force.get(); },
  });
  if (!opened) return opened.error();
  console = std::move(*opened);
  return {};
}

std::vector<LinkPort> App::State::ports() {
  std::vector<LinkPort> out;
  for (const auto& account : config.accounts) {
    if (!account.enabled) continue;
    auto* link = links[out.size()].get();
    out.push_back({account.name, account.platform, account.timezone,
                   [link](std::vector<std::pair<adapters::Ack, Fate>> fates) { link->settle(std::move(fates)); },
                   [link](std::vector<OutboxItem> items) { link->send(std::move(items)); }});
  }
  return out;
}

std::vector<WebhookPort> App::State::webhook_ports() {
  http = adapters::make_beast_http();
  webhooks = std::make_unique<WebhookCaller>(WebhookCaller::Parts{
      io, *http, clock, random, [this](Settlement settlement) {
        mailbox.put(CoreInput(adapters::Inbound(adapters::Settled{Pending::no_link, std::move(settlement), {}})));
      }});
  std::vector<WebhookPort> out;
  for (const auto& hook : config.webhooks) {
    out.push_back(
        {hook.name, [this, &hook](std::vector<OutboxItem> items) { webhooks->call(hook, std::move(items)); }});
  }
  return out;
}

void App::State::make_activation() {
  Zones zones;
  for (const auto& account : config.accounts) {
    if (auto zone = rules::TimeZone::find(account.timezone)) zones.accounts.insert_or_assign(account.name, *zone);
  }
  activation = std::make_unique<Activation>(Activation::Parts{
      .clock = clock,
      .mailbox = mailbox,
      .load = [this] { return load_rules(config); },
      .reader = [url = config.store_url] { return storage::open_reader(url); },
      .in_force = [this] { return rules_in_force.get(); },
      .zones = std::move(zones),
      .language = config.language,
      .report = [this](const std::string& line) { report(line); },
  });
}

// On the thread of the links, which has nothing to wait for.
void App::State::watch_rules() {
  watch_timer.expires_after(limits::rule_watch);
  watch_timer.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    if (watch->edited()) activation->reload(true);
    watch_rules();
  });
}

App::App(std::unique_ptr<State> state) : state_(std::move(state)) {}

App::~App() {
  stop();
}

BuiltApp App::build(const Config& config, RunOptions options) {
  auto state = std::make_unique<State>();
  state->config = config;
  state->options = std::move(options);
  if (state->options.bind_code.empty()) state->options.bind_code = random_code();
  BuiltApp built;
  auto ready = state->open_store(load_rules(config), built.problems);
  if (ready) ready = state->make_links();
  if (ready) ready = state->open_console();
  if (!ready) {
    if (built.problems.empty() || built.problems.front().code() != ready.error().code()) {
      built.problems.push_back(ready.error());
    }
    return built;
  }
  auto& s = *state;
  s.core = std::make_unique<Core>(Core::Parts{
      .clock = s.clock,
      .mailbox = s.mailbox,
      .reader = *s.readers.front(),
      .store = [disk = s.disk.get()](StoreJob job) { disk->post(std::move(job)); },
      .rules = s.rules,
      .links = s.ports(),
      .settings = {.language = config.language,
                   .owners = config.owners,
                   .prefixes = config.prefixes,
                   .bind_code = s.options.bind_code,
                   .watch = s.options.watch,
                   .publish = [&s](std::shared_ptr<const rules::RuleSet> set) { s.rules_in_force.set(std::move(set)); },
                   .report = [&s](const std::string& line) { s.report(line); },
                   .order_rules = [&s](RuleOrder order) { s.activation->order(std::move(order)); }},
      .webhooks = s.webhook_ports(),
  });
  malloc_trim(0);  // compiling rules takes much more memory than having them
  built.app.reset(new App(std::move(state)));
  return built;
}

void App::start() {
  auto& s = *state_;
  s.make_activation();
  s.watch.emplace(s.config.rule_files);
  s.watch_rules();
  s.activation->resume();
  s.core_thread = std::thread([&s] { s.core->run(); });
  for (auto& link : s.links) link->start();
  s.io_thread = std::thread([&s] {
    const auto guard = boost::asio::make_work_guard(s.io);
    s.io.run();
  });
}

void App::stop() {
  auto& s = *state_;
  s.console.reset();
  if (!s.core_thread.joinable()) return;
  s.activation->stop();
  std::vector<std::future<void>> closed;
  for (auto& link : s.links) {
    auto promise = std::make_shared<std::promise<void>>();
    closed.push_back(promise->get_future());
    link->stop([promise] { promise->set_value(); });
  }
  const auto deadline = std::chrono::steady_clock::now() + limits::stop_grace;
  for (auto& future : closed) future.wait_until(deadline);
  s.mailbox.put(StopCore{});
  s.core_thread.join();
  s.io.stop();
  s.io_thread.join();
  s.links.clear();
  s.disk.reset();
}

void App::reload_rules() {
  state_->activation->reload(false);
}

const RunningConsole* App::console() const {
  return state_->console ? &*state_->console : nullptr;
}

const std::string& App::bind_code() const {
  return state_->options.bind_code;
}

}  // namespace fenqun::bot
