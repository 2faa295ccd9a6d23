// Small commits and folders for the tests of storage.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "storage/store.hpp"

namespace fenqun::storage::testing {

inline constexpr std::int64_t first_ms = 1'763'000'000'000;

inline Time at(std::int64_t seconds) {
  return from_millis(first_ms + seconds * 1000);
}
inline CustomerKey customer(const std::string& user) {
  return {"onebot11", "", user};
}
inline By by_rule(const std::string& id) {
  return {By::Kind::rule, id};
}

// A folder that goes with the test.
class TestFolder {
 public:
  TestFolder() {
    static int made = 0;
    const auto name = "fenqun_storage." + std::to_string(::getpid()) + "." + std::to_string(++made);
    path_ = std::filesystem::temp_directory_path() / name;
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  std::string file(const std::string& name = "fenqun.db") const { return (path_ / name).string(); }
  std::string url() const { return "sqlite:" + file(); }

 private:
  std::filesystem::path path_;
};

// A text message of the customer, `id` its native id; the customer's revision must be `rev`.
inline Commit message(const std::string& user, const std::string& id, std::int64_t rev, std::int64_t seconds = 0,
                      std::string text = "你好") {
  Commit commit;
  commit.who = customer(user);
  commit.expected_rev = rev;
  commit.event = MessageRecord{{"main", id},     commit.who,   {ChatKind::direct, user, ""},
                               Author::customer, Origin::live, "text",
                               std::move(text),  at(seconds),  at(seconds)};
  commit.changes.push_back(Touch{at(seconds)});
  return commit;
}

// A change without a message.
template <typename... Changes>
Commit action(const std::string& user, std::int64_t rev, Changes... changes) {
  Commit commit;
  if (!user.empty()) commit.who = customer(user);
  commit.expected_rev = rev;
  (commit.changes.push_back(std::move(changes)), ...);
  return commit;
}

inline TagState kept(std::int64_t seconds = 0) {
  return {at(seconds), std::nullopt, Life::kept, false, by_rule("refund"), {}};
}

// A query, condition by condition.
struct Ask : CustomerQuery {
  Ask& name(std::string_view prefix) { return set(CustomerQuery::name, prefix); }
  Ask& exactly(std::string_view wanted) {
    exact_name = true;
    return set(CustomerQuery::name, wanted);
  }
  Ask& user(std::string_view id) { return set(CustomerQuery::user, id); }
  Ask& tag(std::string_view wanted) { return set(CustomerQuery::tag, wanted); }
  Ask& group(std::string_view wanted) { return set(CustomerQuery::group, wanted); }
  Ask& seen(std::optional<Time> from, std::optional<Time> before) {
    seen_after = from;
    seen_before = before;
    return *this;
  }
  Ask& page(std::size_t first, std::size_t size) {
    offset = first;
    limit = size;
    return *this;
  }

 private:
  Ask& set(std::optional<std::string>& field, std::string_view value) {
    field = std::string(value);
    return *this;
  }
};

template <typename T>
T must(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().line(Language::en);
    return T();
  }
  return std::move(*result);
}
inline void must(const Result<void>& result) {
  if (!result) ADD_FAILURE() << result.error().line(Language::en);
}
template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? std::string("no problem") : result.error().code();
}

inline Outcome apply_one(Store& store, const Commit& commit) {
  const auto outcomes = must(store.apply({&commit, 1}));
  return outcomes.empty() ? Outcome{} : outcomes.front();
}

inline Profile load_one(Reader& reader, const std::string& user) {
  const auto key = customer(user);
  const auto profiles = must(reader.load({&key, 1}));
  return profiles.empty() ? Profile{} : profiles.front();
}

}  // namespace fenqun::storage::testing
