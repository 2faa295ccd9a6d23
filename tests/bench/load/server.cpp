#include "tests/bench/load/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <fstream>
#include <system_error>
#include <utility>

#include "tests/bench/load/platform.hpp"

namespace fenqun::bench {
namespace {

constexpr double kReadyWithoutLogin = 2;  // s after the connection, for a bot that never asks who it is

double steady_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int listen_on(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(fd, 8) != 0) {
    const int error = errno;
    ::close(fd);
    throw std::system_error(error, std::generic_category(), "port " + std::to_string(port));
  }
  return fd;
}

}  // namespace

struct Server::Peer {
  explicit Peer(int socket) : fd(socket) {}
  ~Peer() { ::close(fd); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  std::size_t queued() const { return out.size() - out_at; }

  int fd;
  bool upgraded = false;
  bool dead = false;
  double since = 0;
  std::string head;  // until upgraded
  FrameReader frames;
  std::string out;
  std::size_t out_at = 0;
};

Server::Server(ServerOptions options, std::vector<Line> lines)
    : options_(std::move(options)),
      lines_(std::move(lines)),
      listener_(listen_on(options_.port)),
      pacer_(options_.plan),
      ledger_(options_.plan.customers),
      random_(options_.seed) {
  due_times_.reserve(options_.plan.customers + options_.plan.warmup + options_.plan.messages);
}

Server::~Server() {
  ::close(listener_);
}

Summary Server::run(const std::function<void(Phase)>& on_phase) {
  started_ = last_heard_ = steady_now();
  Phase told = Phase::waiting;
  on_phase(told);
  while (!over(steady_now())) {
    send_due(steady_now());
    if (pacer_.phase() != told) on_phase(told = pacer_.phase());
    wait(steady_now());
    remove_dead();
  }
  return summary();
}

bool Server::over(double now) {
  if (pacer_.phase() == Phase::done) return true;
  if (now - started_ > options_.max_s) {
    summary_.note = "out of time";
  } else if (bot_ == nullptr && now - last_heard_ > options_.no_client_s) {
    summary_.note = "no bot came";
  }
  return !summary_.note.empty();
}

Traffic Server::traffic() const {
  return {ledger_.outstanding(), bot_ == nullptr ? 0 : bot_->queued(), last_heard_};
}

void Server::send_due(double now) {
  if (bot_ == nullptr) return;
  if (now - bot_->since > kReadyWithoutLogin) pacer_.ready(now);
  if (options_.heartbeat_ms > 0 && now >= next_heartbeat_) {
    next_heartbeat_ = now + static_cast<double>(options_.heartbeat_ms) / 1000;
    append_frame(bot_->out, Opcode::text, heartbeat_event(std::time(nullptr), options_.heartbeat_ms));
  }
  const Phase before = pacer_.phase();
  pacer_.advance(now, traffic());
  if (before < Phase::measuring && pacer_.phase() == Phase::measuring) begin_measuring();
  while (const auto send = pacer_.next(steady_now(), traffic())) {
    send_message(*send);
    if (bot_->queued() > Pacer::kMaxQueued) break;
  }
  pacer_.advance(steady_now(), traffic());
  flush(*bot_);
}

void Server::begin_measuring() {
  if (!options_.pid_file.empty()) std::ifstream(options_.pid_file) >> pid_;
  summary_.before = figures_of(pid_);
  own_cpu_before_ = own_cpu_s();
}

void Server::send_message(const Pacer::Send& send) {
  const Line& line = lines_[next_line_++ % lines_.size()];
  const std::size_t customer = send.customer.value_or(random_() % options_.plan.customers);
  std::string event;
  append_private_message(event, line, static_cast<std::int64_t>(customer), ++messages_, std::time(nullptr));
  append_frame(bot_->out, Opcode::text, event);
  bytes_ += event.size();
  const bool twice = options_.duplicates > 0 && std::uniform_real_distribution<>(0, 1)(random_) < options_.duplicates;
  if (twice) {
    append_frame(bot_->out, Opcode::text, event);
    ++summary_.duplicates;
  }
  due_times_.push_back(send.due);
  if (line.reply_due) ledger_.expect(customer, send.due, send.measured);
}

void Server::wait(double now) {
  std::vector<pollfd> watched{{listener_, POLLIN, 0}};
  for (const auto& peer : peers_) {
    watched.push_back({peer->fd, static_cast<short>(peer->queued() > 0 ? POLLIN | POLLOUT : POLLIN), 0});
  }
  const double sleep = bot_ == nullptr ? 0.05 : pacer_.sleep_s(now, traffic());
  const timespec timeout{0, static_cast<long>(sleep * 1e9)};  // always below a second
  if (::ppoll(watched.data(), watched.size(), &timeout, nullptr) <= 0) return;
  for (std::size_t i = 1; i < watched.size(); ++i) {
    if ((watched[i].revents & ~POLLOUT) != 0) read(*peers_[i - 1]);
    if ((watched[i].revents & POLLOUT) != 0) flush(*peers_[i - 1]);
  }
  if (watched[0].revents != 0) accept_peers();
}

void Server::accept_peers() {
  for (;;) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    peers_.push_back(std::make_unique<Peer>(fd));
  }
}

