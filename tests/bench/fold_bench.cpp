// Folding of one message: what a chat is made of, and what is sent to be in the way.
#include <benchmark/benchmark.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/fold.hpp"
#include "rules/sound.hpp"
#include "rules/traits.hpp"

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
BENCHMARK_CAPTURE(fold_text, look_alikes, std::string("please rеfund my mоney, punɟǝɹ, ʀᴇꜰᴜɴᴅ, Ⓡⓔⓕⓤⓝⓓ now"));
BENCHMARK_CAPTURE(fold_text, digits_and_hanzi,
                  std::string("订单20240115买了3件，电话13812345678，请今天18点前发货谢谢"));
BENCHMARK_CAPTURE(fold_text, hostile_look_alikes_8k, repeated("аa", 2700));
BENCHMARK_CAPTURE(fold_text, hostile_turned_8k, repeated("ɐ", 4096));
BENCHMARK_CAPTURE(fold_text, hostile_flags_8k, repeated("🇨🇳", 1024));
BENCHMARK_CAPTURE(fold_text, hostile_marks_8k, "a" + repeated("\u0316\u0301", 2047));
BENCHMARK_CAPTURE(fold_text, hostile_growth_8k, repeated("\ufdfa", 2700));
BENCHMARK_CAPTURE(fold_text, hostile_bytes_8k, repeated("\xff\xe6", 4096));

const std::string hanzi = "上周买的手机到现在还没有发货请帮我催一下物流要是今天不发我就申请退款了谢谢客服啦";
const std::string english = "hello, where is my order? i have been waiting for ten days.";

void listen(benchmark::State& state, const std::string& text) {
  const auto sounds = fenqun::rules::Sounds::build(
      std::vector<std::string>{"tuikuan", "weixin", "jiawei", "dianhua", "tousu", "fapiao"});
  fenqun::rules::Sounds::Scratch scratch;
  std::vector<fenqun::rules::Hit> hits;
  for (auto _ : state) {
    hits.clear();
    sounds.value()->scan(text, scratch, hits);
    benchmark::DoNotOptimize(hits.data());
  }
}
BENCHMARK_CAPTURE(listen, hanzi_40, hanzi);
BENCHMARK_CAPTURE(listen, ascii_60, english);
BENCHMARK_CAPTURE(listen, hostile_8k, repeated("退了", 1365));

void find(benchmark::State& state, std::optional<fenqun::rules::Range> (*trait)(std::string_view),
          const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(trait(text));
}
BENCHMARK_CAPTURE(find, link_hanzi_40, fenqun::rules::find_link, hanzi);
BENCHMARK_CAPTURE(find, phone_hanzi_40, fenqun::rules::find_phone, hanzi);
BENCHMARK_CAPTURE(find, address_hanzi_40, fenqun::rules::find_address, hanzi);
BENCHMARK_CAPTURE(find, link_ascii_60, fenqun::rules::find_link, english);
BENCHMARK_CAPTURE(find, phone_ascii_60, fenqun::rules::find_phone, english);
BENCHMARK_CAPTURE(find, address_ascii_60, fenqun::rules::find_address, english);

}  // namespace

BENCHMARK_MAIN();
