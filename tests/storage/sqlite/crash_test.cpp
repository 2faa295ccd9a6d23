// A writer that is killed with SIGKILL at random moments: whatever it was told is stored, is; nothing is doubled; every
// message has its effects. And readers beside a writer, alive or dead.
#include <SQLiteCpp/Database.h>
#include <signal.h>
#include <sys/wait.h>

#include <random>
#include <thread>

#include "tests/storage/make.hpp"

namespace fenqun::storage::testing {
namespace {

constexpr int customers = 20;

// Batches until it is killed: one message and one tag for each customer; after each apply() says so through the pipe.
[[noreturn]] void write_until_killed(const std::string& url, int pipe) {
  auto opened = open_store(url);
  if (!opened) ::_exit(2);
  auto& store = **opened;
  auto reader = store.reader();
  if (!reader) ::_exit(3);
  for (std::int64_t round = load_one(**reader, "0").rev;; ++round) {
    std::vector<Commit> batch;
    for (int i = 0; i < customers; ++i) {
      const auto user = std::to_string(i);
      batch.push_back(message(user, user + "/" + std::to_string(round), round, round, std::string(300, 'x')));
      batch.back().changes.push_back(AddTag{"round " + std::to_string(round % 50), kept(round)});
      batch.back().changes.push_back(Count{"messages", at(round), 10});
    }
    if (!store.apply(batch)) ::_exit(4);
    if (::write(pipe, &round, sizeof round) != sizeof round) ::_exit(5);
  }
}

// Runs the writer for `life`, kills it; the last round that it said was stored, or -1.
std::int64_t run_and_kill(const std::string& url, std::chrono::microseconds life) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(url, ends[1]);
  }
  ::close(ends[1]);
  std::this_thread::sleep_for(life);
  EXPECT_EQ(::kill(child, SIGKILL), 0);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer gave up with " << WEXITSTATUS(status);
  std::int64_t told = -1;
  for (std::int64_t round = 0; ::read(ends[0], &round, sizeof round) == sizeof round;) told = round;
  ::close(ends[0]);
  return told;
}

void expect_whole(Reader& reader, std::int64_t told) {
  std::int64_t rev = -1;
  for (int i = 0; i < customers; ++i) {
    const auto profile = load_one(reader, std::to_string(i));
    if (rev < 0) rev = profile.rev;
    EXPECT_EQ(profile.rev, rev) << "a batch is stored whole";
    EXPECT_EQ(profile.messages, rev);
    EXPECT_EQ(profile.tags.size(), static_cast<std::size_t>(std::min<std::int64_t>(rev, 50)));
    EXPECT_EQ(must(reader.last_messages(profile.key, 10'000)).size(), static_cast<std::size_t>(rev));
  }
  EXPECT_GT(rev, told) << "what was told to be stored is";
  EXPECT_EQ(must(reader.totals()).messages, rev * customers);
}

TEST(SqliteCrash, NothingToldIsLostAndNothingDoubled) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const TestFolder folder;
  { must(open_store(folder.url())); }
  std::int64_t told = -1;
  for (int i = 0; i < 12 && !HasFailure(); ++i) {
    const auto life = std::chrono::microseconds(std::uniform_int_distribution<int>(5'000, 120'000)(random));
    told = std::max(told, run_and_kill(folder.url(), life));
    if (told < 0) continue;
    const auto beside = must(open_reader(folder.url()));  // before any writer has cleaned up
    expect_whole(*beside, told);
    const auto store = must(open_store(folder.url()));
    expect_whole(*must(store->reader()), told);
  }
  EXPECT_GT(told, 0) << "the writer never got to write";
  SQLite::Database database(folder.file());
  EXPECT_EQ(std::string(database.execAndGet("pragma integrity_check").getText()), "ok");
  EXPECT_EQ(database.execAndGet("select count(*) from pragma_foreign_key_check").getInt(), 0);
}

TEST(SqliteReaders, LookAtWholeBatchesBesideAWriter) {
  const TestFolder folder;
  auto store = must(open_store(folder.url()));
  apply_one(*store, message("0", "first", 0));
  const auto reader = must(open_reader(folder.url()));
  std::jthread writer([&](const std::stop_token& stop) {
    for (std::int64_t round = 1; !stop.stop_requested(); ++round) {
      const std::vector<Commit> batch = {message("0", "a" + std::to_string(round), round),
                                         message("1", "b" + std::to_string(round), round - 1)};
      if (!store->apply(batch)) return;
    }
  });
  const std::vector<CustomerKey> keys = {customer("0"), customer("1")};
  std::int64_t newest = 0;
  for (int i = 0; i < 200; ++i) {
    const auto profiles = must(reader->load(keys));
    ASSERT_EQ(profiles.size(), 2u);
    ASSERT_EQ(profiles[0].rev, profiles[1].rev + 1);
    ASSERT_GE(profiles[0].rev, newest);
    newest = profiles[0].rev;
  }
  while (newest < 2) newest = load_one(*reader, "0").rev;
}

TEST(SqliteReaders, AnExportIsOneSnapshot) {
  const TestFolder folder;
  const auto store = must(open_store(folder.url()));
  for (int i = 0; i < 10; ++i) apply_one(*store, message(std::to_string(i), std::to_string(i), 0));
  const auto reader = must(open_reader(folder.url()));
  int seen = 0;
  must(reader->each_customer([&](const Profile& profile) {
    EXPECT_EQ(profile.rev, 1);
    apply_one(*store, message("9", "later " + std::to_string(seen), 1 + seen));
    ++seen;
    return true;
  }));
  EXPECT_EQ(seen, 10);
  EXPECT_EQ(load_one(*reader, "9").rev, 11);
}

}  // namespace
}  // namespace fenqun::storage::testing
