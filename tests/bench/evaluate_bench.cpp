// What evaluating costs beside a scan of the same folded text by vectorscan, which knows nothing of rules: 100 to
// 10,000 keyword rules, of which a normal message triggers a few. And what compiling costs.
#include <benchmark/benchmark.h>

#include <cstdio>

#include "rules/fold.hpp"
#include "rules/matcher.hpp"
#include "rules/ruleset.hpp"
#include "tests/bench/beside.hpp"
#include "tests/bench/corpus/maker.hpp"
#include "tests/bench/vectorscan.hpp"

namespace fenqun::rules {
namespace {

constexpr Time now = from_millis(1'700'000'000'000);
constexpr std::size_t message_count = 2000;

struct Shop {
  std::vector<std::string> keywords;  // one a rule
  std::vector<std::string> messages;
};

Shop shop(std::size_t rules) {
  const auto made = bench::make_corpus({.rules = rules, .lines = message_count});
  Shop out;
  for (const auto& rule : made.rules) out.keywords.push_back(rule.keyword);
  for (const auto& message : made.messages) out.messages.push_back(message.text);
  return out;
}

std::vector<Source> sources_of(const std::vector<std::string>& keywords) {
  constexpr std::size_t rules_per_file = 2000;
  std::vector<Source> out;
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (i % rules_per_file == 0) out.push_back({"bench" + std::to_string(i) + ".toml", ""});
    out.back().text += "[[rule]]\nid = \"r" + std::to_string(i) + "\"\nwhen = 'text has \"" + keywords[i] +
                       "\" and not tag 黑名单'\nthen = \"tag T" + std::to_string(i % 50) + "\"\n";
  }
  out.back().text +=
      "[[rule]]\nid = \"silent\"\nwhen = \"days since last message > 30\"\nthen = \"tag 沉默 while true\"\n"
      "[[rule]]\nid = \"active\"\nwhen = \"messages in 7d >= 3\"\nthen = \"tag 活跃 while true\"\n";
  return out;
}

std::shared_ptr<const RuleSet> compiled(const std::vector<std::string>& keywords) {
  auto out = compile(sources_of(keywords));
  if (!out.rules) throw std::runtime_error(out.problems.front().line(Language::en));
  return out.rules;
}

std::vector<Event> said(const std::vector<std::string>& messages) {
  std::vector<Event> out;
  for (const auto& message : messages) {
    auto& event = out.emplace_back();
    event.key = {"main", "1"};
    event.sent_at = event.seen_at = now;
    event.payload.emplace<Text>().text = message;
  }
  return out;
}

// One customer and everything that evaluating needs. `known`: the customer has all the tags already, for good, so that
// nobody asks for evidence, as with most messages of a shop that has been running for a while.
class Evaluating {
 public:
  Evaluating(std::shared_ptr<const RuleSet> rules, const std::vector<std::string>& messages, bool known)
      : rules_(std::move(rules)), events_(said(messages)), enabled_(rules_->rules.size(), true) {
    std::vector<Change> changes;
    observe(*rules_, events_[0], profile_, scratch_, changes);
    for (const auto& change : changes) fenqun::apply(change, profile_);
    for (int i = 0; known && i < 50; ++i) fenqun::apply(Change{AddTag{"T" + std::to_string(i), {}}}, profile_);
    explain_ = known ? Explain::changes : Explain::all;
  }

  void run(std::size_t i) {
    const auto& event = events_[i % events_.size()];
    observed_.clear();
    observe(*rules_, event, profile_, scratch_, observed_);
    evaluate(*rules_, {event, profile_, now, TimeZone::shanghai(), enabled_, explain_}, scratch_, verdict_);
    benchmark::DoNotOptimize(verdict_.firings.size());
  }

  double firings_per_message() {
    std::size_t all = 0;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      run(i);
      all += verdict_.firings.size();
    }
    return static_cast<double>(all) / static_cast<double>(events_.size());
  }

