// What a tick costs when time alone is due: a whole core with a store on disk and a virtual clock, customers whose tags
// end at times spread over a month, always so many due at once. The cost has to follow who is due, not how many there
// are: compare the rows.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <thread>

#include "bot/core.hpp"

namespace {

using namespace fenqun;
using namespace fenqun::bot;

constexpr std::int64_t start_ms = 1'767'225'600'000;
constexpr std::int64_t month_ms = 30LL * 24 * 3600 * 1000;
constexpr std::size_t due_at_once = 1000;
constexpr int ticks = 8;

class BenchClock final : public Clock {
 public:
  Time now() const override { return from_millis(now_.load()); }
  void set(Time t) { now_ = to_millis(t); }

 private:
  std::atomic<std::int64_t> now_{start_ms};
};

// The database goes where the build is: /tmp may be memory.
class Folder {
 public:
  Folder() : path_(std::filesystem::current_path() / ("due_bench." + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string url() const { return "sqlite:" + (path_ / "bench.db").string(); }

 private:
  std::filesystem::path path_;
};

// Every customer has one tag, whose end is spread evenly over the month, in no order of the rows. Answers the ends,
// rising.
std::vector<Time> fill(storage::Store& store, std::size_t customers) {
  std::vector<Time> ends(customers);
  const auto step = month_ms / static_cast<std::int64_t>(customers);
  for (std::size_t i = 0; i < customers; ++i) {
    ends[i] = from_millis(start_ms + 1000 + step * static_cast<std::int64_t>(i));
  }
  auto shuffled = ends;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(7));
  std::vector<Commit> commits;
  for (std::size_t i = 0; i < customers; ++i) {
    auto& commit = commits.emplace_back();
    commit.who = {"onebot11", "", std::to_string(100'000'000 + i)};
    const auto seen = from_millis(start_ms - 1000);
    const TagState state{seen, shuffled[i], Life::timed, false, {By::Kind::rule, "refund"}, {}};
    commit.changes = {Touch{seen}, SetReach{{"main", {ChatKind::direct, commit.who.user, {}}}},
                      AddTag{"需求/退款", state}, LookAgain{shuffled[i]}};
    if (commits.size() < 5000 && i + 1 < customers) continue;
    if (!store.apply(commits)) return {};
    commits.clear();
  }
  return ends;
}

class RunningCore {
 public:
  explicit RunningCore(std::unique_ptr<storage::Store> store) {
    const rules::Source source{
        "bench.toml", "[[rule]]\nid = \"refund\"\nwhen = 'text has 退款'\nthen = [\"tag 需求/退款 for 30d\"]\n"};
    auto compiled = rules::compile(std::span(&source, 1));
    core_reader_ = std::move(store->reader().value());
    reader_ = std::move(store->reader().value());
    disk_ = std::make_unique<StoreThread>(std::move(store),
                                          [this](StoreAnswer answer) { mailbox_.put(std::move(answer)); });
    core_ = std::make_unique<Core>(Core::Parts{clock_,
                                               mailbox_,
                                               *core_reader_,
                                               [this](StoreJob job) { disk_->post(std::move(job)); },
                                               compiled.rules,
                                               {},
                                               {}});
    thread_ = std::thread([this] { core_->run(); });
  }
  ~RunningCore() {
    mailbox_.put(StopCore{});
    thread_.join();
  }
  RunningCore(const RunningCore&) = delete;
  RunningCore& operator=(const RunningCore&) = delete;

  // Until everybody who is due by then is written.
  void move_to(Time now) {
    clock_.set(now);
    mailbox_.put(CoreInput(adapters::Inbound(adapters::LinkStatus{})));  // any input makes the core look at the clock
    while (true) {
      const auto next = reader_->next_due();
      if (!next || !*next || **next > now) return;
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  }

 private:
  BenchClock clock_;
  CoreMailbox mailbox_{1024};
  std::unique_ptr<storage::Reader> core_reader_;
  std::unique_ptr<storage::Reader> reader_;
  std::unique_ptr<StoreThread> disk_;
  std::unique_ptr<Core> core_;
  std::thread thread_;
};

// Argument: customers in the file.
void tick(benchmark::State& state) {
  const Folder folder;
  auto store = storage::open_store(folder.url());
  const auto ends = store ? fill(**store, static_cast<std::size_t>(state.range(0))) : std::vector<Time>();
  if (ends.empty()) {
    state.SkipWithError("the store does not open or fill");
    return;
  }
  RunningCore core(std::move(*store));
  std::size_t next = due_at_once;
  for (auto _ : state) {
    const auto before = std::chrono::steady_clock::now();
    core.move_to(ends[next - 1]);
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
    next += due_at_once;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(due_at_once));
}
BENCHMARK(tick)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Iterations(ticks)->UseManualTime()->Unit(
    benchmark::kMillisecond);

}  // namespace
