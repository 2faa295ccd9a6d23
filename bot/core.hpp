// The one loop that decides. Owns the profiles at hand, the directory, the rule set in force and the outbox; runs on
// the core thread and waits for exactly two things: its mailbox, and reads of the store. This file is the loop; what it
// does with each thing stands in core/: intake (events and commands), writing (batches and their fates), time (who is
// due).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

#include "adapters/connection.hpp"
#include "bot/commands/commands.hpp"
#include "bot/core/pending.hpp"
#include "bot/core/profile_cache.hpp"
#include "bot/decide.hpp"
#include "bot/mailbox.hpp"
#include "bot/outbox.hpp"
#include "bot/store_thread.hpp"
#include "rules/ruleset.hpp"
#include "storage/store.hpp"

namespace fenqun::bot {

// What came of UseRules: the set in force now, or why it is not the new one. The set that was in force before is handed
// over, because freeing a large one takes long.
struct InForce {
  Result<std::shared_ptr<const rules::RuleSet>> now;
  std::shared_ptr<const rules::RuleSet> before;
};
struct UseRules {  // a compiled set, to be stored and then in force
  std::shared_ptr<const rules::RuleSet> rules;
  std::string sources;
  std::optional<std::int64_t> seen_rev = {};  // refused when another revision is in force; nothing: whatever is
  std::function<void(InForce)> done = {};     // called on the core thread; may be empty
};
// Customers' histories decided again, to be written between messages. `again`: customers who have moved on meanwhile.
struct RedecideSlice {
  std::vector<Commit> commits;
  std::function<void(std::vector<CustomerKey> again)> done;  // called on the core thread when the others are written
};
struct Announce {  // the answer to a command that took long
  std::string account;
  Chat to;
  std::string text;
};
struct KeepFact {  // a small fact that survives a restart
  std::string key;
  std::string value;
};
struct StopCore {};  // links are closed: write what there is, then return from run()
using CoreInput = std::variant<adapters::Inbound, StoreAnswer, UseRules, RedecideSlice, Announce, KeepFact, StopCore>;
using CoreMailbox = Mailbox<CoreInput>;

// One account's link, as the core speaks to it.
struct LinkPort {
  std::string account;
  std::string platform;
  std::string timezone;
  std::function<void(std::vector<std::pair<adapters::Ack, Fate>>)> settle;
  std::function<void(std::vector<OutboxItem>)> send;
};

// One [webhook.NAME] of the configuration.
struct WebhookPort {
  std::string name;
  std::function<void(std::vector<OutboxItem>)> send;
};

// Something that has become true, for who watches (the demo's terminal). The profile is as it was after it.
struct Happened {
  const Event* event = nullptr;
  const Commit* commit = nullptr;
  const Profile* profile = nullptr;  // null for commands and the directory
};

struct CoreSettings {
  Language language = Language::zh;
  std::vector<CustomerKey> owners;
  std::vector<std::string> prefixes;
  std::string bind_code;
  std::function<void(const Happened&)> watch;                          // may be empty; called on the core thread
  std::function<void(std::shared_ptr<const rules::RuleSet>)> publish;  // the set in force; may be empty
  std::function<void(const std::string& line)> report;                 // one line for the operator, rare
  std::function<void(const RuleOrder&)> order_rules;                   // see bot/activation.hpp; may be empty
};

class Core {
 public:
  struct Parts {
    const Clock& clock;
    CoreMailbox& mailbox;
    storage::Reader& reader;
    std::function<void(StoreJob)> store;
    std::shared_ptr<const rules::RuleSet> rules;
    std::vector<LinkPort> links;  // position = LinkId
    CoreSettings settings;
    std::vector<WebhookPort> webhooks = {};
  };
  explicit Core(Parts parts);

  // Returns after StopCore, when everything that was taken in is written.
  void run();

