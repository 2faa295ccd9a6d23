#include "adapters/onebot11/sender.hpp"

#include <algorithm>
#include <cmath>

#include "adapters/onebot11/encode.hpp"
#include "adapters/onebot11/ids.hpp"
#include "adapters/problems.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

double burst(double per_second) {
  return std::max(1.0, per_second);
}

std::string wanted_name(const OutboxItem& item) {
  const auto* rename = std::get_if<RenameChat>(&item.body);
  return rename == nullptr ? std::string() : rename->name;
}

}  // namespace

Sender::Sender(Link& link, Groups& groups)
    : link_(link), groups_(groups), tokens_(burst(link.account.sends_per_second)) {}

void Sender::send(const OutboxItem& item, bool ready, Time now, Steps& out) {
  if (!ready) return settle(item, SendResult::retry, now, out, problems::both(problems::not_ready));
  if (std::holds_alternative<WriteRemark>(item.body) && link_.can.write_remark == Can::no) {
    return settle(item, SendResult::refused, now, out,
                  problems::both(problems::unsupported_here, {"set_friend_remark"}));
  }
  if (lanes_.waiting() >= max_queue || flying_.contains(item.id)) {
    return settle(item, SendResult::retry, now, out, problems::both(problems::queue_full));
  }
  lanes_.push(item, now);
  pump(now, out);
}

void Sender::pump(Time now, Steps& out) {
  while (flying_.size() < max_flying && lanes_.any_ready(now) && take_token(now)) {
    write(std::move(*lanes_.take(now)), now, out);
  }
}

bool Sender::take_token(Time now) {
  const double rate = link_.account.sends_per_second;
  if (rate <= 0) return true;
  if (now > refilled_) {
    const double seconds = static_cast<double>((now - refilled_).count()) / 1000.0;
    tokens_ = std::min(burst(rate), tokens_ + seconds * rate);
    refilled_ = now;
  }
  if (tokens_ < 1.0) return false;
  tokens_ -= 1.0;
  return true;
}

void Sender::write(OutboxItem item, Time now, Steps& out) {
  Request request = encode(item);
  if (request.action.empty()) {
    lanes_.landed(item.to);
    return settle(item, SendResult::refused, now, out, std::move(request.problem));
  }
  if (link_.unsupported.contains(request.action)) {
    lanes_.landed(item.to);
    return settle(item, SendResult::refused, now, out, problems::both(problems::unsupported_here, {request.action}));
  }
  link_.call({Purpose::send, std::move(request.action), {}, item.id}, request.params, now, out);
  const std::int64_t id = item.id;
  flying_.emplace(id, Flight{std::move(item)});
}

void Sender::settle(const OutboxItem& item, SendResult result, Time now, Steps& out, std::string detail,
                    std::string stored) {
  Settlement settlement{item.id, result, std::move(detail), now, {}};
  if (result == SendResult::retry) settlement.retry_at = now + retry_after;
  out.push_back(Sent{std::move(settlement), std::move(stored)});
}

void Sender::land(Flights::iterator flight, SendResult result, Time now, Steps& out, std::string detail,
                  std::string stored) {
  settle(flight->second.item, result, now, out, std::move(detail), std::move(stored));
  lanes_.landed(flight->second.item.to);
  flying_.erase(flight);
}

void Sender::on_answer(const Call& call, const Answer& answer, Time now, Steps& out) {
  const auto flight = flying_.find(call.item);
  if (flight == flying_.end()) return;
  if (call.purpose == Purpose::rename_check) {
    checked(flight, answer, now, out);
  } else if (answer.ok) {
    accepted(flight, answer, now, out);
  } else {
    refused(flight, answer, call.action, now, out);
  }
  pump(now, out);
}

void Sender::accepted(Flights::iterator flight, const Answer& answer, Time now, Steps& out) {
  Flight& flown = flight->second;
  if (std::holds_alternative<RenameChat>(flown.item.body)) {
    link_.can.rename_chat = Can::yes;
    flown.accepted = true;
    flown.unsure = answer.async || renames_unverified(link_.dialect);
    return check(flown, now, out);
  }
  if (std::holds_alternative<WriteRemark>(flown.item.body)) link_.can.write_remark = Can::yes;
  land(flight, answer.async ? SendResult::unverified : SendResult::done, now, out, {},
       id_of(answer.data["message_id"]).value_or(""));
}

