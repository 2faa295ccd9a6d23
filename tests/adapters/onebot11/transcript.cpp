#include "tests/adapters/onebot11/transcript.hpp"

#include <sstream>

#include "adapters/onebot11/onebot11.hpp"
#include "tests/adapters/onebot11/print_steps.hpp"

namespace fenqun::adapters::testing {
namespace {

using Words = std::vector<std::string>;

// Split at blanks; a part in double quotes is one word.
Words split(const std::string& line) {
  Words words;
  std::string word;
  bool inside = false, any = false;
  for (const char c : line) {
    if (c == '"') {
      inside = !inside;
      any = true;
    } else if (c == ' ' && !inside) {
      if (any) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

std::string value(const Words& words, const std::string& name) {
  for (const std::string& word : words) {
    if (word.starts_with(name + "=")) return word.substr(name.size() + 1);
  }
  return {};
}

std::string unhex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

// %LONG:n% and %DEEP:n%.
std::string expand(std::string text) {
  for (const std::string name : {"%LONG:", "%DEEP:"}) {
    const auto at = text.find(name);
    if (at == std::string::npos) continue;
    const auto end = text.find('%', at + 1);
    const auto n = static_cast<std::size_t>(std::stoul(text.substr(at + name.size(), end - at - name.size())));
    text.replace(at, end + 1 - at,
                 name == "%LONG:" ? std::string(n, 'a') : std::string(n, '[') + "0" + std::string(n, ']'));
  }
  return text;
}

Millis duration(const std::string& text) {
  std::size_t used = 0;
  const double number = std::stod(text, &used);
  const std::string unit = text.substr(used);
  const double factor = unit == "ms" ? 1 : unit == "m" ? 60'000 : unit == "h" ? 3'600'000 : 1000;
  return Millis{static_cast<std::int64_t>(number * factor)};
}

std::string app_name(const std::string& dialect) {
  if (dialect == "napcat") return "NapCat.Onebot";
  if (dialect == "llonebot") return "LLOneBot";
  if (dialect == "lagrange") return "Lagrange.OneBot";
  return dialect;
}

class Stage {
 public:
  void setting(const std::string& line) {
    const Words words = split(line);
    if (words.front() == "account") {
      if (const auto url = value(words, "url"); !url.empty()) account_.url = url;
      if (const auto token = value(words, "token"); !token.empty()) account_.token = token;
      if (const auto rate = value(words, "rate"); !rate.empty()) account_.sends_per_second = std::stod(rate);
      if (const auto n = value(words, "backfill"); !n.empty()) account_.backfill = std::stoul(n);
      return;
    }
    resume_ = {};
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto equals = words[i].find('=');
      const std::string name = words[i].substr(0, equals), what = words[i].substr(equals + 1);
      if (name == "last") {
        resume_.last_event = now_ + duration(what);
      } else if (name == "recent") {
        std::istringstream users(what);
        for (std::string user; std::getline(users, user, ',');) resume_.recent.push_back({"onebot11", "", user});
      } else {
        resume_.memory.emplace_back(name, what);
      }
    }
  }

  std::string input(const std::string& line) {
    if (!protocol_) protocol_ = make_onebot11(account_);
    const auto blank = line.find(' ');
    const std::string verb = line.substr(0, blank);
    const std::string rest = blank == std::string::npos ? "" : line.substr(blank + 1);
    if (verb == "start") {
      protocol_->start(resume_, now_, steps_);
    } else if (verb == "open") {
      protocol_->on_open(socket_after(), now_, steps_);
    } else if (verb == "text") {
      protocol_->on_text(socket_, expand(rest), now_, steps_);
    } else if (verb == "hex") {
      protocol_->on_text(socket_, unhex(rest), now_, steps_);
    } else if (verb == "binary") {
      protocol_->on_binary(socket_, unhex(rest), now_, steps_);
    } else if (verb == "pong") {
      protocol_->on_pong(socket_, now_, steps_);
    } else if (verb == "stale") {
      protocol_->on_text(socket_ - 1, expand(rest), now_, steps_);
    } else if (verb == "closed") {
      closed(split(rest));
    } else if (verb == "tick") {
      tick(duration(rest.substr(1)));
    } else if (verb == "send") {
      send(split(rest));
    } else if (verb == "commit") {
      commit(split(rest));
    } else if (verb == "login") {
      login(rest);
    } else {
      lines_ += "< ??? unknown input\n";
    }
    take();
    return std::exchange(lines_, {});
  }

 private:
  Socket socket_after() {
    take();
    return socket_;
  }

  // Prints the steps and keeps what the stage must know of them.
  void take() {
    for (const Step& step : steps_) {
      if (const auto* dial = std::get_if<Dial>(&step)) socket_ = dial->socket;
      if (const auto* wake = std::get_if<Wake>(&step)) wake_ = wake->at;
      if (const auto* deliver = std::get_if<Deliver>(&step); deliver != nullptr && deliver->ack != 0) {
        acks_.push_back(deliver->ack);
      }
      lines_ += "< " + print(step, now_) + "\n";
    }
    steps_.clear();
  }

  void tick(Millis span) {
    const Time end = now_ + span;
    while (wake_ <= end) {
      now_ = std::max(now_, wake_);
      wake_ = Time::max();
      protocol_->on_tick(now_, steps_);
      if (!steps_.empty()) lines_ += "@ " + iso8601(now_).substr(11, 12) + "\n";
      take();
    }
    now_ = end;
  }

  void closed(const Words& words) {
    Closed why;
    why.code = static_cast<std::uint16_t>(std::stoi(words.front()));
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i] == "tls") {
        why.tls = true;
      } else if (words[i].starts_with("http=")) {
        why.http_status = std::stoi(words[i].substr(5));
      } else {
        why.reason += (why.reason.empty() ? "" : " ") + words[i];
      }
    }
    protocol_->on_closed(socket_, why, now_, steps_);
  }

