#include "bench.hpp"

#include <stdexcept>

namespace fenqun::bot::testing {

std::shared_ptr<const rules::RuleSet> CoreBench::compiled(const std::string& rules_text) {
  const rules::Source source{"test.toml", rules_text};
  auto compiled = rules::compile(std::span(&source, 1));
  if (!compiled.rules) throw std::runtime_error(compiled.problems.front().line(Language::en));
  return compiled.rules;
}

CoreBench::CoreBench(const std::string& rules_text, const std::string& store_url, std::optional<Time> begin) {
  if (begin) clock.set(*begin);
  auto store = std::move(storage::open_store(store_url).value());
  core_reader_ = store->reader().value();
  reader_ = store->reader().value();
  disk_ = std::make_unique<StoreThread>(std::make_unique<FaultyStore>(std::move(store), store_failures),
                                        [this](StoreAnswer answer) { mailbox.put(std::move(answer)); });
  LinkPort port;
  port.account = "main";
  port.platform = "onebot11";
  port.timezone = "Asia/Shanghai";
  port.settle = [this](std::vector<std::pair<adapters::Ack, Fate>> fates) {
    const std::lock_guard lock(mutex);
    acks.insert(acks.end(), fates.begin(), fates.end());
  };
  port.send = [this](std::vector<OutboxItem> items) {
    const std::lock_guard lock(mutex);
    sent.insert(sent.end(), items.begin(), items.end());
  };
  WebhookPort hook;
  hook.name = "crm";
  hook.send = [this](std::vector<OutboxItem> items) {
    const std::lock_guard lock(mutex);
    called.insert(called.end(), items.begin(), items.end());
  };
  CoreSettings settings;
  settings.publish = [this](const std::shared_ptr<const rules::RuleSet>&) {
    const std::lock_guard lock(mutex);
    ++in_force_;
  };
  settings.owners = {{"onebot11", "", "10001"}};
  settings.prefixes = {"/"};
  settings.bind_code = "123456";
  settings.report = [this](const std::string& line) {
    const std::lock_guard lock(mutex);
    told.push_back(line);
  };
  core_ = std::make_unique<Core>(Core::Parts{clock,
                                             mailbox,
                                             *core_reader_,
                                             [this](StoreJob job) { disk_->post(std::move(job)); },
                                             compiled(rules_text),
                                             {std::move(port)},
                                             std::move(settings),
                                             {std::move(hook)}});
  thread_ = std::thread([this] { core_->run(); });
}

CoreBench::~CoreBench() {
  mailbox.put(StopCore{});
  thread_.join();
}

Event CoreBench::say(const std::string& user, const std::string& text, int second, const std::string& id) {
  Event event;
  event.key = {"main", id.empty() ? "m" + std::to_string(next_id_++) : id};
  event.who = {"onebot11", "", user};
  event.name = "顾客" + user;
  event.where = {ChatKind::direct, user, {}};
  event.sent_at = event.seen_at = from_millis(1'767'225'600'000 + second * 1000LL);
  Text words;
  words.text = text;
  event.payload = std::move(words);
  return event;
}

void CoreBench::deliver(Event event, adapters::Ack ack) {
  CoreInput input = adapters::Inbound(adapters::Delivered{0, ack, std::move(event)});
  while (!mailbox.try_put(input)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void CoreBench::ready(bool yes) {
  adapters::LinkStatus status;
  status.phase = yes ? adapters::Phase::ready : adapters::Phase::dialing;
  CoreInput input = adapters::Inbound(std::move(status));
  mailbox.try_put(input);
}

void CoreBench::use(const std::string& rules_text) {
  int before = 0;
  {
    const std::lock_guard lock(mutex);
    before = in_force_;
  }
  mailbox.put(UseRules{compiled(rules_text), rules_text});
  if (!wait_for([&] { return in_force_ > before; })) throw std::runtime_error("the rules did not come into force");
}

void CoreBench::move_to(Time now) {
  clock.set(now);
  // Any input makes the core look at the clock; who is due has a later look when their write is done.
  for (int i = 0; i < 10'000; ++i) {
    ready();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto next = reader_->next_due().value();
    if (!next || *next > now) return;
  }
  throw std::runtime_error("somebody stays due");
}

Time CoreBench::next_look(const std::string& user) {
  return profile(user).look_again_at.value_or(Time::max());
}

void CoreBench::settle(std::int64_t item, SendResult result, Time retry_at) {
  CoreInput input = adapters::Inbound(adapters::Settled{0, {item, result, "", {}, retry_at}, ""});
  mailbox.try_put(input);
}

bool CoreBench::wait_for(const std::function<bool()>& condition) {
  for (int i = 0; i < 10'000; ++i) {
    {
      const std::lock_guard lock(mutex);
      if (condition()) return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

bool CoreBench::wait_acks(std::size_t count) {
  return wait_for([&] { return acks.size() >= count; });
}
bool CoreBench::wait_sent(std::size_t count) {
  return wait_for([&] { return sent.size() >= count; });
}

Profile CoreBench::profile(const std::string& user) {
  const CustomerKey key{"onebot11", "", user};
  return reader_->load(std::span(&key, 1)).value().front();
}

Directory CoreBench::directory() {
  return reader_->directory().value();
}

std::vector<std::string> CoreBench::texts_sent() {
  const std::lock_guard lock(mutex);
  std::vector<std::string> out;
  for (const auto& item : sent) out.push_back(std::get<Say>(item.body).text);
  return out;
}

}  // namespace fenqun::bot::testing
