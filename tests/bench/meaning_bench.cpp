// What meaning adds to a message of 40 Chinese characters: reading it once, and judging one occurrence.
#include <benchmark/benchmark.h>

#include <string>

#include "rules/meaning.hpp"

namespace fenqun::rules {
namespace {

constexpr std::string_view without_cues = "昨天晚上收到了两件白色衬衫和三双袜子,包装完整颜色鲜艳,今早洗过一次晾干熨平";
constexpr std::string_view with_cues = "我不想换货了,如果可以请直接退款,客服说三天到账,怎么到现在还没有收到退款呢?";
constexpr std::string_view english =
    "i don't want an exchange, why haven't i received my refund yet? the agent said 3 days";

void read_and_judge(benchmark::State& state, std::string_view text, std::string_view word) {
  const auto& meaning = Meaning::built_in();
  Folded folded;
  fold(text, folded);
  Meaning::Reading reading;
  const auto at = static_cast<std::uint32_t>(std::min(folded.text.find(word), folded.text.size() - word.size()));
  for (auto _ : state) {
    meaning.read(folded, text, reading);
    benchmark::DoNotOptimize(meaning.judge(reading, at, at + static_cast<std::uint32_t>(word.size())));
  }
}

void judge_only(benchmark::State& state, std::string_view text, std::string_view word) {
  const auto& meaning = Meaning::built_in();
  Folded folded;
  fold(text, folded);
  Meaning::Reading reading;
  meaning.read(folded, text, reading);
  const auto at = static_cast<std::uint32_t>(folded.text.find(word));
  for (auto _ : state) {
    benchmark::DoNotOptimize(meaning.judge(reading, at, at + static_cast<std::uint32_t>(word.size())));
  }
}

BENCHMARK_CAPTURE(read_and_judge, no_cue, without_cues, "衬衫");
BENCHMARK_CAPTURE(read_and_judge, many_cues, with_cues, "退款");
BENCHMARK_CAPTURE(read_and_judge, english, english, "refund");
BENCHMARK_CAPTURE(judge_only, many_cues, with_cues, "退款");

}  // namespace
}  // namespace fenqun::rules