 private:
  // ---- the loop (core.cpp)
  void take_in(CoreInput& input);
  void take_in(adapters::Inbound& inbound);
  std::optional<std::chrono::steady_clock::time_point> deadline() const;
  bool done() const;
  std::size_t room() const;

  // ---- intake (core/intake.cpp)
  void load_unknown(std::span<CoreInput> inputs);
  Result<Profile*> profile_of(const CustomerKey& key);
  void decide_again();
  void decide(Pending pending);
  void decide_event(Pending pending);
  void rename_seen(const adapters::ChatSeen& seen, adapters::LinkId link);
  void write_down(Pending pending);

  // ---- commands (core/command.cpp)
  bool commanded(const Event& event) const;
  void decide_command(Pending pending);
  std::optional<Role> role_of(const CustomerKey& who) const;
  Result<Profile> profile_with_reasons(const CustomerKey& key);
  StatusView status_view() const;
  std::vector<std::string> try_text(const std::string& text);
  std::vector<rules::Gap> why_not(const Profile& profile, const rules::Rule& rule);
  std::vector<Commit> one_by_customer(std::vector<Commit> commits, const Event& event) const;

  // ---- writing (core/writing.cpp)
  void start_write();
  void on_answer(StoreAnswer& answer);
  void on_written(Written& written);
  void on_write_failed(Written& written, const Problem& problem);
  void finish(Pending& pending, std::span<const Outcome> outcomes);
  void withdraw(std::vector<Pending> pendings);
  void reload_directory();
  void store_failed(const Problem& problem);

  // ---- rule sets (core/activate.cpp)
  void use_rules(UseRules use);
  void put_in_force(std::int64_t rev);
  void not_in_force(const Problem& problem);
  void next_activation();
  void refresh_enabled();
  void define_missing();
  void redecide(RedecideSlice slice);
  void redecided(const Pending& pending, bool written);
  void slice_done();
  void announce(Announce announce);

  // ---- time (core/time.cpp)
  void look_at_due();
  void load_outbox(std::int64_t from, std::size_t most);
  void hand_out(OutboxItem item);
  bool load_due(std::span<const CustomerKey> due);

  void report(const Bilingual& text, const Args& args = {}) const;
  void report_link(const LinkPort& port, const adapters::LinkStatus& status);
  const LinkPort* link(adapters::LinkId id) const;

  const Clock& clock_;
  CoreMailbox& mailbox_;
  storage::Reader& reader_;
  std::function<void(StoreJob)> store_;
  std::shared_ptr<const rules::RuleSet> rules_;
  rules::Enabled enabled_;
  std::vector<LinkPort> links_;
  std::vector<adapters::LinkStatus> link_status_;
  std::vector<std::string> link_told_;  // the state of each link that the operator was told last
  CoreSettings settings_;

  ProfileCache profiles_;
  Directory directory_;
  Zones zones_;
  Outbox outbox_;
  rules::Scratch scratch_;
  Decision decision_;
  std::shared_ptr<CommandSession> session_;

  WriteJob forming_;          // decided, not yet handed to the disk thread
  bool writing_ = false;      // one job at a time; the next one forms meanwhile
  std::deque<Pending> redo_;  // to be decided again, before anything newer
  std::size_t quiet_in_flight_ = 0;
  std::optional<Time> next_due_;
  std::deque<UseRules> activating_;  // the first is with the disk thread, or next
  RedecideSlice slice_;              // the one at hand
  std::vector<CustomerKey> slice_again_;
  std::size_t slice_in_flight_ = 0;

  bool store_down_ = false;
  std::string store_detail_;
  Millis store_wait_{0};
  std::optional<Time> reopen_at_;

  bool stopping_ = false;
  Time started_;
  std::uint64_t received_ = 0, applied_ = 0, duplicate_ = 0, quarantined_ = 0;
};

// The tags and groups that the rules speak of and the directory does not know yet, as changes that define them.
std::vector<Change> missing_definitions(const rules::RuleSet& rules, const Directory& directory);

}  // namespace fenqun::bot
