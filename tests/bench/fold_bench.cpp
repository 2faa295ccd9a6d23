// Folding of one message: what a chat is made of, and what is sent to be in the way.
#include <benchmark/benchmark.h>

#include <string>

#include "rules/fold.hpp"

namespace {

using fenqun::rules::Folded;

void fold_text(benchmark::State& state, const std::string& text) {
  Folded folded;
  for (auto _ : state) {
    fenqun::rules::fold(text, folded);
    benchmark::DoNotOptimize(folded.text.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

std::string repeated(const std::string& piece, int times) {
  std::string text;
  while (times-- > 0) text += piece;
  return text;
}

BENCHMARK_CAPTURE(fold_text, hanzi_40,
                  std::string("上周买的手机到现在还没有发货请帮我催一下物流要是今天不发我就申请退款了谢谢客服啦"));
BENCHMARK_CAPTURE(fold_text, hanzi_with_punctuation,
                  std::string("上周买的手机，到现在还没有发货！请帮我催一下物流，要是今天不发，我就申请退款了。"));
BENCHMARK_CAPTURE(fold_text, traditional_40,
                  std::string("您好請問訂單幾時發貨我已經等了很長時間沒有收到任何訊息麻煩幫忙處理一下謝謝客服們"));
BENCHMARK_CAPTURE(fold_text, ascii_60, std::string("Hello, where is my order? I have been waiting for ten days."));
BENCHMARK_CAPTURE(fold_text, stuffed, std::string("我.要.退*款 退😀货 r.e.f.u.n.d"));
BENCHMARK_CAPTURE(fold_text, hostile_marks_8k, "a" + repeated("\u0316\u0301", 2047));
BENCHMARK_CAPTURE(fold_text, hostile_growth_8k, repeated("\ufdfa", 2700));
BENCHMARK_CAPTURE(fold_text, hostile_bytes_8k, repeated("\xff\xe6", 4096));

}  // namespace

BENCHMARK_MAIN();