void Server::read(Peer& peer) {
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::recv(peer.fd, buffer, sizeof buffer, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) break;
    if (got <= 0) {
      peer.dead = true;
      return;
    }
    const std::string_view bytes(buffer, static_cast<std::size_t>(got));
    if (peer.upgraded) {
      peer.frames.feed(bytes);
    } else {
      peer.head += bytes;
    }
    if (static_cast<std::size_t>(got) < sizeof buffer) break;
  }
  if (!peer.upgraded) let_in(peer);
  if (peer.upgraded) hear(peer);
  flush(peer);
}

void Server::let_in(Peer& peer) {
  const auto upgrade = take_upgrade(peer.head);
  if (!upgrade) return;
  const bool allowed = options_.token.empty() || upgrade->token == options_.token;
  if (upgrade->key.empty() || !allowed) {
    const std::string_view status = upgrade->key.empty()     ? "426 Upgrade Required"
                                    : upgrade->token.empty() ? "401 Unauthorized"
                                                             : "403 Forbidden";
    peer.out += "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    flush(peer);
    peer.dead = true;
    return;
  }
  peer.upgraded = true;
  peer.out += switching_protocols(upgrade->key);
  peer.frames.feed(std::exchange(peer.head, {}));
  last_heard_ = peer.since = steady_now();
  if (upgrade->path == "/api") return;
  append_frame(peer.out, Opcode::text, connected_event(std::time(nullptr)));
  if (bot_ == nullptr) bot_ = &peer;
}

void Server::hear(Peer& peer) {
  while (auto message = peer.frames.next()) {
    last_heard_ = steady_now();
    if (message->opcode == Opcode::ping) {
      append_frame(peer.out, Opcode::pong, message->payload);
    } else if (message->opcode == Opcode::close) {
      append_frame(peer.out, Opcode::close, message->payload);
      flush(peer);
      peer.dead = true;
    } else if (message->opcode == Opcode::text || message->opcode == Opcode::binary) {
      const Answer answer = answer_call(message->payload, ++bot_messages_);
      append_frame(peer.out, Opcode::text, answer.json);
      ++summary_.api_calls;
      if (answer.replied_to >= 0) ledger_.replied(answer.replied_to - kFirstCustomer, last_heard_);
      if (answer.logged_in) pacer_.ready(last_heard_);
    }
  }
  peer.dead = peer.dead || peer.frames.failed();
}

void Server::flush(Peer& peer) {
  while (!peer.dead && peer.queued() > 0) {
    const ssize_t put = ::send(peer.fd, peer.out.data() + peer.out_at, peer.queued(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EAGAIN) break;
    peer.dead = put < 0;
    if (put > 0) peer.out_at += static_cast<std::size_t>(put);
  }
  if (peer.out_at == peer.out.size() || peer.out_at > Pacer::kMaxQueued) {
    peer.out.erase(0, peer.out_at);
    peer.out_at = 0;
  }
}

void Server::remove_dead() {
  if (bot_ != nullptr && bot_->dead) {
    bot_ = nullptr;
    ++summary_.disconnects;
  }
  std::erase_if(peers_, [](const auto& peer) { return peer->dead; });
}

Summary Server::summary() {
  summary_.after = figures_of(pid_);
  summary_.own_cpu_s = own_cpu_s() - own_cpu_before_;
  summary_.sent = pacer_.sent();
  summary_.delivered_total = static_cast<std::size_t>(messages_);
  const double end = std::max(pacer_.all_sent(), ledger_.last_reply());
  summary_.wall_s = pacer_.began() > 0 && end > pacer_.began() ? end - pacer_.began() : 0;
  summary_.frame_bytes = messages_ > 0 ? static_cast<double>(bytes_) / static_cast<double>(messages_) : 0;
  if (pacer_.gave_up() && summary_.note.empty()) summary_.note = "replies are missing";
  for (auto& peer : peers_) {
    if (!peer->upgraded) continue;
    append_frame(peer->out, Opcode::close, std::string_view("\x03\xE8", 2));  // 1000: an orderly end
    flush(*peer);
  }
  return std::move(summary_);
}

}  // namespace fenqun::bench