void Sender::refused(Flights::iterator flight, const Answer& answer, const std::string& action, Time now, Steps& out) {
  if (!means_unsupported(answer.retcode)) {
    const std::string words = answer.words.empty() ? action : answer.words;
    return land(flight, SendResult::refused, now, out,
                problems::both(problems::refused_by_platform, {words, std::to_string(answer.retcode)}));
  }
  if (std::holds_alternative<WriteRemark>(flight->second.item.body)) link_.can.write_remark = Can::no;
  if (std::holds_alternative<RenameChat>(flight->second.item.body)) link_.can.rename_chat = Can::no;
  land(flight, SendResult::refused, now, out, problems::both(problems::unsupported_here, {action}));
}

void Sender::check(Flight& flight, Time now, Steps& out) {
  flight.recheck_at = never;
  ++flight.checks;
  const std::string& chat = flight.item.to.id;
  link_.call({Purpose::rename_check, "get_group_info", chat, flight.item.id}, group_info_params(chat, true), now, out);
}

void Sender::checked(Flights::iterator flight, const Answer& answer, Time now, Steps& out) {
  Flight& flown = flight->second;
  const std::string wanted = wanted_name(flown.item);
  const auto told = answer.ok ? answer.data["group_name"].string() : std::nullopt;
  const std::string name(cut(told.value_or(""), max_name));
  if (name == wanted) {
    groups_.saw(flown.item.to.id, name, out);
    return land(flight, SendResult::done, now, out, {}, name);
  }
  if (name.empty()) {  // the answer to the rename is all that there is
    return land(flight, flown.unsure ? SendResult::unverified : SendResult::done, now, out);
  }
  if (flown.checks < 2) {
    flown.recheck_at = now + recheck_after;
    next_recheck_ = std::min(next_recheck_, flown.recheck_at);
    return;
  }
  groups_.saw(flown.item.to.id, name, out);
  land(flight, SendResult::unverified, now, out, problems::both(problems::not_verified, {name}), name);
}

void Sender::on_silence(const Call& call, Time now, Steps& out) {
  const auto flight = flying_.find(call.item);
  if (flight == flying_.end()) return;
  if (call.purpose == Purpose::rename_check) {
    land(flight, flight->second.unsure ? SendResult::unverified : SendResult::done, now, out);
  } else {
    land(flight, SendResult::unknown, now, out, problems::both(problems::no_answer));
  }
  pump(now, out);
}

void Sender::on_renamed(std::string_view chat, std::string_view name, Time now, Steps& out) {
  const auto flight = std::find_if(flying_.begin(), flying_.end(), [&](const auto& entry) {
    const Flight& flown = entry.second;
    return flown.accepted && flown.item.to.id == chat && wanted_name(flown.item) == name;
  });
  if (flight == flying_.end()) return;
  land(flight, SendResult::done, now, out, {}, std::string(name));
  pump(now, out);
}

void Sender::pause(Time now, Steps& out) {
  for (const OutboxItem& item : lanes_.clear()) {
    settle(item, SendResult::retry, now, out, problems::both(problems::not_ready));
  }
}

void Sender::drop(Time now, Steps& out) {
  pause(now, out);
  for (const auto& [id, flown] : flying_) {
    settle(flown.item, flown.accepted ? SendResult::unverified : SendResult::unknown, now, out,
           problems::both(problems::no_answer));
  }
  flying_.clear();
  lanes_ = {};
  next_recheck_ = never;
}

void Sender::tick(Time now, Steps& out) {
  if (next_recheck_ <= now) {
    next_recheck_ = never;
    for (auto& [id, flown] : flying_) {
      if (flown.recheck_at <= now) check(flown, now, out);
      next_recheck_ = std::min(next_recheck_, flown.recheck_at);
    }
  }
  pump(now, out);
}

Time Sender::next() const {
  Time soonest = std::min(next_recheck_, lanes_.waiting() > 0 ? lanes_.next() : never);
  const double rate = link_.account.sends_per_second;
  if (rate > 0 && lanes_.waiting() > 0 && tokens_ < 1.0) {
    const double ms = std::ceil((1.0 - tokens_) / rate * 1000.0);
    soonest = std::min(soonest, refilled_ + Millis{static_cast<std::int64_t>(std::min(ms, 3.6e6))});
  }
  return soonest;
}

}  // namespace fenqun::adapters::onebot11
