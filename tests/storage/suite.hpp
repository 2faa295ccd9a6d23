// The fixture of the one suite that every store must pass; each test runs once per URL scheme.
#pragma once

#include "tests/storage/make.hpp"

namespace fenqun::storage::testing {

class EveryStore : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    store = must(open_store(GetParam() == "memory" ? "memory:" : folder.url()));
    ASSERT_NE(store, nullptr);
    reader = must(store->reader());
    ASSERT_NE(reader, nullptr);
  }

  Outcome apply(const Commit& commit) { return apply_one(*store, commit); }
  Profile load(const std::string& user) { return load_one(*reader, user); }
  Directory directory() { return must(reader->directory()); }

  TestFolder folder;
  std::unique_ptr<Store> store;
  std::unique_ptr<Reader> reader;
};

}  // namespace fenqun::storage::testing
