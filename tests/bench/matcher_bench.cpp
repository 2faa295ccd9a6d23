// One scan for all words beside a loop of find() over the same words, in one run.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "rules/matcher.hpp"

namespace {

using fenqun::rules::Hit;
using fenqun::rules::Matcher;
using fenqun::rules::Pattern;

constexpr std::string_view message = "上周买的手机到现在还没有发货,请帮我催一下物流,要是今天不发我就申请退款了";

std::string ideograph(std::mt19937& random) {
  const auto c = 0x4E00U + random() % 3000;
  return {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
          static_cast<char>(0x80 | (c & 0x3F))};
}

// Words of two to four characters; three of them are in the message.
std::vector<Pattern> words(std::int64_t count) {
  std::mt19937 random(20240501);
  std::vector<Pattern> patterns{{"退款"}, {"物流"}, {"没有发货"}};
  while (static_cast<std::int64_t>(patterns.size()) < count) {
    std::string word;
    for (auto left = 2 + random() % 3; left > 0; --left) word += ideograph(random);
    patterns.push_back({word});
  }
  return patterns;
}

void vectorscan(benchmark::State& state) {
  const auto patterns = words(state.range(0));
  const auto matcher = Matcher::build(patterns);
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  for (auto _ : state) {
    hits.clear();
    (*matcher)->scan(message, scratch, hits);
    benchmark::DoNotOptimize(hits.data());
  }
  state.counters["hits"] = static_cast<double>(hits.size());
}

void naive_find(benchmark::State& state) {
  const auto patterns = words(state.range(0));
  std::vector<Hit> hits;
  for (auto _ : state) {
    hits.clear();
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
      const auto at = message.find(patterns[i].text);
      if (at != std::string_view::npos) hits.push_back({i, static_cast<std::uint32_t>(at), 0});
    }
    benchmark::DoNotOptimize(hits.data());
  }
  state.counters["hits"] = static_cast<double>(hits.size());
}

void vectorscan_with_expressions(benchmark::State& state) {
  auto patterns = words(state.range(0));
  for (int i = 0; i < 20; ++i) patterns.push_back({"第" + std::to_string(i) + ".{0,5}款", true});
  const auto matcher = Matcher::build(patterns);
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  for (auto _ : state) {
    hits.clear();
    (*matcher)->scan(message, scratch, hits);
    benchmark::DoNotOptimize(hits.data());
  }
}

void compile(benchmark::State& state) {
  const auto patterns = words(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(Matcher::build(patterns));
}

BENCHMARK(vectorscan)->RangeMultiplier(10)->Range(100, 100'000);
BENCHMARK(naive_find)->RangeMultiplier(10)->Range(100, 100'000);
BENCHMARK(vectorscan_with_expressions)->Arg(1000);
BENCHMARK(compile)->RangeMultiplier(10)->Range(1000, 100'000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
