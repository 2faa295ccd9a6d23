// One scan for all words beside a loop of find() over the same words and beside vectorscan, in one run.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "rules/matcher.hpp"
#include "tests/bench/beside.hpp"
#include "tests/bench/corpus/maker.hpp"
#include "tests/bench/vectorscan.hpp"

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

void matcher(benchmark::State& state) {
  const auto patterns = words(state.range(0));
  const auto built = Matcher::build(patterns);
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  for (auto _ : state) {
    hits.clear();
    (*built)->scan(message, scratch, hits);
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

void matcher_with_expressions(benchmark::State& state) {
  auto patterns = words(state.range(0));
  for (int i = 0; i < 20; ++i) patterns.push_back({"第" + std::to_string(i) + ".{0,5}款", true});
  const auto built = Matcher::build(patterns);
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  for (auto _ : state) {
    hits.clear();
    (*built)->scan(message, scratch, hits);
    benchmark::DoNotOptimize(hits.data());
  }
}

void compile(benchmark::State& state) {
  const auto patterns = words(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(Matcher::build(patterns));
}

BENCHMARK(matcher)->RangeMultiplier(10)->Range(100, 100'000);
BENCHMARK(naive_find)->RangeMultiplier(10)->Range(100, 100'000);
BENCHMARK(matcher_with_expressions)->Arg(1000);
BENCHMARK(compile)->RangeMultiplier(10)->Range(1000, 100'000)->Unit(benchmark::kMillisecond)->Iterations(1);

// Messages of another shop, so that they hold the words by chance only; and one of the words in this share of them.
std::vector<std::string> talk(const std::vector<std::string>& words, double share) {
  std::mt19937 random(7);
  std::vector<std::string> out;
  for (const auto& made : fenqun::bench::make_corpus({.rules = 100, .lines = 3000, .seed = 99}).messages) {
    out.push_back(made.text);
    if (random() % 1000 < static_cast<unsigned>(share * 1000)) out.back() += words[random() % words.size()];
  }
  return out;
}

double share_with_hits(const fenqun::bench::Vectorscan& vectorscan, const std::vector<std::string>& texts) {
  const auto hit =
      std::count_if(texts.begin(), texts.end(), [&](const auto& text) { return vectorscan.scan(text) > 0; });
  return static_cast<double>(hit) / static_cast<double>(texts.size());
}

void compare(std::size_t count, double share) {
  std::vector<std::string> words;
  for (const auto& rule : fenqun::bench::make_corpus({.rules = count, .lines = 1}).rules) words.push_back(rule.keyword);
  const std::vector<Pattern> patterns = [&] {
    std::vector<Pattern> out;
    for (const auto& word : words) out.push_back({word});
    return out;
  }();
  auto begun = std::chrono::steady_clock::now();
  const auto built = Matcher::build(patterns);
  const double build_ours = fenqun::bench::seconds_since(begun);
  begun = std::chrono::steady_clock::now();
  const fenqun::bench::Vectorscan vectorscan(words);
  const double build_theirs = fenqun::bench::seconds_since(begun);
  const auto texts = talk(words, share);
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  const auto ours = [&](std::size_t i) {
    hits.clear();
    (*built)->scan(texts[i], scratch, hits);
  };
  const auto theirs = [&](std::size_t i) { benchmark::DoNotOptimize(vectorscan.scan(texts[i])); };
  const std::vector<fenqun::bench::Pass> ways{{texts.size(), ours}, {texts.size(), theirs}};
  const auto warm = fenqun::bench::beside(ways), cold = fenqun::bench::beside_cold(ways);
  std::printf("%7zu  %4.0f %%  %6.0f %6.0f  %.2f  %7.0f %7.0f  %.2f  %8.1f %8.1f  %.3f\n", count,
              100 * share_with_hits(vectorscan, texts), warm[0], warm[1], warm[0] / warm[1], cold[0], cold[1],
              cold[0] / cold[1], build_ours * 1e3, build_theirs * 1e3, build_ours / build_theirs);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  std::printf(
      "\nBeside vectorscan: messages of 10 to 60 characters, ns each; cold: other data in the caches before each\n");
  std::printf("  words    hit       warm      ratio        cold       ratio       build, ms      ratio\n");
  for (const double share : {0.0, 0.1, 0.3}) {
    for (const std::size_t count : {100, 1000, 10'000, 100'000}) compare(count, share);
  }
}
