// Decoding a typical private message: the whole way from a frame to the Deliver step, and a DOM of the same frame by
// nlohmann::json for comparison.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/onebot11/onebot11.hpp"

namespace fenqun::adapters {
namespace {

constexpr std::string_view frame =
    R"({"self_id":2900000001,"user_id":10001,"time":1767225660,"message_id":1482093377,"message_seq":1482093377,)"
    R"("real_id":1482093377,"real_seq":"57","message_type":"private","sender":{"user_id":10001,"nickname":"小林",)"
    R"("card":""},"raw_message":"你好，请问这件衣服还有货吗？我想要大号的，什么时候可以发货","font":14,)"
    R"("sub_type":"friend","message":[{"type":"text","data":{"text":)"
    R"("你好，请问这件衣服还有货吗？我想要大号的，什么时候可以发货"}}],"message_format":"array",)"
    R"("post_type":"message","target_id":10001})";

void decode_private_message(benchmark::State& state) {
  Account account;
  account.name = "main";
  account.url = "ws://127.0.0.1:3001/";
  const auto protocol = make_onebot11(account);
  const Time now = from_millis(1767225660'000);
  Steps steps;
  protocol->start({}, now, steps);
  protocol->on_open(1, now, steps);
  protocol->on_text(1, frame, now, steps);
  for (auto unused : state) {
    steps.clear();
    protocol->on_text(1, frame, now, steps);
    benchmark::DoNotOptimize(steps.data());
  }
  if (steps.size() != 1 || !std::holds_alternative<Deliver>(steps.front())) state.SkipWithError("no Deliver");
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * frame.size()));
}
BENCHMARK(decode_private_message);

void nlohmann_dom(benchmark::State& state) {
  for (auto unused : state) {
    nlohmann::json json = nlohmann::json::parse(frame);
    benchmark::DoNotOptimize(json);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * frame.size()));
}
BENCHMARK(nlohmann_dom);

}  // namespace
}  // namespace fenqun::adapters
