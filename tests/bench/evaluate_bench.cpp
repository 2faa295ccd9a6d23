// What evaluating costs beside the scan that it cannot do without: the same folded texts, 100 to 10,000 keyword rules.
#include <benchmark/benchmark.h>

#include "rules/fold.hpp"
#include "rules/matcher.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

constexpr Time now = from_millis(1'700'000'000'000);

const std::vector<std::string>& messages() {
  static const std::vector<std::string> texts = {
      "你好，请问这件衣服什么时候可以发货？我比较着急", "我昨天买的手机屏幕有点问题，想问一下怎么处理", "好的谢谢",
      "订单号是多少我也不记得了，你帮我查一下吧，电话尾号三八二六", "这个可以开发票吗，公司抬头的那种"};
  return texts;
}

// Three words a rule, as authors write them, none of which stands in the messages.
std::string word(std::int64_t n) {
  static const std::vector<std::string> digits = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  std::string out;
  for (int i = 0; i < 6; ++i, n /= 10) out += digits[static_cast<std::size_t>(n % 10)];
  return out;
}

std::vector<std::string> words_of(std::int64_t rule) {
  return {word(3 * rule), word(3 * rule + 1), word(3 * rule + 2)};
}

std::shared_ptr<const RuleSet> rules(std::int64_t count, bool one_hit) {
  constexpr std::int64_t rules_per_file = 2000;
  std::vector<Source> sources;
  for (std::int64_t i = 0; i < count; ++i) {
    if (i % rules_per_file == 0) sources.push_back({"bench" + std::to_string(i) + ".toml", ""});
    auto& file = sources.back().text;
    std::string words;
    for (const auto& text : words_of(i)) words += text + " ";
    file += "[[rule]]\nid = \"r" + std::to_string(i) + "\"\nwhen = \"text has any (" + words +
            ") and not tag 黑名单\"\nthen = \"tag T" + std::to_string(i % 50) + " for 30d\"\n";
  }
  auto& file = sources.back().text;
  file += "[[rule]]\nid = \"silent\"\nwhen = \"days since last message > 30\"\nthen = \"tag 沉默 while true\"\n";
  file += "[[rule]]\nid = \"active\"\nwhen = \"messages in 7d >= 3\"\nthen = \"tag 活跃 while true\"\n";
  if (one_hit)
    file += "[[rule]]\nid = \"hit\"\nwhen = \"text has any (发货 手机 谢谢 电话 发票)\"\nthen = \"tag 命中\"\n";
  return compile(sources).rules;
}

Event said(const std::string& text) {
  Event out;
  out.key = {"main", "1"};
  out.sent_at = out.seen_at = now;
  Text body;
  body.text = text;
  out.payload = body;
  return out;
}

void evaluating(benchmark::State& state, bool one_hit) {
  const auto set = rules(state.range(0), one_hit);
  std::vector<Event> events;
  for (const auto& text : messages()) events.push_back(said(text));
  Profile profile;
  std::vector<Change> changes;
  Scratch scratch;
  observe(*set, events[0], profile, scratch, changes);
  for (const auto& change : changes) fenqun::apply(change, profile);
  Verdict verdict;
  const Enabled enabled(set->rules.size(), true);
  std::size_t i = 0;
  for (auto _ : state) {
    evaluate(*set, {events[i++ % events.size()], profile, now, TimeZone::shanghai(), enabled}, scratch, verdict);
    benchmark::DoNotOptimize(verdict.firings.size());
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_EvaluateMiss(benchmark::State& state) {
  evaluating(state, false);
}
void BM_EvaluateOneHit(benchmark::State& state) {
  evaluating(state, true);
}

void BM_FoldAndScanOnly(benchmark::State& state) {
  std::vector<Pattern> patterns;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    for (const auto& text : words_of(i)) patterns.push_back({fold(text), false});
  }
  const auto matcher = Matcher::build(patterns).value();
  Matcher::Scratch scratch;
  Folded folded;
  std::vector<Hit> hits;
  std::size_t i = 0;
  for (auto _ : state) {
    hits.clear();
    fold(messages()[i++ % messages().size()], folded);
    matcher->scan(folded.text, scratch, hits);
    benchmark::DoNotOptimize(hits.size());
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_CompileRules(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(rules(state.range(0), false));
}

BENCHMARK(BM_FoldAndScanOnly)->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(BM_EvaluateMiss)->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(BM_EvaluateOneHit)->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(BM_CompileRules)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace fenqun::rules
