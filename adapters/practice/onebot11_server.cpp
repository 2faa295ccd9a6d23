#include "adapters/practice/onebot11_server.hpp"

#include <nlohmann/json.hpp>

#include "adapters/practice/calls.hpp"

namespace fenqun::adapters::practice {
namespace {
using nlohmann::json;

bool refuses_late(Dialect dialect) {
  return dialect == Dialect::napcat || dialect == Dialect::llonebot;
}

}  // namespace

OneBot11Server::OneBot11Server(Options options) : options_(std::move(options)), world_(options_) {}
OneBot11Server::~OneBot11Server() = default;

int OneBot11Server::admit(std::string_view token) const {
  if (token_is_right(token) || refuses_late(options_.dialect)) return 101;
  return token.empty() && options_.dialect == Dialect::gocqhttp ? 401 : 403;
}

void OneBot11Server::on_open(Session session, std::string_view path, std::string_view token, Time now, Effects& out) {
  if (!token_is_right(token)) {
    json refusal = bad_answer(options_.dialect, Failure::failed, "token验证失败");
    refusal["retcode"] = 1403;
    refusal["echo"] = nullptr;
    out.frames.push_back({session, to_text(refusal), 0, true});
    return;
  }
  path = path.substr(0, path.find('?'));
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const bool dead_end = options_.dialect == Dialect::llonebot && path != "/" && path != "/api" && path != "/event";
  if (dead_end) return;
  if (path != "/event" || options_.dialect == Dialect::napcat) callers_.insert(session);
  if (path == "/api") return;
  listeners_.insert(session);
  out.frames.push_back({session, to_text(lifecycle_event(voice(), now)), 0, false});
  redeliver_to({session}, options_.redeliver_on_open, out);
}

void OneBot11Server::on_closed(Session session) {
  callers_.erase(session);
  listeners_.erase(session);
  std::erase_if(held_, [&](const Frame& frame) { return frame.to == session; });
}

void OneBot11Server::on_heartbeat(Time now, Effects& out) {
  if (options_.faults.no_heartbeat) return;
  tell_all(heartbeat_event(voice(), now, !options_.faults.qq_offline, options_.heartbeat), 0, out);
}

// ---- calls

void OneBot11Server::on_text(Session session, std::string_view bytes, Time now, Effects& out) {
  if (!callers_.contains(session)) return;
  const json call = json::parse(bytes, nullptr, false);
  if (!call.is_object() || !call.contains("action") || !call["action"].is_string()) {
    if (!refuses_late(options_.dialect)) return;  // Lagrange and go-cqhttp are silent
    return answer(session, bad_answer(options_.dialect, Failure::bad_json, "bad request"), json::object(), out);
  }
  const json params = call.value("params", json::object());
  json reply =
      Calls{*this, now, out}.run(call["action"].get<std::string>(), params.is_object() ? params : json::object());
  const bool nameless = options_.dialect == Dialect::llonebot && reply["retcode"] == 1400;
  answer(session, std::move(reply), nameless ? json::object() : call, out);
}

void OneBot11Server::answer(Session session, json reply, const json& call, Effects& out) {
  const Faults& faults = options_.faults;
  ++answers_;
  if (faults.drop_answers || (faults.drop_one_in > 0 && answers_ % faults.drop_one_in == 0)) return;
  if (call.contains("echo") && !faults.omit_echo) {
    reply["echo"] = call["echo"];
  } else if (options_.dialect == Dialect::napcat) {
    reply["echo"] = nullptr;
  }
  Frame frame{session, to_text(reply), 0, false};
  if (faults.swap_answers && held_.empty()) {
    held_.push_back(std::move(frame));
    return;
  }
  out.frames.push_back(std::move(frame));
  release_answers(out);
}

void OneBot11Server::release_answers(Effects& out) {
  for (Frame& frame : held_) out.frames.push_back(std::move(frame));
  held_.clear();
}

// ---- what people do

void OneBot11Server::tell_all(const json& event, std::int64_t message, Effects& out) {
  if (event.is_null() || listeners_.empty()) return;
  const std::string text = to_text(event);
  for (const Session session : listeners_) out.frames.push_back({session, text, message, false});
}

std::int64_t OneBot11Server::say(Line line, Time now, Effects& out) {
  if (line.group != 0) world_.found(line.group);
  Person& person = world_.meet(line.user, line.own ? std::string() : line.name);
  if (line.temporary_via != 0) person.is_friend = false;
  const bool own = line.own;
  if (own) line.name = options_.self_name;
  const Logged& entry = world_.add(std::move(line), own, options_.faults.negative_ids, now);
  tell_all(message_event(voice(), world_, entry), entry.id, out);
  return entry.id;
}

void OneBot11Server::redeliver(std::size_t newest, Effects& out) {
  redeliver_to(listeners_, newest, out);
}

void OneBot11Server::redeliver_to(const std::set<Session>& whom, std::size_t newest, Effects& out) {
  const auto& log = world_.log();
  std::size_t begin = log.size();
  for (std::size_t found = 0; begin > 0 && found < newest;) found += log[--begin].by_bot ? 0 : 1;
  for (std::size_t i = begin; i < log.size(); ++i) {
    if (log[i].by_bot) continue;
    const std::string text = to_text(message_event(voice(), world_, log[i]));
    for (const Session session : whom) out.frames.push_back({session, text, log[i].id, false});
  }
}

void OneBot11Server::rename(std::int64_t group, std::int64_t by, const std::string& name, Time now, Effects& out) {
  world_.found(group).name = name;
  tell_all(renamed_event(voice(), now, group, by, name), 0, out);
}

void OneBot11Server::recall(std::int64_t message, Time now, Effects& out) {
  const Logged* entry = world_.find(message);
  if (!entry) return;
  tell_all(recalled_event(voice(), now, *entry), 0, out);
  world_.forget(message);
}

void OneBot11Server::befriend(std::int64_t user, const std::string& name, Time now, Effects& out) {
  world_.meet(user, name).is_friend = true;
  tell_all(befriended_event(voice(), now, user), 0, out);
}

}  // namespace fenqun::adapters::practice
