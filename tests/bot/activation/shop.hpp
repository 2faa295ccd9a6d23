// A core with a store on disk, rule files and the activation in front of it, as App puts them together, with a link
// made of plain functions.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "bot/activation.hpp"
#include "bot/app/system.hpp"
#include "bot/core.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::test {

class Shop {
 public:
  explicit Shop(const std::string& rules_text) {
    folder.write("rules.toml", rules_text);
    begin();
  }
  ~Shop() { end(); }
  Shop(const Shop&) = delete;

  std::string url() const { return "sqlite:" + folder.path("a.db"); }

  void begin() {
    auto store = std::move(storage::open_store(url()).value());
    core_reader_ = store->reader().value();
    auto loaded = bot::load_rules(std::vector<std::string>{folder.path("rules.toml")});
    const auto rev = store->activate_ruleset({0, loaded.compiled.rules->digest, loaded.sources, clock.now()});
    auto rules = std::make_shared<rules::RuleSet>(*loaded.compiled.rules);
    rules->rev = rev.value();
    in_force.set(rules);
    disk_ = std::make_unique<bot::StoreThread>(std::move(store),
                                               [this](bot::StoreAnswer answer) { mailbox->put(std::move(answer)); });
    core_ = std::make_unique<bot::Core>(bot::Core::Parts{
        .clock = clock,
        .mailbox = *mailbox,
        .reader = *core_reader_,
        .store = [this](bot::StoreJob job) { disk_->post(std::move(job)); },
        .rules = rules,
        .links = {{"main", "onebot11", "Asia/Shanghai",
                   [this](std::vector<std::pair<adapters::Ack, Fate>> fates) { take(fates); },
                   [this](std::vector<OutboxItem> items) { send(std::move(items)); }}},
        .settings = {.language = Language::en,
                     .owners = {{"onebot11", "", "9"}},
                     .prefixes = {"/"},
                     .bind_code = {},
                     .watch = {},
                     .publish = [this](std::shared_ptr<const rules::RuleSet> set) { in_force.set(std::move(set)); },
                     .report = [this](const std::string& line) { tell(line); },
                     .order_rules = [this](bot::RuleOrder order) { activation->order(std::move(order)); }},
    });
    activation = std::make_unique<bot::Activation>(bot::Activation::Parts{
        .clock = clock,
        .mailbox = *mailbox,
        .load = [this] { return bot::load_rules(std::vector<std::string>{folder.path("rules.toml")}); },
        .reader = [this] { return storage::open_reader(url()); },
        .in_force = [this] { return in_force.get(); },
        .zones = {},
        .language = Language::en,
        .report = [this](const std::string& line) { tell(line); },
    });
    adapters::LinkStatus ready;
    ready.link = 0;
    ready.phase = adapters::Phase::ready;
    thread_ = std::thread([this] { core_->run(); });
    put(adapters::Inbound(ready));
  }

  void end() {
    if (!thread_.joinable()) return;
    activation->stop();
    mailbox->put(bot::StopCore{});
    thread_.join();
    activation.reset();
    core_.reset();
    disk_.reset();
    core_reader_.reset();
    mailbox = std::make_unique<bot::CoreMailbox>(8192);
  }

  void say(const std::string& user, const std::string& text, adapters::Ack ack = 0) {
    Event event;
    const auto id = next_id_++;
    event.key = {"main", "m" + std::to_string(id)};
    event.who = {"onebot11", "", user};
    event.where = {ChatKind::direct, user, {}};
    event.sent_at = event.seen_at = clock.now();
    event.payload.emplace<Text>().text = text;
    adapters::Delivered delivered;
    delivered.link = 0;
    delivered.ack = ack != 0 ? ack : static_cast<adapters::Ack>(id + 1);
    delivered.event = std::move(event);
    put(adapters::Inbound(std::move(delivered)));
  }

  // False after twenty seconds.
  template <typename Condition>
  bool wait_for(Condition condition) {
    std::unique_lock lock(mutex);
    return changed_.wait_for(lock, std::chrono::seconds(20), condition);
  }
  bool wait_acks(std::size_t count) {
    return wait_for([&] { return acks >= count; });
  }
  // The newest text that was sent and holds `part`; empty after twenty seconds.
  std::string wait_sent(const std::string& part) {
    std::string found;
    wait_for([&] {
      for (const auto& text : sent) {
        if (text.find(part) != std::string::npos) found = text;
      }
      return !found.empty();
    });
    return found;
  }
  bool wait_told(const std::string& part) {
    return wait_for([&] {
      for (const auto& line : told) {
        if (line.find(part) != std::string::npos) return true;
      }
      return false;
    });
  }

  Profile stored(const std::string& user) {
    const CustomerKey key{"onebot11", "", user};
    return storage::open_reader(url()).value()->load(std::span(&key, 1)).value().front();
  }

  Folder folder;
  bot::SystemClock clock;
  bot::Published<std::shared_ptr<const rules::RuleSet>> in_force;
  std::unique_ptr<bot::CoreMailbox> mailbox = std::make_unique<bot::CoreMailbox>(8192);
  std::unique_ptr<bot::Activation> activation;
  std::mutex mutex;
  std::size_t acks = 0;           // guarded by mutex, like what follows
  std::vector<std::string> sent;  // texts
  std::vector<std::string> told;  // lines for the operator
  std::function<void(const std::vector<std::pair<adapters::Ack, Fate>>&)> on_acks;

 private:
  void put(bot::CoreInput input) {
    while (!mailbox->try_put(input)) std::this_thread::yield();
  }
  void take(const std::vector<std::pair<adapters::Ack, Fate>>& fates) {
    const std::lock_guard lock(mutex);
    acks += fates.size();
    if (on_acks) on_acks(fates);
    changed_.notify_all();
  }
  void send(std::vector<OutboxItem> items) {
    const std::lock_guard lock(mutex);
    for (const auto& item : items) {
      if (const auto* say = std::get_if<Say>(&item.body)) sent.push_back(say->text);
    }
    changed_.notify_all();
  }
  void tell(const std::string& line) {
    const std::lock_guard lock(mutex);
    told.push_back(line);
    changed_.notify_all();
  }

  std::unique_ptr<storage::Reader> core_reader_;
  std::unique_ptr<bot::StoreThread> disk_;
  std::unique_ptr<bot::Core> core_;
  std::condition_variable changed_;
  std::thread thread_;
  std::size_t next_id_ = 0;
};

}  // namespace fenqun::test
