#include "adapters/onebot11/ids.hpp"

#include <charconv>

namespace fenqun::adapters::onebot11 {

std::optional<std::int64_t> number_of(std::string_view id) {
  std::int64_t value = 0;
  const char* end = id.data() + id.size();
  const auto [stop, failure] = std::from_chars(id.data(), end, value);
  if (failure != std::errc{} || stop != end || id.empty()) return std::nullopt;
  return value;
}

std::optional<std::string> id_of(Json value) {
  if (const auto number = value.integer()) return std::to_string(*number);
  const auto text = value.string();
  if (!text) return std::nullopt;
  const auto number = number_of(*text);
  if (!number) return std::nullopt;
  return std::to_string(*number);
}

std::string message_name(std::string_view self, bool group, std::string_view chat, std::string_view message) {
  std::string name;
  name.reserve(self.size() + chat.size() + message.size() + 24);
  name.append(self).append(group ? "/g" : "/p").append(chat).append("/").append(message);
  return name;
}

std::string message_key(std::string_view self, bool group, std::string_view chat, std::string_view message,
                        std::string_view seconds) {
  std::string key = message_name(self, group, chat, message);
  key.append("/").append(seconds);
  return key;
}

std::optional<std::string> message_id_in(std::string_view native_id) {
  std::string_view part = native_id;
  for (int slashes = 0; slashes < 2; ++slashes) {
    const std::size_t at = part.find('/');
    if (at == std::string_view::npos) {
      if (slashes != 0) return std::nullopt;
      break;
    }
    part.remove_prefix(at + 1);
  }
  part = part.substr(0, part.find('/'));
  if (!number_of(part)) return std::nullopt;
  return std::string(part);
}

CustomerKey customer(std::string_view user) {
  return {"onebot11", "", std::string(user)};
}

}  // namespace fenqun::adapters::onebot11
