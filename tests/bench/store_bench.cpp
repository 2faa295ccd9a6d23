// Durable commits a second by batch size: the storage's share of a private message. Each commit is what a usual message
// becomes: its record, the customer's last times and a counter; every fourth gives or renews a tag with its evidence
// and a journal line, every twentieth answers. synchronous=FULL throughout.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <unordered_map>

#include "storage/store.hpp"

namespace {

using namespace fenqun;

constexpr std::int64_t start_ms = 1'763'000'000'000;

// The database goes where the build is: /tmp may be memory.
class Folder {
 public:
  Folder() : path_(std::filesystem::current_path() / ("store_bench." + std::to_string(::getpid()))) {
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

class Traffic {
 public:
  explicit Traffic(std::size_t customers) : revs_(customers, 0) {}

  Commit of(std::size_t customer) {
    ++count_;
    const auto at = from_millis(start_ms + static_cast<std::int64_t>(count_));
    Commit commit;
    commit.who = {"onebot11", "", std::to_string(100'000'000 + customer)};
    commit.expected_rev = revs_[customer]++;
    const EventKey key{"main", std::to_string(start_ms + static_cast<std::int64_t>(count_))};
    commit.event = MessageRecord{key,
                                 commit.who,
                                 {ChatKind::direct, commit.who.user, ""},
                                 Author::customer,
                                 Origin::live,
                                 "text",
                                 "你好,我上周买的耳机有一边没有声音,可以退款吗?单号在这里",
                                 at,
                                 at};
    commit.changes = {Touch{at}, SetName{"顾客" + commit.who.user}, Count{"messages/7d", at, 5}};
    if (count_ % 4 == 0) add_tag(commit, key, at);
    if (count_ % 20 == 0)
      commit.outbox.push_back({0, "main", commit.event->where, Say{"您好,已为您登记", ""}, at, 0, "t"});
    return commit;
  }

 private:
  static void add_tag(Commit& commit, const EventKey& key, Time at) {
    const By by{By::Kind::rule, "refund"};
    Evidence why{"refund", 3, key, {{51, 57, "退款"}}, {{"text has any $退款词", "退款", true}}, ""};
    commit.changes.push_back(AddTag{"需求/退款", {at, at + std::chrono::days(30), Life::timed, false, by, why}});
    commit.journal.push_back({at, by, commit.who, "tag.add", "需求/退款", "30d"});
  }

  std::vector<std::int64_t> revs_;
  std::size_t count_ = 0;
};

std::unique_ptr<storage::Store> opened(const Folder& folder) {
  auto store = storage::open_store(folder.url());
  return store ? std::move(*store) : nullptr;
}

bool preload(storage::Store& store, Traffic& traffic, std::size_t customers) {
  constexpr std::size_t at_once = 5000;
  for (std::size_t first = 0; first < customers; first += at_once) {
    std::vector<Commit> commits;
    for (std::size_t i = first; i < std::min(customers, first + at_once); ++i) commits.push_back(traffic.of(i));
    if (!store.apply(commits)) return false;
  }
  return true;
}

// Arguments: batch size, customers that are in the file and write with equal chance.
void commits(benchmark::State& state) {
  const auto batch = static_cast<std::size_t>(state.range(0));
  const auto customers = static_cast<std::size_t>(state.range(1));
  const Folder folder;
  const auto store = opened(folder);
  Traffic traffic(customers);
  if (store == nullptr || !preload(*store, traffic, customers)) {
    state.SkipWithError("the store does not open or fill");
    return;
  }
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::size_t> pick(0, customers - 1);
  std::vector<Commit> waiting;
  for (auto _ : state) {
    state.PauseTiming();
    waiting.clear();
    for (std::size_t i = 0; i < batch; ++i) waiting.push_back(traffic.of(pick(random)));
    state.ResumeTiming();
    const auto outcomes = store->apply(waiting);
    if (!outcomes || outcomes->front().fate != Fate::applied) {
      state.SkipWithError("a commit was not applied");
      break;
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch));
}
BENCHMARK(commits)->ArgsProduct({{1, 8, 64, 512}, {1000, 200'000}})->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(commits)->Args({512, 1'000'000})->UseRealTime()->Unit(benchmark::kMicrosecond);

// What the core asks when a customer is not in its cache.
void load_unknown(benchmark::State& state) {
  constexpr std::size_t customers = 200'000;
  const Folder folder;
  const auto store = opened(folder);
  Traffic traffic(customers);
  if (store == nullptr || !preload(*store, traffic, customers)) {
    state.SkipWithError("the store does not open or fill");
    return;
  }
  auto reader = store->reader();
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::size_t> pick(0, customers - 1);
  std::vector<CustomerKey> keys(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    for (auto& key : keys) key = {"onebot11", "", std::to_string(100'000'000 + pick(random))};
    benchmark::DoNotOptimize((*reader)->load(keys));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(load_unknown)->Arg(64)->Unit(benchmark::kMicrosecond);

}  // namespace