  void send(const Words& words) {
    const auto dots = words[0].find("..");
    const std::int64_t first = std::stoll(words[0]);
    const std::int64_t last = dots == std::string::npos ? first : std::stoll(words[0].substr(dots + 2));
    for (std::int64_t id = first; id <= last; ++id) {
      OutboxItem item;
      item.id = id;
      item.to.kind = words[2] == "group"    ? ChatKind::group
                     : words[2] == "direct" ? ChatKind::direct
                                            : ChatKind::temporary;
      item.to.id = words[3] == "%N" ? std::to_string(10'000 + id) : words[3];
      item.to.via = value(words, "via");
      const bool at_end = !words.back().starts_with("quote=");
      const std::string text = expand(at_end ? words.back() : words[words.size() - 2]);
      if (words[1] == "say") item.body = Say{text, value(words, "quote")};
      if (words[1] == "rename") item.body = RenameChat{text};
      if (words[1] == "remark") item.body = WriteRemark{text};
      protocol_->send(item, now_, steps_);
    }
  }

  void commit(const Words& words) {
    const Fate fate = words[1] == "duplicate" ? Fate::duplicate : words[1] == "stale" ? Fate::stale : Fate::applied;
    std::vector<Ack> acks = {};
    if (words[0] == "all") {
      acks = std::exchange(acks_, {});
    } else {
      acks = {std::stoull(words[0])};
      if (fate != Fate::stale) std::erase(acks_, acks.front());
    }
    for (const Ack ack : acks) protocol_->on_committed(ack, fate, now_, steps_);
  }

  void login(const std::string& dialect) {
    protocol_->start(resume_, now_, steps_);
    protocol_->on_open(socket_after(), now_, steps_);
    const auto say = [&](const std::string& frame) { protocol_->on_text(socket_, frame, now_, steps_); };
    const auto answer = [&](const std::string& action, const std::string& data) {
      say(R"({"status":"ok","retcode":0,"echo":")" + echo_of(action) + R"(","data":)" + data + "}");
    };
    const std::string app = app_name(dialect);
    say(R"({"time":1767225600,"self_id":2900000001,"post_type":"meta_event","meta_event_type":"lifecycle"})");
    answer("get_login_info", R"({"user_id":2900000001,"nickname":"小店"})");
    answer("get_version_info", R"({"app_name":")" + app + R"(","app_version":"1.0.0","protocol_version":"v11"})");
    answer("get_status", R"({"online":true,"good":true})");
    answer("get_group_list", R"([{"group_id":700100200,"group_name":"老客户"}])");
    answer("get_friend_list", R"([{"user_id":10001,"nickname":"小林","remark":""}])");
    show_login();
  }

  // The echo of the newest call of an action.
  std::string echo_of(const std::string& action) const {
    std::string echo;
    for (const Step& step : steps_) {
      const auto* write = std::get_if<Write>(&step);
      if (write == nullptr || write->bytes.find("\"" + action + "\"") == std::string::npos) continue;
      const auto at = write->bytes.rfind("fq-");
      echo = write->bytes.substr(at, write->bytes.find('"', at) - at);
    }
    return echo;
  }

  void show_login() {
    std::string status, rest;
    lines_.clear();
    for (const Step& step : steps_) {
      const std::string line = "< " + print(step, now_) + "\n";
      if (std::holds_alternative<Status>(step)) status = line;
      if (const auto* wake = std::get_if<Wake>(&step)) wake_ = wake->at;
      const auto* write = std::get_if<Write>(&step);
      const bool history = write != nullptr && (write->bytes.find("history") != std::string::npos ||
                                                write->bytes.find("recent_contact") != std::string::npos);
      if (history || std::holds_alternative<Remember>(step)) rest += line;
    }
    steps_.clear();
    lines_ = status + rest;
  }

  Account account_ = [] {
    Account account;
    account.name = "main";
    account.platform = "onebot11";
    account.url = "ws://127.0.0.1:3001";
    return account;
  }();
  Resume resume_;
  std::unique_ptr<Protocol> protocol_;
  Time now_ = from_millis(1767225600'000);
  Time wake_ = Time::max();
  Socket socket_ = 0;
  Steps steps_;
  std::vector<Ack> acks_;
  std::string lines_;
};

}  // namespace

std::string replay(const std::string& transcript) {
  Stage stage;
  std::string result;
  std::istringstream lines(transcript);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("<") || line.starts_with("@")) continue;
    result += line + "\n";
    if (line.starts_with("account") || line.starts_with("resume")) stage.setting(line);
    if (line.starts_with("> ")) result += stage.input(line.substr(2));
  }
  return result;
}

}  // namespace fenqun::adapters::testing
