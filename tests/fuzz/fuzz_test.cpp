// The short run: every target over its saved corpus and over random inputs made from it, within a time that hostile
// text may take. FENQUN_FUZZ_RUNS sets how many (default 3,000 a target), FENQUN_SEED repeats a run.
#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <vector>

#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_input = 4096;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const auto* given = std::getenv(name);
  return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

std::vector<std::string> corpus_of(std::string_view target) {
  std::vector<fs::path> paths;
  const auto folder = fs::path(FENQUN_SOURCE_DIR) / "tests/data/fuzz" / target;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> out;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return out;
}

// Of this thread: what other processes do on the machine does not count.
double cpu_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

class Maker {
 public:
  Maker(const std::vector<std::string>& corpus, std::uint64_t seed) : corpus_(corpus), random_(seed) {}

  std::string next() {
    if (number(4) == 0) return noise(number(200));
    auto out = corpus_[number(corpus_.size())];
    for (auto n = 1 + number(6); n > 0; --n) mutate(out);
    if (out.size() > longest_input) out.resize(longest_input);
    return out;
  }

 private:
  std::size_t number(std::size_t below) { return below == 0 ? 0 : random_() % below; }
  std::string noise(std::size_t length) {
    std::string out;
    for (; length > 0; --length) out += static_cast<char>(number(256));
    return out;
  }
  void mutate(std::string& text) {
    const auto at = number(text.size() + 1);
    const auto length = number(std::min<std::size_t>(text.size() - at, 24) + 1);
    switch (number(6)) {
      case 0:
        return void(text.insert(at, noise(1 + number(4))));
      case 1:
        return void(text.erase(at, length));
      case 2:
        return void(text.insert(at, text.substr(at, length)));
      case 3: {
        const auto& other = corpus_[number(corpus_.size())];
        return void(text.insert(at, other.substr(number(other.size() + 1), 1 + number(24))));
      }
      case 4: {
        std::string repeated;
        for (auto n = number(40); n > 0; --n) repeated += text.substr(at, length);
        return void(text.insert(at, repeated));
      }
      default:
        if (at < text.size()) text[at] = static_cast<char>(number(256));
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
};

class Fuzz : public testing::TestWithParam<Target> {};

TEST_P(Fuzz, HoldsForTheCorpusAndWhatBecomesOfIt) {
  const auto& target = GetParam();
  const auto corpus = corpus_of(target.name);
  ASSERT_GE(corpus.size(), 5U);
  for (const auto& input : corpus) target.run(input);
  const auto seed = number_from("FENQUN_SEED", std::random_device{}());
  const auto runs = number_from("FENQUN_FUZZ_RUNS", 3000);
  std::cout << target.name << ": FENQUN_SEED=" << seed << " FENQUN_FUZZ_RUNS=" << runs << std::endl;
  Maker maker(corpus, seed);
  double slowest = 0;
  for (std::uint64_t i = 0; i < runs; ++i) {
    const auto input = maker.next();
    const auto begin = cpu_milliseconds();
    target.run(input);
    slowest = std::max(slowest, cpu_milliseconds() - begin);
  }
  std::cout << target.name << ": slowest input " << slowest << " ms of processor time" << std::endl;
}

INSTANTIATE_TEST_SUITE_P(Targets, Fuzz, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace fenqun::fuzz
