#include "tests/bench/load/websocket.hpp"

#include <openssl/evp.h>

#include <array>
#include <cctype>

namespace fenqun::bench {
namespace {

constexpr std::size_t kMaxHead = 16 * 1024;

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(a[i])) != std::tolower(static_cast<unsigned char>(b[i]))) return false;
  }
  return true;
}

std::string_view trim(std::string_view s) {
  const auto first = s.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(" \t") - first + 1);
}

std::string_view next_line(std::string_view& head) {
  const auto end = head.find("\r\n");
  const auto line = head.substr(0, end);
  head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
  return line;
}

void read_request_line(std::string_view line, Upgrade& upgrade) {
  const auto from = line.find(' ');
  if (from == std::string_view::npos) return;
  std::string_view target = line.substr(from + 1);
  target = target.substr(0, target.find(' '));
  const auto question = target.find('?');
  std::string_view path = target.substr(0, question);
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  upgrade.path = path;
  if (question == std::string_view::npos) return;
  constexpr std::string_view kName = "access_token=";
  const std::string_view query = target.substr(question + 1);
  if (const auto at = query.find(kName); at != std::string_view::npos) {
    const auto value = query.substr(at + kName.size());
    upgrade.token = value.substr(0, value.find('&'));
  }
}

void read_header(std::string_view line, Upgrade& upgrade) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const auto name = line.substr(0, colon);
  const auto value = trim(line.substr(colon + 1));
  if (same_word(name, "sec-websocket-key")) upgrade.key = value;
  if (same_word(name, "authorization") && value.size() > 7 && same_word(value.substr(0, 7), "bearer ")) {
    upgrade.token = trim(value.substr(7));
  }
}

// How long the header and the payload are; nothing when more bytes are needed.
struct Extent {
  std::size_t header = 2;  // without the mask
  std::uint64_t payload = 0;
};
std::optional<Extent> extent(std::string_view in) {
  if (in.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(in[i]); };
  Extent e;
  e.payload = byte(1) & 0x7F;
  const std::size_t wide = e.payload == 126 ? 2 : e.payload == 127 ? 8 : 0;
  if (wide == 0) return e;
  if (in.size() < 2 + wide) return std::nullopt;
  e.header += wide;
  e.payload = 0;
  for (std::size_t i = 0; i < wide; ++i) e.payload = e.payload << 8 | byte(2 + i);
  return e;
}

}  // namespace

std::optional<Upgrade> take_upgrade(std::string& in) {
  const auto end = in.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (in.size() > kMaxHead) return Upgrade{};
    return std::nullopt;
  }
  Upgrade upgrade;
  std::string_view head = std::string_view(in).substr(0, end);
  read_request_line(next_line(head), upgrade);
  while (!head.empty()) read_header(next_line(head), upgrade);
  in.erase(0, end + 4);
  return upgrade;
}

std::string switching_protocols(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  std::string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  answer += "Sec-WebSocket-Accept: ";
  answer.append(encoded.begin(), encoded.begin() + length);
  answer += "\r\n\r\n";
  return answer;
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
  out.push_back(static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode)));
  const std::uint64_t size = payload.size();
  const int wide = size < 126 ? 0 : size < 65536 ? 2 : 8;
  out.push_back(static_cast<char>(wide == 0 ? size : wide == 2 ? 126 : 127));
  for (int i = wide - 1; i >= 0; --i) out.push_back(static_cast<char>(size >> (8 * i)));
  out.append(payload);
}

std::optional<Message> FrameReader::next() {
  while (!failed_) {
    const std::string_view in = std::string_view(in_).substr(at_);
    const auto size = extent(in);
    if (!size) break;
    // A client's frames are masked, RFC 6455 §5.1.
    failed_ = (in[1] & 0x80) == 0 || size->payload > kMaxMessage || partial_.size() + size->payload > kMaxMessage;
    if (failed_ || in.size() < size->header + 4 + size->payload) break;
    const std::string_view mask = in.substr(size->header, 4);
    std::string payload(in.substr(size->header + 4, size->payload));
    for (std::size_t i = 0; i < payload.size(); ++i) payload[i] = static_cast<char>(payload[i] ^ mask[i & 3]);
    const auto first = static_cast<std::uint8_t>(in[0]);
    at_ += size->header + 4 + size->payload;
    if (auto message = accept(first, std::move(payload))) return message;
  }
  drop_consumed();
  return std::nullopt;
}

std::optional<Message> FrameReader::accept(std::uint8_t first, std::string payload) {
  const auto opcode = static_cast<Opcode>(first & 0x0F);
  const bool last = (first & 0x80) != 0;
  if (opcode >= Opcode::close) return Message{opcode, std::move(payload)};
  const bool starts = opcode != Opcode::continuation;
  if (starts == partial_opcode_.has_value()) {  // a new message inside an open one, or the middle of none
    failed_ = true;
    return std::nullopt;
  }
  if (starts && last) return Message{opcode, std::move(payload)};
  if (starts) partial_opcode_ = opcode;
  partial_ += payload;
  if (!last) return std::nullopt;
  Message whole{*partial_opcode_, std::move(partial_)};
  partial_.clear();
  partial_opcode_.reset();
  return whole;
}

void FrameReader::drop_consumed() {
  in_.erase(0, at_);
  at_ = 0;
}

}  // namespace fenqun::bench
