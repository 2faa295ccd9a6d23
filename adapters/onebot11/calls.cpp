#include "adapters/onebot11/calls.hpp"

#include <algorithm>
#include <charconv>

#include "adapters/json_out.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

constexpr std::string_view prefix = "fq-";

std::optional<std::uint64_t> number_in(std::string_view echo) {
  if (!echo.starts_with(prefix)) return std::nullopt;
  echo.remove_prefix(prefix.size());
  std::uint64_t number = 0;
  const auto [stop, failure] = std::from_chars(echo.data(), echo.data() + echo.size(), number);
  if (failure != std::errc{} || stop != echo.data() + echo.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string Calls::begin(Call call, std::string_view params, Time now) {
  const std::uint64_t number = ++last_;
  const Time deadline = now + (call.purpose == Purpose::send ? send_timeout : timeout);
  earliest_ = waiting_.empty() ? deadline : std::min(earliest_, deadline);
  JsonOut out;
  out.open_object().key("action").string(call.action).key("params").raw(params);
  out.key("echo").string(std::string(prefix) + std::to_string(number)).close_object();
  waiting_.emplace(number, Waiting{std::move(call), deadline});
  return std::move(out).text();
}

std::optional<Call> Calls::take(const std::optional<std::string>& echo) {
  auto found = waiting_.end();
  if (echo) {
    const auto number = number_in(*echo);
    if (number) found = waiting_.find(*number);
  } else if (waiting_.size() == 1) {
    found = waiting_.begin();
  }
  if (found == waiting_.end()) return std::nullopt;
  Call call = std::move(found->second.call);
  waiting_.erase(found);
  return call;
}

std::vector<Call> Calls::take_expired(Time now) {
  std::vector<Call> expired;
  if (next() > now) return expired;
  earliest_ = never;
  for (auto at = waiting_.begin(); at != waiting_.end();) {
    if (at->second.deadline <= now) {
      expired.push_back(std::move(at->second.call));
      at = waiting_.erase(at);
    } else {
      earliest_ = std::min(earliest_, at->second.deadline);
      ++at;
    }
  }
  return expired;
}

}  // namespace fenqun::adapters::onebot11