 private:
  std::shared_ptr<const RuleSet> rules_;
  std::vector<Event> events_;
  Enabled enabled_;
  Profile profile_;
  Explain explain_ = Explain::all;
  Scratch scratch_;
  Verdict verdict_;
  std::vector<Change> observed_;
};

void BM_Evaluate(benchmark::State& state) {
  const auto made = shop(static_cast<std::size_t>(state.range(0)));
  Evaluating evaluating(compiled(made.keywords), made.messages, state.range(1) != 0);
  std::size_t i = 0;
  for (auto _ : state) evaluating.run(i++);
  state.SetItemsProcessed(state.iterations());
}

void BM_CompileRules(benchmark::State& state) {
  const auto sources = sources_of(shop(static_cast<std::size_t>(state.range(0))).keywords);
  for (auto _ : state) benchmark::DoNotOptimize(compile(sources));
}

BENCHMARK(BM_Evaluate)->ArgNames({"rules", "known"})->ArgsProduct({{100, 1000, 10'000}, {0, 1}});
BENCHMARK(BM_CompileRules)->Arg(1000)->Arg(20'000)->Unit(benchmark::kMillisecond)->Iterations(1);

void compare(std::size_t rules) {
  const auto made = shop(rules);
  std::vector<Pattern> patterns;
  std::vector<std::string> words, texts;
  for (const auto& keyword : made.keywords) patterns.push_back({words.emplace_back(fold(keyword)), false});
  for (const auto& message : made.messages) texts.push_back(fold(message));
  const bench::Vectorscan vectorscan(words);
  const auto matcher = Matcher::build(patterns).value();
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  Folded folded;
  const auto set = compiled(made.keywords);
  Evaluating fresh(set, made.messages, false), known(set, made.messages, true);

  const auto count = texts.size();
  const std::vector<bench::Pass> ways{
      {count, [&](std::size_t i) { benchmark::DoNotOptimize(vectorscan.scan(texts[i])); }},
      {count, [&](std::size_t i) { fold(made.messages[i], folded); }},
      {count,
       [&](std::size_t i) {
         hits.clear();
         matcher->scan(texts[i], scratch, hits);
       }},
      {count, [&](std::size_t i) { known.run(i); }},
      {count, [&](std::size_t i) { fresh.run(i); }}};
  const auto print = [&](const char* caches, const std::vector<double>& ns) {
    std::printf("%6zu %5.1f  %-5s %8.0f", rules, fresh.firings_per_message(), caches, ns[0]);
    for (std::size_t i = 1; i < ns.size(); ++i) std::printf("  %6.0f %.2f", ns[i], ns[i] / ns[0]);
    std::printf("\n");
  };
  print("warm", bench::beside(ways));
  print("cold", bench::beside_cold(ways));
}

void compare_compiling(std::size_t rules) {
  const auto keywords = shop(rules).keywords;
  std::vector<Pattern> patterns;
  for (const auto& keyword : keywords) patterns.push_back({keyword});
  const auto sources = sources_of(keywords);
  const auto ns = bench::beside({{1, [&](std::size_t) { benchmark::DoNotOptimize(compile(sources)); }},
                                 {1, [&](std::size_t) { benchmark::DoNotOptimize(Matcher::build(patterns)); }}},
                                3);
  std::printf("%zu rules of one word: %.0f ms, of which finding words takes %.1f ms\n", rules, ns[0] / 1e6,
              ns[1] / 1e6);
}

}  // namespace
}  // namespace fenqun::rules

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  std::printf("\nBeside vectorscan's scan of the folded text, ns a message of 10 to 60 characters, and ratio to it.\n");
  std::printf("evaluate: folding, finding words and rules; known: customers who have the tags already\n");
  std::printf(" rules fired caches vectorscan  fold        find words   evaluate, known  evaluate, new\n");
  for (const std::size_t rules : {100, 1000, 10'000}) fenqun::rules::compare(rules);
  fenqun::rules::compare_compiling(1000);
  fenqun::rules::compare_compiling(20'000);
}
